import type { Accelerator } from "../catalogue/accelerators";
import type { Finding } from "../points/finding";
import type { Point } from "../points/point";
import type { AuditedFile, AuditedSetup } from "./audited-file";
import { peakTflops, tolerance } from "./device-peaks";
import { figure, statedFigure } from "./figure";
import { idleShare } from "./power-range";
import type { Rule } from "./rule";
import { statedBounds } from "./stated-bounds";
import { byMissing, notStated, unknown, untestable, type Open } from "./untestable";
import { fewestBits } from "./weight-bits";

const id = "efficiency";

/** TFLOPS per watt against peak arithmetic over idle power, and over rated power. */
export const efficiency: Rule = {
  id,
  title: "TFLOPS per watt below peak over idle power",
  levels: ["impossible", "unusual", "untestable"],
  inequality: "TFLOPS/W ≤ F / W_idle ; above F / TDP unusual",
  voidWhen:
    "No device of a published power is stated and some catalogued one reaches it. Peak over rated power is no upper bound: a part that is capped runs nearer its best voltage (H100 PCIe 2.16, SXM 1.41). Peaks count at the stated format, or at the narrowest there is, twice with sparsity.",
  source:
    "Makers' peaks and rated powers, in the catalogue with the basis of each; idle power taken as 5 % of the rated one",
  check,
};

function* check(file: AuditedFile): Generator<Finding> {
  const open: Open[] = [];
  for (const { point, setup } of file.measured("tflops_per_watt")) {
    const found = judge(point, setup, file);
    if (found !== null && "level" in found) yield found;
    else if (found !== null) open.push(found);
  }
  for (const group of byMissing(open)) yield untestable(id, group, openText(group));
}

/** Of devices with a published power, the one of the highest peak over it. */
function best(
  devices: readonly Accelerator[],
  bits: number,
): { device: Accelerator; perWatt: number } | null {
  return devices
    .flatMap((device) => {
      const [peak, { watts }] = [peakTflops(device, bits), device.figures];
      return peak === null || watts === undefined ? [] : [{ device, perWatt: peak / watts }];
    })
    .reduce<{ device: Accelerator; perWatt: number } | null>(
      (most, each) => (most === null || each.perWatt > most.perWatt ? each : most),
      null,
    );
}

function judge(
  point: Point,
  { facts, case: of }: AuditedSetup,
  { catalogue }: AuditedFile,
): Finding | Open | null {
  const { devices, bits } = facts;
  if (devices?.length === 0) return { point, missing: [unknown(of.hardware ?? "")] };
  const most = best(devices ?? catalogue.devices, bits?.low ?? fewestBits);
  if (most === null) return { point, missing: ["the device's power"] };
  const low = statedBounds(point)!.low;
  const rated = most.perWatt * tolerance;
  if (low <= rated) return null;
  // A sparse peak is twice the dense one.
  const isBeyondIdle = low > (2 * rated) / idleShare;
  return finding(isBeyondIdle ? "impossible" : "unusual", point, most);
}

function finding(
  level: "impossible" | "unusual",
  point: Point,
  { device, perWatt }: { device: Accelerator; perWatt: number },
): Finding {
  const over =
    level === "impossible" ? "twice its peak over 5 % of its rated power" : "its peak over its rated power";
  const limit = level === "impossible" ? (2 * perWatt) / idleShare : perWatt;
  const reason =
    level === "impossible"
      ? ""
      : " A part that is capped can be above it; another definition of either figure can, too.";
  return {
    rule: id,
    level,
    title: `Above ${figure(limit)} TFLOPS/W`,
    says: `${statedFigure(point.value!)} TFLOPS/W is above ${figure(limit)}: what ${device.name} gives at ${over}.${reason}`,
    sum: `${figure(perWatt * device.figures.watts!, 5)} TFLOPS ÷ ${figure(device.figures.watts!, 5)} W = ${figure(perWatt)} TFLOPS/W`,
    points: [point.id],
    cells: [
      { point: point.id },
      { point: point.id, field: "hardware" },
      { point: point.id, field: "precision" },
    ],
    missing: [],
  };
}

function openText(group: readonly Open[]): Pick<Finding, "title" | "says" | "sum"> {
  return {
    title: "TFLOPS per watt not testable",
    says: `Neither peak nor power of the device is known. ${notStated(group[0]?.missing ?? [])}`,
    sum: null,
  };
}
