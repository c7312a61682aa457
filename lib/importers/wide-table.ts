import { detached } from "../points/detached";
import { emptyExtra, type Case, type CaseField } from "../points/case";
import { customMetricId, findMetric, mayBeNegative } from "../points/metrics";
import { nearestDouble } from "../points/nearest-double";
import { onceFor } from "../points/once-for";
import { statistics, type Statistic } from "../points/point";
import { contextFields, emptyContext, isProgram, type Context } from "../points/provenance";
import { conversionTo } from "../points/units";
import { titledNote } from "./bare-statistics";
import { aboutOf, footnoteOf, isMissingName, isPlain, type Notation } from "../points/value-text";
import type { Draft } from "../runs/draft";
import { RowBook } from "../runs/row-book";
import { RowGroup, runNamed, type RowFrame } from "../runs/row-group";
import { caseOfRow, quickNumber, type CaseColumn } from "./cells";
import { keyText } from "./kept-text";
import { comparedColumn, comparedNote } from "./comparison";
import { constantUnitNote } from "./constant-unit";
import { confirmedNote, fixedKey, type FixedField } from "./column-role";
import { inFileOrder } from "./file-order";
import type { Importer, Reading } from "./importer";
import { readCells } from "./listed-cells";
import { FillDown, mergedColumns, mergedNote } from "./merged-cells";
import { isMetricRows, readMetricRows } from "./metric-rows";
import type { CellPlaces, ColumnRole } from "./line-pattern";
import { ProblemList } from "./problem-list";
import { putPlainNumber, QuickLines } from "./quick-lines";
import { charactersIn, refuseTooMany } from "./point-limit";
import { readOnce } from "./read-once";
import { notationQuestion, type FileQuestion } from "./question";
import { fitsHeader, type Recipe } from "./recipe";
import { notKnown, RunLabels, UnnamedRuns } from "./run-labels";
import { idNote } from "./row-ids";
import { areSerialDates, serialDate, serialNote } from "./serial-date";
import { putCaseField } from "./setup-field";
import type { SourceFile } from "./source-file";
import {
  isSummaryLabel,
  statisticColumn,
  statisticOfRow,
  summaryColumns,
  type SummaryColumn,
} from "./summary-rows";
import { assumedBy, draftsOf, unitHeld, type PlacedMetric } from "./table-cell";
import {
  contextAbove,
  putSaidAbove,
  putTitled,
  saidAboveNote,
  titledNote as saidByTitle,
} from "./table-preamble";
import {
  besidesNote,
  columnLimit,
  footnoteNote,
  listedLines,
  notationIn,
  reportDuplicates,
  repeatedNote,
  tableHead,
  tooWide,
  visitRows,
  type TableHead,
} from "./table-text";
import {
  columnReadings,
  isResultTable,
  nothingToRead,
  pivotQuestion,
  planColumns,
  plansOfRecipe,
  type ColumnPlan,
} from "./wide-columns";

// Any table with one column a metric (its header names metric and unit) or with one row a metric and one column a system.
// Nothing is known of the tool that wrote it: what headers and first cells leave open is kept, and said in the notes.
export const wideTable: Importer = {
  id: "wide-table",
  label: "Table",
  version: "1",
  recognises(file) {
    const table = tableHead(file);
    if (table === null) return false;
    return table.headers.length > columnLimit || isMetricRows(table) || isResultTable(plansOf(table));
  },
  read(file) {
    const table = tableHead(file)!;
    const problems = new ProblemList();
    if (tooWide(table, problems)) return { drafts: [], problems: problems.list(), columns: [], notes: [] };
    reportDuplicates(table, problems);
    if (isMetricRows(table)) return readMetricRows(file, table, problems);
    return new WideReader(file, table, problems, plansOf(table), notationIn(table)).read();
  },
};

/** Reads tables with the header of a recipe as the recipe says. */
export function wideTableBy(recipe: Recipe): Importer {
  return {
    ...wideTable,
    recognises(file) {
      const table = tableHead(file);
      return table !== null && fitsHeader(recipe, table.headers);
    },
    read(file) {
      const table = tableHead(file)!;
      const problems = new ProblemList();
      reportDuplicates(table, problems);
      const plans = plansOfRecipe(recipe, table.headers);
      return new WideReader(file, table, problems, plans, recipe.notation ?? notationIn(table)).read();
    },
  };
}

