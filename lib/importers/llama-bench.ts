// llama.cpp's llama-bench: JSON (an array, without its `]` where the program was stopped), JSON Lines, CSV and SQL, of every
// year: columns come and go, and are read by name. avg_ts is the mean of the repetitions' rates; repetitions run in one
// process, so that their spread is within one run. JSON has each repetition's nanoseconds, CSV only mean and sd, n unknown.
// Written by: https://github.com/ggml-org/llama.cpp/blob/master/tools/llama-bench/llama-bench.cpp
import type { Problem } from "../points/problem";
import type { Draft } from "../runs/draft";
import type { Importer, Reading } from "./importer";
import { jsonOf, looksLikeJson } from "./json-file";
import { hasKeys, isScalar, numbersOf, pointerOf, textOf } from "./json-node";
import { locatorIn, problemIn, provenanceOf, recordsOf, recordWithin, type JsonRecord } from "./json-record";
import { llamaBenchDraft, type LlamaBenchRow } from "./llama-bench-row";
import { isLlamaBenchSql, readLlamaBenchSql } from "./llama-bench-sql";
import { unreadFigures, wrappedDrafts } from "./llama-bench-wrapped";
import { ProblemList } from "./problem-list";
import type { SourceFile } from "./source-file";
import { headText } from "./decode";
import { tableHead, visitRows, type TableHead } from "./table-text";

const always = ["n_prompt", "n_gen", "avg_ts"];

/** Some programs write each row of llama-bench into a record of their own, under this key. */
const wrapped = "bench_raw";

export const llamaBench: Importer = {
  id: "llama-bench",
  label: "llama-bench (JSON, JSON Lines, CSV, SQL)",
  version: "1",
  recognises: (file) => isJson(file) || isLlamaBenchSql(file) || isCsv(tableHead(file)),
  read: (file) => {
    if (isJson(file)) return readJsonRows(file);
    return isLlamaBenchSql(file) ? readLlamaBenchSql(file) : readCsvRows(file);
  },
};

