import type { Statistic } from "./point";

export type Better = "higher" | "lower" | "not stated";

/** What a unit measures; only units of one dimension convert into each other. */
export type Dimension =
  | "token-rate"
  | "request-rate"
  | "sample-rate"
  | "image-rate"
  | "time"
  | "memory"
  | "power"
  | "energy-per-token"
  | "tokens-per-energy"
  | "compute"
  | "compute-per-power"
  | "ratio"
  | "percent"
  | "money"
  | "other-money"
  | "number";

/** What was measured. `unit` is canonical: every point of the metric is stored and drawn in it. */
export interface Metric {
  id: string;
  label: string;
  /** A shorter label for tabs, table heads and small charts. */
  short: string;
  unit: string;
  dimension: Dimension;
  better: Better;
  /** The statistic shown unless a view chooses another. */
  statistic: Statistic;
}

function metric(
  id: string,
  label: string,
  short: string,
  unit: string,
  dimension: Dimension,
  better: Better,
): Metric {
  return { id, label, short, unit, dimension, better, statistic: "mean" };
}

/** Every metric known by name. To add one, add its line here and, if its unit is new, one in units.ts. */
export const metrics: readonly Metric[] = [
  metric("output_tokens_per_second", "Output tokens per second", "Tokens/s", "tok/s", "token-rate", "higher"),
  metric(
    "total_tokens_per_second",
    "Total tokens per second",
    "Total tokens/s",
    "tok/s",
    "token-rate",
    "higher",
  ),
  metric(
    "input_tokens_per_second",
    "Input tokens per second",
    "Input tokens/s",
    "tok/s",
    "token-rate",
    "higher",
  ),
  metric(
    "tokens_per_second_per_user",
    "Tokens per second per user",
    "Tokens/s/user",
    "tok/s",
    "token-rate",
    "higher",
  ),
  metric(
    "tokens_per_second_per_gpu",
    "Tokens per second per GPU",
    "Tokens/s/GPU",
    "tok/s",
    "token-rate",
    "higher",
  ),
  metric("requests_per_second", "Requests per second", "Requests/s", "req/s", "request-rate", "higher"),
  metric("ttft", "Time to first token", "TTFT", "ms", "time", "lower"),
  metric("tpot", "Time per output token", "TPOT", "ms", "time", "lower"),
  metric("itl", "Inter-token latency", "ITL", "ms", "time", "lower"),
  metric("e2e_latency", "End-to-end latency", "E2E latency", "ms", "time", "lower"),
  metric("batch_latency", "Batch latency", "Batch latency", "ms", "time", "lower"),
  metric("peak_memory", "Peak memory", "Memory", "GB", "memory", "lower"),
  metric("power", "Power", "Power", "W", "power", "lower"),
  metric("energy_per_token", "Energy per token", "J/token", "J/tok", "energy-per-token", "lower"),
  metric(
    "tokens_per_second_per_watt",
    "Tokens per second per watt",
    "Tokens/s/W",
    "tok/s/W",
    "tokens-per-energy",
    "higher",
  ),
  metric("tflops_per_watt", "TFLOPS per watt", "TFLOPS/W", "TFLOPS/W", "compute-per-power", "higher"),
  metric("tflops", "TFLOPS", "TFLOPS", "TFLOPS", "compute", "higher"),
  metric("speedup", "Speed-up", "Speed-up", "x", "ratio", "higher"),
  metric("scaling_efficiency", "Scaling efficiency", "Scaling efficiency", "%", "percent", "higher"),
  metric("execution_time", "Execution time", "Execution time", "s", "time", "lower"),
  metric("step_time", "Step time", "Step time", "s", "time", "lower"),
  metric(
    "training_tokens_per_second",
    "Training tokens per second",
    "Training tokens/s",
    "tok/s",
    "token-rate",
    "higher",
  ),
  metric(
    "training_samples_per_second",
    "Training samples per second",
    "Training samples/s",
    "samples/s",
    "sample-rate",
    "higher",
  ),
  metric("samples_per_second", "Samples per second", "Samples/s", "samples/s", "sample-rate", "higher"),
  metric("accuracy", "Accuracy", "Accuracy", "", "number", "higher"),
  metric("perplexity", "Perplexity", "Perplexity", "", "number", "lower"),
  metric("cost_per_million_tokens", "Cost per million tokens", "Cost/Mtok", "USD", "money", "lower"),
  metric("cost_change", "Cost change", "Cost change", "%", "percent", "lower"),
];

const byId = new Map(metrics.map((each) => [each.id, each]));

/** The metric of that id; a `custom:<name>` is a metric of its own with the unit that its file gives. */
export function findMetric(id: string, unit = ""): Metric {
  return byId.get(id) ?? metric(id, customName(id), customName(id), unit, "number", "not stated");
}

export function isKnownMetric(id: string): boolean {
  return byId.has(id);
}

export function customMetricId(name: string): string {
  return `custom:${name.trim()}`;
}

function customName(id: string): string {
  return id.startsWith("custom:") ? id.slice("custom:".length) : id;
}

/** Whether a value below 0 can be measured: no rate, time, size or ratio of such is; a change and what is not known may be. */
export function mayBeNegative(of: Metric): boolean {
  return of.dimension === "number" || of.id === "cost_change";
}

/** Latency metrics hold all their statistics in one point; a view chooses which one it shows. */
export function isLatency(of: Metric): boolean {
  return of.dimension === "time" && of.unit === "ms";
}
