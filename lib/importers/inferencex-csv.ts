// The CSV that InferenceX's dashboard exports: three lines of licence, one row a run. Its header says ms where the values
// are seconds; TPOT × interactivity (1 in seconds, 1000 in milliseconds) decides, and the difference is a problem.
// Written by: https://github.com/SemiAnalysisAI/InferenceX-app
import type { Problem } from "../points/problem";
import type { Draft } from "../runs/draft";
import type { Importer, Reading } from "./importer";
import { figureDrafts, isFigure, seriesKey } from "./inferencex-figures";
import { concludeSetup, putSetting, rowSetup } from "./inferencex-setup";
import { unitByInteractivity, type ShownUnit } from "./inferencex-time-unit";
import { numberIn } from "./plain-number";
import { ProblemList } from "./problem-list";
import type { Setup } from "./setup-field";
import type { SourceFile } from "./source-file";
import type { StatedCell } from "./stated-metric";
import { repeatedNote, reportDuplicates, tableHead, tooWide, visitRows, type TableHead } from "./table-text";

export const inferencexCsv: Importer = {
  id: "inferencex-csv",
  label: "InferenceX dashboard (CSV)",
  version: "1",
  recognises: (file) => isExport(tableHead(file)),
  read(file): Reading {
    const table = tableHead(file)!;
    const problems = new ProblemList();
    if (tooWide(table, problems)) return { drafts: [], problems: problems.list(), columns: [], notes: [] };
    reportDuplicates(table, problems);
    return readExport(file, table, problems);
  },
};

function isExport(table: TableHead | null): boolean {
  if (table === null) return false;
  const keys = table.headers.flatMap((header) => columnOf(header)?.key ?? []);
  return (
    keys.includes("tput_per_gpu") &&
    keys.some((key) => seriesKey(key) !== null) &&
    ["Hardware", "Framework", "Concurrency"].every((name) => table.headers.includes(name))
  );
}

/** A column of figures: its key in agg_*.json, and the unit that its header claims. */
interface FigureColumn {
  key: string;
  unit: string;
}

const names = new Map([
  ["throughput/gpu", "tput_per_gpu"],
  ["output throughput/gpu", "output_tput_per_gpu"],
  ["input throughput/gpu", "input_tput_per_gpu"],
  ["ttft", "ttft"],
  ["tpot", "tpot"],
  ["itl", "itl"],
  ["e2e latency", "e2el"],
  ["interactivity", "intvty"],
]);

function columnOf(header: string): FigureColumn | null {
  const [, statistic, name, unit] =
    /^(?:(mean|median|std|min|max|p\d+(?:\.\d+)?)\s+)?(.+?)\s*\(([^()]+)\)$/i.exec(header) ?? [];
  const known = names.get(name?.toLowerCase() ?? "");
  if (known === undefined || unit === undefined) return null;
  const key = statistic === undefined ? known : `${statistic.toLowerCase()}_${known}`;
  return isFigure(key) ? { key, unit } : null;
}

interface Row {
  setup: Setup;
  cells: Map<string, StatedCell>;
  line: number;
}

function readExport(file: SourceFile, table: TableHead, problems: ProblemList): Reading {
  const columns = table.headers.map(columnOf);
  const rows: Row[] = [];
  const { repeated, lines } = visitRows(file, table, problems, (fields, line) => {
    rows.push({
      setup: setupOf(table.headers, columns, fields),
      cells: cellsOf(columns, fields, line),
      line,
    });
  });
  const shown = rows.map(({ cells }) => unitByInteractivity(cells));
  const common = unanimous(shown);
  const claimed = columns.find((column) => column !== null && isTime(column))?.unit ?? "ms";
  const drafts: Draft[] = [];
  const notes = new Set<string>();
  rows.forEach((row, i) => {
    const found = shown[i] ?? common;
    const cells = found !== null && found.unit !== claimed ? reread(row.cells, claimed, found) : row.cells;
    const unit = found?.unit ?? (claimed === "s" ? "s" : "ms");
    const made = figureDrafts(row.setup, cells, unit);
    drafts.push(...made.drafts);
    problems.addAll(made.problems);
    for (const note of made.notes) notes.add(note);
  });
  problems.addAll(headerProblem(table, columns, shown, claimed));
  if (repeated.length > 0) notes.add(repeatedNote(repeated));
  return { drafts, problems: problems.list(), columns: [], notes: [...notes], lines };
}

function isTime({ key }: FigureColumn): boolean {
  const found = seriesKey(key);
  return found !== null && found.name !== "intvty";
}

function setupOf(
  headers: readonly string[],
  columns: readonly (FigureColumn | null)[],
  fields: readonly string[],
): Setup {
  const setup = rowSetup();
  headers.forEach((header, i) => {
    if (columns[i] === null) putSetting(setup, header, fields[i]!.trim());
  });
  concludeSetup(setup);
  return setup;
}

function cellsOf(
  columns: readonly (FigureColumn | null)[],
  fields: readonly string[],
  line: number,
): Map<string, StatedCell> {
  const cells = new Map<string, StatedCell>();
  columns.forEach((column, i) => {
    const raw = fields[i]!.trim();
    if (column === null || raw === "" || cells.has(column.key)) return;
    cells.set(column.key, { value: numberIn(raw), raw, locator: { line, column: i + 1 } });
  });
  return cells;
}

/** What all rows show that show anything; rows that do not are read alike. */
function unanimous(shown: readonly (ShownUnit | null)[]): ShownUnit | null {
  const found = shown.filter((each) => each !== null);
  return new Set(found.map(({ unit }) => unit)).size === 1 ? found[0]! : null;
}

/** The same cells with the unit that their values show in place of the header's. */
function reread(
  cells: ReadonlyMap<string, StatedCell>,
  claimed: string,
  { unit, by }: ShownUnit,
): Map<string, StatedCell> {
  return new Map(
    Array.from(cells, ([key, cell]) => {
      if (!isTime({ key, unit }) || cell.value === null) return [key, cell];
      const conversion = {
        from: `${cell.raw} ${claimed}, as its header says`,
        to: `${cell.raw} ${unit}`,
        by,
      };
      return [key, { ...cell, conversions: [conversion] }];
    }),
  );
}

function headerProblem(
  table: TableHead,
  columns: readonly (FigureColumn | null)[],
  shown: readonly (ShownUnit | null)[],
  claimed: string,
): Problem[] {
  const against = shown.find((each) => each !== null && each.unit !== claimed);
  const at = columns.findIndex((column) => column !== null && isTime(column));
  if (!against || at < 0) return [];
  const where = { line: table.headerLine, column: at + 1 };
  const found = `${table.headers[at]}, but ${against.by}`;
  const read = against.unit === "s" ? "seconds" : "milliseconds";
  return [{ where, found, expected: `times in ${claimed} as the header says; they were read as ${read}` }];
}
