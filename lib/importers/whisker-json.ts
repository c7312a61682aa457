// JSON that no other importer knows: what `whisker inspect --json` and a JSON export write (an object with `points`, or
// several under `files`), and plain records, one object a row, whose keys are read as the headers of a table.
import { findMetric, isKnownMetric } from "../points/metrics";
import type { Problem } from "../points/problem";
import type { Draft } from "../runs/draft";
import { readCellTable, type CellTable } from "./cell-table";
import { columnTable } from "./column-table";
import { isConsoleLog } from "./console-log";
import type { Importer, Reading } from "./importer";
import { jsonOf, looksLikeJson } from "./json-file";
import { hasKeys, itemsOf, memberOf, pointerOf, rawOf, type JsonNode } from "./json-node";
import { recordsOf, type JsonRecord } from "./json-record";
import { matrixTable } from "./matrix-table";
import { nestedTable } from "./nested-table";
import { withSamples } from "./json-samples";
import { jsonTable } from "./json-table";
import type { JsonReading } from "./tolerant-json";
import { readPoints } from "./whisker-points";

export const whiskerJson: Importer = {
  id: "whisker-json",
  label: "Whisker JSON, or JSON records",
  version: "1",
  recognises: looksLikeJson,
  read(file): Reading {
    const json = jsonOf(file);
    const records = recordsOf(json);
    const own = records.flatMap(partsOf);
    const reading =
      own.length > 0
        ? readOwn(own)
        : (readMatrix(matrixTable(json)) ?? readMatrix(columnTable(json)) ?? readRecords(records));
    const drafts = Array.from(reading.drafts);
    if (drafts.length === 0 && isConsoleLog(file)) return { ...reading, drafts, problems: [consoleLog] };
    const problems = [
      ...json.problems,
      ...reading.problems,
      ...(drafts.length === 0 ? noBenchmark(json) : []),
    ];
    return { ...reading, drafts, problems, notes: [...json.notes, ...reading.notes] };
  },
};

const consoleLog: Problem = {
  where: { line: 1 },
  found: "a console log: lines that begin with a time or a level in brackets, without a result that is known",
  expected: "the file of results that the run wrote, or the summary that a benchmark tool prints",
};

/** The objects with points of a record: itself, or those under `files`. */
function partsOf(record: JsonRecord): JsonRecord[] {
  if (memberOf(record.node, "points")?.kind === "array") return [record];
  const files = itemsOf(memberOf(record.node, "files"));
  return files.flatMap((node, i) => {
    const part = node.kind === "object" && {
      ...record,
      node,
      pointer: record.pointer + pointerOf("files", i),
    };
    return part && memberOf(node, "points")?.kind === "array" ? [part] : [];
  });
}

function readOwn(parts: readonly JsonRecord[]): Reading {
  const read = parts.map(readPoints);
  return {
    drafts: read.flatMap(({ drafts }) => drafts),
    problems: read.flatMap(({ problems }) => problems),
    columns: [],
    notes: [],
  };
}

/** Rows or columns that are arrays; null where they name no metric that is known. */
function readMatrix(table: CellTable | null): Reading | null {
  const reading = table && readCellTable(table);
  const drafts = Array.from(reading?.drafts ?? []);
  return reading !== null && drafts.some(({ metric }) => isKnownMetric(metric))
    ? { ...reading, drafts }
    : null;
}

/**
 * Records whose keys name metrics as the headers of a table do. One object alone is a table only where it says `metric`
 * and `value`, or samples of a metric, or two metrics of which one is a time or a rate: settings and descriptions are
 * objects with numbers as well.
 */
function readRecords(records: readonly JsonRecord[]): Reading {
  const nothing: Reading = { drafts: [] as Draft[], problems: [], columns: [], notes: [] };
  const isOwn = records.some(({ node }) => hasKeys(node, ["metric", "value"]));
  if (!isOwn && isRequestLog(records)) return nothing;
  const deep = isOwn ? null : nestedTable(records);
  const found = deep ?? jsonTable(records);
  const reading = found && readCellTable(found.table);
  if (found === null || reading === null) return nothing;
  const { drafts, problems } = withSamples(Array.from(reading.drafts), found.lists);
  const known = new Set(drafts.map(({ metric }) => metric).filter(isKnownMetric));
  const isSaid = records.length > 1 || deep !== null || found.lists.length > 0 || isResult(known);
  if (!isOwn && (known.size === 0 || !isSaid)) return nothing;
  const notes = [...reading.notes, ...nestedNote(found.nested), ...unheldNote(deep?.unheld ?? [])];
  return { ...reading, drafts, problems: [...reading.problems, ...problems], notes };
}

function isResult(known: ReadonlySet<string>): boolean {
  const measured = Array.from(known, (metric) => findMetric(metric).dimension);
  return known.size >= 2 && measured.some((each) => each === "time" || each.endsWith("rate"));
}

/** Whether each record is a single request with its error: requests of one run are no repeats of it. */
function isRequestLog(records: readonly JsonRecord[]): boolean {
  return records.some(({ node }) => node.members.has("error_code") || node.members.has("error_msg"));
}

function nestedNote(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, 8).join(", ");
  return [
    `Arrays and objects inside the records are not read: ${shown}${names.length > 8 ? " and others" : ""}.`,
  ];
}

function unheldNote(names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`Statistics that points do not hold are not read: ${names.join(", ")}.`];
}

/** Valid JSON without results; where the JSON is broken its own problems say enough. */
function noBenchmark({ documents, problems, text }: JsonReading): Problem[] {
  const root = documents[0]?.root;
  if (root === undefined && problems.length > 0) return [];
  const found = root ? `JSON without benchmark results: ${kindOf(root, text)}` : "no JSON value";
  const expected =
    "the output of a benchmark tool (docs/formats.md lists them), Whisker's own JSON, or objects whose keys name metrics";
  return [{ where: { pointer: "" }, found, expected }];
}

function kindOf(root: JsonNode, text: string): string {
  if (root.kind === "object")
    return `an object with the keys ${[...root.members.keys()].slice(0, 5).join(", ")}`.slice(0, 120);
  if (root.kind === "array" || root.kind === "numbers") return `an array, ${rawOf(root, text, 60)}`;
  return rawOf(root, text, 60);
}
