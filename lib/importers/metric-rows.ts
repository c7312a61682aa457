import { caseFieldLabel, isCaseField, type Case } from "../points/case";
import {
  readHeader,
  readHeld,
  readStatistic,
  type HeaderMeaning,
  type HeldStatistic,
} from "../points/headers";
import { customMetricId, findMetric, isKnownMetric } from "../points/metrics";
import { besideIn } from "../points/beside";
import { onceFor } from "../points/once-for";
import { emptyContext, isProgram, type Context } from "../points/provenance";
import { conversionTo } from "../points/units";
import { listedParts, statisticListIn, type StatisticList } from "../points/statistic-list";
import { readMeasured } from "../points/measured-text";
import { isMissingName, isMissingText, readScaled, type Notation } from "../points/value-text";
import type { Draft } from "../runs/draft";
import { isCountName } from "./bare-statistics";
import { comparedColumn, comparedNote, comparesSides, isComparison } from "./comparison";
import { caseOfRow, withField, type CaseColumn } from "./cells";
import type { FixedField } from "./column-role";
import { countedHardware } from "./counted-hardware";
import { fixedIn } from "./fixed-in";
import type { ColumnReading, Reading } from "./importer";
import { readCells } from "./listed-cells";
import { FillDown, mergedColumns, mergedNote } from "./merged-cells";
import type { ProblemList } from "./problem-list";
import { isUnitHeader, isValueHeader, isVagueHeader, mayHeadMetrics } from "./metric-row-headers";
import { readOnce } from "./read-once";
import { madeOfRuns, runLabel } from "./run-columns";
import type { SourceFile } from "./source-file";
import { putCaseField } from "./setup-field";
import { sideColumns } from "./side-columns";
import { SetupRows, withoutSetupRows } from "./setup-rows";
import { statisticOfRow } from "./summary-rows";
import { contextAbove, putSaidAbove, putTitled, saidAboveNote, titledNote } from "./table-preamble";
import { besidesNote, notationIn, repeatedNote, visitRows, type TableHead } from "./table-text";
import { draftsOf, type ReadCell } from "./table-cell";
import type { ColumnPlan, MetricPlan } from "./wide-columns";

/** What one column of such a table is. */
export type RowColumn =
  | { kind: "metric" }
  | { kind: "unit" }
  /** `value`, `value (ms)`. */
  | { kind: "value"; unit: string }
  /** Says which statistic each row's value is: `mean`, `p99`. */
  | { kind: "statistic name" }
  /** One statistic of the row's metric: `avg`, `p99`, `95% CI low`. */
  | { kind: "statistic"; statistic: HeldStatistic; level: number | null }
  /** Several statistics of the row's metric in each cell: `p50/p99`. */
  | { kind: "statistics"; statistics: StatisticList["statistics"] }
  /** One run of the row's metric. */
  | { kind: "run"; label: string }
  /** Computed of the runs beside it. */
  | { kind: "of runs" }
  /** The values of one system, or of what else its header names: a model, a device. */
  | { kind: "system"; name: string; field: FixedField | null }
  | { kind: "case"; column: CaseColumn }
  /** `isOther`: what was measured is another program at each of its texts, as at each commit. */
  | { kind: "context"; field: keyof Context; name: string; isOther?: boolean }
  /** A statistic that points do not hold: `p75`. */
  | { kind: "other statistic" }
  /** Compares the values of the columns beside it: `Improvement`. */
  | { kind: "comparison" };

/** Whether the table has one row a metric: a column that names metrics or their units, and others that hold their values. */
export function isMetricRows(table: TableHead): boolean {
  const columns = columnsOf(table);
  const at = columns.findIndex(({ kind }) => kind === "metric");
  if (!columns.some(({ kind }) => isValue(kind))) return false;
  if (at < 0) return isByUnit(table, columns);
  const nameOf = isVagueHeader(table.headers[at]!) ? known : metricOf;
  return table.rows.some((row) => nameOf(row[at]!.trim(), unitIn(columns, row)) !== null);
}

/** A column of units and one of values, where no header names a metric: the unit says what was measured. */
function isByUnit(table: TableHead, columns: readonly RowColumn[]): boolean {
  const isNamed = table.headers.some((header) => readHeader(header).kind === "metric");
  if (isNamed || columns.some((column) => column.kind === "system" && column.field === null)) return false;
  return table.rows.some((row) => known("", unitIn(columns, row)) !== null);
}

