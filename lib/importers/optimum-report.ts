// What optimum-benchmark measures of each target of a run (prefill, decode, generate, forward, train …), whichever of its
// files says it: a latency for each pass over a batch, a rate made of their mean, memory in MB and energy in kWh.
import { customMetricId } from "../points/metrics";
import { timesDecimal, decimalText } from "../points/decimal";
import type { Samples, Stats } from "../points/point";
import type { StatedCell, StatedMetric } from "./stated-metric";

export type Cells = Partial<Record<keyof Stats, StatedCell>>;

/** One target as a file has it; whatever it leaves out is null. */
export interface Target {
  name: string;
  latency: { cells: Cells; n: number | null; unit: string; samples: Samples | null } | null;
  /** Of a whole training, which is no pass that repeats. */
  runtime: { cell: StatedCell; unit: string } | null;
  throughput: { cell: StatedCell; unit: string } | null;
  memory: { field: string; cell: StatedCell; unit: string }[];
  energy: { cell: StatedCell; unit: string } | null;
  efficiency: { cell: StatedCell; unit: string } | null;
}

/** The statistics of a report's latency, and what it calls them. */
export const latencyStatistics: readonly [keyof Stats, string][] = [
  ["mean", "mean"],
  ["median", "p50"],
  ["p90", "p90"],
  ["p95", "p95"],
  ["p99", "p99"],
  ["sd", "stdev"],
];

export const optimumNotes = [
  "A prefill's latency is read as time to first token, per-token latency as TPOT: both are of a pass over the whole batch. A forward pass beside a generation is the prefill; decode latency ÷ (new tokens − 1) is TPOT where no per-token latency is stated.",
];

/**
 * @param newTokens how many tokens each sequence of the run generates, where the file says so
 */
export function optimumMetrics(targets: readonly Target[], newTokens: number | null): StatedMetric[] {
  const names = new Set(targets.filter(isMeasured).map(({ name }) => name));
  return [
    ...targets.flatMap((target) => [
      ...latencyMetrics(target, names, newTokens),
      ...rateMetrics(target, names),
      ...energyMetrics(target),
    ]),
    ...memoryMetrics(targets),
  ];
}

function isMeasured({ latency, throughput }: Target): boolean {
  return latency !== null || throughput !== null;
}

const generating = ["decode", "generate", "per_token"];

/** Beside a generation, the forward pass is the one over the prompt: the tool's own short report calls it prefill. */
function isPrompt(name: string, names: ReadonlySet<string>): boolean {
  return name === "prefill" || (name === "forward" && generating.some((each) => names.has(each)));
}

function latencyMetrics(
  { name, latency, runtime }: Target,
  names: ReadonlySet<string>,
  newTokens: number | null,
): StatedMetric[] {
  const ofRuntime: StatedMetric[] = runtime
    ? [{ metric: runtimeMetric(name), unit: runtime.unit, cells: { mean: runtime.cell }, n: 1 }]
    : [];
  if (latency === null) return ofRuntime;
  const { cells, n, unit, samples } = latency;
  const stated: Omit<StatedMetric, "metric"> = {
    unit,
    cells,
    n,
    sd: "population",
    varies: "within-run",
    samples,
  };
  const own = { ...stated, metric: latencyMetric(name, names) };
  const derived = name === "decode" && !names.has("per_token") ? tpotOf(stated, newTokens) : [];
  return [...ofRuntime, own, ...derived];
}

function runtimeMetric(name: string): string {
  return name === "training" || name === "train" ? "execution_time" : customMetricId(`${name} runtime`);
}

function latencyMetric(name: string, names: ReadonlySet<string>): string {
  if (isPrompt(name, names)) return "ttft";
  if (name === "per_token") return "tpot";
  if (name === "generate" || name === "forward" || name === "call") return "batch_latency";
  return name === "train" ? "step_time" : customMetricId(`${name} latency`);
}

/** The time of a decoding pass has one token less than is generated: the first came with the prefill. */
function tpotOf(stated: Omit<StatedMetric, "metric">, newTokens: number | null): StatedMetric[] {
  if (newTokens === null || newTokens < 2) return [];
  const divide = (value: number) => value / (newTokens - 1);
  const cells = Object.entries(stated.cells).map(([name, cell]) => [
    name,
    name === "n" || cell.value === null ? cell : divided(cell, divide(cell.value), stated.unit, newTokens),
  ]);
  const { samples } = stated;
  return [
    {
      ...stated,
      metric: "tpot",
      cells: Object.fromEntries(cells) as Cells,
      samples: samples ? { ...samples, values: Float64Array.from(samples.values, divide) } : null,
    },
  ];
}

