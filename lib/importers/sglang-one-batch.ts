// Results of SGLang's `bench_one_batch_server` and `bench_one_batch`: JSON Lines, one batch a line (n = 1), times in
// seconds, -1 for what was not measured. output_throughput is batch × output tokens ÷ the whole latency in older
// versions, ÷ the latency after the first token in newer ones: the numbers tell which, and the case says it.
// Written by: https://github.com/sgl-project/sglang/blob/main/python/sglang/bench_one_batch_server.py
//             https://github.com/sgl-project/sglang/blob/main/python/sglang/bench_one_batch.py
import type { Problem } from "../points/problem";
import type { Draft } from "../runs/draft";
import type { Importer, Reading } from "./importer";
import { jsonOf, looksLikeJson } from "./json-file";
import { jsonDrafts, type JsonMetric } from "./json-metric";
import { hasKeys, isScalar, memberOf, numberOf, textOf, type JsonNode } from "./json-node";
import { locatorIn, problemIn, recordsOf, type JsonPath, type JsonRecord } from "./json-record";
import { emptySetup, putField, type Setup } from "./setup-field";
import type { SourceFile } from "./source-file";
import { tellByFile, toldByFileNote } from "./told-by-file";

const always = ["batch_size", "input_len", "output_len", "overall_throughput"];
const oneOf = ["latency", "total_latency", "prefill_latency"];

const metrics: readonly JsonMetric[] = [
  { metric: "batch_latency", unit: "s", at: { mean: "latency" }, n: 1 },
  { metric: "batch_latency", unit: "s", at: { mean: "total_latency" }, n: 1 },
  { metric: "output_tokens_per_second", unit: "tok/s", at: { mean: "output_throughput" }, n: 1 },
  { metric: "total_tokens_per_second", unit: "tok/s", at: { mean: "overall_throughput" }, n: 1 },
  { metric: "input_tokens_per_second", unit: "tok/s", at: { mean: "input_throughput" }, n: 1 },
  { metric: "input_tokens_per_second", unit: "tok/s", at: { mean: "prefill_throughput" }, n: 1 },
  // Of the requests of the batch, the first and the last to have a token.
  { metric: "ttft", unit: "s", at: { mean: "ttft", min: "first_ttft", max: "last_ttft" } },
  { metric: "custom:prefill_latency", unit: "s", at: { mean: "prefill_latency" }, n: 1 },
  { metric: "itl", unit: "s", at: { median: "median_decode_latency" } },
  {
    metric: "custom:median_decode_throughput",
    unit: "tok/s",
    at: { mean: "median_decode_throughput" },
    n: 1,
  },
  { metric: "custom:decode_throughput", unit: "tok/s", at: { mean: "decode_throughput" }, n: 1 },
  {
    metric: "custom:steady_decode_throughput",
    unit: "tok/s",
    at: { mean: "steady_decode_throughput" },
    n: 1,
  },
  { metric: "custom:last_gen_throughput", unit: "tok/s", at: { mean: "last_gen_throughput" }, n: 1 },
  { metric: "custom:accept_length", unit: "", at: { mean: "acc_length" }, n: 1 },
  { metric: "custom:cache_hit_rate", unit: "", at: { mean: "cache_hit_rate" }, n: 1 },
];

const figures = new Set(metrics.flatMap(({ at }) => Object.values(at)));

export const sglangOneBatch: Importer = {
  id: "sglang-one-batch",
  label: "SGLang bench_one_batch (JSON Lines)",
  version: "1",
  recognises: (file) => looksLikeJson(file) && recordsOf(jsonOf(file)).some(({ node }) => isBatch(node)),
  read(file): Reading {
    const json = jsonOf(file);
    const read = recordsOf(json).map((record) => readBatch(record, file));
    return {
      drafts: read.flatMap(({ drafts }) => drafts),
      problems: [...json.problems, ...read.flatMap(({ problems }) => problems)],
      columns: [],
      notes: [...json.notes, ...new Set(read.flatMap(({ notes }) => notes))],
    };
  },
};

