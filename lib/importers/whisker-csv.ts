import { detached } from "../points/detached";
import { isCaseField, type Case } from "../points/case";
import { evidences } from "../points/evidence";
import { isSpread } from "../points/header-meaning";
import { readHeader } from "../points/headers";
import type { Interval, Varies } from "../points/interval";
import { customMetricId, findMetric, isKnownMetric, mayBeNegative, type Metric } from "../points/metrics";
import { nearestDouble } from "../points/nearest-double";
import { emptyStats, statistics, type Statistic, type Stats } from "../points/point";
import { contextFields, emptyContext, type Context, type Provenance } from "../points/provenance";
import {
  extraName,
  findingsColumn,
  guardColumn,
  isOwnColumn,
  shownColumns,
  statsColumns,
  unguarded,
  type OwnColumn,
} from "../points/own-csv";
import { conversionTo, type ConversionStep } from "../points/units";
import { isPlain, notationOf, readValueText, type Notation, type ValueText } from "../points/value-text";
import type { Draft } from "../runs/draft";
import { RowBook } from "../runs/row-book";
import { RowGroup, runNamed } from "../runs/row-group";
import { caseOfRow, quickNumber, type CaseColumn } from "./cells";
import { keyText } from "./kept-text";
import { isSetupName, isUnitHeader } from "./metric-row-headers";
import type { ColumnReading, Importer, Reading } from "./importer";
import { inFileOrder } from "./file-order";
import type { CellPlaces, ColumnRole } from "./line-pattern";
import { ProblemList } from "./problem-list";
import { putPlainNumber, QuickLines } from "./quick-lines";
import { charactersIn, refuseTooMany } from "./point-limit";
import { readOnce } from "./read-once";
import { RunLabels, UnnamedRuns } from "./run-labels";
import type { SourceFile } from "./source-file";
import { repeatedNote, tableHead, tooWide, visitRows, type TableHead } from "./table-text";

// Whisker's own CSV: `metric, value, unit` and any case field as a column of its name; one row a sample or a summary.
// What it holds besides is listed in lib/points/own-csv.ts. Every other column is a further field of the case.
export const whiskerCsv: Importer = {
  id: "whisker-csv",
  label: "Whisker CSV",
  version: "1",
  recognises: (file) => isOwn(tableHead(file)),
  read(file) {
    const table = tableHead(file)!;
    const problems = new ProblemList();
    if (tooWide(table, problems)) return { drafts: [], problems: problems.list(), columns: [], notes: [] };
    return new OwnReader(file, table, problems).read();
  },
};

function isOwn(table: TableHead | null): boolean {
  if (table === null || !table.headers.includes("metric") || !table.headers.includes("value")) return false;
  if (saysSetup(table)) return false;
  if (table.headers.includes("unit")) return !namesStatistics(table);
  // Without its own column of units, but with one under another name, it is a table of someone else's.
  return !saysUnits(table) && !table.headers.some(isUnitHeader);
}

/** Rows such as `batch_size,8`, where no column has a field of the setup: another table with a metric a row. */
function saysSetup({ headers, rows }: TableHead): boolean {
  const at = headers.indexOf("metric");
  return !headers.some(isSetupName) && rows.some((row) => isSetupName(row[at]!));
}

const statisticHeaders =
  /^(?:stat|stats|statistics?[ _]?(?:name|type)|aggregation|agg|percentile|quantile)$/i;

/** A column of statistics under another name than our own would be a field of the case, and a p99 pass for a mean. */
function namesStatistics({ headers }: TableHead): boolean {
  return headers.some((header) => statisticHeaders.test(header));
}

/** `TTFT (ms)` as a metric's name, beside no column of units: another table with a metric a row. */
function saysUnits({ headers, rows }: TableHead): boolean {
  const at = headers.indexOf("metric");
  return rows.some((row) => {
    const text = row[at]!.trim();
    const meaning = isKnownMetric(text) || text.startsWith("custom:") ? null : readHeader(text);
    return meaning?.kind === "metric" && meaning.unit !== null;
  });
}

