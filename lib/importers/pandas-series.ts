// A series as pandas prints it: an index and a value a line, and below them `Name: ttft_ms, dtype: float64`; above them the
// index's names where it has any. Without a name the index names what its values are.
import { readHeader } from "../points/headers";
import { isKnownMetric } from "../points/metrics";
import { readCellTable, type CellTable } from "./cell-table";
import { wholeText } from "./decode";
import type { Importer, Reading } from "./importer";
import { keptApart, type TableDrafts } from "./kept-apart";
import { ProblemList } from "./problem-list";
import { textHolds } from "./text-search";

const mostBytes = 16 * 1024 * 1024;

export const pandasSeries: Importer = {
  id: "pandas-series",
  label: "Series as pandas prints it",
  version: "1",
  recognises: (file) => textHolds(file, (text) => seriesIn(text).some((each) => readSeries(each) !== null)),
  read(file): Reading {
    const whole = wholeText(file, mostBytes);
    if ("problem" in whole) return { drafts: [], problems: [whole.problem], columns: [], notes: [] };
    const problems = new ProblemList();
    const read: TableDrafts[] = [];
    const notes = new Set<string>();
    seriesIn(whole.text).forEach((series, i) => {
      const reading = readSeries(series);
      if (reading === null) return;
      read.push({ name: `${i + 1}: ${series.name ?? "no name"}`, drafts: Array.from(reading.drafts) });
      problems.addAll(reading.problems);
      if (series.leftOut !== null)
        problems.add(
          { line: series.leftOut },
          "values that pandas left out (..)",
          "all values of the series",
        );
      for (const note of reading.notes) notes.add(note);
    });
    return { drafts: keptApart(read), problems: problems.list(), columns: [], notes: [...notes] };
  },
};

interface Series {
  name: string | null;
  /** Names of the index's levels; blank where it has none. */
  levels: string[];
  rows: { index: string[]; value: string; line: number }[];
  /** The line that stands for values that are not printed; null where all are. */
  leftOut: number | null;
  line: number;
}

const signature =
  /^(?:Freq: \S+, )?(?:Name: (.+?), )?(?:Length: \d+, )?dtype: (?:float|int|Float|Int|object)\w*$/;
const longestLine = 500;

function seriesIn(text: string): Series[] {
  if (!text.includes("dtype: ")) return [];
  const lines = text.split(/\r\n|\n|\r/).map((line) => line.trimEnd());
  return lines.flatMap((line, at) => {
    const found = line.length > longestLine ? null : signature.exec(line);
    const series = found && seriesAbove(lines, at, found[1] ?? null);
    return series === null || series.rows.length === 0 ? [] : [series];
  });
}

/** The lines above a signature, from the last up to what is none of the series. */
function seriesAbove(lines: readonly string[], end: number, name: string | null): Series {
  const series: Series = { name, levels: [], rows: [], leftOut: null, line: end + 1 };
  let at = end - 1;
  for (; at >= 0; at--) {
    const line = lines[at]!;
    if (/^\s*\.{2,3}(?:\s+\.{2,3})*$/.test(line)) {
      series.leftOut = at + 1;
      continue;
    }
    const cells = cellsOf(line);
    const value = cells.pop();
    if (value === undefined || cells.length === 0 || !isValue(value)) break;
    series.rows.unshift({ index: cells, value, line: at + 1 });
  }
  const depth = Math.max(1, ...series.rows.map(({ index }) => index.length));
  const above = cellsOf(lines[at] ?? "");
  const isNamed = above.length === depth && above.every((each) => readHeader(each).kind !== "unknown");
  series.levels = isNamed ? above : Array.from({ length: depth }, () => "");
  fillDown(series.rows, depth);
  return series;
}

/** Of an index of several levels only what changes is printed. */
function fillDown(rows: Series["rows"], depth: number): void {
  rows.forEach((row, i) => {
    const missing = depth - row.index.length;
    row.index = [...(rows[i - 1]?.index.slice(0, missing) ?? []), ...row.index];
  });
}

function cellsOf(line: string): string[] {
  return line.length > longestLine ? [] : (line.match(/\S+(?: \S+)*/g) ?? []);
}

function isValue(text: string): boolean {
  return /^[-+]?(?:\d[\d.]*(?:e[-+]?\d+)?|inf|nan)$/i.test(text);
}

/** Null where it says nothing of a metric that is known. */
function readSeries(series: Series): Reading | null {
  if (series.rows.some(({ index }) => index.length !== series.levels.length)) return null;
  const reading = readCellTable(series.name === null ? ofNames(series) : ofValues(series, series.name));
  if (reading === null) return null;
  const drafts = Array.from(reading.drafts);
  return drafts.some(({ metric }) => isKnownMetric(metric)) ? { ...reading, drafts } : null;
}

function ofValues({ levels, rows, line }: Series, name: string): CellTable {
  return {
    headers: [...levels, name],
    rows: rows.map(({ index, value }) => [...index, value]),
    locator: (row, column) => ({ line: rows[row]?.line ?? line, column: column + 1 }),
    sampleAt: { pointer: null, of: (row) => rows[row]?.line ?? line },
  };
}

/** `df.mean()`: one result, of which each line is another metric. */
function ofNames({ rows, line }: Series): CellTable {
  return {
    headers: rows.map(({ index }) => index.join(" ")),
    rows: [rows.map(({ value }) => value)],
    locator: (_, column) => ({ line: rows[column]?.line ?? line, column: 2 }),
    sampleAt: { pointer: null, of: () => line },
  };
}