const plansOf = onceFor((table: TableHead) => planColumns(table, notationIn(table)));

/** All columns of one metric: one plain value, or several statistics that make one point. */
interface MetricColumns {
  columns: PlacedMetric[];
  /** The column whose plain numbers need no closer look; null where several columns make one point. */
  plain: PlacedMetric | null;
  /** What their headers say of the setup. */
  fixed: readonly FixedField[];
  /** A plain number below this needs a closer look too. */
  lowest: number;
}

/** What rows that describe one setup share. */
interface Setup {
  /** One for each metric: what a column's header fixes is part of it. */
  cases: Case[];
  context: Context;
  /** One for each metric; null where its rows are read closely. */
  groups: (RowGroup | null)[];
  rows: number;
  /** Whether nothing says that another row is of this setup too. */
  apart: boolean;
  unnamed: UnnamedRuns;
}

/** What lines of one pattern are: rows of one setup with a plain number for each metric. */
interface KnownRows {
  /** By the pattern's index: the groups of its metrics, by their indexes in the book, ... */
  groups: number[][];
  /** ... and whether the row that was seen names its run. */
  named: boolean[];
}

const space = 32;

class WideReader {
  private readonly metrics: MetricColumns[];
  private readonly caseColumns: CaseColumn[] = [];
  private readonly contextColumns: { column: number; field: keyof Context }[] = [];
  /** Columns of dates as a spreadsheet counts them. */
  private readonly serials: ReadonlySet<number>;
  private readonly setups = new Map<string, Setup>();
  /** A metric of a setup each. */
  private points = 0;
  /** Of the first row of each setup. */
  private characters = 0;
  private readonly labels = new RunLabels();
  private readonly book = new RowBook();
  private readonly drafts: Draft[] = [];
  private readonly run: number;
  private readonly sample: number;
  /** Whether a column tells rows apart that are repeats of one another. */
  private readonly tellsRepeats: boolean;
  private unnamedRepeats = 0;
  /** Columns of which a blank cell leaves open what was measured: `as above`, or unknown. */
  private readonly naming: CaseColumn[];
  /** Headers of the naming columns with blank cells. */
  private readonly blanks = new Set<string>();
  private unsaid = 0;
  private readonly saidContext: Partial<Context>;
  /** Columns whose blank cells are merged with the one above. */
  private readonly merged: readonly number[];
  private readonly fillDown: FillDown;
  /** Columns in which a row may say that it is about other rows. */
  private readonly summaries: readonly SummaryColumn[];
  /** The column that says which statistic each row is; -1 where there is none. */
  private readonly statistic: number;
  /** Whether each of its rows says another one, so that all are of one run. */
  private readonly statisticsDiffer: boolean;
  /** Lines of numbers with a mark at their end, and the first such mark. */
  private readonly marked: Marked = { lines: new Set(), mark: "" };
  /** Lines of numbers that are only about right. */
  private readonly about: Marked = { lines: new Set(), mark: "" };
  /** Lines of numbers beside which stand others of which the file does not say what they are. */
  private readonly besides = new Set<number>();
  /** The column that counts the measurements behind each row; -1 where there is none. */
  private readonly count: number;
  private readonly lines: QuickLines;
  private readonly known: KnownRows = { groups: [], named: [] };
  /** Which of the cells that may differ is each metric's, and which the run (-1: none). */
  private readonly cells: { values: number[]; run: number };
  /** The values of a row, one for each metric. */
  private readonly values: Float64Array;