/** What all rows with one text in every column but value, run, sample and context have in common. */
interface RowKind {
  /** Takes the plain values; null where rows of this kind need a closer look each (claims, unreadable units). */
  group: RowGroup | null;
  case: Case;
  metric: { id: string; statistic: Statistic; known: Metric } | null;
  step: ConversionStep | null;
  unnamed: UnnamedRuns;
  /** A value below this needs a closer look. */
  lowest: number;
}

/** What lines of one pattern are: rows of one kind, which may be written in several ways, with and without quotes. */
interface KnownRows {
  /** By the pattern's index: the index in the book of its one group, ... */
  groups: (readonly [number])[];
  /** ... and the value below which a closer look is needed. */
  lowest: number[];
}

class OwnReader {
  private readonly labels = new RunLabels();
  private readonly book = new RowBook();
  private readonly kinds = new Map<string, RowKind>();
  /** Of the first row of each kind. */
  private characters = 0;
  private readonly drafts: Draft[] = [];
  private readonly at: Partial<Record<OwnColumn, number>> = {};
  private readonly caseColumns: CaseColumn[] = [];
  private readonly extraNames = new Set<string>();
  private readonly keyColumns: number[] = [];
  private readonly seldom: number[] = [];
  private readonly notation: Notation;
  private readonly trim: boolean;
  private readonly guard: boolean;
  private readonly lines: QuickLines;
  private readonly known: KnownRows = { groups: [], lowest: [] };
  /** The value of the row that is known, for the book. */
  private readonly values = new Float64Array(1);
  /** Whether runs have several rows, and the first of each says when and how it was measured. */
  private readonly tellsRuns: boolean;
  /** Whether a column tells rows apart that are repeats of one another. */
  private readonly tellsRepeats: boolean;
  /** Which of the cells that may differ is the value, and which the run (-1: none). */
  private readonly cells: { value: number; run: number };
  private readonly contextColumns: { column: number; field: keyof Context }[] = [];
  private readonly contexts = new Map<string, Context>();

  constructor(
    private readonly file: SourceFile,
    private readonly table: TableHead,
    private readonly problems: ProblemList,
  ) {
    const { headers, written, rows } = table;
    this.guard = headers.includes(guardColumn);
    // Cells padded after each comma are padded throughout; otherwise a text is kept as it is, spaces and all.
    this.trim = written.length > 1 && written.slice(1).every((header) => /^\s/.test(header));
    written.forEach((header, column) => this.addColumn(header, column));
    const value = this.at.value ?? headers.indexOf("value");
    this.tellsRepeats = (["run", "sample", "measured_at"] as const).some(
      (name) => this.at[name] !== undefined,
    );
    for (const field of contextFields) {
      const column = this.at[field];
      if (column !== undefined) this.contextColumns.push({ column, field });
    }
    this.tellsRuns = this.at.sample !== undefined && this.contextColumns.length > 0;
    const roles = written.map((_, column) => this.roleOf(column));
    this.lines = new QuickLines(table, roles, (pattern, bytes, places, line) =>
      this.takeKnown(pattern, bytes, places, line),
    );
    this.cells = {
      value: this.lines.placeOf(this.at.value ?? -1),
      run: this.lines.placeOf(this.at.run ?? -1),
    };
    const shown = notationOf(rows.map((row) => row[value]!));
    this.notation = shown === "unknown" && table.delimiter === ";" ? "either" : shown;
  }

  private addColumn(written: string, column: number): void {
    const header = written.trim();
    if (isOwnColumn(header) && this.at[header] === undefined) this.at[header] = column;
    if (isOwnColumn(header) && this.at[header] === column) this.addOwnColumn(header, column);
    else this.addExtraColumn(written, column);
  }

  private addOwnColumn(header: OwnColumn, column: number): void {
    if (isCaseField(header)) this.caseColumns.push({ column, field: header, name: header });
    if (seldomColumns.has(header)) this.seldom.push(column);
    else if (!freeColumns.has(header)) this.keyColumns.push(column);
  }

