// Results of `vllm bench serve --save-result` (once benchmark_serving.py), one object a run; several where runs were
// appended; of embedding models too. Summaries are in ms and sd is the population's; per-request arrays are in seconds and hold failed requests.
// One run is one throughput (n = 1), however many requests it had.
// Written by: https://github.com/vllm-project/vllm/blob/main/vllm/benchmarks/serve.py
import type { Problem } from "../points/problem";
import type { Draft } from "../runs/draft";
import type { Importer, Reading } from "./importer";
import { jsonOf, looksLikeJson } from "./json-file";
import { hasKeys, isScalar, memberOf, numberOf, textOf, type JsonNode } from "./json-node";
import { locatorIn, problemIn, recordsOf, type JsonRecord } from "./json-record";
import { isInferenceX, setupOf } from "./vllm-serve-case";
import { latencyDrafts } from "./vllm-serve-latency";
import { requestsOf, type Requests } from "./vllm-serve-requests";
import { throughputDrafts } from "./vllm-serve-throughput";

const always = ["model_id", "num_prompts"];
/** The second is a slip of versions of 2024. */
const requestRates = ["request_throughput", "request_inthroughput"];
/** Embedding runs have no output tokens. */
const oneOf = ["output_throughput", "total_token_throughput"];

export const vllmServe: Importer = {
  id: "vllm-serve",
  label: "vLLM bench serve (JSON)",
  version: "1",
  recognises: (file) =>
    looksLikeJson(file) && recordsOf(jsonOf(file)).some(({ node }) => isServeResult(node)),
  read(file): Reading {
    const json = jsonOf(file);
    const runs = recordsOf(json).map(readServeRun);
    return {
      drafts: runs.flatMap(({ drafts }) => drafts),
      problems: [...json.problems, ...runs.flatMap(({ problems }) => problems)],
      columns: [],
      notes: [...json.notes, ...new Set(runs.flatMap(({ notes }) => notes))],
    };
  },
};

export function isServeResult(node: JsonNode): boolean {
  return (
    hasKeys(node, always) && [requestRates, oneOf].every((keys) => keys.some((key) => hasKeys(node, [key])))
  );
}

interface RunReading {
  drafts: Draft[];
  problems: Problem[];
  notes: string[];
}

/** One run: the drafts of a result, or the problem that says why it is none. */
export function readServeRun(record: JsonRecord): RunReading {
  if (!isServeResult(record.node)) return { drafts: [], problems: [noServeResult(record)], notes: [] };
  const requests = requestsOf(record);
  const setup = setupOf(record);
  const latency = latencyDrafts(record, setup, requests);
  const throughput = throughputDrafts(record, setup);
  return {
    drafts: [...throughput, ...latency.drafts],
    problems: [...completedProblem(record), ...requests.problems, ...latency.problems],
    notes: [
      ...[...requests.notes, ...latency.notes],
      ...[...failedNote(record, requests), ...droppedNote(record), ...backendNote(record)],
    ],
  };
}

function backendNote(record: JsonRecord): string[] {
  if (!isInferenceX(record) || !record.node.members.has("backend")) return [];
  return ["The client is InferenceX's, whose backend names the protocol: the engine is not stated."];
}

/** Newer versions count what did not come through. */
function failedNote(record: JsonRecord, { notes }: Requests): string[] {
  const failed = numberOf(memberOf(record.node, "failed"));
  const asked = textAt(record, "num_prompts");
  if (!failed || notes.length > 0) return [];
  return [`${failed} of ${asked} requests failed: the figures are those of the ones that completed.`];
}

function textAt({ node, text }: JsonRecord, key: string): string {
  const member = memberOf(node, key);
  return member ? textOf(member, text) : "?";
}

function noServeResult(record: JsonRecord): Problem {
  const keys = [...record.node.members.keys()].slice(0, 4).join(", ");
  return {
    where: locatorIn(record),
    found: `an object with ${record.node.members.size} keys: ${keys}`,
    expected: `a result of vllm bench serve, with ${always.join(", ")} and request_throughput`,
  };
}

/** vLLM writes 0 for every figure of a run in which no request came through. */
function completedProblem(record: JsonRecord): Problem[] {
  const node = record.node.members.get("completed");
  return node?.kind === "number" && node.value === 0
    ? [
        problemIn(
          record,
          "completed",
          "at least one completed request; the figures of this run are read as missing",
        ),
      ]
    : [];
}

function droppedNote(record: JsonRecord): string[] {
  const dropped = ["generated_texts", "prompts", "errors"].filter((key) => {
    const node = record.node.members.get(key);
    return node !== undefined && !isScalar(node);
  });
  if (dropped.length === 0) return [];
  return [`The texts of requests (${dropped.join(", ")}) are in the file and in no point.`];
}
