// Published results of MLPerf inference: summary_results.json, and the summary.csv of its submission checker. One row a
// result, with the unit in a column of its own; the same run often stands under …-99 and …-99.9.
// Written by: https://github.com/mlcommons/inference/tree/master/tools/submission
import type { Importer, Reading } from "./importer";
import { jsonOf, looksLikeJson } from "./json-file";
import { cellAt } from "./json-metric";
import { locatorIn, recordsOf, type JsonRecord } from "./json-record";
import { isResultRow, readResult, textOf, type ResultRow } from "./mlperf-results-row";
import { numberIn } from "./plain-number";
import { ProblemList } from "./problem-list";
import type { SourceFile } from "./source-file";
import type { StatedCell } from "./stated-metric";
import { locatorText, type Locator } from "../points/locator";
import { repeatedNote, tableHead, tooWide, visitRows } from "./table-text";

export const mlperfResults: Importer = {
  id: "mlperf-results",
  label: "MLPerf results (summary_results.json, summary.csv)",
  version: "1",
  recognises: (file) => isJson(file) || isResultRow(tableHead(file)?.headers ?? []),
  read: (file) => (isJson(file) ? readJsonResults(file) : readCsvResults(file)),
};

function isJson(file: SourceFile): boolean {
  return looksLikeJson(file) && recordsOf(jsonOf(file)).some(isResult);
}

function isResult({ node }: JsonRecord): boolean {
  return isResultRow([...node.members.keys()]);
}

/** A row and its place. */
interface PlacedRow {
  row: ResultRow;
  where: Locator;
}

function readJsonResults(file: SourceFile): Reading {
  const json = jsonOf(file);
  const problems = new ProblemList();
  problems.addAll(json.problems);
  const rows = recordsOf(json).flatMap((record) => {
    if (isResult(record)) return [{ row: cellsOf(record), where: locatorIn(record) }];
    const found = `an object with ${record.node.members.size} keys`;
    problems.add(locatorIn(record), found, "a result with Model, Scenario and Performance_Result");
    return [];
  });
  return readRows(rows, problems, json.notes);
}

function cellsOf(record: JsonRecord): Map<string, StatedCell> {
  const cells = new Map<string, StatedCell>();
  for (const key of record.node.members.keys()) {
    const cell = cellAt(record, key);
    if (cell) cells.set(key, cell);
  }
  return cells;
}

function readCsvResults(file: SourceFile): Reading {
  const table = tableHead(file)!;
  const problems = new ProblemList();
  if (tooWide(table, problems)) return { drafts: [], problems: problems.list(), columns: [], notes: [] };
  const rows: PlacedRow[] = [];
  const { repeated, lines } = visitRows(file, table, problems, (fields, line) => {
    const row = new Map<string, StatedCell>();
    table.headers.forEach((name, i) => {
      const raw = fields[i]!.trim();
      if (!row.has(name)) row.set(name, { raw, value: numberIn(raw), locator: { line, column: i + 1 } });
    });
    rows.push({ row, where: { line } });
  });
  return { ...readRows(rows, problems, repeated.length > 0 ? [repeatedNote(repeated)] : []), lines };
}

function readRows(rows: readonly PlacedRow[], problems: ProblemList, notes: readonly string[]): Reading {
  const once = withoutCopies(rows, problems);
  const read = once.map(({ row }) => readResult(row));
  for (const each of read) problems.addAll(each.problems);
  return {
    drafts: read.flatMap(({ drafts }) => drafts),
    problems: problems.list(),
    columns: [],
    notes: [...notes, ...new Set(read.flatMap((each) => each.notes)), ...twiceNote(once)],
  };
}

/** Rows that are the same in every cell are one result written twice, and no repeats of a run. */
function withoutCopies(rows: readonly PlacedRow[], problems: ProblemList): PlacedRow[] {
  const seen = new Map<string, Locator>();
  return rows.filter(({ row, where }) => {
    const key = JSON.stringify(Array.from(row, ([name, { raw }]) => [name, raw]));
    const first = seen.get(key);
    if (first === undefined) seen.set(key, where);
    else problems.add(where, `the same as ${locatorText(first)}, read once`, "a result that differs");
    return first === undefined;
  });
}

/** Results that two accuracy targets of one model share: one run, submitted under both. */
function twiceNote(rows: readonly PlacedRow[]): string[] {
  const models = new Map<string, Set<string>>();
  for (const { row } of rows) {
    const model = textOf(row, "model") ?? "";
    const key = [
      ...[model.replace(/-99(?:\.9)?$/, ""), textOf(row, "scenario"), textOf(row, "result")],
      ...[row.get("Platform")?.raw, (row.get("Organization") ?? row.get("Submitter"))?.raw],
    ].join("\u0000");
    models.set(key, (models.get(key) ?? new Set()).add(model));
  }
  const twice = Array.from(models.values()).filter((names) => names.size > 1).length;
  if (twice === 0) return [];
  const results = twice === 1 ? "1 result stands" : `${twice} results stand`;
  return [
    `${results} under both …-99 and …-99.9 with the same number: one run, submitted under both; each is kept.`,
  ];
}
