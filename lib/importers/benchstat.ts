// Go's benchstat. Since 2023: a table a unit, headed by a line of the files and one of the units between `│`; each cell is a
// median with the farther side of its 95 % interval, in whole percent (`± ∞` below six runs), and a difference says how many
// runs there were. Before: `name  old time/op  new time/op  delta`, means without outliers, whose ± is the farthest run and no
// interval. Written by: https://pkg.go.dev/golang.org/x/perf/cmd/benchstat (old: .../perf@v0.0.0-20211012211434-03971e389cd3)
import { customMetricId } from "../points/metrics";
import { findUnit } from "../points/units";
import type { Draft } from "../runs/draft";
import { headText, wholeText } from "./decode";
import { goConfigLine, goSetup } from "./go-setup";
import type { Importer, Reading } from "./importer";
import { numberIn } from "./plain-number";
import { ProblemList } from "./problem-list";
import { withInterval } from "./stated-interval";
import { statedDraft, type StatedCell } from "./stated-metric";
import { textHolds } from "./text-search";

const unitsLine = /^\s*│\s*\S*\/(?:op|s)\s*│?/;
const oldHeader = /^name(?:\s+(?:\\\s+)?(?:old |new )?(?:time|alloc|allocs)\/op|\s+(?:old )?speed)(?=\s|$)/;
const longest = 2000;

export const benchstat: Importer = {
  id: "benchstat",
  label: "Go benchstat",
  version: "1",
  recognises: (file) =>
    /\/(?:op|s)\b/.test(headText(file) ?? "") && textHolds(file, (text) => text.split("\n").some(isHeader)),
  read(file): Reading {
    const whole = wholeText(file);
    if ("problem" in whole) return { drafts: [], problems: [whole.problem], columns: [], notes: [] };
    return new BenchstatReader().read(whole.text.split(/\r?\n/));
  },
};

function isHeader(line: string): boolean {
  return line.length <= longest && (unitsLine.test(line) || oldHeader.test(line));
}

/** A column of measurements. */
interface Column {
  /** The file's, or `old` and `new`; blank where the table has one. */
  name: string;
  unit: string;
  /** Where the column begins in a line. */
  from: number;
}

interface Table {
  columns: Column[];
  isOld: boolean;
}

/** `1.718µ ± 1%`, `5.211Ki ± ∞ ¹`, `1.20ms ± 2%`; a number alone is one run's. */
const cell =
  /(?<=^|\s)(\d[\d.]*(?:e[+-]?\d+)?)([numµμkKMGT]?i?)(ns|s|B|B\/s)?(?:\s*±\s*(\d+%|∞|\?))(?=\s|$)/g;
const alone = /(?<=^|\s)(\d[\d.]*(?:e[+-]?\d+)?)([numµμkKMGT]?i?)(ns|s|B|B\/s)?(?=\s{2,}|$)/g;
const runs = /\bn=(\d{1,9})(?:\+(\d{1,9}))?\)/;

class BenchstatReader {
  private readonly drafts: Draft[] = [];
  private readonly problems = new ProblemList();
  private readonly settings = new Map<string, string>();
  private table: Table | null = null;
  private isAnyOld = false;
  private isAnyNew = false;

  read(lines: readonly string[]): Reading {
    lines.forEach((line, i) => this.visit(line, lines[i - 1] ?? "", i + 1));
    return { drafts: this.drafts, problems: this.problems.list(), columns: [], notes: this.notes() };
  }

  private notes(): string[] {
    return [
      ...(this.isAnyNew ? [newNote] : []),
      ...(this.isAnyOld ? [oldNote] : []),
      "What benchstat says of the difference between its columns is not read.",
    ];
  }

  private visit(line: string, above: string, at: number): void {
    const [, key, value] = goConfigLine.exec(line) ?? [];
    if (line.length > longest) return;
    if (isHeader(line)) this.table = unitsLine.test(line) ? newTable(line, above) : oldTable(line);
    else if (line.trim() === "") this.table = null;
    else if (key !== undefined) this.settings.set(key, value!);
    else if (this.table !== null) this.readRow(line, at, this.table);
  }