  constructor(
    private readonly file: SourceFile,
    private readonly table: TableHead,
    private readonly problems: ProblemList,
    private readonly plans: readonly ColumnPlan[],
    private readonly notation: Notation,
  ) {
    this.metrics = metricColumns(this.plans);
    this.saidContext = contextAbove(table.said);
    this.statistic = statisticColumn(plans, table.rows);
    this.statisticsDiffer =
      this.statistic >= 0 && areDifferent(table.rows.map((row) => row[this.statistic]!));
    this.summaries = this.statistic < 0 ? summaryColumns(plans, table.rows) : [];
    this.merged = mergedColumns(
      plans,
      table.rows.filter((row) => !this.isAboutOthers(row)),
    );
    this.fillDown = new FillDown(this.merged);
    this.plans.forEach((plan, column) => this.addColumn(plan, column));
    this.serials = new Set(
      this.contextColumns.flatMap(({ column, field }) =>
        field === "measured_at" && areSerialDates(table.rows.map((row) => row[column]!)) ? [column] : [],
      ),
    );
    this.addPrograms();
    this.naming = namingColumns(this.caseColumns);
    this.run = this.plans.findIndex(({ kind }) => kind === "run");
    this.sample = this.plans.findIndex(({ kind }) => kind === "sample");
    this.count = this.plans.findIndex(({ kind }) => kind === "count");
    this.tellsRepeats =
      this.run >= 0 || this.sample >= 0 || this.contextColumns.some(({ field }) => field === "measured_at");
    const roles = this.plans.map((_, column) => this.roleOf(column));
    this.lines = new QuickLines(table, roles, (pattern, bytes, places, line) =>
      this.takeKnown(pattern, bytes, places, line),
    );
    const values = this.metrics.map(({ plain }) => this.lines.placeOf(plain?.column ?? -1));
    this.cells = { values, run: this.lines.placeOf(this.run) };
    this.values = new Float64Array(values.length);
  }

  private roleOf(column: number): ColumnRole {
    if (this.caseColumns.some((placed) => placed.column === column)) return "same";
    if (column === this.run) return "run";
    return this.plans[column]!.kind === "metric" ? "value" : "free";
  }

  /** Whether rows may be taken that are like others but for their plain numbers, their run, and what is not read. */
  private isQuick(): boolean {
    const isSeen = ({ column }: SummaryColumn) => column === this.run || this.roleOf(column) === "same";
    const isOfRows = this.statistic < 0 && this.sample < 0 && this.merged.length === 0;
    const isOfNumbers = this.metrics.length > 0 && this.metrics.every(({ plain }) => plain !== null);
    return isOfRows && isOfNumbers && this.summaries.every(isSeen);
  }

  private addColumn(plan: ColumnPlan, column: number): void {
    const name = this.table.headers[column]!;
    if (plan.kind === "context") this.contextColumns.push({ column, field: plan.field });
    if (plan.kind === "case") {
      const { field, k, counted } = plan;
      this.caseColumns.push({
        column,
        field,
        name,
        named: true,
        ...(k && { k }),
        ...(counted && { counted }),
      });
    }
    if (plan.kind === "extra" && column !== this.statistic)
      this.caseColumns.push({ column, field: null, name: plan.name });
    if (plan.kind === "parts") this.caseColumns.push({ column, field: null, name: plan.name, parts: true });
    if (plan.kind !== "both lengths") return;
    const placed = { column, name, named: true, ...(plan.k && { k: plan.k }) };
    this.caseColumns.push({ ...placed, field: "input_tokens", part: "first" });
    this.caseColumns.push({ ...placed, field: "output_tokens", part: "second" });
  }

  /** What was measured is another program at each commit, unless a column numbers the runs of one. */
  private addPrograms(): void {
    if (this.plans.some(({ kind }) => kind === "run" || kind === "sample")) return;
    for (const { column, field } of this.contextColumns) {
      const texts = new Set(this.table.rows.map((row) => row[column]!.trim()).filter((cell) => cell !== ""));
      if (isProgram(field) && texts.size > 1)
        this.caseColumns.push({ column, field: null, name: this.table.headers[column]! });
    }
  }

  read(): Reading {
    this.reportIgnored();
    this.reportContradictions();
    const footnotes: string[] = [];
    const visit = (fields: string[], line: number) => this.readRow(fields, line);
    const footnote = (text: string, line: number) => {
      if (footnotes.length < mostFootnotes) footnotes.push(footnoteNote(text, line));
    };
    const take = this.isQuick() && {
      take: (bytes: Uint8Array, at: number, line: number) => this.lines.take(bytes, at, line),
    };
    const { repeated, lines } = visitRows(this.file, this.table, this.problems, visit, { footnote, ...take });
    const groups = Array.from(this.setups.values()).flatMap((setup) =>
      setup.groups.flatMap((of) => of ?? []),
    );
    const once = this.tellsRepeats ? { drafts: this.drafts, notes: [] } : this.readOnce(groups);
    return {
      drafts: inFileOrder(groups.flatMap((group) => group.drafts()).concat(once.drafts)),
      problems: this.problems.list(),
      columns: columnReadings(this.table.headers, this.plans),
      questions: this.questions(),
      lines,
      notes: [...this.notes(repeated), ...once.notes, ...footnotes],
    };
  }

