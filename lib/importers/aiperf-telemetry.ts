// What AIPerf and GenAI-Perf read of the GPUs meanwhile, a figure a GPU. A system draws the power of all its GPUs: theirs
// are summed, never averaged. Units as written (power W, memory GB, energy MJ = megajoules).
import { customMetricId } from "../points/metrics";
import type { Problem } from "../points/problem";
import type { Draft } from "../runs/draft";
import { checkedDraft, summedCell } from "./checked-metric";
import type { Setup } from "./setup-field";
import type { StatedCell, StatedMetric } from "./stated-metric";

/** One figure of one GPU. */
export interface GpuReading {
  tag: string;
  unit: string;
  /** What tells this GPU from the others. */
  gpu: string;
  mean: StatedCell | null;
  max: StatedCell | null;
}

/** What is summed over GPUs: which tags, of which of their statistics, and the metric that it is. */
const summed: { tags: RegExp; metric: string; of: "mean" | "max"; scope: string | null }[] = [
  { tags: /^(?:gpu_|nvidia_|amd_)?(?:gpu_)?power(?:_usage)?$/, metric: "power", of: "mean", scope: "device" },
  { tags: /memory_used$/, metric: "peak_memory", of: "max", scope: null },
  { tags: /energy_consumption$/, metric: customMetricId("GPU energy"), of: "mean", scope: null },
];

export function telemetryDrafts(setup: Setup, readings: readonly GpuReading[]) {
  const drafts: Draft[] = [];
  const problems: Problem[] = [];
  for (const { tags, metric, of, scope } of summed) {
    const made = sumOf(readings, tags, of);
    if (made === null) continue;
    const stated: StatedMetric = { metric, unit: made.unit, cells: { mean: made.cell } };
    const checked = checkedDraft(scope === null ? setup : scoped(setup, scope), stated);
    problems.push(...checked.problems);
    if (checked.draft) drafts.push(checked.draft);
  }
  return { drafts, problems, notes: notesOf(readings) };
}

function scoped(setup: Setup, scope: string): Setup {
  const extra = Object.assign(Object.create(null) as Record<string, string>, setup.case.extra);
  return { ...setup, case: { ...setup.case, extra: Object.assign(extra, { power_scope: scope }) } };
}

/** Of each GPU its first reading; null where a GPU says it in another unit, or not at all. */
function sumOf(readings: readonly GpuReading[], tags: RegExp, of: "mean" | "max") {
  const each = new Map<string, GpuReading>();
  for (const reading of readings)
    if (tags.test(reading.tag) && !each.has(reading.gpu)) each.set(reading.gpu, reading);
  const units = new Set(Array.from(each.values(), ({ unit }) => unit));
  const cells = Array.from(each.values(), (reading) => reading[of]);
  const [unit] = units;
  if (unit === undefined || units.size > 1) return null;
  const present = cells.flatMap((cell) => cell ?? []);
  const cell = present.length === cells.length ? summedCell(present, unit, "GPUs") : null;
  return cell && { unit, cell };
}

function notesOf(readings: readonly GpuReading[]): string[] {
  const gpus = new Set(readings.map(({ gpu }) => gpu));
  if (gpus.size === 0) return [];
  return [
    `GPU telemetry of ${gpus.size} GPU${gpus.size === 1 ? "" : "s"}: mean power, the maxima of memory used and energy are summed over them; its other figures are not read.`,
  ];
}
