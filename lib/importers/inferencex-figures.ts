// The figures of an InferenceX row, by the keys of its agg_*.json: times have no unit in their names and are seconds.
import { customMetricId } from "../points/metrics";
import type { Stats } from "../points/point";
import type { Problem } from "../points/problem";
import type { Draft } from "../runs/draft";
import { checkedDraft } from "./checked-metric";
import type { Setup } from "./setup-field";
import type { StatedCell, StatedMetric } from "./stated-metric";

/** The cells of one row by the key under which agg_*.json has each figure: `mean_ttft`, `tput_per_gpu`. */
export type RowCells = ReadonlyMap<string, StatedCell>;

const series = new Map([
  ["ttft", "ttft"],
  ["tpot", "tpot"],
  ["itl", "itl"],
  ["e2el", "e2e_latency"],
]);

const interactivity = "intvty";

const statisticOf = new Map<string, keyof Stats>([
  ["mean", "mean"],
  ["median", "median"],
  ["std", "sd"],
  ["p50", "median"],
  ["p90", "p90"],
  ["p95", "p95"],
  ["p99", "p99"],
  ["min", "min"],
  ["max", "max"],
]);

/** One number of a whole run, n = 1. */
const rates: Readonly<Record<string, readonly [metric: string, unit: string]>> = {
  tput_per_gpu: ["tokens_per_second_per_gpu", "tok/s/gpu"],
  output_tput_per_gpu: [customMetricId("output tokens per second per GPU"), "tok/s/gpu"],
  input_tput_per_gpu: [customMetricId("input tokens per second per GPU"), "tok/s/gpu"],
  total_tput_tps: ["total_tokens_per_second", "tok/s"],
  output_tput_tps: ["output_tokens_per_second", "tok/s"],
  input_tput_tps: ["input_tokens_per_second", "tok/s"],
  total_token_throughput: ["total_tokens_per_second", "tok/s"],
  output_throughput: ["output_tokens_per_second", "tok/s"],
  input_throughput: ["input_tokens_per_second", "tok/s"],
  request_throughput: ["requests_per_second", "req/s"],
  request_goodput: [customMetricId("request_goodput"), "req/s"],
  total_gpu_energy_j: [customMetricId("GPU energy"), "J"],
  joules_per_output_token: ["energy_per_token", "J/tok"],
  joules_per_total_token: [customMetricId("energy per token, input and output"), "J/tok"],
  joules_per_input_token: [customMetricId("energy per input token"), "J/tok"],
  joules_per_successful_query: [customMetricId("energy per request"), "J"],
};

/** All GPUs together, as nvidia-smi's samples are summed, and one GPU of them. */
const powers: readonly (readonly [metric: string, key: string])[] = [
  ["power", "total_gpu_power_w"],
  [customMetricId("power per GPU"), "power_w"],
];

/** The statistic and the series of `p99_ttft`; null for a key of another kind. */
export function seriesKey(key: string): { statistic: string; name: string } | null {
  const [, statistic, name] = /^(mean|median|std|min|max|p\d+(?:\.\d+)?)_(.+)$/.exec(key) ?? [];
  if (statistic === undefined || name === undefined) return null;
  return series.has(name) || name === interactivity ? { statistic, name } : null;
}

/** Whether a key holds one of the figures that `figureDrafts` reads or leaves out on purpose. */
export function isFigure(key: string): boolean {
  return (
    Object.hasOwn(rates, key) || seriesKey(key) !== null || /^(?:avg|p\d+)_(?:total_gpu_)?power_w$/.test(key)
  );
}

export interface Figures {
  drafts: Draft[];
  problems: Problem[];
  notes: string[];
}

/** How many values are behind a series, where the file says so. */
export type CountOf = (series: string) => number | null;

/**
 * The drafts of one row.
 *
 * @param unit of its times
 */