function isValue(kind: RowColumn["kind"]): boolean {
  return (
    kind === "value" || kind === "statistic" || kind === "statistics" || kind === "run" || kind === "system"
  );
}

function unitIn(columns: readonly RowColumn[], row: readonly string[]): string {
  const at = columns.findIndex(({ kind }) => kind === "unit");
  if (at >= 0) return row[at]!.trim();
  const value = columns.findIndex((column) => column.kind === "value");
  const column = columns[value];
  return column?.kind === "value" ? column.unit || unitOfCell(row[value]!) : unitOfSystems(columns, row);
}

/** The unit that the cells of all systems name; blank where they differ. */
function unitOfSystems(columns: readonly RowColumn[], row: readonly string[]): string {
  const cells = row.filter((cell, i) => columns[i]!.kind === "system" && !isMissingText(cell));
  const units = new Set(cells.map(unitOfCell));
  return units.size === 1 ? [...units][0]! : "";
}

/** The unit behind a cell's number: `56.7 tokens/s`; blank where there is none. */
function unitOfCell(written: string): string {
  const cell = readScaled(written)?.text ?? written;
  const read = readMeasured(cell, "unknown");
  return ("unit" in read ? read.unit : null) ?? unitBehind.exec(cell.trim())?.[1] ?? "";
}

/** A number with two readings has one unit. */
const unitBehind = /^[\d.,]+\s*([^\d\s.,].*)$/;

const columnsOf = onceFor((whole: TableHead): readonly RowColumn[] => {
  const at = whole.headers.findIndex(
    (header, column) =>
      mayHeadMetrics(whole.headers, column, whole.rows) &&
      (!isVagueHeader(header) || namesMetrics(whole, column)),
  );
  const table = { ...whole, rows: withoutSetupRows(whole.rows, at) };
  const notation = notationIn(table);
  const isCompared = sideColumns(table).size > 0 ? comparesSides : isComparison;
  const columns = table.headers.map((header, column): RowColumn => {
    if (column === at) return { kind: "metric" };
    if (isUnitHeader(header)) return { kind: "unit" };
    const { name, unit } = valueOf(header);
    if (isValueHeader(name)) return { kind: "value", unit };
    if (namesStatistics(table, column)) return { kind: "statistic name" };
    return otherColumn(table, header, column, notation, isCompared);
  });
  return withoutStatisticsOfRuns(ofOneKind(withoutMeasures(table, columns)));
});

/** What values are held against. */
const otherRun = /^(?:base(?:line)?|before|previous|reference|old|main|master)\b/i;

/** Numbers beside a column that is headed as that of values are no values: a version, how many shots, a duration. */
function withoutMeasures({ headers }: TableHead, columns: RowColumn[]): RowColumn[] {
  if (!columns.some(({ kind }) => kind === "value")) return columns;
  return columns.map((column, i) =>
    column.kind === "system" && column.field === null && !otherRun.test(headers[i]!)
      ? { kind: "case", column: { column: i, field: null, name: headers[i]! } }
      : column,
  );
}

/** `value_ms`, `Value [ms]`: the name in lower case, and the unit. */
function valueOf(header: string): { name: string; unit: string } {
  const meaning = readHeader(header);
  return meaning.kind === "unknown" && meaning.unit !== null
    ? { name: meaning.name, unit: meaning.unit }
    : { name: header, unit: "" };
}

/** Whether all cells of the column are statistics (`mean`, `p99`, `p75`), and not all the same one. */
function namesStatistics({ rows }: TableHead, column: number): boolean {
  const cells = rows.map((row) => row[column]!.trim());
  const known = new Set(cells.map(readStatistic).filter((each) => each !== null));
  return known.size >= 2 && cells.every((cell) => readStatistic(cell) !== null || isOtherStatistic(cell));
}

function isOtherStatistic(text: string): boolean {
  return /^p?\d+(?:\.\d+)?(?:th|%)?$/i.test(text);
}

