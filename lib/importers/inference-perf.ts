// inference-perf (kubernetes-sigs): `summary_lifecycle_metrics.json` and `stage_N_lifecycle_metrics.json`. Times are in seconds, of
// the requests that succeeded; time_per_output_token is (last − first token) ÷ (tokens − 1) of a request, and
// normalized_time_per_output_token the whole latency ÷ output tokens.
// Written by: https://github.com/kubernetes-sigs/inference-perf/blob/main/inference_perf/reportgen/base.py
import { customMetricId } from "../points/metrics";
import type { Stats } from "../points/point";
import type { Importer, Reading } from "./importer";
import { jsonOf, looksLikeJson } from "./json-file";
import { jsonDrafts, type JsonMetric } from "./json-metric";
import { hasKeys, memberOf, numberOf } from "./json-node";
import { nodeAt, recordsOf, type JsonPath, type JsonRecord } from "./json-record";
import { emptySetup, type Setup } from "./setup-field";

export const inferencePerf: Importer = {
  id: "inference-perf",
  label: "inference-perf (JSON)",
  version: "1",
  recognises: (file) => looksLikeJson(file) && recordsOf(jsonOf(file)).some(isReport),
  read(file): Reading {
    const json = jsonOf(file);
    const reports = recordsOf(json).filter(isReport);
    const drafts = reports.flatMap((record) => jsonDrafts(record, setupOf(record), metricsOf(record)));
    return {
      drafts,
      problems: json.problems,
      columns: [],
      notes: [...json.notes, ...reports.flatMap(failed)],
    };
  },
};

function isReport(record: JsonRecord): boolean {
  const successes = memberOf(record.node, "successes");
  return (
    hasKeys(record.node, ["load_summary", "successes"]) &&
    successes !== undefined &&
    hasKeys(successes, ["latency", "throughput"])
  );
}

const times = [
  ["ttft", "time_to_first_token"],
  ["tpot", "time_per_output_token"],
  ["itl", "inter_token_latency"],
  ["e2e_latency", "request_latency"],
  [customMetricId("normalized_time_per_output_token"), "normalized_time_per_output_token"],
] as const;
const rates = [
  ["input_tokens_per_second", "tok/s", "input_tokens_per_sec"],
  ["output_tokens_per_second", "tok/s", "output_tokens_per_sec"],
  ["total_tokens_per_second", "tok/s", "total_tokens_per_sec"],
  ["requests_per_second", "req/s", "requests_per_sec"],
] as const;
/** Older versions write the median as p50. */
const written: readonly [keyof Stats, string][] = [
  ["mean", "mean"],
  ["median", "median"],
  ["median", "p50"],
  ["p90", "p90"],
  ["p95", "p95"],
  ["p99", "p99"],
  ["min", "min"],
  ["max", "max"],
];

function metricsOf(record: JsonRecord): JsonMetric[] {
  const completed = countAt(record, ["successes", "count"]);
  return [
    ...times.map(([metric, name]): JsonMetric => {
      const at = (statistic: string) => ["successes", "latency", name, statistic];
      const found = written.filter(([, statistic]) => countAt(record, at(statistic)) !== null);
      return {
        metric,
        unit: "s",
        at: Object.fromEntries(found.map(([statistic, key]) => [statistic, at(key)])),
        // Gaps between tokens are more than requests, and answers of one token have no time per token.
        n: metric === "ttft" || metric === "e2e_latency" ? completed : null,
        varies: "within-run",
      };
    }),
    ...rates.map(([metric, unit, name]): JsonMetric => {
      return { metric, unit, at: { mean: ["successes", "throughput", name] }, n: 1 };
    }),
  ];
}

function setupOf(record: JsonRecord): Setup {
  const setup = emptySetup();
  const { case: of, context } = setup;
  const mean = (...names: string[]) =>
    names.map((name) => countAt(record, ["successes", name, "mean"])).find((each) => each !== null) ?? null;
  of.request_rate = countAt(record, ["load_summary", "requested_rate"]);
  of.concurrency = countAt(record, ["load_summary", "concurrency"]);
  const lengths = [
    ["input_tokens", mean("prompt_tokens", "prompt_len")],
    ["output_tokens", mean("output_tokens", "output_len")],
  ] as const;
  for (const [field, length] of lengths) {
    if (length !== null && Number.isInteger(length)) of[field] = length;
    else if (length !== null) of.extra[`mean ${field.replace("_", " ")}`] = String(length);
  }
  context.tool = "inference-perf";
  return setup;
}

function failed(record: JsonRecord): string[] {
  const count = countAt(record, ["failures", "count"]);
  return count ? [`Of the requests ${count} failed: the figures are of the others.`] : [];
}

function countAt(record: JsonRecord, path: JsonPath): number | null {
  return numberOf(nodeAt(record, path));
}
