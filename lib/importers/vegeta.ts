// vegeta report -type=json: times in nanoseconds; `rate` is offered, `throughput` counts the requests that succeeded.
// Written by: https://github.com/tsenart/vegeta/blob/master/lib/metrics.go
import type { Importer, Reading } from "./importer";
import { jsonOf, looksLikeJson } from "./json-file";
import { jsonDrafts } from "./json-metric";
import { hasKeys, memberOf, numberOf } from "./json-node";
import { recordsOf, type JsonRecord } from "./json-record";
import { emptySetup } from "./setup-field";

const figures = {
  mean: "mean",
  median: "50th",
  p90: "90th",
  p95: "95th",
  p99: "99th",
  min: "min",
  max: "max",
} as const;

export const vegeta: Importer = {
  id: "vegeta",
  label: "vegeta (JSON report)",
  version: "1",
  recognises: (file) => looksLikeJson(file) && recordsOf(jsonOf(file)).some(isReport),
  read(file): Reading {
    const json = jsonOf(file);
    const reports = recordsOf(json).filter(isReport);
    return {
      drafts: reports.flatMap(draftsOf),
      problems: json.problems,
      columns: [],
      notes: [...json.notes, ...reports.flatMap(failed)],
    };
  },
};

function isReport({ node }: JsonRecord): boolean {
  const latencies = memberOf(node, "latencies");
  return (
    hasKeys(node, ["throughput", "status_codes"]) && latencies !== undefined && hasKeys(latencies, ["99th"])
  );
}

function draftsOf(record: JsonRecord) {
  const setup = emptySetup();
  setup.case.request_rate = numberOf(memberOf(record.node, "rate"));
  setup.context.tool = "vegeta";
  const at = Object.fromEntries(Object.entries(figures).map(([name, key]) => [name, ["latencies", key]]));
  const n = numberOf(memberOf(record.node, "requests"));
  return jsonDrafts(record, setup, [
    { metric: "e2e_latency", unit: "ns", at, n, varies: "within-run" },
    { metric: "requests_per_second", unit: "req/s", at: { mean: "throughput" }, n: 1 },
  ]);
}

function failed({ node }: JsonRecord): string[] {
  const share = numberOf(memberOf(node, "success"));
  if (share === null || share >= 1) return [];
  return [`Of the requests ${((1 - share) * 100).toFixed(2)} % failed: latencies are of all of them.`];
}