/** Whether most cells of the column are names of metrics, but for those that name parts of the setup. */
function namesMetrics({ rows }: TableHead, column: number): boolean {
  const filled = withoutSetupRows(rows, column).filter((row) => row[column]!.trim() !== "");
  const named = filled.filter((row) => {
    const name = row[column]!.trim();
    const units = row.flatMap((cell, i) => (i === column ? [] : unitOfCell(cell) || []));
    return [name, ...units.map((unit) => `${name} (${unit})`)].some(
      (text) => readHeader(text).kind === "metric",
    );
  });
  return named.length > 0 && named.length * 2 >= filled.length;
}

/** Means and spreads beside the runs that they were computed of say nothing more. */
function withoutStatisticsOfRuns(columns: RowColumn[]): RowColumn[] {
  if (!columns.some(({ kind }) => kind === "run")) return columns;
  return columns.map((column) => (column.kind === "statistic" ? { kind: "of runs" } : column));
}

/** Headers of which one is a device and another nobody knows what are all systems. */
function ofOneKind(columns: RowColumn[]): RowColumn[] {
  const fields = new Set(
    columns.flatMap((column) => (column.kind === "system" ? [column.field?.field] : [])),
  );
  if (fields.size < 2) return columns;
  return columns.map((column) => (column.kind === "system" ? { ...column, field: null } : column));
}

function otherColumn(
  table: TableHead,
  header: string,
  column: number,
  notation: Notation,
  isCompared: (header: string) => boolean,
): RowColumn {
  const run = runLabel.exec(header);
  if (run !== null && run[0].trim() === header.trim()) return { kind: "run", label: run[1]! };
  // `mean ± std` says itself what stands beside the number.
  const named = besideIn(header);
  if (named.beside !== null && readStatistic(named.header) === "mean")
    return { kind: "statistic", statistic: "mean", level: named.beside.level };
  const held = isCountName(header) ? { statistic: "n" as const, level: null } : readHeld(header);
  if (held !== null) return { kind: "statistic", statistic: held.statistic, level: held.level };
  const list = statisticListIn(header);
  if (list !== null && list.header === "") return { kind: "statistics", statistics: list.statistics };
  if (isOtherStatistic(header)) return { kind: "other statistic" };
  const meaning = readHeader(header);
  if (meaning.kind === "case") {
    const counted = meaning.field === "hardware" && isCounted(table, column);
    return { kind: "case", column: { column, field: meaning.field, name: header, named: true, counted } };
  }
  if (meaning.kind === "context") {
    const texts = new Set(table.rows.map((row) => row[column]!.trim()).filter((text) => text !== ""));
    const isOther = isProgram(meaning.field) && texts.size > 1;
    return { kind: "context", field: meaning.field, name: header, ...(isOther && { isOther }) };
  }
  const cells = table.rows
    .flatMap((row) => (isOfList(row) ? listedParts(row[column]!) : row[column]!))
    .map((cell) => (readScaled(cell) === null ? readMeasured(cell, notation).kind : "number"))
    .filter((kind) => kind !== "missing");
  const numbers = cells.filter((kind) => kind !== "unreadable").length;
  const isNumeric = cells.length > 0 && numbers >= cells.length * 0.9 && meaning.kind === "unknown";
  if (isCompared(header)) return { kind: "comparison" };
  return isNumeric && header !== ""
    ? { kind: "system", name: header, field: fixedIn(header) }
    : {
        kind: "case",
        column: { column, field: null, name: header === "" ? `column ${column + 1}` : header },
      };
}

/** Whether the row's name lists several statistics: `TTFT p50/p99`. */
const isOfList = onceFor((row: readonly string[]): boolean =>
  row.some((cell) => statisticListIn(cell) !== null),
);

/** Whether cells say how many there are of a device, and no other column does. */
function isCounted({ headers, rows }: TableHead, column: number): boolean {
  const isNamed = headers.some((header) => {
    const meaning = readHeader(header);
    return meaning.kind === "case" && meaning.field === "accelerators";
  });
  return !isNamed && rows.some((row) => countedHardware(row[column]!) !== null);
}

interface RowMetric {
  plan: MetricPlan;
  accelerators: number | null;
}

const scaling = /^(?:scaling|throughput|tokens?_per_s(?:econd)?)[\s_-]*(\d+)[\s_-]*x?[\s_-]*gpus?$/i;

