// k6: `--summary-export` and the data of `handleSummary`, in which each metric's figures stand under `values`. Times of http_* are in
// ms, those of a trend of someone's own only where it says `contains: "time"`. Durations are of failed requests too.
// Format: https://grafana.com/docs/k6/latest/results-output/end-of-test/custom-summary/
import { readHeader } from "../points/headers";
import { customMetricId, isKnownMetric } from "../points/metrics";
import type { Stats } from "../points/point";
import type { Importer, Reading } from "./importer";
import { jsonOf, looksLikeJson } from "./json-file";
import { jsonDrafts, type JsonMetric } from "./json-metric";
import { memberOf, numberOf, stringOf } from "./json-node";
import { nodeAt, recordsOf, type JsonPath, type JsonRecord } from "./json-record";
import { emptySetup, type Setup } from "./setup-field";

export const k6: Importer = {
  id: "k6",
  label: "k6 (JSON summary)",
  version: "1",
  recognises: (file) => looksLikeJson(file) && recordsOf(jsonOf(file)).some(isSummary),
  read(file): Reading {
    const json = jsonOf(file);
    const summaries = recordsOf(json).filter(isSummary);
    const drafts = summaries.flatMap((record) => jsonDrafts(record, setupOf(record), metricsOf(record)));
    return {
      drafts,
      problems: json.problems,
      columns: [],
      notes: [...json.notes, ...summaries.flatMap(failed)],
    };
  },
};

function isSummary(record: JsonRecord): boolean {
  return numberAt(record, at(record, "iterations", "count")) !== null && namesIn(record).includes("vus");
}

function namesIn(record: JsonRecord): string[] {
  const metrics = memberOf(record.node, "metrics");
  return metrics?.kind === "object" ? [...metrics.members.keys()] : [];
}

function at(record: JsonRecord, name: string, figure: string): JsonPath {
  const isDeep = nodeAt(record, ["metrics", name, "values"]) !== undefined;
  return isDeep ? ["metrics", name, "values", figure] : ["metrics", name, figure];
}

const figures: readonly [keyof Stats, string][] = [
  ["mean", "avg"],
  ["median", "med"],
  ["p90", "p(90)"],
  ["p95", "p(95)"],
  ["p99", "p(99)"],
  ["min", "min"],
  ["max", "max"],
];

function metricsOf(record: JsonRecord): JsonMetric[] {
  const requests = numberAt(record, at(record, "http_reqs", "count"));
  const trends = namesIn(record).flatMap((name): JsonMetric[] => {
    // The parts of a request's duration, and what a group or an iteration took besides requests, are not of a server.
    if (/^(?:http_req_(?!duration$)|iteration_duration|group_duration)/.test(name) || name.includes("{"))
      return [];
    const found = figures.filter(([, figure]) => numberAt(record, at(record, name, figure)) !== null);
    if (!found.some(([statistic]) => statistic === "mean")) return [];
    const cells = Object.fromEntries(
      found.map(([statistic, figure]) => [statistic, at(record, name, figure)]),
    );
    if (name === "http_req_duration")
      return [{ metric: "e2e_latency", unit: "ms", at: cells, n: requests, varies: "within-run" }];
    return [{ ...ownMetric(record, name), at: cells, varies: "within-run" }];
  });
  const rate = { mean: at(record, "http_reqs", "rate") };
  return [...trends, { metric: "requests_per_second", unit: "req/s", at: rate, n: 1 }];
}

/** A trend that a script made. */
function ownMetric(record: JsonRecord, name: string): Pick<JsonMetric, "metric" | "unit"> {
  const isTime = stringOf(nodeAt(record, ["metrics", name, "contains"])) === "time";
  const meaning = readHeader(isTime ? `${name} (ms)` : name);
  if (meaning.kind === "metric" && meaning.unit !== null && isKnownMetric(meaning.metric))
    return { metric: meaning.metric, unit: meaning.unit };
  return { metric: customMetricId(name), unit: isTime ? "ms" : "" };
}

/** As many users throughout; a number that changes is no setting. */
function setupOf(record: JsonRecord): Setup {
  const setup = emptySetup();
  const [least, most] = ["min", "max"].map((figure) => numberAt(record, at(record, "vus", figure)));
  if (least !== null && least === most) setup.case.concurrency = least!;
  setup.context.tool = "k6";
  return setup;
}

function failed(record: JsonRecord): string[] {
  const share =
    numberAt(record, at(record, "http_req_failed", "rate")) ??
    numberAt(record, at(record, "http_req_failed", "value"));
  return share ? [`Of the requests ${(share * 100).toFixed(2)} % failed: durations are of all of them.`] : [];
}

function numberAt(record: JsonRecord, path: JsonPath): number | null {
  return numberOf(nodeAt(record, path));
}
