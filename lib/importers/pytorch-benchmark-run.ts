import { readHeader } from "../points/headers";
import { customMetricId } from "../points/metrics";
import type { Problem } from "../points/problem";
import type { Draft } from "../runs/draft";
import { statsOf } from "../runs/stats-of";
import { jsonDrafts } from "./json-metric";
import {
  isScalar,
  itemsOf,
  numberOf,
  numbersOf,
  pointerOf,
  rawOf,
  stringOf,
  textOf,
  type JsonNode,
} from "./json-node";
import { locatorIn, nodeAt, problemIn, recordAt, type JsonRecord } from "./json-record";
import { putArguments } from "./serving-arguments";
import { latencyDraftsOf, type LatencyFigure } from "./serving-latency";
import { emptySetup, putField, type Setup } from "./setup-field";
import { statedDraft, type StatedCell } from "./stated-metric";
import { batchLatency } from "./vllm-latency";
import { measuredAt, setupOf as serveSetupOf } from "./vllm-serve-case";
import { throughputDrafts } from "./vllm-serve-throughput";

const values = ["metric", "benchmark_values"] as const;
const info = ["metric", "extra_info"] as const;

/** The drafts of the records of one run, each of which holds one metric of it. */
export function runDrafts(records: readonly JsonRecord[]): { drafts: Draft[]; problems: Problem[] } {
  const first = records[0]!;
  const setup = setupOf(first);
  const figures = records.flatMap(figuresOf);
  const others = records.filter((record) => partsOf(record) === null);
  const summary = recordAt(first, info);
  return {
    drafts: [
      ...others.flatMap((record) => ownDrafts(record, setup)),
      ...figuresByRun(figures).flatMap((each) => latencyDraftsOf(setup, each, countsOf(first))),
      ...(summary ? summaryDrafts(summary, setup) : []),
    ],
    problems: records.filter((record) => cellsOf(record).length === 0).map(noValues),
  };
}

function isOfVllm(record: JsonRecord): boolean {
  return stringOf(nodeAt(record, ["benchmark", "name"])) === "vLLM benchmark";
}

function nameOf(record: JsonRecord): string {
  return stringOf(nodeAt(record, ["metric", "name"])) ?? "";
}

/** `mean_ttft_ms` is a statistic of a latency in ms; null for any other name. */
function partsOf(record: JsonRecord): { part: string; name: string } | null {
  const [, part, name] = /^(mean|median|std|min|max|p\d+(?:\.\d+)?)_(.+)_ms$/.exec(nameOf(record)) ?? [];
  return part === undefined || name === undefined ? null : { part, name };
}

/** A record may hold the value of several runs: the index tells them apart. */
function figuresOf(record: JsonRecord): (LatencyFigure & { index: number })[] {
  const parts = partsOf(record);
  if (parts === null) return [];
  return cellsOf(record).map((cell, index) => ({ ...parts, unit: "ms", cell, index }));
}

function figuresByRun(figures: readonly (LatencyFigure & { index: number })[]): LatencyFigure[][] {
  const indices = [...new Set(figures.map(({ index }) => index))];
  return indices.map((index) => figures.filter((figure) => figure.index === index));
}

/** Each value of a record with its place. */
function cellsOf(record: JsonRecord): StatedCell[] {
  const node = nodeAt(record, values);
  if (node === undefined) return [];
  const at = (i: number) => locatorIn(record, ...values, i);
  const numbers = numbersOf(node);
  if (numbers === null)
    return itemsOf(node)
      .filter(isScalar)
      .map((item, i) => ({ value: numberOf(item), raw: textOf(item, record.text), locator: at(i) }));
  const raws = rawOf(node, record.text, Infinity).slice(1, -1).split(",");
  return numbers.map((number, i) => ({
    value: Number.isFinite(number) ? number : null,
    raw: (raws[i] ?? "").trim(),
    locator: at(i),
  }));
}

function countsOf(record: JsonRecord) {
  const count = (key: string) => numberOf(nodeAt(record, [...info, key]));
  return { completed: count("completed"), outputTokens: count("total_output_tokens") };
}

