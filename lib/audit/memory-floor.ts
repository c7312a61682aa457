import type { Finding } from "../points/finding";
import type { Point } from "../points/point";
import type { AuditedFile, AuditedSetup } from "./audited-file";
import { memoryBytes } from "./device-peaks";
import { changedBy, excusesOf } from "./excuses";
import { figure, statedFigure } from "./figure";
import { leastKept, weightBytes } from "./memory-need";
import type { Rule } from "./rule";
import { missingFormat } from "./setup-facts";
import { statedBounds } from "./stated-bounds";
import { byMissing, notStated, unknown, untestable, type Open } from "./untestable";

const id = "memory-floor";

/** Peak memory against the weights that must lie in it. */
export const memoryFloor: Rule = {
  id,
  title: "Memory holds the weights",
  levels: ["inconsistent", "untestable"],
  inequality: "used · G ≥ N · b + B · S · kv",
  voidWhen:
    "Weights are offloaded or mapped from a disk, pruned or changed by a method of which nothing is known, or more than the devices hold; the device shares the memory of its machine, of which drivers count a part. Figures in GB count as GiB, and as of one device where several are stated; all memory figures of a setup count together; what is kept of contexts counts with 4 bits a value, for prompts alone.",
  source:
    "The parameters of the published configuration, each at least so many bits as the stated format has",
  check,
};

type Waiting = Open & { setup: AuditedSetup; bytes: number };

function* check(file: AuditedFile): Generator<Finding> {
  const open: Waiting[] = [];
  for (const { point: stated, setup } of file.measured("peak_memory")) {
    // Figures of one setup count together, under the first of them.
    if (setup.facts.model === null || setup.byMetric.get("peak_memory") !== stated) continue;
    const bytes = mostBytes(setup);
    if (bytes === null || bytes >= floorOf(setup, "usual")) continue;
    const missing = missingOf(setup);
    if (missing.length > 0) open.push({ point: stated, missing, setup, bytes });
    else yield* judged(setup, stated, bytes);
  }
  for (const group of byMissing(open, ({ setup }) => setup.facts.model!.name))
    yield untestable(id, group, openText(group));
}

function missingOf({ facts, case: of }: AuditedSetup): string[] {
  return [
    facts.devices?.length === 0 ? unknown(of.hardware ?? "") : null,
    facts.counts === null && of.tensor_parallel === null ? "accelerators" : null,
    facts.bits === null ? missingFormat(of) : null,
  ].filter((field) => field !== null);
}

/** The most that a setup's figures can mean: all of them together, GB read as GiB where no binary unit is written. */
function mostBytes({ points }: AuditedSetup): number | null {
  const parts = points.filter(({ metric, value }) => metric === "peak_memory" && value !== null);
  if (parts.length === 0) return null;
  return parts.reduce((sum, point) => sum + mostStated(point) * gigabyte(point), 0);
}

/** Decimals may have been cut off where others round: 12.5 is less than 12.6. */
function mostStated(point: Point): number {
  const high = statedBounds(point, "exact")?.high ?? 0;
  return /\d[.,]\d/.test(point.provenance.raw) ? 2 * high - point.value! : high;
}

function gigabyte({ provenance }: Point): number {
  const isBinary =
    provenance.conversions.some(({ from }) => /[KMGT]iB\b/.test(from)) || /[KMGT]iB\b/.test(provenance.raw);
  return isBinary ? 1e9 : 1024 ** 3;
}

function floorOf({ facts, case: of }: AuditedSetup, which: "low" | "usual"): number {
  const model = facts.model!;
  return weightBytes(model, facts.bits?.[which] ?? 16) + (which === "low" ? leastKept(model, of) : 0);
}

function* judged(setup: AuditedSetup, point: Point, bytes: number): Generator<Finding> {
  const { model, devices, counts, bits, isTakenFor } = setup.facts;
  const count = counts?.high ?? setup.case.tensor_parallel ?? 1;
  if (isTakenFor || bits === null || bytes * count >= floorOf(setup, "low")) return;
  if (devices?.some(({ isUnified }) => isUnified)) return;
  // Weights that the devices cannot hold lie elsewhere, whatever the figure is of: the ceiling says so.
  if (devices?.some((device) => (memoryBytes(device, count) ?? Infinity) < weightBytes(model!, bits.low)))
    return;
  const excuses = excusesOf(setup.case);
  if (excuses.offload || excuses.openDivision || changedBy(excuses) !== null) return;
  const weights = weightBytes(model!, Math.min(bits.low, excuses.fewestBits ?? Infinity));
  if (bytes * count >= weights) return;
  const ofEach = count === 1 ? "" : `, even as of each of ${count} devices,`;
  const stated = `${statedFigure(point.value!)} GB`;
  yield {
    rule: id,
    level: "inconsistent",
    title: `Less than the ${figure(weights / 1e9)} GB of weights`,
    says: `${stated}${ofEach} is less than the weights of ${model!.name} alone take in the stated format (${bits.name}): ${figure(weights / 1e9)} GB.`,
    sum: `${figure(model!.parameters / 1e9, 4)}e9 parameters × ${figure(bits.low, 4)} bits ÷ 8 = ${figure(weights / 1e9)} GB > ${figure((bytes * count) / 1e9)} GB`,
    points: [point.id],
    cells: [
      { point: point.id },
      ...["model", "precision", "quantization", "accelerators"].map((field) => ({ point: point.id, field })),
    ],
    missing: [],
  };
}

/** The formats that the smallest figure has room for. */
function openText(group: readonly Waiting[]): Pick<Finding, "title" | "says" | "sum"> {
  const least = group.reduce((a, b) => (b.bytes < a.bytes ? b : a));
  const model = least.setup.facts.model!;
  const stated = least.point.value!;
  const bits = (stated * 8e9) / model.parameters;
  const others = group.length === 1 ? "" : `, the least of ${group.length} such figures,`;
  return {
    title: "Memory floor not testable",
    says: `${statedFigure(stated)} GB${others} is below the ${figure(weightBytes(model, 16) / 1e9, 4)} GB that the weights of ${model.name} take at 16 bits: it leaves at most ${figure(bits)} bits a weight on one device. ${notStated(least.missing)}`,
    sum: `${statedFigure(stated)} GB × 8 ÷ ${figure(model.parameters / 1e9, 4)}e9 parameters = ${figure(bits)} bits a weight`,
  };
}