function isBatch(node: JsonNode): boolean {
  return hasKeys(node, always) && oneOf.some((key) => hasKeys(node, [key]));
}

function readBatch(
  record: JsonRecord,
  file: SourceFile,
): { drafts: Draft[]; problems: Problem[]; notes: string[] } {
  if (!isBatch(record.node)) return { drafts: [], problems: [noBatch(record)], notes: [] };
  const setup = setupOf(record);
  tellByFile(setup, file);
  const span = outputSpan(record);
  if (span !== null) setup.case.extra["output_throughput is over"] = span;
  const measured = metrics.map((metric) => withMeasured(record, metric));
  return {
    drafts: jsonDrafts(record, setup, measured),
    problems: Array.from(figures).flatMap((key) => textForNumber(record, key)),
    notes: [
      ...(setup.case.model === null ? [toldByFileNote] : []),
      ...(span === null ? [] : [spanNote(span)]),
      ...unreadNote(record),
    ],
  };
}

/** Without the figures that are below 0, the tool's way to say that it did not measure; a time of 0 says the same. */
function withMeasured(record: JsonRecord, metric: JsonMetric): JsonMetric {
  const at = Object.entries(metric.at).filter(([, key]) => {
    const value = numberOf(memberOf(record.node, key as string));
    return value === null || value > 0 || (value === 0 && metric.metric === "custom:cache_hit_rate");
  });
  return { ...metric, at: Object.fromEntries(at) };
}

/** What the output tokens were divided by, by arithmetic: to one part in a hundred, since the file rounds. */
function outputSpan({ node }: JsonRecord): string | null {
  const number = (key: string) => numberOf(memberOf(node, key));
  const [rate, latency, batch, output] = [
    number("output_throughput"),
    number("latency"),
    number("batch_size"),
    number("output_len"),
  ];
  if (rate === null || latency === null || batch === null || output === null) return null;
  const first = number("last_ttft") ?? number("ttft") ?? 0;
  const isOver = (seconds: number) => Math.abs((rate * seconds) / (batch * output) - 1) < 0.01;
  if (isOver(latency)) return "the whole latency";
  return first > 0 && isOver(latency - first) ? "the latency after the first token" : "a time not stated";
}

function spanNote(span: string): string {
  return `output_throughput is batch size × output tokens ÷ ${span}, by arithmetic.`;
}

function setupOf(record: JsonRecord): Setup {
  const setup = emptySetup();
  setup.case.system = "SGLang";
  setup.context.tool = hasKeys(record.node, ["prefill_latency"])
    ? "sglang bench_one_batch"
    : "sglang bench_one_batch_server";
  for (const [name, node] of record.node.members) {
    const isSetting =
      node.kind === "string" || ["batch_size", "input_len", "output_len", "stream_interval"].includes(name);
    if (!isSetting || !isScalar(node) || figures.has(name) || /sha256|link/.test(name)) continue;
    const text = textOf(node, record.text);
    if (name === "run_name" && (text === "default" || text === "")) continue;
    putField(setup, name, text);
  }
  return setup;
}

function noBatch(record: JsonRecord): Problem {
  const found = `an object with ${record.node.members.size} keys`;
  return { where: locatorIn(record), found, expected: `a batch with ${always.join(", ")}` };
}

function textForNumber(record: JsonRecord, key: JsonPath): Problem[] {
  const node = memberOf(record.node, key as string);
  return node?.kind === "string" ? [problemIn(record, key, "a number")] : [];
}

/** Numbers that are neither settings nor results that this importer knows. */
function unreadNote({ node }: JsonRecord): string[] {
  const names = Array.from(node.members)
    .filter(([name, value]) => value.kind === "number" && !figures.has(name) && !always.includes(name))
    .map(([name]) => name)
    .filter((name) => name !== "stream_interval");
  return names.length === 0 ? [] : [`Not read: ${names.join(", ")}.`];
}
