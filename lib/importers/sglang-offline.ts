// Results of SGLang's `bench_offline_throughput --result-filename`: JSON Lines, one object a run, times in seconds. All
// requests are given to the engine at once. One run is one throughput (n = 1); last_gen_throughput is that of the last batch.
// Written by: https://github.com/sgl-project/sglang/blob/main/python/sglang/bench_offline_throughput.py
import type { Importer, Reading } from "./importer";
import { jsonOf, looksLikeJson } from "./json-file";
import { jsonDrafts, type JsonMetric } from "./json-metric";
import { hasKeys, isScalar, memberOf, numberOf, type JsonNode } from "./json-node";
import { locatorIn, problemIn, recordsOf, type JsonRecord } from "./json-record";
import type { Problem } from "../points/problem";
import type { Draft } from "../runs/draft";
import { emptySetup, putMembers, type Setup } from "./setup-field";
import type { SourceFile } from "./source-file";
import { tellByFile, toldByFileNote } from "./told-by-file";

const always = ["successful_requests", "total_latency", "output_throughput"];

const once = (metric: string, unit: string, mean: string): JsonMetric => ({
  metric,
  unit,
  at: { mean },
  n: 1,
});

const metrics: readonly JsonMetric[] = [
  once("output_tokens_per_second", "tok/s", "output_throughput"),
  once("input_tokens_per_second", "tok/s", "input_throughput"),
  once("total_tokens_per_second", "tok/s", "total_throughput"),
  once("requests_per_second", "req/s", "request_throughput"),
  once("execution_time", "s", "total_latency"),
  once("custom:last_gen_throughput", "tok/s", "last_gen_throughput"),
];

const measured = /^(?:total_|.*_throughput$)/;

export const sglangOffline: Importer = {
  id: "sglang-offline",
  label: "SGLang bench_offline_throughput (JSON Lines)",
  version: "1",
  recognises: (file) => looksLikeJson(file) && recordsOf(jsonOf(file)).some(({ node }) => isRun(node)),
  read(file): Reading {
    const json = jsonOf(file);
    const read = recordsOf(json).map((record) => readRun(record, file));
    return {
      drafts: read.flatMap(({ drafts }) => drafts),
      problems: [...json.problems, ...read.flatMap(({ problems }) => problems)],
      columns: [],
      notes: [...json.notes, toldByFileNote],
    };
  },
};

function isRun(node: JsonNode): boolean {
  return hasKeys(node, always);
}

function readRun(record: JsonRecord, file: SourceFile): { drafts: Draft[]; problems: Problem[] } {
  if (!isRun(record.node)) {
    const found = `an object with ${record.node.members.size} keys`;
    const expected = `a result of bench_offline_throughput, with ${always.join(", ")}`;
    return { drafts: [], problems: [{ where: locatorIn(record), found, expected }] };
  }
  if (numberOf(memberOf(record.node, "successful_requests")) === 0) {
    const expected = "at least one request that came through; this run has no figures";
    return { drafts: [], problems: [problemIn(record, "successful_requests", expected)] };
  }
  return { drafts: jsonDrafts(record, setupOf(record, file), metrics), problems: textsForNumbers(record) };
}

/** The engine is this program's own, but for what it names another back end. */
function setupOf(record: JsonRecord, file: SourceFile): Setup {
  const setup = emptySetup();
  setup.context.tool = "sglang bench_offline_throughput";
  setup.case.system = "SGLang";
  putMembers(setup, record, { skip: (key) => measured.test(key) });
  tellByFile(setup, file);
  return setup;
}

function textsForNumbers(record: JsonRecord): Problem[] {
  return metrics.flatMap(({ at }) => {
    const key = at.mean as string;
    const node = memberOf(record.node, key);
    return node !== undefined && isScalar(node) && node.kind === "string"
      ? [problemIn(record, key, "a number")]
      : [];
  });
}
