// Answers of Ollama's API as rows of a table or as JSON, one request each: counts of tokens, and durations in nanoseconds. Rates
// are computed: eval_count ÷ eval_duration. Rows of one model are repeats. A prompt that the cache held counts fewer tokens, or
// none. Fields: https://github.com/ollama/ollama/blob/main/docs/api.md
import { decimalText, timesDecimal } from "../points/decimal";
import { customMetricId } from "../points/metrics";
import type { Problem } from "../points/problem";
import { cellsOf, checkedDrafts, type Drafts } from "./checked-drafts";
import type { Importer, Reading } from "./importer";
import { jsonOf, looksLikeJson } from "./json-file";
import { hasKeys, isScalar, memberOf, textOf, type JsonNode } from "./json-node";
import { numberCellAt } from "./json-number-cell";
import { locatorIn, recordsOf, type JsonRecord } from "./json-record";
import { emptySetup, putField, type Setup } from "./setup-field";
import type { SourceFile } from "./source-file";
import { statedDraft, type StatedCell, type StatedMetric } from "./stated-metric";
import { headersOf, readTableRows } from "./table-row";

const always = ["eval_count", "eval_duration"];
const oneOf = ["total_duration", "prompt_eval_count", "prompt_eval_duration"];

/** What a request measured, and what it said: neither is a setting. */
const left = new Set(
  (
    "total_duration load_duration prompt_eval_count prompt_eval_duration eval_count eval_duration " +
    "done done_reason response message context prompt thinking"
  ).split(" "),
);

export const ollama: Importer = {
  id: "ollama",
  label: "Ollama API answers (CSV, JSON)",
  version: "1",
  recognises: (file) => (looksLikeJson(file) ? records(file).some(isAnswer) : isAnswerNames(headersOf(file))),
  read: (file) => (looksLikeJson(file) ? readJson(file) : readCsv(file)),
};

const notes = [
  "Rates are computed from counts of tokens and nanoseconds: eval_count ÷ eval_duration for output, prompt_eval_count ÷ prompt_eval_duration for the prompt.",
  "total_duration includes the time to load the model; prompt_eval_count leaves out what the prompt cache held.",
];

function isAnswerNames(names: readonly string[]): boolean {
  return always.every((name) => names.includes(name)) && oneOf.some((name) => names.includes(name));
}

function records(file: SourceFile): JsonRecord[] {
  return recordsOf(jsonOf(file));
}

function isAnswer({ node }: JsonRecord): boolean {
  return hasKeys(node, always) && oneOf.some((name) => hasKeys(node, [name]));
}

function readCsv(file: SourceFile): Reading {
  const read = readTableRows(file, (row) => draftsOf((name) => row.cell(name), setupOf(row.texts)));
  return { ...read, notes: [...read.notes, ...notes] };
}

function readJson(file: SourceFile): Reading {
  const json = jsonOf(file);
  const all = records(file);
  const answers = all.filter(({ node }) => !isPiece(node));
  const read = answers.map((record) =>
    isAnswer(record)
      ? draftsOf((name) => numberCellAt(record, name), setupOf(textsOf(record)))
      : { drafts: [], problems: [noAnswer(record)] },
  );
  return {
    drafts: read.flatMap(({ drafts }) => drafts),
    problems: [...json.problems, ...read.flatMap(({ problems }) => problems)],
    columns: [],
    notes: [...json.notes, ...(answers.length < all.length ? [piecesNote] : []), ...notes],
  };
}

const piecesNote = "The pieces of streamed answers hold no figures and are not read.";

/** A streamed answer sends its pieces first. */
function isPiece(node: JsonNode): boolean {
  const done = memberOf(node, "done");
  return done?.kind === "constant" && done.value === false && !hasKeys(node, always);
}

function noAnswer(record: JsonRecord): Problem {
  const found = `an object with ${record.node.members.size} keys`;
  return { where: locatorIn(record), found, expected: `an answer of Ollama, with ${always.join(" and ")}` };
}

function textsOf({ node, text }: JsonRecord): [string, string][] {
  return Array.from(node.members).flatMap(([name, value]) =>
    isScalar(value) && !(value.kind === "constant" && value.value === null)
      ? [[name, textOf(value, text)]]
      : [],
  );
}

function setupOf(texts: Iterable<[string, string]>): Setup {
  const setup = emptySetup();
  setup.case.system = "Ollama";
  setup.context.tool = "Ollama API";
  for (const [name, text] of texts) {
    if (text === "" || left.has(name)) continue;
    if (name === "created_at") setup.context.measured_at = text;
    else putField(setup, name, text);
  }
  return setup;
}

type CellOf = (name: string) => StatedCell | null;

function draftsOf(cell: CellOf, setup: Setup): Drafts {
  const rates = [
    rate("output_tokens_per_second", cell("eval_count"), cell("eval_duration"), "eval"),
    rate("input_tokens_per_second", cell("prompt_eval_count"), cell("prompt_eval_duration"), "prompt_eval"),
  ];
  const made = checkedDrafts(setup, [
    duration("total duration with load", cell("total_duration")),
    duration("load duration", cell("load_duration")),
  ]);
  return {
    drafts: [...rates.flatMap(({ stated }) => (stated && statedDraft(setup, stated)) ?? []), ...made.drafts],
    problems: [...rates.flatMap(({ problem }) => problem ?? []), ...made.problems],
  };
}

/** Tokens ÷ nanoseconds × 10⁹, at the place of the count; without tokens or time there is no rate. */
function rate(
  metric: string,
  count: StatedCell | null,
  ns: StatedCell | null,
  name: string,
): { stated?: StatedMetric; problem?: Problem } {
  if (count === null || ns === null) return {};
  const wrong = [count, ns].find(({ value }) => value === null || value < 0);
  if (wrong !== undefined)
    return {
      problem: {
        where: wrong.locator,
        found: wrong.raw,
        expected: `${name}_count and ${name}_duration as numbers, 0 or above`,
      },
    };
  const tokens = count.value!;
  const time = ns.value!;
  const value = tokens === 0 || time === 0 ? null : (tokens / time) * 1e9;
  if (value !== null && !Number.isFinite(value))
    return { problem: { where: count.locator, found: count.raw, expected: "a count of tokens" } };
  const by = {
    from: `${decimalText(tokens)} tokens in ${decimalText(time)} ns`,
    to: `${decimalText(value ?? 0)} tok/s`,
    by: `${name}_count ÷ ${name}_duration × 10⁹`,
  };
  const mean = { ...count, value, conversions: value === null ? [] : [by] };
  return { stated: { metric, unit: "tok/s", cells: { mean }, n: 1 } };
}

function duration(name: string, cell: StatedCell | null): StatedMetric {
  const inSeconds = (ns: StatedCell): StatedCell => {
    if (ns.value === null) return ns;
    const value = timesDecimal(ns.value, 1, -9);
    const by = { from: `${decimalText(ns.value)} ns`, to: `${decimalText(value)} s`, by: "× 10⁻⁹" };
    return { ...ns, value, conversions: [by] };
  };
  return { metric: customMetricId(name), unit: "s", cells: cellsOf({ mean: cell && inSeconds(cell) }), n: 1 };
}