/** The metric that a row's first words name, with the row's unit; null where nothing names it. */
function metricOf(name: string, unit: string): RowMetric | null {
  const text = name.trim();
  const gpus = scaling.exec(text)?.[1];
  const found = gpus === undefined ? known(text, unit) : known("", unit);
  const accelerators = gpus === undefined || found === null ? null : Number(gpus);
  const plan = found ?? custom(text, unit);
  return plan && { plan, accelerators };
}

/** The same of a row whose name lists statistics and whose cells hold one for each: `TTFT p50/p99 (ms)`, `12/45`. */
function metricOfRow(name: string, unit: string, fields: readonly string[]): RowMetric | null {
  const list = statisticListIn(name);
  const isListed =
    list !== null && fields.some((cell) => listedParts(cell).length === list.statistics.length);
  const of = isListed ? metricOf(list.header, unit) : null;
  if (!isListed || of === null) return metricOf(name, unit);
  const statistic = list.statistics.find((each) => each !== null) ?? of.plan.statistic;
  return { ...of, plan: { ...of.plan, statistic, statistics: list.statistics } };
}

/** By the name alone where it says its unit, else by name and unit together. */
function known(name: string, unit: string): MetricPlan | null {
  if (isKnownMetric(name))
    return planOf({ kind: "metric", metric: name, statistic: null, unit: null, note: "" }, unit);
  const alone = readHeader(name);
  return planOf(alone, unit) ?? (unit === "" ? null : planOf(readHeader(`${name} (${unit})`), unit));
}

/** Null where the meaning is no metric, or the row's unit is none of the metric's. */
function planOf(meaning: HeaderMeaning, unit: string): MetricPlan | null {
  if (meaning.kind !== "metric") return null;
  const metric = findMetric(meaning.metric);
  const found = unit === "" ? (meaning.unit ?? "") : unit;
  const step = found === "" && metric.unit !== "" ? null : conversionTo(found, metric);
  if (step === null && found !== "") return null;
  const statistic = meaning.statistic ?? "mean";
  return { kind: "metric", metric, statistic, unit: step === null ? null : found, step, note: meaning.note };
}

function custom(name: string, unit: string): MetricPlan | null {
  if (name === "") return null;
  const meaning = readHeader(name);
  const inName = meaning.kind === "unknown" && unit === "" ? meaning : null;
  const found = inName?.unit ?? unit;
  const metric = findMetric(customMetricId(inName?.unit ? inName.name : name), found);
  const step = conversionTo(found, metric);
  return { kind: "metric", metric, statistic: "mean", unit: found, step, note: "" };
}

/** Reads a table with one row a metric, and one column a system, a statistic, or the value. */
export function readMetricRows(file: SourceFile, table: TableHead, problems: ProblemList): Reading {
  const columns = columnsOf(table);
  const notation = notationIn(table);
  const assumed = new Set<string>();
  const besides = new Set<number>();
  const merged = mergedColumns(columns.map(planLike), table.rows);
  const fillDown = new FillDown(merged);
  const setups = new SetupRows(columns, table, notation, problems);
  const { repeated, lines } = visitRows(file, table, problems, (written, line) => {
    const fields = merged.length > 0 ? fillDown.filled(written) : written;
    if (setups.take(fields, line)) return;
    const at = columns.findIndex(({ kind }) => kind === "metric");
    const name = at < 0 ? "" : fields[at]!.trim();
    const metric = metricOfRow(name, unitIn(columns, fields), fields);
    if (metric === null) return problems.add({ line, column: at + 1 }, "no metric", "a metric's name");
    const named = columns.findIndex(({ kind }) => kind === "statistic name");
    if (named >= 0 && statisticOfRow(fields[named]!) === null) {
      const expected = "a mean, median, p90, p95, p99, min or max";
      return problems.add({ line, column: named + 1 }, `a row of “${fields[named]!.trim()}”`, expected);
    }
    if (metric.plan.note !== "") assumed.add(`${name || unitIn(columns, fields)}: ${metric.plan.note}`);
    const seen = () => besides.add(line);
    const own = isUnnamed(fields, columns, table.rows) ? { apart: `L${line}` } : {};
    for (const draft of draftsOfRow(fields, line, columns, metric, notation, { problems, seen }, table))
      setups.add({ ...draft, ...own }, fields);
  });
  const drafts = setups.drafts();
  const notes = [
    ...(table.said.length > 0 ? [saidAboveNote(table.said)] : []),
    ...(table.titled.length > 0 ? [titledNote(table.titled)] : []),
    ...setups.notes(),
    ...comparedNote(table.headers.filter((_, i) => columns[i]!.kind === "comparison")),
    ...Array.from(assumed, (note) => `${note}.`),
    ...(besides.size > 0 ? [besidesNote(besides)] : []),
    ...(merged.length > 0 ? [mergedNote(merged, table.headers)] : []),
    ...(repeated.length > 0 ? [repeatedNote(repeated)] : []),
  ];
  const values = new Set(
    columns.flatMap(({ kind }, i) => (kind === "value" || kind === "system" ? [i] : [])),
  );
  const once = tellsRepeats(table, columns)
    ? { drafts, notes: [] }
    : readOnce(file, table, values, [], drafts, problems);
  return {
    drafts: once.drafts,
    problems: problems.list(),
    columns: readings(table, columns),
    lines,
    notes: [...notes, ...once.notes],
  };
}

