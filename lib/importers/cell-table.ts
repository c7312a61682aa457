import type { Locator } from "../points/locator";
import type { Problem } from "../points/problem";
import type { Samples } from "../points/point";
import type { Place, Provenance } from "../points/provenance";
import type { Draft } from "../runs/draft";
import type { Reading } from "./importer";
import { withoutPairs } from "./paired-cells";
import { phasesNote, withPhases } from "./phase-cells";
import { fileFromChunks, type SourceFile } from "./source-file";
import { tableHead } from "./table-text";
import { tableImporters } from "./table-importers";

/** A table that stands in a file of another kind: rows of JSON objects, a table of a Markdown document. */
export interface CellTable {
  headers: readonly string[];
  /** As many cells as headers; null where the row has no such cell, which is less than a blank one. */
  rows: readonly (readonly (string | null)[])[];
  /** The place of a cell in the file that holds the table; row -1 is the header. Both count from 0. */
  locator(row: number, column: number): Locator;
  /** How the row of a sample is told: see `Samples`. */
  sampleAt: { pointer: string | null; of(row: number): number };
}

/**
 * Reads a table by the importers of delimited text, so that one header means the same wherever it stands; places are
 * those of the file that holds the table. Null where none of them finds a metric in it.
 */
export function readCellTable(table: CellTable): Reading | null {
  const phased = withPhases(table);
  const reading = readDivided(phased ?? table);
  return reading && phased ? { ...reading, notes: [phasesNote, ...reading.notes] } : reading;
}

function readDivided(written: CellTable): Reading | null {
  const divided = withoutPairs(written);
  if (divided === null) return readUndivided(written);
  const reading = readUndivided(divided.table);
  return (
    reading && {
      ...reading,
      problems: [...reading.problems, ...divided.problems],
      notes: [...divided.notes, ...reading.notes],
    }
  );
}

function readUndivided(table: CellTable): Reading | null {
  const { file, rowOf } = asDelimited(table);
  const head = tableHead(file);
  // The rows of a header of several are above its last.
  const isBelow = head !== null && head.above > 0 && head.header === null;
  if (head === null || isBelow || head.headers.length !== table.headers.length) return null;
  const importer = tableImporters.find((each) => each.recognises(file));
  if (importer === undefined) return null;
  const reading = importer.read(file);
  const drafts = Array.from(reading.drafts, (draft) => placed(draft, table, rowOf)).filter(
    (draft) => draft !== null,
  );
  const problems = reading.problems.map((problem) => placedProblem(problem, table, rowOf));
  const { columns, notes } = reading;
  return { drafts, problems, columns, notes };
}

/** The table as comma-separated text, every cell in quotes, and the row that each of its lines belongs to. */
function asDelimited({ headers, rows, locator }: CellTable): {
  file: SourceFile;
  rowOf(line: number): number;
} {
  const lines = new Map<number, number>();
  const text: string[] = [];
  let line = 1;
  [headers, ...rows].forEach((cells, i) => {
    const record = cells.map((cell) => quoted(cell ?? "")).join(",");
    lines.set(line, i - 1);
    line += 1 + countOf(record, "\n");
    text.push(record);
  });
  const bytes = new TextEncoder().encode(text.join("\n") + "\n");
  // Nobody asks for the hash of a text that is in no file.
  const file = fileFromChunks("table.csv", () => [bytes], { size: bytes.length, sha256: "" });
  const rowOf = (at: number) => lines.get(at) ?? -1;
  return { file: { ...file, nameOfLine: (at) => nameOfRow(locator(rowOf(at), 0)) }, rowOf };
}

/** By its line; an element of a JSON array by the pointer of the object that its cells stand in. */
function nameOfRow(cell: Locator): string {
  if (cell.line !== undefined || !("pointer" in cell)) return `line ${cell.line}`;
  return cell.pointer.slice(0, cell.pointer.lastIndexOf("/"));
}

/** No carriage returns, which would be line ends of their own; no zero bytes, which no text has. */
function quoted(cell: string): string {
  return `"${cell.replaceAll("\r", " ").replaceAll("\0", "\uFFFD").replaceAll('"', '""')}"`;
}

function countOf(text: string, part: string): number {
  return text.split(part).length - 1;
}

function placed(draft: Draft, table: CellTable, rowOf: (line: number) => number): Draft | null {
  const { locator } = draft.provenance;
  const { row, column } = cellOf(locator, rowOf);
  if (draft.value === null && draft.range === null && table.rows[row]?.[column] === null) return null;
  return {
    ...draft,
    samples: draft.samples && placedSamples(draft.samples, table, rowOf),
    provenance: placedPlaces(draft.provenance, table, rowOf),
  };
}

function placedPlaces(of: Provenance, table: CellTable, rowOf: (line: number) => number): Provenance {
  const placedOne = <P extends Place>(place: P): P => {
    const { row, column } = cellOf(place.locator, rowOf);
    return { ...place, locator: table.locator(row, column) };
  };
  if (of.statistics === undefined) return placedOne(of);
  const statistics = Object.entries(of.statistics).map(([name, place]) => [name, placedOne(place)]);
  return { ...placedOne(of), statistics: Object.fromEntries(statistics) };
}

function placedSamples(samples: Samples, table: CellTable, rowOf: (line: number) => number): Samples {
  const { pointer, of } = table.sampleAt;
  const at = Array.from(samples.at, (line) => of(rowOf(line)));
  return { ...samples, at, pointer, column: pointer === null ? samples.column : null };
}

function placedProblem(problem: Problem, table: CellTable, rowOf: (line: number) => number): Problem {
  if (problem.where === null) return problem;
  const { row, column } = cellOf(problem.where, rowOf);
  return { ...problem, where: table.locator(row, column) };
}

function cellOf(locator: Locator, rowOf: (line: number) => number): { row: number; column: number } {
  const line = "line" in locator ? (locator.line ?? 1) : 1;
  const column = "column" in locator ? (locator.column ?? 1) : 1;
  return { row: rowOf(line), column: column - 1 };
}