  private readRow(line: string, at: number, table: Table): void {
    const name = /^\S+/.exec(line)?.[0];
    // Notes below a table begin with their mark.
    if (name === undefined || /^[¹²³⁰⁴-⁹]/.test(name)) return;
    if (/^\[?geo ?mean/i.test(line)) {
      this.problems.add(
        { line: at },
        `a row labelled “${name}”`,
        "a benchmark: what is computed of others is not read",
      );
      return;
    }
    const cells = cellsOf(line, name.length, table.columns);
    if (cells === null) {
      if (line.includes("±"))
        this.problems.add({ line: at }, line.trim(), "a benchmark with a measurement a column");
      else this.table = null;
      return;
    }
    const [, one, other = one] = runs.exec(line) ?? [];
    // Each difference is between its column and the first.
    const counts = table.columns.length <= 2 ? [one, other] : [];
    for (const { index, ...found } of cells) {
      const n = counts[index] === undefined ? null : Number(counts[index]);
      const column = table.columns[index]!;
      const draft = draftOf(found, column, { name, at, n, isOld: table.isOld }, this.settings);
      if (draft !== null) this.drafts.push(draft);
      else this.problems.add({ line: at }, found.raw, `a number of ${column.unit}`);
    }
    if (table.isOld) this.isAnyOld = true;
    else this.isAnyNew = true;
  }
}

const newNote =
  "± is the farther side of a confidence interval of the median, rounded to whole percent; its level is not printed, and benchstat's default of 95 % is taken. ± 0% is no interval: it is less than half a percent.";
const oldNote =
  "± of older versions is how far the farthest run was from the mean, without outliers: no standard deviation and no interval.";

function newTable(units: string, files: string): Table {
  const bounds = [...units.matchAll(/│/g)].map(({ index }) => index);
  const columns = bounds.flatMap((from, i) => {
    const said = units.slice(from + 1, bounds[i + 1] ?? units.length).trim();
    const unit = /^\S+/.exec(said)?.[0];
    const name = files.slice(from + 1, bounds[i + 1] ?? files.length).trim();
    return unit === undefined ? [] : [{ name: name.includes("│") ? "" : name, unit, from }];
  });
  return { columns, isOld: false };
}

function oldTable(header: string): Table {
  const [, several, files = ""] = /^name \\ (\S+)(\s.*)?$/.exec(header) ?? [];
  if (several !== undefined) {
    const names = [...files.matchAll(/\S+/g)];
    const start = header.length - files.length;
    const columns = names.map(([name], i) => ({ name, unit: several, from: start + names[i]!.index }));
    return { columns, isOld: true };
  }
  const columns = [...header.matchAll(/(?<=\s)(?:(old|new) )?(time\/op|allocs?\/op|speed)(?=\s|$)/g)].map(
    (found) => ({
      name: found[1] ?? "",
      unit: found[2]!,
      from: found.index,
    }),
  );
  return { columns, isOld: true };
}

interface Cell {
  value: string;
  prefix: string;
  unit: string;
  spread: string;
  raw: string;
  index: number;
}

/** The cells of a row, in the order of the columns, or by where they stand where some are blank; null where it is no such row. */
function cellsOf(line: string, from: number, columns: readonly Column[]): Cell[] | null {
  const withSpread = [...line.matchAll(cell)];
  const found = (withSpread.length > 0 ? withSpread : [...line.matchAll(alone)]).filter(
    ({ index }) => index >= from,
  );
  if (found.length === 0 || found.length > columns.length) return null;
  return found.flatMap((match, i) => {
    const below = columns.findLastIndex((column) => column.from <= match.index);
    const index = found.length === columns.length ? i : below;
    const [raw, value = "", prefix = "", unit = "", spread = ""] = match;
    return index < 0 ? [] : [{ value, prefix, unit, spread, raw: raw.trim(), index }];
  });
}

interface Row {
  name: string;
  at: number;
  n: number | null;
  isOld: boolean;
}

function draftOf(
  of: Omit<Cell, "index">,
  column: Column,
  row: Row,
  settings: ReadonlyMap<string, string>,
): Draft | null {
  const measure = measureOf(of, column.unit);
  const number = numberIn(of.value);
  if (measure === null || number === null) return null;
  const setup = goSetup(row.name, settings, "benchstat");
  if (column.name !== "") setup.case.extra["file"] = column.name;
  const { metric, unit, factor } = measure;
  const value = number * factor;
  const conversions = factor === 1 ? [] : [{ from: of.raw, to: `${value} ${unit}`, by: `× ${factor}` }];
  const read: StatedCell = { value, locator: { line: row.at }, raw: of.raw, conversions };
  const cells = { [row.isOld ? "mean" : "median"]: read };
  const draft = statedDraft(setup, { metric, unit, cells, n: row.n, varies: "not-stated" });
  const percent = /^(\d+)%$/.exec(of.spread)?.[1];
  if (draft === null || row.isOld || percent === undefined || percent === "0") return draft;
  const half = (value * Number(percent)) / 100;
  const ends = { low: { value: value - half, unit }, high: { value: value + half, unit } };
  return withInterval(draft, { ...ends, level: 0.95, n: row.n, varies: "not-stated" });
}

const powers: Readonly<Record<string, number>> = {
  ...{ "": 1, n: 1e-9, u: 1e-6, µ: 1e-6, μ: 1e-6, m: 1e-3, k: 1e3, K: 1e3, M: 1e6, G: 1e9, T: 1e12 },
  ...{ Ki: 1024, Mi: 1024 ** 2, Gi: 1024 ** 3, Ti: 1024 ** 4 },
};

/** What a cell measures, and in which unit with which factor; null where a prefix is none. */
function measureOf({ prefix, unit }: Pick<Cell, "prefix" | "unit">, column: string) {
  const factor = powers[prefix];
  if (column === "sec/op" || column === "time/op") {
    const spelled = findUnit(column === "sec/op" ? `${prefix}s` : `${prefix}${unit}`);
    return spelled?.dimension !== "time"
      ? null
      : { metric: "execution_time", unit: spelled.symbol, factor: 1 };
  }
  const own = { "alloc/op": "B/op", speed: "B/s" }[column] ?? column;
  return factor === undefined ? null : { metric: customMetricId(own), unit: own, factor };
}