  private readOnce(groups: readonly RowGroup[]) {
    const values = new Set(
      this.plans.flatMap((plan, i) => (plan.kind === "metric" && plan.statistic === "mean" ? [i] : [])),
    );
    const once = readOnce(this.file, this.table, values, groups, this.drafts, this.problems);
    this.unnamedRepeats -= once.repeated;
    return once;
  }

  private questions(): FileQuestion[] {
    const pivot = pivotQuestion(this.plans, this.file.name);
    const notation =
      this.notation === "unknown" || this.notation === "either"
        ? notationQuestion(this.problems.list())
        : null;
    return [pivot, notation].filter((question) => question !== null);
  }

  private reportIgnored(): void {
    const unread = this.plans.flatMap((plan, i) => {
      const isTold = plan.kind !== "ignored" || nothingToRead.has(plan.note) || plan.note === confirmedNote;
      return isTold || i === this.statistic ? [] : [i];
    });
    if (unread.length === 0) return;
    const headers = unread.map((i) => `"${this.table.headers[i]}"`);
    const found =
      unread.length === 1 ? `a column headed ${headers[0]}` : `columns headed ${headers.join(", ")}`;
    const where = { line: this.table.headerLine, column: unread[0]! + 1 };
    this.problems.add(where, found, "a header that names a metric and its unit");
  }

  /** Units that the rows contradict. */
  private reportContradictions(): void {
    this.plans.forEach((plan, i) => {
      if (plan.kind !== "metric" || plan.contradicted === undefined) return;
      const { found, expected } = plan.contradicted;
      this.problems.add({ line: this.table.headerLine, column: i + 1 }, found, expected);
    });
  }

  private headersOf(note: string): string[] {
    return this.table.headers.filter((_, i) => this.plans[i]!.note === note);
  }

  private notes(repeated: number[]): string[] {
    const notes: string[] = [];
    const { above, units, headerLine, header, said, titled } = this.table;
    if (header !== null)
      notes.push(
        `The header has several rows, down to ${this.file.nameOfLine?.(headerLine) ?? `line ${headerLine}`}; merged cells hold for the columns to their right.`,
      );
    else if (above > said.length && titled.length === 0) notes.push(aboveNote(headerLine, this.plans));
    if (said.length > 0) notes.push(saidAboveNote(said));
    if (titled.length > 0) notes.push(saidByTitle(titled));
    if (units) notes.push("The line below the header was read as the columns' units.");
    if (this.notation === "comma") notes.push("Numbers were read with a decimal comma.");
    if (repeated.length > 0) notes.push(repeatedNote(repeated));
    if (this.unnamedRepeats > 0) {
      const rows = this.unnamedRepeats === 1 ? "1 row describes" : `${this.unnamedRepeats} rows describe`;
      notes.push(
        `${rows} the same setup as an earlier row; rows of one setup were read as repeats of it, each a run.`,
      );
    }
    notes.push(...comparedNote(this.headersOf(comparedColumn)), ...idsNote(this.headersOf(idNote)));
    for (const header of this.headersOf(constantUnitNote))
      notes.push(`“${header}” says one unit throughout: it is that of the metrics that say none.`);
    if (this.merged.length > 0) notes.push(mergedNote(this.merged, this.table.headers));
    if (this.statistic >= 0) {
      const name = this.table.headers[this.statistic] || `column ${this.statistic + 1}`;
      notes.push(
        `Each row is the statistic that ${name} says; counts and spreads of other rows are not read.`,
      );
    }
    for (const column of this.serials) {
      const example = this.table.rows.find((row) => row[column]!.trim() !== "")![column]!;
      notes.push(serialNote(this.table.headers[column]!, example));
    }
    if (this.marked.lines.size > 0) notes.push(markedNote(this.marked));
    if (this.about.lines.size > 0) notes.push(aboutNote(this.about));
    if (this.besides.size > 0) notes.push(besidesNote(this.besides));
    for (const header of this.blanks)
      notes.push(`Rows whose ${header} cell is blank are kept apart: nothing says that they are repeats.`);
    if (this.unsaid > 1)
      notes.push("Rows that say nothing of their setup are kept apart: nothing says that they are repeats.");
    return notes;
  }

