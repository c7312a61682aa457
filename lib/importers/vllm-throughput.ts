// Results of `vllm bench throughput --output-json`: one object with five numbers. tokens_per_second counts prompt and
// output tokens together; how many of them were output, the file does not say. One run, one throughput (n = 1).
// Written by: https://github.com/vllm-project/vllm/blob/main/vllm/benchmarks/throughput.py
import type { Problem } from "../points/problem";
import type { Importer, Reading } from "./importer";
import { jsonOf, looksLikeJson } from "./json-file";
import { jsonDrafts, type JsonMetric } from "./json-metric";
import { hasKeys } from "./json-node";
import { locatorIn, recordsOf, type JsonRecord } from "./json-record";
import { emptySetup, putMembers, type Setup } from "./setup-field";
import type { SourceFile } from "./source-file";
import { tellByFile, toldByFileNote } from "./told-by-file";

const always = ["num_requests", "total_num_tokens", "requests_per_second", "tokens_per_second"];

/** Prompt and output tokens together, whatever the name says. */
const throughputMetrics: readonly JsonMetric[] = [
  { metric: "requests_per_second", unit: "req/s", at: { mean: "requests_per_second" }, n: 1 },
  { metric: "total_tokens_per_second", unit: "tok/s", at: { mean: "tokens_per_second" }, n: 1 },
  { metric: "output_tokens_per_second", unit: "tok/s", at: { mean: "output_tokens_per_second" }, n: 1 },
  { metric: "execution_time", unit: "s", at: { mean: "elapsed_time" }, n: 1 },
];

/** Also of copies of the program that count more. */
const measured = /^(?:elapsed_time|.*_per_second|total_(?:num_|prompt_|input_|output_)*tokens)$/;

export const vllmThroughput: Importer = {
  id: "vllm-throughput",
  label: "vLLM bench throughput (JSON)",
  version: "1",
  recognises: (file) => looksLikeJson(file) && recordsOf(jsonOf(file)).some(isThroughputResult),
  read(file): Reading {
    const json = jsonOf(file);
    const records = recordsOf(json);
    return {
      drafts: records
        .filter(isThroughputResult)
        .flatMap((record) => jsonDrafts(record, setupOf(record, file), throughputMetrics)),
      problems: [...json.problems, ...records.filter((each) => !isThroughputResult(each)).map(noResult)],
      columns: [],
      notes: [...json.notes, ...notes],
    };
  },
};

const notes = [
  "tokens_per_second counts prompt and output tokens: it is read as total tokens/s.",
  toldByFileNote,
];

function isThroughputResult({ node }: JsonRecord): boolean {
  return hasKeys(node, always);
}

function setupOf(record: JsonRecord, file: SourceFile): Setup {
  const setup = emptySetup();
  setup.case.system = "vLLM";
  setup.context.tool = "vllm bench throughput";
  putMembers(setup, record, { skip: (key) => measured.test(key) });
  tellByFile(setup, file);
  return setup;
}

function noResult(record: JsonRecord): Problem {
  const found = `an object with ${record.node.members.size} keys`;
  const expected = `a result of vllm bench throughput, with ${always.join(", ")}`;
  return { where: locatorIn(record), found, expected };
}