  private addExtraColumn(written: string, column: number): void {
    const name = extraName(this.guard ? unguarded(written) : written);
    const taken = this.extraNames.has(name) || isOwnColumn(written.trim());
    this.extraNames.add(name);
    if (taken)
      this.problems.add(
        { line: this.table.headerLine, column: column + 1 },
        `a second column "${name}"`,
        "columns with names of their own",
      );
    this.caseColumns.push({ column, field: null, name: taken ? `${name} (column ${column + 1})` : name });
    this.keyColumns.push(column);
  }

  private roleOf(column: number): ColumnRole {
    if (column === this.at.value) return "value";
    if (column === this.at.run) return "run";
    if (this.seldom.includes(column)) return "blank";
    return this.keyColumns.includes(column) ? "same" : "free";
  }

  read(): Reading {
    const notes: string[] = [];
    const { repeated, lines } = visitRows(
      this.file,
      this.table,
      this.problems,
      (fields, line) => this.readRow(this.guard ? fields.map(unguarded) : fields, line),
      this.isQuick() ? { take: (bytes, at, line) => this.lines.take(bytes, at, line) } : {},
    );
    if (repeated.length > 0) notes.push(repeatedNote(repeated));
    if (this.notation === "comma") notes.push("Numbers were read with a decimal comma.");
    const groups = Array.from(this.kinds.values()).flatMap(({ group }) => group ?? []);
    const once = this.tellsRepeats ? { drafts: this.drafts, notes: [] } : this.readOnce(groups);
    return {
      drafts: inFileOrder(groups.flatMap((group) => group.drafts()).concat(once.drafts)),
      problems: this.problems.list(),
      columns: this.columns(),
      lines,
      notes: [...notes, ...once.notes],
    };
  }

  /** A sample number names a run where no column of runs is, which only the fields show. */
  private isQuick(): boolean {
    return !this.guard && (this.at.sample === undefined || this.at.run !== undefined);
  }

  private readOnce(groups: readonly RowGroup[]) {
    const values = new Set(this.at.value === undefined ? [] : [this.at.value]);
    return readOnce(this.file, this.table, values, groups, this.drafts, this.problems);
  }

  private readRow(fields: string[], line: number): void {
    const kind = this.findKind(fields, line);
    const value = kind.group === null ? NaN : quickNumber(fields[this.at.value!]!);
    if (!(value >= kind.lowest) || !this.isPlain(fields)) return this.readClosely(kind, fields, line);
    const group = kind.group!;
    const run = this.runOf(kind, fields);
    if (this.tellsRuns && run !== group.lastRun) group.setContext(run, this.contextOf(fields));
    if (group.isEmpty) group.openWith(detached(fields[this.at.value!]!), this.contextOf(fields));
    group.push(value, line, run, this.tellsRepeats ? -1 : this.lines.hashOf(fields));
    if (this.lines.learn(line) >= 0) {
      this.known.groups.push([group.index]);
      this.known.lowest.push(kind.lowest);
    }
    const cell = fields[this.at.value!]!.trim();
    if (cell.length > 15 && nearestDouble(cell, value) !== null) group.keepText(detached(cell));
  }

  private takeKnown(pattern: number, bytes: Uint8Array, places: CellPlaces, line: number): boolean {
    const { cells, known, values } = this;
    const groups = known.groups[pattern]!;
    putPlainNumber(bytes, places.from[cells.value]!, places.to[cells.value]!, values, 0);
    if (!(values[0]! >= known.lowest[pattern]!)) return false;
    const run =
      cells.run < 0 ? -1 : this.labels.indexIn(bytes, places.from[cells.run]!, places.to[cells.run]!);
    // A sample number without a run is of a run without a name, which only the fields show.
    if (run < 0 && this.at.sample !== undefined) return false;
    if (this.tellsRuns && run !== this.book.lastRunOf(groups[0])) return false;
    const hash = this.tellsRepeats ? -1 : this.lines.hashIn(bytes, places);
    this.book.pushRow(groups, values, line, run, hash);
    return true;
  }