  private readRow(written: string[], line: number): void {
    const fields = this.merged.length > 0 ? this.fillDown.filled(written) : written;
    if (this.isSummary(fields, line)) return;
    if (this.statistic >= 0) return this.readStatistic(fields, line);
    const setup = this.setupOf(fields, line);
    const run = this.runOf(setup, fields);
    if (setup.rows++ > 0 && run < 0) this.unnamedRepeats++;
    const hash = this.tellsRepeats ? -1 : this.lines.hashOf(fields);
    let isPlainRow = !setup.apart;
    this.metrics.forEach(({ plain, columns, lowest }, i) => {
      const group = setup.groups[i]!;
      const value = group === null || plain === null ? NaN : quickNumber(fields[plain.column]!);
      if (value >= lowest) {
        if (group!.isEmpty)
          group!.openWith(detached(fields[plain!.column]!.trim()), this.contextOf(setup, fields));
        group!.push(value, line, run, hash);
        const cell = fields[plain!.column]!.trim();
        if (cell.length > 15 && nearestDouble(cell, value) !== null) group!.keepText(detached(cell));
      } else {
        isPlainRow = false;
        this.readClosely(columns, setup, setup.cases[i]!, fields, line, run);
        group?.keepRunsApart();
      }
    });
    if (isPlainRow && this.lines.learn(line) >= 0) {
      this.known.groups.push(setup.groups.map((group) => group!.index));
      this.known.named.push(run >= 0);
    }
  }

  private takeKnown(pattern: number, bytes: Uint8Array, places: CellPlaces, line: number): boolean {
    const { cells, metrics, values } = this;
    const { from, to } = places;
    for (let i = 0; i < metrics.length; i++) {
      const place = cells.values[i]!;
      putPlainNumber(bytes, from[place]!, to[place]!, values, i);
      if (!(values[i]! >= metrics[i]!.lowest)) return false;
    }
    const start = cells.run < 0 ? 0 : from[cells.run]!;
    const end = cells.run < 0 ? 0 : to[cells.run]!;
    // A name that is padded is to be trimmed first.
    if (end > start && (bytes[start] === space || bytes[end - 1] === space)) return false;
    // Whether a row stands alone depends on whether it names its run.
    if (end > start !== this.known.named[pattern]) return false;
    // A name that no row had yet may be that of a summary.
    const run = this.labels.knownIn(bytes, start, end);
    if (run === notKnown) return false;
    if (run < 0) this.unnamedRepeats++;
    const groups = this.known.groups[pattern]!;
    const hash = this.tellsRepeats ? -1 : this.lines.hashIn(bytes, places);
    this.book.pushRow(groups, values, line, run, hash);
    return true;
  }

  /** A row about other rows is no run; it is left out, and reported. */
  private isSummary(fields: string[], line: number): boolean {
    for (const { column, withExtremes } of this.summaries) {
      const cell = fields[column]!;
      // Most names are no label, and numbers are none.
      if (cell.length > 30 || (cell.charCodeAt(0) >= 48 && cell.charCodeAt(0) < 58)) continue;
      if (!isSummaryLabel(cell, withExtremes)) continue;
      const expected = "the row of one run; a row about other rows is left out";
      this.problems.add({ line, column: column + 1 }, `a row labelled “${cell.trim()}”`, expected);
      return true;
    }
    return false;
  }

  private isAboutOthers(fields: readonly string[]): boolean {
    return this.summaries.some(({ column, withExtremes }) => isSummaryLabel(fields[column]!, withExtremes));
  }

  private readStatistic(fields: string[], line: number): void {
    const label = fields[this.statistic]!;
    const statistic = statisticOfRow(label);
    if (statistic === null) {
      const where = { line, column: this.statistic + 1 };
      return this.problems.add(
        where,
        `a row of “${label.trim()}”`,
        "a mean, median, p90, p95, p99, min or max",
      );
    }
    const setup = this.setupOf(fields, line);
    const run = this.runOf(setup, fields);
    this.metrics.forEach(({ columns }, i) => {
      const own = columns.map(({ column, plan }) => ({ column, plan: { ...plan, statistic } }));
      this.readClosely(own, setup, setup.cases[i]!, fields, line, run);
    });
  }