/** A metric that is no statistic of a latency. */
function ownDrafts(record: JsonRecord, setup: Setup): Draft[] {
  const name = nameOf(record);
  if (name === "latency" && isOfVllm(record)) {
    const draft = batchLatency(record, setup, values, info);
    if (draft) return [draft];
  }
  const cells = cellsOf(record);
  const several = cells.filter(({ value }) => value !== null).length > 1;
  const draft = statedDraft(setup, {
    ...metricOf(record, name),
    ...(several ? repeated(record, cells) : { cells: cells[0] ? { mean: cells[0] } : {}, n: 1 }),
  });
  return draft ? [draft] : [];
}

/** Several values are repeats; whether of one process or of several, the format does not say. */
function repeated(record: JsonRecord, cells: readonly StatedCell[]) {
  const kept = [...cells.keys()].filter((i) => cells[i]!.value !== null);
  const numbers = kept.map((i) => cells[i]!.value!);
  const { mean } = statsOf(numbers);
  const by = [{ from: `${numbers.length} values`, to: `${mean}`, by: "mean" }];
  const pointer = record.pointer + pointerOf(...values);
  const whole = {
    value: mean,
    locator: locatorIn(record, ...values),
    raw: cells[kept[0]!]!.raw,
    conversions: by,
  };
  return {
    cells: { mean: whole },
    varies: "not-stated" as const,
    samples: { values: numbers, at: kept, pointer, column: null, varies: "not-stated" as const },
  };
}

function metricOf(record: JsonRecord, name: string): { metric: string; unit: string } {
  if (name === "tokens_per_second" && isOfVllm(record))
    return { metric: "total_tokens_per_second", unit: "tok/s" };
  const meaning = readHeader(name);
  if (meaning.kind === "metric" && meaning.unit !== null && (meaning.statistic ?? "mean") === "mean")
    return { metric: meaning.metric, unit: meaning.unit };
  return {
    metric: customMetricId(name),
    unit: meaning.kind === "unknown" ? (meaning.unit ?? "") : "",
  };
}

/** What vLLM writes of the whole run beside each of its metrics. */
function summaryDrafts(summary: JsonRecord, setup: Setup): Draft[] {
  const elapsed = { metric: "execution_time", unit: "s", at: { mean: "elapsed_time" }, n: 1 };
  const isServe = summary.node.members.has("request_throughput");
  return [...(isServe ? throughputDrafts(summary, setup) : []), ...jsonDrafts(summary, setup, [elapsed])];
}

function setupOf(record: JsonRecord): Setup {
  const summary = recordAt(record, info);
  const isServe = summary !== null && summary.node.members.has("model_id");
  const setup = isServe ? serveSetupOf(summary) : emptySetup();
  const args = recordAt(record, ["benchmark", "extra_info", "args"]);
  setup.context.tool = stringOf(nodeAt(record, ["benchmark", "name"]));
  setup.case.model ??= stringOf(nodeAt(record, ["model", "name"]));
  if (summary) setup.context.measured_at ??= measuredAt(summary);
  if (args) putArguments(setup, textsOf(args));
  if (!isOfVllm(record)) putOthers(setup, record);
  else if (!args?.node.members.has("backend") && !isServe) setup.case.system ??= "vLLM";
  return setup;
}

/** Other projects say more of benchmark and model, and less in arguments. */
function putOthers(setup: Setup, record: JsonRecord): void {
  for (const path of [["benchmark"], ["benchmark", "extra_info"], ["model"], ["model", "extra_info"]]) {
    const part = recordAt(record, path);
    for (const [name, text] of part ? textsOf(part) : [])
      if (name !== "name") putField(setup, path[0] === "model" ? `model ${name}` : name, text);
  }
}

function textsOf({ node, text }: JsonRecord): [string, string][] {
  return Array.from(node.members).flatMap(([name, value]): [string, string][] =>
    isSaid(value) ? [[name, textOf(value, text)]] : [],
  );
}

function isSaid(node: JsonNode): boolean {
  return isScalar(node) && !(node.kind === "constant" && node.value === null);
}

function noValues(record: JsonRecord): Problem {
  return problemIn(record, values, "a list of at least one number");
}
