import type { Accelerator } from "../catalogue/accelerators";
import type { Finding } from "../points/finding";
import { ramAssumed } from "../points/headers";
import type { AuditedFile, AuditedSetup, MeasuredPoint } from "./audited-file";
import { memoryBytes } from "./device-peaks";
import { excusesOf } from "./excuses";
import { figure, statedFigure } from "./figure";
import { weightBytes } from "./memory-need";
import type { Rule } from "./rule";
import { statedBounds } from "./stated-bounds";
import { byMissing, notStated, untestable, type Open } from "./untestable";

const id = "memory-ceiling";

/** Peak memory, and the weights, against what the devices have. */
export const memoryCeiling: Rule = {
  id,
  title: "Memory fits the devices",
  levels: ["inconsistent", "unusual", "untestable"],
  inequality: "used ≤ G · M , N · b ≤ G · M",
  voidWhen:
    "Weights or KV cache are offloaded, or the figure is of the host, as a column of RAM may be; superchips and shared memory reach further. A maker's GB count as GiB. Weights that do not fit are only unusual: where offloading goes unsaid they may lie elsewhere.",
  source: "The makers' memory sizes, in the catalogue with the basis of each",
  check,
};

function* check(file: AuditedFile): Generator<Finding> {
  const open: Open[] = [];
  for (const { point, setup } of file.measured("peak_memory")) {
    const used = usedFinding(point, setup);
    if (used !== null && "level" in used) yield used;
    else if (used !== null) open.push(used);
  }
  for (const setup of file.setups) {
    const weights = weightsFinding(setup);
    if (weights !== null) yield weights;
  }
  for (const group of byMissing(open)) yield untestable(id, group, openText(group));
}

/** The device with the most memory of those that it may be. */
function largest(
  devices: readonly Accelerator[],
  count: number,
): { device: Accelerator; bytes: number } | null {
  return devices
    .flatMap((device) => {
      const bytes = memoryBytes(device, count);
      return bytes === null ? [] : [{ device, bytes }];
    })
    .reduce<{ device: Accelerator; bytes: number } | null>(
      (best, each) => (best === null || each.bytes > best.bytes ? each : best),
      null,
    );
}

/** Superchips read the memory of their processor as their own; where memory is shared, a system pages beyond it. */
function reachesHost({ name, isUnified }: Accelerator): boolean {
  return isUnified === true || /^G[BH]\d{3}\b/.test(name);
}

const ofHost = /host|cpu|\bram\b|rss|system[ _-]?memory|swap|unified/i;

function usedFinding(point: MeasuredPoint, setup: AuditedSetup): Finding | Open | null {
  const { devices, counts } = setup.facts;
  const most = devices && largest(devices, counts?.high ?? 1);
  if (!most || point.value * 1e9 <= most.bytes || statedBounds(point)!.low * 1e9 <= most.bytes) return null;
  if (counts === null) return { point, missing: ["accelerators"] };
  const isOfHost = Object.entries(setup.case.extra).some(
    ([key, value]) => /memory|scope/i.test(key) && ofHost.test(`${key} ${value}`),
  );
  if (
    isOfHost ||
    devices.some(reachesHost) ||
    point.provenance.assumed === ramAssumed ||
    excusesOf(setup.case).offload
  )
    return null;
  return {
    rule: id,
    level: "inconsistent",
    title: "More than the devices have",
    says: `${statedFigure(point.value)} GB is stated; ${machineText(most.device, counts.high)} has ${figure(most.bytes / 1e9)} GB, its maker's GB read as GiB.`,
    sum: `${statedFigure(point.value)} GB > ${counts.high} × ${figure(most.device.figures.memoryGb ?? 0, 6)} GiB = ${figure(most.bytes / 1e9)} GB`,
    points: [point.id],
    cells: [
      { point: point.id },
      ...["hardware", "accelerators"].map((field) => ({ point: point.id, field })),
    ],
    missing: [],
  };
}

function weightsFinding(setup: AuditedSetup): Finding | null {
  const { model, devices, counts, bits, isTakenFor } = setup.facts;
  if (model === null || isTakenFor || bits === null || counts === null || !devices?.length) return null;
  const weights = weightBytes(model, bits.low);
  const most = largest(devices, counts.high);
  if (most === null || weights <= most.bytes) return null;
  const excuses = excusesOf(setup.case);
  const fewest = weightBytes(model, Math.min(bits.low, excuses.fewestBits ?? Infinity));
  const point = setup.points.find(({ value }) => value !== null);
  if (excuses.offload || excuses.openDivision || fewest <= most.bytes || point === undefined) return null;
  return {
    rule: id,
    level: "unusual",
    title: "Weights do not fit the devices",
    says: `The weights of ${model.name} take ${figure(weights / 1e9)} GB in the stated format (${bits.name}); ${machineText(most.device, counts.high)} has ${figure(most.bytes / 1e9)} GB. Part of them lies elsewhere, or the format is not that of the weights.`,
    sum: `${figure(model.parameters / 1e9, 4)}e9 parameters × ${figure(bits.low, 4)} bits ÷ 8 = ${figure(weights / 1e9)} GB > ${counts.high} × ${figure(most.device.figures.memoryGb ?? 0, 6)} GiB`,
    points: setup.points.map((each) => each.id),
    cells: ["model", "precision", "hardware", "accelerators"].map((field) => ({ point: point.id, field })),
    missing: [],
  };
}

function machineText(device: Accelerator, count: number): string {
  return count === 1 ? `one ${device.name}` : `${count} × ${device.name}`;
}

function openText(group: readonly Open[]): Pick<Finding, "title" | "says" | "sum"> {
  return {
    title: "Memory ceiling not testable",
    says: `${group.length === 1 ? "This figure is" : `These ${group.length} figures are`} more than one such device has. ${notStated(group[0]?.missing ?? [])}`,
    sum: null,
  };
}