/** A column as the plan of a wide table's: what names setups, what tells the rows of one apart, and the rest. */
function planLike(column: RowColumn): ColumnPlan {
  if (column.kind === "case") return { kind: "extra", name: "", note: "" };
  return column.kind === "metric" ? { kind: "run", note: "" } : { kind: "ignored", note: "" };
}

/** Whether a row leaves open what was measured, where others name it: nothing says whose repeat it is. */
function isUnnamed(
  fields: readonly string[],
  columns: readonly RowColumn[],
  rows: TableHead["rows"],
): boolean {
  return columns.some((column) => {
    if (column.kind !== "case" || !namesSetups(column.column)) return false;
    const at = column.column.column;
    return isMissingName(fields[at]!) && rows.some((row) => !isMissingName(row[at]!));
  });
}

function namesSetups({ field, column }: CaseColumn): boolean {
  return field === null ? column === 0 : ["model", "system", "hardware"].includes(field);
}

/** Whether a column tells rows apart that are repeats of one another. */
function tellsRepeats(table: TableHead, columns: readonly RowColumn[]): boolean {
  if (columns.some(({ kind }) => kind === "run")) return true;
  return table.headers.some((header) => {
    const meaning = readHeader(header);
    if (meaning.kind === "context") return meaning.field === "measured_at";
    return meaning.kind === "run" || meaning.kind === "sample";
  });
}

interface Told {
  problems: ProblemList;
  /** Told of numbers of which nothing says what they are. */
  seen(): void;
}

function draftsOfRow(
  fields: string[],
  line: number,
  columns: readonly RowColumn[],
  metric: RowMetric,
  notation: Notation,
  { problems, seen }: Told,
  above: Pick<TableHead, "said" | "titled">,
): Draft[] {
  const setup = setupOf(fields, columns, metric, notation, problems.ofLine(line), above);
  const cellsAt = (column: number, plan: MetricPlan) => {
    const cells = readCells({ column, plan }, fields[column]!.trim(), notation);
    for (const cell of cells) {
      if (cell.beside?.kind === "unsaid") seen();
      if (cell.problem !== null) problems.add({ line, column: column + 1 }, cell.raw, cell.problem);
    }
    return cells;
  };
  const named = columns.findIndex(({ kind }) => kind === "statistic name");
  const statistic = named < 0 ? null : statisticOfRow(fields[named]!);
  const held: ReadCell[] = [];
  const drafts: Draft[] = [];
  columns.forEach((column, i) => {
    if (column.kind === "value")
      held.push(...cellsAt(i, statistic === null ? metric.plan : { ...metric.plan, statistic }));
    if (column.kind === "statistic") held.push(...cellsAt(i, statisticPlan(metric.plan, column)));
    if (column.kind === "statistics" && !isMissingText(fields[i]!))
      held.push(...cellsAt(i, { ...metric.plan, statistics: column.statistics }));
    if (column.kind === "run" && fields[i]!.trim() !== "")
      for (const draft of draftsOf(cellsAt(i, metric.plan), setup, line, problems))
        drafts.push({ ...draft, run: column.label });
    if (column.kind !== "system") return;
    const of = caseOfColumn(setup.case, column);
    drafts.push(...draftsOf(cellsAt(i, metric.plan), { ...setup, case: of }, line, problems));
  });
  return [...draftsOf(held, setup, line, problems), ...drafts];
}