  /** Rows that name their runs say themselves which of them are repeats. */
  private isApart(fields: string[]): boolean {
    if (this.cell(fields, this.run) !== "" || this.cell(fields, this.sample) !== "") return false;
    const blank = this.naming.find(({ column }) => isBlank(fields[column]!));
    if (blank !== undefined) this.blanks.add(this.table.headers[blank.column]! || blank.name);
    if (this.statisticsDiffer) return false;
    if (blank !== undefined || this.caseColumns.some(({ column }) => !isBlank(fields[column]!)))
      return blank !== undefined;
    this.unsaid++;
    return true;
  }

  private setupOf(fields: string[], line: number): Setup {
    const apart = this.isApart(fields);
    let key = apart ? `${line}\u0000` : "";
    for (const { column } of this.caseColumns) key += `${keyText(fields[column]!)}\u0000`;
    const known = this.setups.get(key);
    if (known) return known;
    this.points += this.metrics.length;
    this.characters += charactersIn(fields);
    refuseTooMany(this.file, this.points, this.characters);
    const of = caseOfRow(fields, this.caseColumns, true, this.notation, this.problems.ofLine(line));
    const context = this.contextOf(null, fields);
    putSaidAbove(of, this.table.said);
    putTitled(of, this.table.titled);
    const cases = this.metrics.map(({ fixed }) => (fixed.length === 0 ? of : withFixed(of, fixed)));
    // A row that stands alone needs no group.
    const groups = this.metrics.map(({ plain }, i) =>
      plain && !apart ? this.groupOf(plain, cases[i]!, context, fields, line) : null,
    );
    const setup = { cases, context, groups, rows: 0, apart, unnamed: new UnnamedRuns(this.labels) };
    if (!apart) this.setups.set(key, setup);
    return setup;
  }

  private groupOf(
    plain: PlacedMetric,
    of: Case,
    context: Context,
    fields: string[],
    line: number,
  ): RowGroup | null {
    const { metric, statistic, step } = plain.plan;
    if (step === null || !isPlain(this.notation)) return null;
    const locator = { line, column: plain.column + 1 };
    const raw = detached(fields[plain.column]!.trim());
    const provenance = { locator, raw, conversions: [], ...assumedBy(plain.plan) };
    // Named one by one: a copy to which fields are added is of a class of its own, which takes more room than its fields.
    const frame: RowFrame = {
      metric: metric.id,
      unit: unitHeld(plain.plan),
      case: of,
      context,
      statistic: statistic as Statistic,
      varies: "within-run",
      step,
      provenance,
    };
    return new RowGroup(frame, this.labels.list, this.book);
  }

  /** What a row says of itself; that of its setup's first row where both say the same. */
  private contextOf(setup: Pick<Setup, "context"> | null, fields: string[]): Context {
    const context = Object.assign(emptyContext(), this.saidContext);
    for (const { column, field } of this.contextColumns) {
      const cell = fields[column]!.trim();
      if (cell !== "") context[field] = (this.serials.has(column) && serialDate(cell)) || cell;
    }
    if (setup !== null && contextFields.every((field) => context[field] === setup.context[field]))
      return setup.context;
    for (const field of contextFields) if (context[field] !== null) context[field] = detached(context[field]);
    return context;
  }

  private seeMark(raw: string, line: number): void {
    for (const [of, mark] of [
      [this.marked, footnoteOf(raw)],
      [this.about, aboutOf(raw)],
    ] as const) {
      if (mark === null) continue;
      of.lines.add(line);
      if (of.mark === "") of.mark = mark;
    }
  }

  /** A row with a sample number and no run belongs to a run that is not named. To be asked once a row. */
  private runOf({ unnamed }: Setup, fields: string[]): number {
    const label = this.cell(fields, this.run);
    const sample = label === "" ? this.cell(fields, this.sample) : "";
    return sample === "" ? this.labels.indexOf(label) : unnamed.indexOf(sample);
  }

  /** Blank where the table has no such column. */
  private cell(fields: string[], column: number): string {
    return column < 0 ? "" : fields[column]!.trim();
  }

