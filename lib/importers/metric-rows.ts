import { isCaseField, type Case } from "../points/case";
import { readHeader, readStatistic, type HeaderMeaning, type HeldStatistic } from "../points/headers";
import { customMetricId, findMetric, isKnownMetric } from "../points/metrics";
import { emptyContext, type Context } from "../points/provenance";
import { conversionTo } from "../points/units";
import { notationOf, readValueText, type Notation } from "../points/value-text";
import type { Draft } from "../runs/draft";
import { caseOfRow, withField, type CaseColumn } from "./cells";
import type { ColumnReading, Reading } from "./importer";
import type { ProblemList } from "./problem-list";
import { readOnce } from "./read-once";
import type { SourceFile } from "./source-file";
import { repeatedNote, visitRows, type TableHead } from "./table-text";
import { draftsOf, readCell, type ReadCell } from "./table-cell";
import type { MetricPlan } from "./wide-columns";

/** What one column of such a table is. */
type RowColumn =
  | { kind: "metric" }
  | { kind: "unit" }
  | { kind: "value" }
  /** One statistic of the row's metric: `avg`, `p99`. */
  | { kind: "statistic"; statistic: HeldStatistic }
  /** The values of one system. */
  | { kind: "system"; name: string }
  | { kind: "case"; column: CaseColumn }
  | { kind: "context"; field: keyof Context }
  /** A statistic that points do not hold: `p75`. */
  | { kind: "other statistic" };

/** Whether the table has one row a metric: a column that names metrics, and others that hold their values. */
export function isMetricRows(table: TableHead): boolean {
  const columns = columnsOf(table);
  const at = columns.findIndex(({ kind }) => kind === "metric");
  if (at < 0 || !columns.some(({ kind }) => isValue(kind))) return false;
  return table.rows.some((row) => metricOf(row[at]!, unitIn(columns, row)) !== null);
}

function isValue(kind: RowColumn["kind"]): boolean {
  return kind === "value" || kind === "statistic" || kind === "system";
}

function unitIn(columns: readonly RowColumn[], row: readonly string[]): string {
  const at = columns.findIndex(({ kind }) => kind === "unit");
  return at < 0 ? "" : row[at]!.trim();
}

function columnsOf(table: TableHead): RowColumn[] {
  const notation = notationOf(table.rows.flat());
  let hasMetric = false;
  return table.headers.map((header, column) => {
    const lower = header.toLowerCase();
    if (!hasMetric && (lower === "metric" || lower === "metrics" || lower === "metric name")) {
      hasMetric = true;
      return { kind: "metric" };
    }
    if (lower === "unit" || lower === "units") return { kind: "unit" };
    if (lower === "value" || lower === "values" || lower === "result") return { kind: "value" };
    return otherColumn(table, header, column, notation);
  });
}

function otherColumn(table: TableHead, header: string, column: number, notation: Notation): RowColumn {
  const statistic = readStatistic(header);
  if (statistic !== null) return { kind: "statistic", statistic };
  if (/^p?\d+(?:\.\d+)?(?:th|%)?$/i.test(header)) return { kind: "other statistic" };
  const meaning = readHeader(header);
  if (meaning.kind === "case")
    return { kind: "case", column: { column, field: meaning.field, name: header } };
  if (meaning.kind === "context") return { kind: "context", field: meaning.field };
  const cells = table.rows
    .map((row) => readValueText(row[column]!, notation))
    .filter(({ kind }) => kind !== "missing");
  const numbers = cells.filter(({ kind }) => kind !== "unreadable").length;
  const isNumeric = cells.length > 0 && numbers >= cells.length * 0.9 && meaning.kind === "unknown";
  return isNumeric && header !== ""
    ? { kind: "system", name: header }
    : {
        kind: "case",
        column: { column, field: null, name: header === "" ? `column ${column + 1}` : header },
      };
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
  const notation = notationOf(table.rows.flat());
  const drafts: Draft[] = [];
  const assumed = new Set<string>();
  const { repeated, lines } = visitRows(file, table, problems, (fields, line) => {
    const at = columns.findIndex(({ kind }) => kind === "metric");
    const metric = metricOf(fields[at]!, unitIn(columns, fields));
    if (metric === null) return problems.add({ line, column: at + 1 }, "no metric", "a metric's name");
    if (metric.plan.note !== "") assumed.add(`${fields[at]!.trim()}: ${metric.plan.note}`);
    for (const draft of draftsOfRow(fields, line, columns, metric, notation, problems)) drafts.push(draft);
  });
  const notes = [
    ...Array.from(assumed, (note) => `${note}.`),
    ...(repeated.length > 0 ? [repeatedNote(repeated)] : []),
  ];
  const once = tellsRepeats(table) ? drafts : readOnce(file, table, [], drafts, problems).drafts;
  return { drafts: once, problems: problems.list(), columns: readings(table, columns), lines, notes };
}