export function figureDrafts(
  setup: Setup,
  cells: RowCells,
  unit: "s" | "ms",
  count: CountOf = () => null,
): Figures {
  const stated = [
    ...rateMetrics(cells),
    ...latencyMetrics(cells, unit, count),
    ...interactivityMetrics(cells),
  ];
  const checked = stated.map((each) => checkedDraft(setup, each));
  const scoped = powerMetrics(cells).map((each) => checkedDraft(withScope(setup), each));
  const all = [...checked, ...scoped];
  return {
    drafts: all.flatMap(({ draft }) => draft ?? []),
    problems: all.flatMap(({ problems }) => problems),
    notes: notesOn(cells),
  };
}

function rateMetrics(cells: RowCells): StatedMetric[] {
  return Object.entries(rates).flatMap(([key, [metric, unit]]) => {
    const mean = cells.get(key);
    return mean ? [{ metric, unit, cells: { mean }, n: 1 }] : [];
  });
}

function latencyMetrics(cells: RowCells, unit: string, count: CountOf): StatedMetric[] {
  return Array.from(series, ([name, metric]) => ({
    metric,
    unit,
    cells: cellsOf(cells, name),
    n: count(name),
    sd: "population" as const,
    varies: "within-run" as const,
  }));
}

function cellsOf(cells: RowCells, name: string): StatedMetric["cells"] {
  const found: StatedMetric["cells"] = {};
  for (const [statistic, field] of statisticOf) {
    const cell = cells.get(`${statistic}_${name}`);
    if (cell) found[field] ??= cell;
  }
  return found;
}

/**
 * Interactivity is 1 ÷ TPOT, key by key: mean and median are rates of the typical request, `p99_intvty` is that of the
 * slowest ones and no 99th percentile of a rate, `std_intvty` (1 ÷ a spread) is nothing at all.
 */
function interactivityMetrics(cells: RowCells): StatedMetric[] {
  const typical: StatedMetric["cells"] = {};
  const slow: StatedMetric[] = [];
  for (const [statistic, field] of statisticOf) {
    const cell = cells.get(`${statistic}_${interactivity}`);
    if (!cell) continue;
    if (field === "mean" || field === "median") typical[field] ??= cell;
    else if (field.startsWith("p")) {
      const metric = customMetricId(`interactivity at ${field} TPOT`);
      slow.push({ metric, unit: "tok/s/user", cells: { mean: cell }, n: 1 });
    }
  }
  return [
    { metric: "tokens_per_second_per_user", unit: "tok/s/user", cells: typical, varies: "within-run" },
    ...slow,
  ];
}

function powerMetrics(cells: RowCells): StatedMetric[] {
  return powers.map(([metric, key]) => {
    const mean = cells.get(`avg_${key}`);
    const p90 = cells.get(`p90_${key}`);
    return { metric, unit: "W", cells: { ...(mean ? { mean } : {}), ...(p90 ? { p90 } : {}) } };
  });
}

function withScope(setup: Setup): Setup {
  const extra = Object.assign(Object.create(null) as Record<string, string>, setup.case.extra);
  extra["power_scope"] = "device";
  return { ...setup, case: { ...setup.case, extra } };
}

function notesOn(cells: RowCells): string[] {
  const keys = [...cells.keys()];
  const notes: string[] = [];
  if (keys.some((key) => key.endsWith("tput_per_gpu")))
    notes.push(
      "Throughput per GPU counts input and output tokens; output tokens per GPU are of the decode GPUs and input tokens of the prefill GPUs where these are apart.",
    );
  if (keys.some((key) => seriesKey(key)?.name === interactivity))
    notes.push(
      "Interactivity is 1 ÷ TPOT of the same name: its p90, p95 and p99 are the slow end and kept as metrics of their own; its “std” (1 ÷ the sd of TPOT) means nothing and is not read.",
    );
  const unplaced = keys.filter((key) => isUnplaced(key));
  if (unplaced.length > 0)
    notes.push(`Percentiles that a point has no place for are not read: ${unplaced.join(", ")}.`);
  return notes;
}

function isUnplaced(key: string): boolean {
  const found = seriesKey(key);
  return found !== null && !statisticOf.has(found.statistic);
}