/** Lines of a log may stand before the first bracket, so that the names decide and not the first character. */
function isJson(file: SourceFile): boolean {
  const head = headText(file) ?? "";
  if (!looksLikeJson(file) && !/^[ \t]*[[{]/m.test(head)) return false;
  if (!head.includes('"avg_ts"') || !head.includes('"n_gen"')) return false;
  return recordsOf(jsonOf(file)).some((record) => isRow(record) || isWrapped(record));
}

function isRow({ node }: JsonRecord): boolean {
  return hasKeys(node, always);
}

function isWrapped(record: JsonRecord): boolean {
  const inner = rowWithin(record);
  return inner !== null && isRow(inner);
}

function isCsv(table: TableHead | null): boolean {
  return table !== null && always.every((name) => table.headers.includes(name));
}

function readJsonRows(file: SourceFile): Reading {
  const json = jsonOf(file);
  const drafts: Draft[] = [];
  const problems = new ProblemList();
  problems.addAll(json.problems);
  const { records, copies } = eachOnce(recordsOf(json));
  for (const record of records) {
    const made = draftsOfRecord(record);
    if ("drafts" in made) drafts.push(...made.drafts);
    else problems.addAll([made.problem]);
  }
  const notes = [...json.notes, ...copiesNote(copies), ...wrapperNote(records)];
  return { drafts, problems: problems.list(), columns: [], notes };
}

/** Some programs write a row twice: bare, and into a record of their own. The bare one is left out. */
function eachOnce(records: readonly JsonRecord[]): { records: JsonRecord[]; copies: number } {
  const inner = new Set(
    records.flatMap((record) => (isWrapped(record) ? identityOf(rowWithin(record)!) : [])),
  );
  const kept = records.filter((record) => !isRow(record) || !inner.has(identityOf(record)));
  return { records: kept, copies: records.length - kept.length };
}

/** What no two runs share: when it was, and how many nanoseconds it took. */
function identityOf({ node, text }: JsonRecord): string {
  const names = ["test_time", "n_prompt", "n_gen", "n_depth", "avg_ns", "avg_ts"];
  return names.map((name) => (node.members.has(name) ? textOf(node.members.get(name)!, text) : "")).join(" ");
}

function rowWithin(record: JsonRecord): JsonRecord | null {
  return recordWithin(record, wrapped);
}

function copiesNote(copies: number): string[] {
  const rows = copies === 1 ? "1 row stands" : `${copies} rows stand`;
  return copies === 0
    ? []
    : [`${rows} in the file twice, once bare and once in a record around it: counted once.`];
}

function draftsOfRecord(record: JsonRecord): { drafts: Draft[] } | { problem: Problem } {
  const inner = isRow(record) ? null : rowWithin(record);
  if (!isRow(record) && !(inner && isRow(inner))) {
    const found = `an object with ${record.node.members.size} keys`;
    return { problem: { where: locatorIn(record), found, expected: `a row with ${always.join(", ")}` } };
  }
  const made = llamaBenchDraft(inner ? jsonRow(inner, record) : jsonRow(record));
  if ("problem" in made) return made;
  return { drafts: [made.draft, ...(inner ? wrappedDrafts(record, made.draft) : [])] };
}

/** A row of JSON, with the texts of the record around it as further settings. */
function jsonRow(record: JsonRecord, around?: JsonRecord): LlamaBenchRow {
  const samples = numbersOf(record.node.members.get("samples_ns"));
  return {
    fields: new Map([...(around ? stringsOf(around) : []), ...scalarsOf(record)]),
    samplesNs: samples && { values: samples, pointer: record.pointer + pointerOf("samples_ns") },
    provenance: (field, conversions) => provenanceOf(record, field, conversions),
    problem: (field, expected) => problemIn(record, field, expected),
  };
}

function scalarsOf({ node, text }: JsonRecord): [string, string][] {
  return Array.from(node.members)
    .filter(([, value]) => isScalar(value) && !(value.kind === "constant" && value.value === null))
    .map(([name, value]) => [name, textOf(value, text)]);
}

function stringsOf({ node }: JsonRecord): [string, string][] {
  return Array.from(node.members).flatMap(([name, value]) =>
    value.kind === "string" && name !== "mode" ? [[name, value.value]] : [],
  );
}

function wrapperNote(records: readonly JsonRecord[]): string[] {
  const around = records.find((record) => !isRow(record) && isWrapped(record));
  const unread = around ? unreadFigures(around) : [];
  if (unread.length === 0) return [];
  return [`Beside each row of llama-bench stand figures that are not read: ${unread.join(", ")}.`];
}

function readCsvRows(file: SourceFile): Reading {
  const table = tableHead(file)!;
  const drafts: Draft[] = [];
  const problems = new ProblemList();
  visitRows(file, table, problems, (cells, line) => {
    const made = llamaBenchDraft(csvRow(table.headers, cells, line));
    if ("draft" in made) drafts.push(made.draft);
    else problems.addAll([made.problem]);
  });
  const notes = [
    "CSV of llama-bench does not say how many repetitions are behind mean and sd: no interval is drawn.",
  ];
  return { drafts, problems: problems.list(), columns: [], notes };
}

function csvRow(headers: readonly string[], cells: readonly string[], line: number): LlamaBenchRow {
  const where = (field: string) => ({ line, column: headers.indexOf(field) + 1 });
  const raw = (field: string) => cells[headers.indexOf(field)] ?? "";
  return {
    fields: new Map(headers.map((name, i) => [name, cells[i] ?? ""])),
    samplesNs: null,
    provenance: (field, conversions) => ({
      locator: where(field),
      raw: raw(field),
      conversions: [...conversions],
    }),
    problem: (field, expected) => ({ where: where(field), found: raw(field), expected }),
  };
}