function divided(cell: StatedCell, value: number, unit: string, newTokens: number): StatedCell {
  const by = {
    from: `${decimalText(cell.value!)} ${unit}`,
    to: `${decimalText(value)} ${unit}`,
    by: `÷ (${newTokens} new tokens − 1)`,
  };
  return { ...cell, value, conversions: [...(cell.conversions ?? []), by] };
}

function rateMetrics({ name, throughput }: Target, names: ReadonlySet<string>): StatedMetric[] {
  // A target that was never passed through has a rate of 0, and none.
  if (throughput === null || throughput.cell.value === 0) return [];
  const { cell, unit } = throughput;
  return [{ metric: rateMetric(name, unit, names), unit, cells: { mean: cell }, n: 1 }];
}

function rateMetric(name: string, unit: string, names: ReadonlySet<string>): string {
  const own = customMetricId(`${name} throughput`);
  if (unit === "tok/s") {
    if (isPrompt(name, names)) return "input_tokens_per_second";
    return name === generating.find((each) => names.has(each)) ? "output_tokens_per_second" : own;
  }
  if (unit !== "samples/s") return own;
  if (name === "train" || name === "training") return "training_samples_per_second";
  return (name === "forward" || name === "call") && !isPrompt(name, names) ? "samples_per_second" : own;
}

/** Which memory is the peak, where a file has several: of the device as a whole before that of the allocator, then RAM. */
const peaks = [
  "max_global_vram",
  "peak_memory",
  "max_memory_used",
  "max_process_vram",
  "max_reserved",
  "max_memory_reserved",
  "max_allocated",
  "max_memory_allocated",
  "max_ram",
];

/** The run's peak is the largest of its targets'; every other figure of memory is a metric of its own. */
function memoryMetrics(targets: readonly Target[]): StatedMetric[] {
  const all = targets.flatMap(({ name, memory }) => memory.map((each) => ({ ...each, target: name })));
  const field = peaks.find((each) => all.some((one) => one.field === each && one.cell.value !== null));
  const candidates = all.filter((each) => each.field === field && each.cell.value !== null);
  const peak = candidates.reduce<(typeof all)[number] | null>(
    (most, each) => (most === null || each.cell.value! > most.cell.value! ? each : most),
    null,
  );
  return all.map((each) => ({
    metric: each === peak ? "peak_memory" : customMetricId(`${each.target} ${each.field}`),
    unit: each.unit,
    cells: { mean: each.cell },
    n: 1,
  }));
}

const joulesOfKwh = 3_600_000;

function energyMetrics({ name, energy, efficiency }: Target): StatedMetric[] {
  return [
    ...(energy
      ? [{ metric: customMetricId(`${name} energy`), unit: energy.unit, cells: { mean: energy.cell }, n: 1 }]
      : []),
    ...(efficiency ? [efficiencyMetric(name, efficiency)] : []),
  ];
}

/** Tokens per kWh are J per token the other way round; of a prompt's tokens they are a metric of their own. */
function efficiencyMetric(name: string, { cell, unit }: { cell: StatedCell; unit: string }): StatedMetric {
  const value = cell.value;
  const isOutput = name === "decode" || name === "generate";
  const isPossible = value !== null && value > 1e-9 && value < 1e15;
  if (!isOutput || !isPossible || !/^tokens?\/kWh$|^kWh\/token$/.test(unit))
    return { metric: customMetricId(`${name} efficiency`), unit, cells: { mean: cell }, n: 1 };
  const inverse = unit === "kWh/token";
  const joules = inverse ? timesDecimal(value, joulesOfKwh, 0) : joulesOfKwh / value;
  const by = {
    from: `${decimalText(value)} ${unit}`,
    to: `${decimalText(joules)} J/tok`,
    by: inverse ? `× ${joulesOfKwh}` : `${joulesOfKwh} J/kWh ÷ tokens/kWh`,
  };
  const mean = { ...cell, value: joules, conversions: [...(cell.conversions ?? []), by] };
  return { metric: "energy_per_token", unit: "J/tok", cells: { mean }, n: 1 };
}

/** The tool's spellings of units: `samles/s` is its own slip, and `tok/s` of its first version. */
export function unitOfOptimum(written: string): string {
  const unit = written.trim().replace("samles", "samples");
  return /^tok(?:ens)?\/s$/.test(unit) ? "tok/s" : unit;
}