  private readClosely(
    columns: PlacedMetric[],
    setup: Setup,
    of: Case,
    fields: string[],
    line: number,
    run: number,
  ): void {
    const said = columns.filter(
      ({ column, plan }) =>
        (plan.fixed === undefined && plan.run === undefined) || fields[column]!.trim() !== "",
    );
    if (said.length === 0) return;
    const placed = this.count < 0 ? said : [...said, countOf(said[0]!, this.count)];
    const cells = placed.flatMap((each) => readCells(each, fields[each.column]!.trim(), this.notation));
    for (const cell of cells) {
      if (cell.value !== null) this.seeMark(cell.raw, line);
      if (cell.beside?.kind === "unsaid") this.besides.add(line);
      if (cell.problem === null) continue;
      this.problems.add({ line, column: cell.column + 1 }, cell.raw, cell.problem);
    }
    const own = { case: of, apart: setup.apart, context: this.contextOf(setup, fields) };
    const label = said[0]!.plan.run;
    for (const draft of draftsOf(cells, own, line, this.problems)) {
      const isSummary = draft.stats.n !== null || draft.stats.sd !== null;
      this.drafts.push({
        ...draft,
        ...(label === undefined ? runNamed(this.labels.list, run) : { run: label }),
        varies: run >= 0 && !isSummary ? "within-run" : "not-stated",
      });
    }
  }
}

/** The count of a row as one behind the metric of a column. */
function countOf({ plan }: PlacedMetric, column: number): PlacedMetric {
  const step = conversionTo("", findMetric(customMetricId("n")));
  return { column, plan: { kind: "metric", metric: plan.metric, statistic: "n", unit: "", step, note: "" } };
}

/** Signs beside numbers: the lines on which they stand, and the first of them. */
interface Marked {
  lines: Set<number>;
  mark: string;
}

function aboutNote({ lines, mark }: Marked): string {
  return `“${mark}” before a number says that it is only about right (line ${listedLines(lines)}): the number is read as it stands.`;
}

function markedNote({ lines, mark }: Marked): string {
  return `Marks such as “${mark}” behind numbers are left out (line ${listedLines(lines)}): what they refer to is not read.`;
}

function idsNote(headers: readonly string[]): string[] {
  const named = headers.map((each) => `“${each}”`).join(", ");
  return headers.length === 0 ? [] : [`No part of a setup, since each row has its own: ${named}.`];
}

const mostFootnotes = 20;

function aboveNote(headerLine: number, plans: readonly ColumnPlan[]): string {
  const isUsed = plans.some(
    (plan) => plan.kind === "metric" && (plan.fixed !== undefined || plan.note.startsWith(titledNote)),
  );
  const rest = isUsed ? "its title says what the cells hold" : "what stands above it was not read";
  return `The header was found on line ${headerLine}; ${rest}.`;
}

/** Model, system and hardware, and a first column that names what the rows are of. */
function namingColumns(columns: readonly CaseColumn[]): CaseColumn[] {
  const names = new Set<CaseField>(["model", "system", "hardware"]);
  return columns.filter(({ column, field }) => (field === null ? column === 0 : names.has(field)));
}

function areDifferent(texts: readonly string[]): boolean {
  return new Set(texts).size === texts.length;
}

function isBlank(cell: string): boolean {
  return isMissingName(cell);
}

function metricColumns(plans: readonly ColumnPlan[]): MetricColumns[] {
  const isCounted = plans.some(({ kind }) => kind === "count");
  const byMetric = new Map<string, PlacedMetric[]>();
  plans.forEach((plan, column) => {
    if (plan.kind !== "metric") return;
    const key = `${plan.metric.id}\u0002${fixedKey(plan.fixed)}\u0002${plan.run ?? ""}`;
    const same = byMetric.get(key);
    if (same) same.push({ column, plan });
    else byMetric.set(key, [{ column, plan }]);
  });
  return Array.from(byMetric.values(), (columns) => ({
    columns,
    plain: columns.length === 1 && !isCounted ? plainOf(columns[0]!) : null,
    fixed: columns[0]!.plan.fixed ?? [],
    lowest: mayBeNegative(columns[0]!.plan.metric) ? -Infinity : 0,
  }));
}

/** The row's case with what the column's header says; a field that the row states itself stays as it is. */
function withFixed(of: Case, fixed: readonly FixedField[]): Case {
  const extra = Object.assign(emptyExtra(), of.extra);
  const found: Case = { ...of, extra };
  for (const { field, name, text } of fixed) {
    if (field === null || !putCaseField(found, field, text)) extra[name] = text;
  }
  return found;
}

function plainOf(placed: PlacedMetric): PlacedMetric | null {
  const { run, n, statistics: listed } = placed.plan;
  if (run !== undefined || n !== undefined || listed !== undefined) return null;
  return (statistics as readonly string[]).includes(placed.plan.statistic) ? placed : null;
}
