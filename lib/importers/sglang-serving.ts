// Results of `sglang.bench_serving --output-file`: JSON Lines, one object a run, with a bare Infinity for "all at once".
// Summaries are in ms and sd is the population's; with --output-details per-request arrays in seconds stand beside them,
// failed requests included. Newer versions hold the server's own settings; older ones name no model. Output tokens are
// counted twice: output_throughput is of total_output_tokens, not of the retokenised ones.
// Written by: https://github.com/sgl-project/sglang/blob/main/python/sglang/bench_serving.py
import type { Problem } from "../points/problem";
import type { Draft } from "../runs/draft";
import type { Importer, Reading } from "./importer";
import { jsonOf, looksLikeJson } from "./json-file";
import { jsonDrafts, type JsonMetric } from "./json-metric";
import { hasKeys, isScalar, memberOf, numberOf, type JsonNode } from "./json-node";
import { locatorIn, problemIn, recordsOf, type JsonRecord } from "./json-record";
import { isAsked, isResult, setupOf } from "./sglang-serving-case";
import type { SourceFile } from "./source-file";
import { tellByFile, toldByFileNote } from "./told-by-file";
import { latencyDrafts } from "./vllm-serve-latency";
import { requestsOf } from "./vllm-serve-requests";
import { meanLengths } from "./vllm-serve-throughput";

export const sglangServing: Importer = {
  id: "sglang-serving",
  label: "SGLang bench_serving (JSON Lines)",
  version: "1",
  recognises: (file) =>
    looksLikeJson(file) && recordsOf(jsonOf(file)).some(({ node }) => isServingResult(node)),
  read(file): Reading {
    const json = jsonOf(file);
    const runs = recordsOf(json).map((record) => readServingRun(record, file));
    return {
      drafts: runs.flatMap(({ drafts }) => drafts),
      problems: [...json.problems, ...runs.flatMap(({ problems }) => problems)],
      columns: [],
      notes: [...json.notes, ...new Set(runs.flatMap(({ notes }) => notes))],
    };
  },
};

/** vLLM's client writes model_id, SGLang's does not. */
export function isServingResult(node: JsonNode): boolean {
  if (hasKeys(node, ["model_id"]) || !hasKeys(node, ["output_throughput", "completed"])) return false;
  const isNamed = hasKeys(node, ["total_output_tokens_retokenized"]) || hasKeys(node, ["random_input_len"]);
  return isNamed && latencyKeys.some((key) => hasKeys(node, [key]));
}

const latencyKeys = ["mean_e2e_latency_ms", "median_e2e_latency_ms", "median_ttft_ms", "mean_ttft_ms"];

/** Figures of the whole run: one run is one throughput. */
const rates: readonly JsonMetric[] = [
  { metric: "requests_per_second", unit: "req/s", at: { mean: "request_throughput" }, n: 1 },
  { metric: "output_tokens_per_second", unit: "tok/s", at: { mean: "output_throughput" }, n: 1 },
  { metric: "input_tokens_per_second", unit: "tok/s", at: { mean: "input_throughput" }, n: 1 },
  { metric: "total_tokens_per_second", unit: "tok/s", at: { mean: "total_throughput" }, n: 1 },
  { metric: "custom:achieved concurrency", unit: "", at: { mean: "concurrency" }, n: 1 },
  { metric: "custom:accept_length", unit: "", at: { mean: "accept_length" }, n: 1 },
  { metric: "custom:max_output_tokens_per_s", unit: "tok/s", at: { mean: "max_output_tokens_per_s" }, n: 1 },
  { metric: "custom:max_concurrent_requests", unit: "", at: { mean: "max_concurrent_requests" }, n: 1 },
];

interface RunReading {
  drafts: Draft[];
  problems: Problem[];
  notes: string[];
}

/** One run: the drafts of a result, or the problem that says why it is none. */
export function readServingRun(record: JsonRecord, file: SourceFile): RunReading {
  if (!isServingResult(record.node)) return { drafts: [], problems: [noResult(record)], notes: [] };
  const { setup, notes } = setupOf(record);
  const told = setup.case.model === null ? [toldByFileNote] : [];
  tellByFile(setup, file);
  if (numberOf(memberOf(record.node, "completed")) === 0)
    return { drafts: [], problems: [nothingCompleted(record)], notes: [] };
  const requests = requestsOf(record);
  const latency = latencyDrafts(record, setup, requests);
  return {
    drafts: [...jsonDrafts(record, setup, rates), ...meanLengths(record, setup), ...latency.drafts],
    problems: [...textsForNumbers(record), ...requests.problems, ...latency.problems],
    notes: [
      ...notes,
      ...told,
      ...requests.notes,
      ...latency.notes,
      ...droppedNote(record),
      ...unreadNote(record),
    ],
  };
}

function nothingCompleted(record: JsonRecord): Problem {
  return problemIn(record, "completed", "at least one completed request; this run has no figures");
}

function noResult(record: JsonRecord): Problem {
  const keys = [...record.node.members.keys()].slice(0, 4).join(", ");
  const found = `an object with ${record.node.members.size} keys: ${keys}`;
  return { where: locatorIn(record), found, expected: "a result of sglang.bench_serving" };
}

function textsForNumbers(record: JsonRecord): Problem[] {
  return rates.flatMap(({ at }) => {
    const key = at.mean as string;
    const node = memberOf(record.node, key);
    const isText = node !== undefined && node.kind !== "number" && node.kind !== "constant";
    return isText ? [problemIn(record, key, "a number")] : [];
  });
}

/** Numbers of versions that are not known here, which are settings or results. */
function unreadNote({ node }: JsonRecord): string[] {
  const names = Array.from(node.members)
    .filter(([name, value]) => value.kind === "number" && !isAsked(name) && !isResult(name))
    .map(([name]) => name);
  const others = ["output_throughput_retokenized", "total_throughput_retokenized"].filter((name) =>
    node.members.has(name),
  );
  return names.length + others.length === 0 ? [] : [`Not read: ${[...names, ...others].join(", ")}.`];
}

function droppedNote({ node }: JsonRecord): string[] {
  const dropped = ["generated_texts", "errors"].filter((key) => {
    const member = node.members.get(key);
    return member !== undefined && !isScalar(member);
  });
  if (dropped.length === 0) return [];
  return [`The texts of requests (${dropped.join(", ")}) are in the file and in no point.`];
}