/** Whether a column tells rows apart that are repeats of one another. */
function tellsRepeats(table: TableHead): boolean {
  return table.headers.some((header) => {
    const meaning = readHeader(header);
    if (meaning.kind === "context") return meaning.field === "measured_at";
    return meaning.kind === "run" || meaning.kind === "sample";
  });
}

function draftsOfRow(
  fields: string[],
  line: number,
  columns: readonly RowColumn[],
  metric: RowMetric,
  notation: Notation,
  problems: ProblemList,
): Draft[] {
  const setup = setupOf(fields, columns, metric, notation, problems.ofLine(line));
  const cellAt = (column: number, plan: MetricPlan) => {
    const cell = readCell({ column, plan }, fields[column]!.trim(), notation);
    if (cell.problem !== null) problems.add({ line, column: column + 1 }, cell.raw, cell.problem);
    return cell;
  };
  const held: ReadCell[] = [];
  const drafts: Draft[] = [];
  columns.forEach((column, i) => {
    if (column.kind === "value") held.push(cellAt(i, metric.plan));
    if (column.kind === "statistic") held.push(cellAt(i, { ...metric.plan, statistic: column.statistic }));
    if (column.kind !== "system") return;
    const of =
      setup.case.system === null
        ? withField(setup.case, "system", column.name)
        : inExtra(setup.case, column.name);
    drafts.push(...draftsOf([cellAt(i, metric.plan)], { ...setup, case: of }, line, problems));
  });
  return [...draftsOf(held, setup, line, problems), ...drafts];
}

function setupOf(
  fields: string[],
  columns: readonly RowColumn[],
  metric: RowMetric,
  notation: Notation,
  refuse: ReturnType<ProblemList["ofLine"]>,
) {
  const caseColumns = columns.flatMap((column) => (column.kind === "case" ? [column.column] : []));
  const of = caseOfRow(fields, caseColumns, true, notation, refuse);
  const context = emptyContext();
  columns.forEach((column, i) => {
    if (column.kind === "context" && fields[i]!.trim() !== "") context[column.field] = fields[i]!.trim();
  });
  return { case: { ...of, accelerators: of.accelerators ?? metric.accelerators }, context };
}

/** Where a column names systems already, a column of values is told apart by its own header. */
function inExtra(of: Case, header: string): Case {
  const extra = Object.assign(Object.create(null) as Record<string, string>, of.extra, { column: header });
  return { ...of, extra };
}

function readings(table: TableHead, columns: readonly RowColumn[]): ColumnReading[] {
  return columns.map((column, i) => {
    const field = column.kind === "case" ? column.column.field : null;
    const name =
      column.kind === "case" ? (field ?? "extra") : column.kind === "context" ? column.field : column.kind;
    const note = noteOf(column);
    return {
      header: table.headers[i]!,
      column: i + 1,
      readAs: name,
      field: field && isCaseField(field) ? field : null,
      unit: null,
      note,
    };
  });
}

function noteOf({ kind }: RowColumn): string {
  if (kind === "system") return "the header is the system; its cells are the values";
  return kind === "other statistic" ? "a statistic that points do not hold: not read" : "";
}