  private findKind(fields: string[], line: number): RowKind {
    let key = "";
    for (const column of this.keyColumns) key += `${keyText(fields[column]!)}\u0000`;
    let kind = this.kinds.get(key);
    if (kind === undefined) {
      this.characters += charactersIn(fields);
      refuseTooMany(this.file, this.kinds.size + 1, this.characters);
      kind = this.kindOf(fields, line);
      this.kinds.set(key, kind);
    }
    return kind;
  }

  private isPlain(fields: string[]): boolean {
    for (const column of this.seldom) if (fields[column] !== "") return false;
    return true;
  }

  /** A row with a sample number and no run belongs to a run that is not named. To be asked once a row. */
  private runOf({ unnamed }: RowKind, fields: string[]): number {
    const label = this.at.run === undefined ? "" : fields[this.at.run]!;
    const sample = label === "" ? this.cell(fields, "sample") : "";
    return sample === "" ? this.labels.indexOf(label) : unnamed.indexOf(sample);
  }

  private kindOf(fields: string[], line: number): RowKind {
    const metric = this.metricOf(fields);
    const of = caseOfRow(fields, this.caseColumns, this.trim, this.notation, this.problems.ofLine(line));
    const unit = this.cell(fields, "unit");
    const step = metric === null ? null : stepOf(unit, metric.known);
    const isQuick = this.isMeasured(fields) && this.isStatistic(fields) && isPlain(this.notation);
    const group =
      metric === null || step === null || !isQuick
        ? null
        : new RowGroup(
            {
              metric: metric.id,
              unit: unitOf(metric.known, unit),
              case: of,
              context: this.contextOf(fields),
              statistic: metric.statistic,
              varies: this.variesOf(fields) ?? "within-run",
              step,
              provenance: {
                locator: this.place(line, "value"),
                raw: detached(fields[this.at.value!]!),
                conversions: [],
              },
            },
            this.labels.list,
            this.book,
          );
    const unnamed = new UnnamedRuns(this.labels);
    const lowest = metric !== null && mayBeNegative(metric.known) ? -Infinity : 0;
    return { group, case: of, metric, step, unnamed, lowest };
  }

  private metricOf(fields: string[]): RowKind["metric"] {
    const text = this.cell(fields, "metric");
    const asked = this.cell(fields, "statistic");
    const statistic = statistics.find((name) => name === asked) ?? null;
    if (text === "") return null;
    if (isKnownMetric(text) || text.startsWith("custom:"))
      return named(text, statistic, this.cell(fields, "unit"));
    const meaning = readHeader(text);
    const own = meaning.kind === "metric" ? meaning.statistic : null;
    if (meaning.kind !== "metric" || (own !== null && isSpread(own))) {
      return named(customMetricId(text), statistic, this.cell(fields, "unit"));
    }
    return named(meaning.metric, statistic ?? own, this.cell(fields, "unit"));
  }

  private readClosely(kind: RowKind, fields: string[], line: number): void {
    if (kind.metric === null) return void this.refuse(line, "metric", "no metric", "a metric's name");
    const draft = this.draftOf(kind, kind.metric, fields, line);
    if (draft === null) return;
    this.drafts.push(draft);
    kind.group?.keepRunsApart();
  }

