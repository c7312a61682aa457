// What a program that ran llama-bench measured beside it, in the record around its row (`vram_peak_mib`, `avg_power_w`).
import { customMetricId } from "../points/metrics";
import type { Draft } from "../runs/draft";
import { jsonDraft, type JsonMetric } from "./json-metric";
import { numberOf } from "./json-node";
import type { JsonRecord } from "./json-record";
import type { Setup } from "./setup-field";

/** The same as llama-bench's own figures, or bookkeeping. */
const passedOver = /^(?:tokens_per_sec|value|start_time|end_time|duration_s|.*_(?:start|delta)_mib)$/;

const powerStatistic = { avg: "mean", mean: "mean", median: "median", max: "max", min: "min" } as const;

/** The drafts of those figures, of the case of the row's own draft. */
export function wrappedDrafts(around: JsonRecord, { case: of, context, run }: Draft): Draft[] {
  const setup = { case: of as Setup["case"], context, run };
  const others = keysOf(around).flatMap((key) => otherMetric(key) ?? []);
  return [powerIn(around), ...others].flatMap((metric) => (metric && jsonDraft(around, setup, metric)) ?? []);
}

/** Figures of the record that no draft is made of, and that nothing else says. */
export function unreadFigures(around: JsonRecord): string[] {
  return keysOf(around).filter(
    (key) => !passedOver.test(key) && powerOf(key) === null && otherMetric(key) === null,
  );
}

function keysOf({ node }: JsonRecord): string[] {
  return Array.from(node.members).flatMap(([key, value]) => (numberOf(value) === null ? [] : [key]));
}

function powerOf(key: string): keyof typeof powerStatistic | null {
  const [, statistic] = /^(avg|mean|median|max|min)_power_w$/.exec(key) ?? [];
  return (statistic as keyof typeof powerStatistic | undefined) ?? null;
}

function powerIn(around: JsonRecord): JsonMetric | null {
  const named = keysOf(around).flatMap((key) => {
    const power = powerOf(key);
    return power === null ? [] : [[powerStatistic[power], key] as const];
  });
  if (named.length === 0) return null;
  return { metric: "power", unit: "W", at: Object.fromEntries(named), varies: "within-run" };
}

/** One reading a run. The largest memory of a GPU is its VRAM; what it borrows of the host's is told apart. */
function otherMetric(key: string): JsonMetric | null {
  const [, memory] = /^(.+)_peak_mib$/.exec(key) ?? [];
  if (memory === "vram") return { metric: "peak_memory", unit: "MiB", at: { mean: key }, n: 1 };
  if (memory !== undefined)
    return { metric: customMetricId(`${memory} peak memory`), unit: "MiB", at: { mean: key }, n: 1 };
  if (key !== "max_temp_c") return null;
  return { metric: customMetricId("highest temperature"), unit: "°C", at: { mean: key }, n: 1 };
}