function statisticPlan(
  plan: MetricPlan,
  { statistic, level }: Extract<RowColumn, { kind: "statistic" }>,
): MetricPlan {
  const of = { ...plan, statistic, ...(level === null ? {} : { level }) };
  return statistic === "n" || statistic === "ci_level"
    ? { ...of, unit: "", step: conversionTo("", countMetric) }
    : of;
}

const countMetric = findMetric(customMetricId("n"));

function setupOf(
  fields: string[],
  columns: readonly RowColumn[],
  metric: RowMetric,
  notation: Notation,
  refuse: ReturnType<ProblemList["ofLine"]>,
  { said, titled }: Pick<TableHead, "said" | "titled">,
) {
  const caseColumns = columns.flatMap((column) => (column.kind === "case" ? [column.column] : []));
  const of = caseOfRow(fields, caseColumns, true, notation, refuse);
  putSaidAbove(of, said);
  putTitled(of, titled);
  const context = Object.assign(emptyContext(), contextAbove(said));
  columns.forEach((column, i) => {
    const text = fields[i]!.trim();
    if (column.kind !== "context" || text === "") return;
    context[column.field] = text;
    if (column.isOther === true) (of.extra as Record<string, string>)[column.name] = text;
  });
  return { case: { ...of, accelerators: of.accelerators ?? metric.accelerators }, context };
}

function caseOfColumn(of: Case, { name, field }: Extract<RowColumn, { kind: "system" }>): Case {
  if (field === null || field.field === null)
    return of.system === null ? withField(of, "system", name) : inExtra(of, name);
  const own = { ...of };
  if (putCaseField(own, field.field, field.text)) return own;
  return of.system === null ? withField(of, "system", name) : inExtra(of, name);
}

/** Where a column names systems already, a column of values is told apart by its own header. */
function inExtra(of: Case, header: string): Case {
  const extra = Object.assign(Object.create(null) as Record<string, string>, of.extra, { column: header });
  return { ...of, extra };
}

function readings(table: TableHead, columns: readonly RowColumn[]): ColumnReading[] {
  return columns.map((column, i) => {
    const field = column.kind === "case" ? column.column.field : null;
    const name = readAs(column);
    const note = noteOf(column);
    return {
      header: table.headers[i]!,
      column: i + 1,
      readAs: name,
      field: field && isCaseField(field) ? field : null,
      unit: null,
      note,
      reason: reasonOf(column, table.headers[i]!),
    };
  });
}

function readAs(column: RowColumn): string {
  if (column.kind === "case") return column.column.field ?? "extra";
  if (column.kind === "system") return column.field?.field ?? "system";
  return column.kind === "context" ? column.field : column.kind;
}

function reasonOf(column: RowColumn, header: string): string {
  const quoted = `“${header}”`;
  switch (column.kind) {
    case "metric":
      return `${quoted} names the metric of each row`;
    case "unit":
      return `${quoted} names the unit of each row`;
    case "value":
      return `${quoted} holds the value of each row`;
    case "statistic":
      return `${quoted} is a statistic of each row's metric`;
    case "statistics":
      return `${quoted} names statistics of each row's metric`;
    case "run":
      return `${quoted} holds one run of each row's metric`;
    case "system":
      return `the cells under ${quoted} are numbers: one column a ${column.field?.field?.replaceAll("_", " ") ?? "system"}`;
    case "case":
      return column.column.field === null
        ? `${quoted} is no name that is known: kept as a further field`
        : `${quoted} is a name of ${caseFieldLabel[column.column.field].toLowerCase()}`;
    case "context":
      return `${quoted} says ${column.field.replaceAll("_", " ")}`;
    case "statistic name":
      return `the cells under ${quoted} are statistics: of each row's value`;
    case "of runs":
    case "other statistic":
    case "comparison":
      return noteOf(column);
  }
}

function noteOf(column: RowColumn): string {
  if (column.kind === "system")
    return `the header is the ${column.field?.field?.replaceAll("_", " ") ?? "system"}; its cells are the values`;
  if (column.kind === "case" && column.column.counted === true)
    return "a number before or behind the device's name is how many there are";
  if (column.kind === "of runs") return madeOfRuns;
  if (column.kind === "comparison") return comparedColumn;
  return column.kind === "other statistic" ? "a statistic that points do not hold: not read" : "";
}
