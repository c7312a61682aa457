import type { StatedCell, StatedMetric } from "./stated-metric";
import type { Stats } from "../points/point";
import { customMetricId } from "../points/metrics";
import type { Conversion } from "../points/provenance";
import { cellsOf } from "./checked-drafts";
import { hasKeys, numberOf, memberOf, type JsonNode } from "./json-node";
import { numberCellAt } from "./json-number-cell";
import type { JsonRecord } from "./json-record";
import { requestMetrics } from "./llmperf-metrics";
import type { Responses } from "./llmperf-responses";
import { emptySetup, putMembers, type Setup } from "./setup-field";

const results = [
  "results_mean_output_throughput_token_per_s",
  "results_ttft_s_quantiles_p50",
  "results_ttft_s_mean",
  "results_end_to_end_latency_s_mean",
];

export function isSummary(node: JsonNode): boolean {
  return results.some((key) => hasKeys(node, [key]));
}

const statisticOf: readonly [keyof Stats, string][] = [
  ["mean", "mean"],
  ["median", "quantiles_p50"],
  ["p90", "quantiles_p90"],
  ["p95", "quantiles_p95"],
  ["p99", "quantiles_p99"],
  ["min", "min"],
  ["max", "max"],
  ["sd", "stddev"],
];

/** The individual responses of the same run, and what to say of where they came from. */
export interface OwnResponses extends Responses {
  from: string;
}

/** Every metric of a summary; with the requests as samples where the run's responses are there. */
export function metricsOfSummary(record: JsonRecord, responses: OwnResponses | null): StatedMetric[] {
  const completed = numberCellAt(record, "results_num_completed_requests");
  const perRequest = requestMetrics.map(({ key, metric, unit }): StatedMetric => {
    const cells = cellsOf(
      Object.fromEntries(
        statisticOf.map(([name, suffix]) => [name, numberCellAt(record, `results_${key}_${suffix}`)]),
      ),
    );
    if (Object.keys(cells).length === 0) return { metric, unit, cells };
    const samples = responses?.series.get(key) ?? null;
    return {
      metric,
      unit,
      cells: {
        ...(samples ? withSource(cells, samples.values.length, responses!.from) : cells),
        ...counted(completed),
      },
      samples,
      varies: "within-run",
    };
  });
  return [...ofRun(record), ...perRequest];
}

function counted(completed: StatedCell | null): { n?: StatedCell } {
  return completed?.value ? { n: completed } : {};
}

function withSource(cells: StatedMetric["cells"], count: number, from: string): StatedMetric["cells"] {
  const { mean } = cells;
  if (mean === undefined) return cells;
  const said: Conversion = {
    from: `${count} responses of ${from}`,
    to: "samples",
    by: "paired with this summary by its name",
  };
  return { ...cells, mean: { ...mean, conversions: [...(mean.conversions ?? []), said] } };
}

/** Of a run in which no request came through, the one figure that says something. */
export const errorRate = customMetricId("error rate");

/** One run has one throughput, however many requests it had. */
function ofRun(record: JsonRecord): StatedMetric[] {
  const once = (metric: string, unit: string, key: string): StatedMetric => ({
    metric,
    unit,
    cells: cellsOf({ mean: numberCellAt(record, key) }),
    n: 1,
  });
  return [
    once("output_tokens_per_second", "tok/s", "results_mean_output_throughput_token_per_s"),
    once("requests_per_second", "req/min", "results_num_completed_requests_per_min"),
    once(errorRate, "fraction", "results_error_rate"),
  ];
}

/** Settings of the run; mean lengths are those that were asked for, and the measured ones are results. */
export function setupOfSummary(record: JsonRecord): Setup {
  const setup = emptySetup();
  setup.context.tool = "LLMPerf";
  const seconds = numberOf(memberOf(record.node, "timestamp"));
  if (seconds !== null && seconds > 0 && seconds < 4e9)
    setup.context.measured_at = new Date(seconds * 1000).toISOString();
  putMembers(setup, record, {
    fields: {
      model: "model",
      num_concurrent_requests: "concurrency",
      mean_input_tokens: "input_tokens",
      mean_output_tokens: "output_tokens",
    },
    skip: (key) => key.startsWith("results_") || ["name", "version", "timestamp"].includes(key),
  });
  return setup;
}

export function failureNote(record: JsonRecord): string[] {
  const errors = numberOf(memberOf(record.node, "results_number_errors"));
  const started = numberOf(memberOf(record.node, "results_num_requests_started"));
  if (!errors) return [];
  return [`${errors} of ${started ?? "the"} requests failed and are in no figure but the error rate.`];
}
