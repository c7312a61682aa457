import type { Locator } from "@/lib/points/locator";
import type { Point, Run, Samples } from "@/lib/points/point";
import { cellRange, fieldRange } from "./field-range";

/** A part of a line: the n-th field of delimited text, the n-th cell of a Markdown table, or characters from and to. */
export type Cell = { field: number } | { markdown: number } | { characters: [number, number] };

/** Lines to mark in a file (1-based, both ends included), and the cell in each of them. */
export interface LineMark {
  from: number;
  to: number;
  cell: Cell | null;
}

/** The most marks that a point keeps; the lines of a million rows lie in few ranges or are too many to look at. */
export const markLimit = 400;

/** The lines and cells that a point's number was made from: its own place, its samples' and its runs'. */
export function marksOfPoint(point: Pick<Point, "provenance" | "samples" | "runs">): LineMark[] {
  const places: Pick<Run, "provenance" | "samples">[] = [point, ...point.runs];
  return mergeMarks(
    places.flatMap((place) => [...marksAt(place.provenance.locator), ...marksOfSamples(place.samples)]),
  );
}

/** The line and cell of one place; none where it is a pointer into a whole JSON file. */
export function marksAt(where: Locator): LineMark[] {
  if ("table" in where) return [{ from: where.line, to: where.line, cell: { markdown: where.column } }];
  if (where.line === undefined) return [];
  const column = "column" in where ? where.column : undefined;
  return [{ from: where.line, to: where.line, cell: column === undefined ? null : { field: column } }];
}

function marksOfSamples(samples: Samples | null): LineMark[] {
  if (samples === null || samples.pointer !== null) return [];
  const cell = samples.column === null ? null : { field: samples.column };
  return Array.from(samples.at, (line) => ({ from: line, to: line, cell }));
}

/** The first character of the first cell that is marked by its characters: of a long line, what must be seen. */
export function characterIn(marks: readonly LineMark[]): { line: number; character: number } | null {
  const [mark] = marks;
  return mark?.cell && "characters" in mark.cell
    ? { line: mark.from, character: mark.cell.characters[0] }
    : null;
}

/** Joins marks on neighbouring lines with the same cell; in the order of the file, at most `markLimit`. */
export function mergeMarks(marks: LineMark[]): LineMark[] {
  const merged: LineMark[] = [];
  for (const mark of [...marks].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && sameCell(last.cell, mark.cell) && mark.from <= last.to + 1)
      last.to = Math.max(last.to, mark.to);
    else if (merged.length < markLimit) merged.push({ ...mark });
  }
  return merged;
}

function sameCell(a: Cell | null, b: Cell | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

export function isMarked(marks: readonly LineMark[], line: number): boolean {
  return marks.some((mark) => mark.from <= line && line <= mark.to);
}

/** A dataset names its delimiter in words. */
const delimiters: Record<string, string> = { comma: ",", semicolon: ";", tab: "\t", pipe: "|" };

/** The characters to mark in the text of a line, of which some may be left out before it; ascending and apart from each other. */
export function rangesIn(
  line: { line: number; text: string; before?: number },
  marks: readonly LineMark[],
  delimiter: string | null,
): [number, number][] {
  const ranges: [number, number][] = [];
  for (const mark of marks) {
    if (mark.cell === null || line.line < mark.from || line.line > mark.to) continue;
    const range = rangeOf(line, mark.cell, delimiter);
    if (range && range[1] > Math.max(0, range[0])) ranges.push(range);
  }
  return apart(ranges);
}

function rangeOf(
  { text, before = 0 }: { text: string; before?: number },
  cell: Cell,
  delimiter: string | null,
): [number, number] | null {
  if ("characters" in cell) return [Math.max(0, cell.characters[0] - before), cell.characters[1] - before];
  if ("markdown" in cell) return cellRange(text, cell.markdown);
  return delimiter === null ? null : fieldRange(text, delimiters[delimiter] ?? delimiter, cell.field);
}

function apart(ranges: [number, number][]): [number, number][] {
  const kept: [number, number][] = [];
  for (const [from, to] of ranges.sort((a, b) => a[0] - b[0])) {
    const last = kept.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else kept.push([from, to]);
  }
  return kept;
}