  private draftOf(
    kind: RowKind,
    metric: NonNullable<RowKind["metric"]>,
    fields: string[],
    line: number,
  ): Draft | null {
    this.reportWords(fields, line);
    const raw = this.cell(fields, "value");
    const read = this.valueText(raw, fields);
    if (read.kind === "unreadable") return this.refuse(line, "value", raw, read.expected);
    const step = this.stepFor(kind, read, fields, line, metric.known);
    if (step === null) return null;
    const stats = this.statsOf(fields, line, step);
    if (read.kind === "spread") stats.sd ??= step.apply(read.sd);
    const stated = valueOf(read, stats, metric.statistic);
    const value = stated.value === null ? null : stated.own ? step.apply(stated.value) : stated.value;
    const agrees = this.agrees(fields, line, stated, value, stats);
    const range = this.rangeOf(read, fields, line, step);
    const sides = range === null || read.kind === "range" ? [] : this.sidesStated(fields);
    const from = stated.own || value === null || range !== null ? "value" : stated.statistic;
    const written = stated.own || from === "value" ? stated.value : this.numberIn(fields, line, from);
    const conversion = written === null ? null : step.record(written);
    const interval = agrees
      ? this.statedInterval(fields, line, step, stats.n, this.variesOf(fields) ?? "not-stated")
      : null;
    const run = this.runOf(kind, fields);
    const varies = this.variesOf(fields) ?? (run >= 0 && stats.n === null ? "within-run" : "not-stated");
    return {
      metric: metric.id,
      unit: unitOf(metric.known, this.cell(fields, "unit") || unitIn(read)),
      case: kind.case,
      context: this.contextOf(fields),
      value: range === null ? value : null,
      statistic: stated.statistic,
      missing: range === null && value === null ? this.missingText(raw, fields) : null,
      range,
      // A spread about another value than the row's is none of its.
      stats: agrees ? stats : { ...stats, sd: null, [stated.statistic]: value },
      samples: null,
      varies,
      stated: interval && this.around(interval, value, fields, line),
      ...runNamed(this.labels.list, run),
      claim: this.cell(fields, "evidence") === "claim",
      provenance: {
        locator: this.place(line, sides[0] ?? from),
        raw: detached(this.writtenIn(fields, sides.length > 0 ? sides : [from], raw)),
        conversions: conversion ? [conversion] : [],
        ...this.statisticPlaces(fields, line, step, stats, from),
      },
    };
  }

  private statisticPlaces(
    fields: string[],
    line: number,
    step: ConversionStep,
    stats: Stats,
    from: "value" | Statistic,
  ): Pick<Provenance, "statistics"> {
    const held = statsColumns.filter(
      (name) => name !== from && stats[name] !== null && this.cell(fields, name) !== "",
    );
    if (held.length === 0) return {};
    const places = held.map((name) => {
      const written = name === "n" ? null : this.numberIn(fields, line, name);
      const conversion = written === null ? null : step.record(written);
      const conversions = conversion ? [conversion] : [];
      return [name, { locator: this.place(line, name), raw: detached(this.cell(fields, name)), conversions }];
    });
    return { statistics: Object.fromEntries(places) };
  }

  /** Whether the value and the same statistic in a column of its own are one number, but for rounding of a double. */
  private agrees(
    fields: string[],
    line: number,
    { own, statistic }: { own: boolean; statistic: Statistic },
    value: number | null,
    stats: Stats,
  ): boolean {
    const other = stats[statistic];
    if (!own || value === null || other === null) return true;
    if (Math.abs(other - value) <= 1e-9 * Math.max(Math.abs(other), Math.abs(value))) return true;
    this.refuse(
      line,
      statistic,
      this.cell(fields, statistic),
      `the row's value, ${this.cell(fields, "value")}; no interval is drawn`,
    );
    return false;
  }

  private around(interval: Interval, value: number | null, fields: string[], line: number): Interval | null {
    if (value === null || (interval.low <= value && value <= interval.high)) return interval;
    const found = `${this.cell(fields, "ci_low")} to ${this.cell(fields, "ci_high")}`;
    return this.refuse(line, "ci_low", found, "an interval that holds the row's value");
  }

  private valueText(raw: string, fields: string[]): ValueText {
    return this.cell(fields, "missing") === ""
      ? readValueText(raw, this.notation)
      : { kind: "missing", text: raw };
  }

  private missingText(raw: string, fields: string[]): string {
    const column = this.at.missing;
    const text = column === undefined ? "" : fields[column]!;
    return detached(text !== "" ? text : raw);
  }

