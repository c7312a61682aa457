// llama.cpp's llama-batched-bench: B sequences at once, each of PP prompt and TG generated tokens; rates of all of them
// together. Printed as a table of pipes among the lines of a log, or as JSON Lines (--output-format jsonl), where `pl` is B.
// One pass of each (n = 1). With a shared prompt the prompt is read once for all sequences.
// Written by: https://github.com/ggml-org/llama.cpp/tree/master/tools/batched-bench
import type { Locator } from "../points/locator";
import type { Problem } from "../points/problem";
import type { Draft } from "../runs/draft";
import { wholeText } from "./decode";
import type { Importer, Reading } from "./importer";
import { jsonOf, looksLikeJson } from "./json-file";
import { hasKeys, isScalar, textOf } from "./json-node";
import { locatorIn, recordsOf, type JsonRecord } from "./json-record";
import { numberCellAt } from "./json-number-cell";
import { hasMarkdownTable, markdownTables, type MarkdownTable } from "./markdown-tables";
import { numberIn } from "./plain-number";
import { emptySetup, type Setup } from "./setup-field";
import type { SourceFile } from "./source-file";
import { checkedDrafts, cellsOf, type Drafts } from "./checked-drafts";
import type { StatedCell } from "./stated-metric";
import { textHolds } from "./text-search";
import { tellByFile, toldByFileNote } from "./told-by-file";

const always = ["pp", "tg", "pl", "speed_pp", "speed_tg"];
const header = /^\|\s*PP\s*\|\s*TG\s*\|\s*B\s*\|\s*N_KV\s*\|.*S_PP t\/s.*S_TG t\/s/;
const logLimit = 64 * 1024 * 1024;

export const llamaBatchedBench: Importer = {
  id: "llama-batched-bench",
  label: "llama-batched-bench (table, JSON Lines)",
  version: "1",
  recognises: (file) =>
    looksLikeJson(file)
      ? recordsOf(jsonOf(file)).some(({ node }) => hasKeys(node, always))
      : textHolds(
          file,
          (text) =>
            text.includes("S_PP t/s") &&
            text.split(/\r?\n/).some((line) => header.test(line)) &&
            !hasOtherTables(text),
        ),
  read: (file) => (looksLikeJson(file) ? readJson(file) : readTables(file)),
};

const ratesNote =
  "Rates are of all sequences of a batch together: of the prompt (input), of generation (output) and of both (total).";
const notes = [ratesNote, toldByFileNote];

/** A document's other tables are read too, with these: see markdown-table.ts. */
function hasOtherTables(text: string): boolean {
  return hasMarkdownTable(text) && markdownTables(text).some(({ headers }) => !isBatchedHeader(headers));
}

/** Whether a Markdown table has the columns of this tool. */
export function isBatchedHeader(headers: readonly string[]): boolean {
  return header.test(`| ${headers.join(" | ")} |`);
}

/** Such a table among others of a document; `place` gives the place of a cell, both counted from 0. */
export function readBatchedTable(
  { headers, rows }: MarkdownTable,
  place: (row: number, column: number) => Locator,
): Drafts & { notes: string[] } {
  const names = headers.map((name) => nameOf[name] ?? name);
  const read = rows.flatMap(({ cells }, i) =>
    cells.length === names.length
      ? [
          draftsOf(
            rowOf(names, cells, (column) => place(i, column)),
            null,
          ),
        ]
      : [],
  );
  return {
    drafts: read.flatMap(({ drafts }) => drafts),
    problems: read.flatMap(({ problems }) => problems),
    notes: [ratesNote],
  };
}

/** The metrics by the name that JSON gives each; the table's columns have the same in capitals. */
const metrics = [
  ["input_tokens_per_second", "tok/s", "speed_pp"],
  ["output_tokens_per_second", "tok/s", "speed_tg"],
  ["total_tokens_per_second", "tok/s", "speed"],
  ["batch_latency", "s", "t"],
] as const;

/** Bookkeeping of one pass beside its figures. */
const measured = new Set(["n_kv", "t_pp", "speed_pp", "t_tg", "speed_tg", "t", "speed"]);

interface Row {
  cell(name: string): StatedCell | null;
  settings: Iterable<readonly [name: string, text: string]>;
}

