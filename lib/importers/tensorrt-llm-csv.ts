// Tables that scripts gather from logs of trtllm-bench, by its labels and without units: ISL, OSL, Requests, Token_Throughput,
// Request_Throughput, Avg_Input_Len, Avg_Output_Len. Which tokens a rate counts is found by arithmetic (tensorrt-llm-tokens.ts).
import type { Importer, Reading } from "./importer";
import { checkedDrafts, cellsOf, type Drafts } from "./checked-drafts";
import { emptySetup, putCaseField, putField } from "./setup-field";
import { headersOf, readTableRows, type TableRow } from "./table-row";
import { tokenThroughput } from "./tensorrt-llm-tokens";

const always = ["token throughput", "request throughput"];
const lengths = ["avg output len", "avg output length", "average output length"];

export const tensorrtLlmCsv: Importer = {
  id: "tensorrt-llm-csv",
  label: "trtllm-bench figures gathered in a table",
  version: "1",
  recognises(file) {
    const names = headersOf(file).map(wordsOf);
    return always.every((name) => names.includes(name)) && lengths.some((name) => names.includes(name));
  },
  read(file): Reading {
    const notes = new Set<string>();
    const read = readTableRows(file, (row) => readRow(row, notes));
    const unit = "The table writes no units: rates are read per second, as trtllm-bench prints them.";
    return { ...read, notes: [unit, ...read.notes, ...Array.from(notes).slice(0, 20)] };
  },
};

function wordsOf(header: string): string {
  return header.replaceAll(/[\s_]+/g, " ").toLowerCase();
}

function readRow(row: TableRow, notes: Set<string>): Drafts {
  const headers = new Map(Array.from(row.texts.keys(), (header) => [wordsOf(header), header]));
  const cell = (...names: string[]) => {
    const name = names.find((each) => headers.has(each));
    return name === undefined ? null : row.cell(headers.get(name)!);
  };
  const input = cell("avg input len", "avg input length", "average input length");
  const output = cell(...lengths);
  const requests = cell("request throughput");
  const token = tokenThroughput({ tokens: cell("token throughput"), requests, input, output });
  for (const note of token?.notes ?? []) notes.add(`Line ${row.line}: ${note}`);
  const metric = token?.figure === "total" ? "total_tokens_per_second" : "output_tokens_per_second";
  return checkedDrafts(setupOf(row), [
    { metric, unit: "tok/s", cells: cellsOf({ mean: token?.cell ?? null }), n: 1 },
    { metric: "requests_per_second", unit: "req/s", cells: cellsOf({ mean: requests }), n: 1 },
  ]);
}

const results = new Set([...always, ...lengths, "avg input len", "avg input length", "average input length"]);

function setupOf(row: TableRow) {
  const setup = emptySetup();
  for (const [header, text] of row.texts) {
    const name = wordsOf(header);
    if (text === "" || results.has(name)) continue;
    if (name === "requests") setup.case.extra["num_requests"] = text;
    else putField(setup, header, text);
  }
  for (const [side, names] of [
    ["input_tokens", ["avg_input_len"]],
    ["output_tokens", ["avg_output_len"]],
  ] as const) {
    const length = Array.from(row.texts).find(([header]) =>
      names.some((name) => wordsOf(header) === wordsOf(name)),
    );
    const value = Number(length?.[1]);
    if (length && Number.isInteger(value)) putCaseField(setup.case, side, String(value));
  }
  return setup;
}