  /** The unit of the cell, else of the column; both must be one where both are there. */
  private stepFor(
    kind: RowKind,
    read: ValueText,
    fields: string[],
    line: number,
    metric: Metric,
  ): ConversionStep | null {
    const column = this.cell(fields, "unit");
    const inCell = unitIn(read);
    if (inCell === "" || inCell === column) return kind.step ?? this.refuseUnit(line, column, metric);
    if (column !== "")
      return this.refuse(line, "value", `${inCell} in the cell, ${column} in the unit column`, "one unit");
    return stepOf(inCell, metric) ?? this.refuseUnit(line, inCell, metric);
  }

  private refuseUnit(line: number, unit: string, metric: Metric): null {
    return this.refuse(
      line,
      "unit",
      unit === "" ? "no unit" : unit,
      `a unit of ${metric.label}, such as ${metric.unit}`,
    );
  }

  private statsOf(fields: string[], line: number, step: ConversionStep): Stats {
    const stats = emptyStats();
    for (const name of statsColumns) {
      const number = this.numberIn(fields, line, name);
      if (number !== null) stats[name] = name === "n" ? number : step.apply(number);
    }
    if (stats.n !== null && (stats.n < 0 || !Number.isInteger(stats.n))) {
      this.refuse(line, "n", String(stats.n), "a whole number");
      stats.n = null;
    }
    if (stats.sd !== null && stats.sd < 0) {
      this.refuse(line, "sd", String(stats.sd), "a spread of 0 or more");
      stats.sd = null;
    }
    return stats;
  }

  private rangeOf(read: ValueText, fields: string[], line: number, step: ConversionStep): Draft["range"] {
    const apply = (side: number | null) => (side === null ? null : step.apply(side));
    if (read.kind === "range") return { low: apply(read.low), high: apply(read.high) };
    if (read.kind === "number") return null;
    const low = this.numberIn(fields, line, "range_low");
    const high = this.numberIn(fields, line, "range_high");
    return low === null && high === null ? null : { low: apply(low), high: apply(high) };
  }

  /** The columns in which a row states the sides of its range. */
  private sidesStated(fields: string[]): ("range_low" | "range_high")[] {
    return (["range_low", "range_high"] as const).filter((side) => this.cell(fields, side) !== "");
  }

  private writtenIn(fields: string[], columns: readonly OwnColumn[], value: string): string {
    return columns.map((column) => (column === "value" ? value : this.cell(fields, column))).join(" to ");
  }

  private statedInterval(
    fields: string[],
    line: number,
    step: ConversionStep,
    n: number | null,
    varies: Varies,
  ): Interval | null {
    if (this.cell(fields, "ci_method") === "student-t") return null;
    const low = this.numberIn(fields, line, "ci_low");
    const high = this.numberIn(fields, line, "ci_high");
    if (low === null || high === null) return null;
    const level = this.numberIn(fields, line, "ci_level");
    const fraction = level !== null && level > 1 ? level / 100 : level;
    if (fraction === null || fraction <= 0 || fraction >= 1) {
      return this.refuse(
        line,
        "ci_level",
        level === null ? "no level" : String(level),
        "the interval's level, such as 0.95",
      );
    }
    return { low: step.apply(low), high: step.apply(high), level: fraction, method: "stated", n, varies };
  }

  private numberIn(fields: string[], line: number, name: OwnColumn): number | null {
    const cell = this.cell(fields, name);
    if (cell === "") return null;
    const read = readValueText(cell, this.notation);
    if (read.kind === "number" && (read.unit === null || name === "ci_level")) return read.value;
    return read.kind === "missing" ? null : this.refuse(line, name, cell, "a number");
  }

  /** Whether the row says of itself that it was measured, or says nothing of it. */
  private isMeasured(fields: string[]): boolean {
    const evidence = this.cell(fields, "evidence");
    return evidence === "" || (evidence !== "claim" && (evidences as readonly string[]).includes(evidence));
  }

  private isStatistic(fields: string[]): boolean {
    const asked = this.cell(fields, "statistic");
    return asked === "" || (statistics as readonly string[]).includes(asked);
  }