function draftsOf({ cell, settings }: Row, file: SourceFile | null): Drafts {
  const setup = setupOf(cell, settings);
  if (file !== null) tellByFile(setup, file);
  return checkedDrafts(
    setup,
    metrics.map(([metric, unit, name]) => ({
      metric,
      unit,
      cells: cellsOf({ mean: timed(cell(name)) }),
      n: 1,
    })),
  );
}

/** A part that was not run took no time and has no rate. */
function timed(cell: StatedCell | null): StatedCell | null {
  return cell?.value === 0 ? null : cell;
}

function setupOf(cell: Row["cell"], settings: Row["settings"]): Setup {
  const setup = emptySetup();
  const { case: of } = setup;
  of.system = "llama.cpp";
  setup.context.tool = "llama-batched-bench";
  of.input_tokens = cell("pp")?.value ?? null;
  of.output_tokens = cell("tg")?.value ?? null;
  of.batch = cell("pl")?.value ?? null;
  for (const [name, text] of settings) of.extra[name] = text;
  return setup;
}

function readJson(file: SourceFile): Reading {
  const json = jsonOf(file);
  const read = recordsOf(json).map((record) =>
    hasKeys(record.node, always)
      ? draftsOf({ cell: (name) => numberCellAt(record, name), settings: settingsOf(record) }, file)
      : { drafts: [] as Draft[], problems: [noRow(record)] },
  );
  return {
    drafts: read.flatMap(({ drafts }) => drafts),
    problems: [...json.problems, ...read.flatMap(({ problems }) => problems)],
    columns: [],
    notes: [...json.notes, ...notes],
  };
}

function settingsOf({ node, text }: JsonRecord): [string, string][] {
  return Array.from(node.members).flatMap(([name, value]): [string, string][] =>
    isScalar(value) && !measured.has(name) && !["pp", "tg", "pl"].includes(name)
      ? [[name, textOf(value, text)]]
      : [],
  );
}

function noRow(record: JsonRecord): Problem {
  const found = `an object with ${record.node.members.size} keys`;
  return { where: locatorIn(record), found, expected: `a row with ${always.join(", ")}` };
}

/** The table's columns by the names of JSON. */
const nameOf: Readonly<Record<string, string>> = {
  ...{ PP: "pp", TG: "tg", B: "pl", N_KV: "n_kv", "T_PP s": "t_pp", "S_PP t/s": "speed_pp" },
  ...{ "T_TG s": "t_tg", "S_TG t/s": "speed_tg", "T s": "t", "S t/s": "speed" },
};

function readTables(file: SourceFile): Reading {
  const whole = wholeText(file, logLimit);
  if ("problem" in whole) return { drafts: [], problems: [whole.problem], columns: [], notes: [] };
  const drafts: Draft[] = [];
  const problems: Problem[] = [];
  let names: string[] | null = null;
  whole.text.split(/\r?\n/).forEach((text, i) => {
    if (header.test(text)) names = cellsIn(text).map((name) => nameOf[name] ?? name);
    else if (names === null || /^\|[\s|:-]*$/.test(text)) return;
    else if (!text.startsWith("|")) names = null;
    else {
      const read = tableRow(names, cellsIn(text), i + 1, file);
      drafts.push(...read.drafts);
      problems.push(...read.problems);
    }
  });
  return { drafts, problems, columns: [], notes };
}

function cellsIn(line: string): string[] {
  return line
    .replace(/^\||\|\s*$/g, "")
    .split("|")
    .map((cell) => cell.trim());
}

function tableRow(
  names: readonly string[],
  cells: readonly string[],
  line: number,
  file: SourceFile,
): Drafts {
  if (cells.length !== names.length)
    return {
      drafts: [],
      problems: [{ where: { line }, found: `${cells.length} cells`, expected: `${names.length} cells` }],
    };
  const placeOf = (column: number) => ({ line, column: column + 1 });
  return draftsOf(rowOf(names, cells, placeOf), file);
}

function rowOf(names: readonly string[], cells: readonly string[], place: (column: number) => Locator): Row {
  const cell = (name: string): StatedCell | null => {
    const at = names.indexOf(name);
    return at < 0 ? null : { value: numberIn(cells[at]!), raw: cells[at]!, locator: place(at) };
  };
  return { cell, settings: [] };
}