  /** Words that the format does not know; the row is read without them. */
  private reportWords(fields: string[], line: number): void {
    const evidence = this.cell(fields, "evidence");
    if (evidence !== "claim" && !this.isMeasured(fields))
      this.refuse(line, "evidence", evidence, `one of ${evidences.join(", ")}`);
    const asked = this.cell(fields, "statistic");
    if (!this.isStatistic(fields)) this.refuse(line, "statistic", asked, `one of ${statistics.join(", ")}`);
  }

  private variesOf(fields: string[]): Varies | null {
    const varies = this.cell(fields, "varies");
    return varies === "between-run" || varies === "within-run" || varies === "not-stated" ? varies : null;
  }

  private contextOf(fields: string[]): Context {
    const text = (column: number) => (this.trim ? fields[column]!.trim() : fields[column]!);
    let key = "";
    for (const { column } of this.contextColumns) key += `${text(column)}\u0000`;
    const known = this.contexts.get(key);
    if (known) return known;
    const context = emptyContext();
    for (const { column, field } of this.contextColumns)
      if (fields[column] !== "") context[field] = detached(text(column));
    this.contexts.set(detached(key), context);
    return context;
  }

  private cell(fields: string[], name: OwnColumn): string {
    const column = this.at[name];
    return column === undefined ? "" : fields[column]!.trim();
  }

  private place(line: number, name: OwnColumn): { line: number; column: number } {
    return { line, column: (this.at[name] ?? 0) + 1 };
  }

  private refuse(line: number, name: OwnColumn, found: string, expected: string): null {
    this.problems.add(this.place(line, name), found, expected);
    return null;
  }

  private columns(): ColumnReading[] {
    return this.table.headers.map((header, i) => {
      const own = isOwnColumn(header) && this.at[header] === i ? header : null;
      return {
        header,
        column: i + 1,
        readAs: own ?? "extra",
        field: own !== null && isCaseField(own) ? own : null,
        unit: null,
        note: own === null ? "no column of the format: kept as a further field" : "",
        reason:
          own === null ? `“${header}” is no column of the format` : `“${header}” is a column of the format`,
      };
    });
  }
}

/** Columns that few rows fill, and that ask for a closer look where one does. */
const seldomColumns = new Set<OwnColumn>([
  ...statsColumns,
  ...(["ci_low", "ci_high", "range_low", "range_high", "missing"] as const),
]);

/** Columns whose texts may differ between rows that are repeats of one another. */
const freeColumns = new Set<OwnColumn>([
  "value",
  "run",
  "sample",
  ...shownColumns,
  findingsColumn,
  guardColumn,
  "ci_level",
  "ci_method",
  ...contextFields,
]);

function named(id: string, statistic: Statistic | null, unit: string): NonNullable<RowKind["metric"]> {
  const metric = detached(id);
  return { id: metric, statistic: statistic ?? "mean", known: findMetric(metric, detached(unit)) };
}

/** A metric with a dimension needs its unit; one without (accuracy, custom) takes what the file gives. */
function stepOf(unit: string, metric: Metric): ConversionStep | null {
  return conversionTo(unit === "" && metric.unit === "" ? "" : unit, metric);
}

function unitOf(metric: Metric, written: string): string {
  return metric.dimension === "number" ? detached(written) : metric.unit;
}

function unitIn(read: ValueText): string {
  return read.kind === "number" || read.kind === "spread" || read.kind === "range" ? (read.unit ?? "") : "";
}

/**
 * The value that a row states: its own, else the statistic asked for, else its mean or median. `own`: it is in the unit
 * of the file still.
 */
function valueOf(
  read: ValueText,
  stats: Stats,
  asked: Statistic,
): { value: number | null; statistic: Statistic; own: boolean } {
  if (read.kind === "number" || read.kind === "spread")
    return { value: read.value, statistic: asked, own: true };
  const statistic =
    stats[asked] !== null ? asked : (statistics.find((name) => stats[name] !== null) ?? asked);
  return { value: stats[statistic], statistic, own: false };
}
