import { caseFields, caseKey } from "../points/case";
import { decimalText } from "../points/decimal";
import type { Finding } from "../points/finding";
import {
  extraHeader,
  findingsColumn,
  guardColumn,
  guarded,
  guardMark,
  ownColumns,
  type OwnColumn,
  type shownColumns,
} from "../points/own-csv";
import { locatorText } from "../points/locator";
import { statsFields, type Point, type Run, type Samples, type Stats } from "../points/point";
import { contextFields, type Context } from "../points/provenance";

/** For people: texts that a spreadsheet would run as formulas are guarded. Raw: every text exactly as it is. */
export type CsvForm = "people" | "raw";

/** What the audit says, by the id of each point. */
type Findings = ReadonlyMap<string, readonly Pick<Finding, "level" | "title">[]>;

type Row = Partial<Record<OwnColumn, string | number>>;

/** What a view shows of a point: the statistics that are drawn, in the unit of the row, and the file. */
export type ShownOf = (
  point: Point,
) => Partial<Record<(typeof shownColumns)[number], string | number>> | null;

interface OwnRow {
  row: Row;
  extra: Readonly<Record<string, string>>;
}

/**
 * Points as Whisker's own CSV, UTF-8 with a header and line feeds. Imported, it gives the same points: metric, case, value,
 * unit, statistics, samples, runs, interval, evidence, missing texts, ranges and context. (Places are those of the new
 * file.) Columns that no point needs are left out; a zero byte, which no text file can hold, is written as its symbol.
 */
export function pointsCsv(points: readonly Point[], form: CsvForm = "people"): string {
  return Array.from(pointsCsvLines(points, form)).join("");
}

/** The same line by line, each with its line end, for an answer that is sent as it is made. */
export function* pointsCsvLines(
  points: readonly Point[],
  form: CsvForm = "people",
  { findings = new Map(), shownOf = () => null }: { findings?: Findings; shownOf?: ShownOf } = {},
): Generator<string> {
  const rows = () => rowsOf(points, findings, shownOf);
  const { columns, extra, dangerous } = columnsOf(points, rows);
  const guard = form === "people" && dangerous ? guarded : null;
  const headers = [...columns, ...extra.map((name) => text(extraHeader(name), guard))];
  yield `${headers.map(quoted).join(",")}${guard ? `,${guardColumn}` : ""}\n`;
  for (const own of rows()) {
    const cells = columns.map((column) => cellText(own.row[column], guard));
    const further = extra.map((name) => cellText(own.extra[name], guard));
    yield `${[...cells, ...further].map(quoted).join(",")}${guard ? `,${guardMark}` : ""}\n`;
  }
}

/** The columns that the points need, and whether a text among them might run as a formula. */
function columnsOf(
  points: readonly Point[],
  rows: () => Iterable<OwnRow>,
): { columns: OwnColumn[]; extra: string[]; dangerous: boolean } {
  const used = new Set<OwnColumn>(["metric", "value", "unit"]);
  if (mayHaveEqualRows(points)) used.add("run");
  const extra = new Set<string>();
  let dangerous = false;
  for (const own of rows()) {
    for (const [column, cell] of Object.entries(own.row) as [OwnColumn, string | number][]) {
      used.add(column);
      dangerous ||= isGuarded(cell);
    }
    for (const name of Object.keys(own.extra)) {
      extra.add(name);
      dangerous ||= isGuarded(own.extra[name]!) || isGuarded(extraHeader(name));
    }
  }
  return { columns: ownColumns.filter((column) => used.has(column)), extra: Array.from(extra), dangerous };
}

function isGuarded(cell: string | number): boolean {
  return typeof cell === "string" && guarded(cell) !== cell;
}

function cellText(cell: string | number | undefined, guard: typeof guarded | null): string {
  if (cell === undefined) return "";
  return typeof cell === "number" ? decimalText(cell) : text(cell, guard);
}

function text(written: string, guard: typeof guarded | null): string {
  const whole = written.replaceAll("\0", "␀");
  return guard ? guard(whole) : whole;
}

/** RFC 4180. */
function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/**
 * Whether two rows may be the same in every cell. An importer reads such rows once, but not in a table with a column of
 * runs, though it be blank.
 */
function mayHaveEqualRows(points: readonly Point[]): boolean {
  const keys = new Set(points.map(keyOf));
  return (
    keys.size < points.length || points.some((point) => point.runs.length > 1 || hasEqual(point.samples))
  );
}

function hasEqual(samples: Samples | null): boolean {
  if (samples === null || samples.varies !== "between-run") return false;
  const sorted = Float64Array.from(samples.values).sort();
  return sorted.some((value, i) => value === sorted[i - 1]);
}

function* rowsOf(points: readonly Point[], findings: Findings, shownOf: ShownOf): Generator<OwnRow> {
  const labels = new Map<string, Set<string>>();
  const apart = keysOfSeveralStatistics(points);
  for (const point of points) {
    const own = { ...sharedCells(point), ...findingsCell(findings.get(point.id) ?? []) };
    // Each run tells its own context; a point of one run tells the point's.
    const shared = point.runs.length > 0 ? own : { ...own, ...contextCells(point.context) };
    const label: Label = (wanted) => freeLabel(point, wanted, labels);
    const shown = shownOf(point);
    const places = shown && placesOfPoint(point);
    for (const [i, row] of rowsOfPoint(point, label, apart.has(keyOf(point))).entries()) {
      const told = shown && { ...shown, shown_place: places![i] ?? locatorText(point.provenance.locator) };
      yield { row: { ...shared, ...row, ...told }, extra: point.case.extra };
    }
  }
}

function sharedCells(point: Point): Row {
  const row: Row = { metric: point.metric, unit: point.unit, evidence: point.evidence };
  for (const field of caseFields) {
    const value = point.case[field];
    if (value !== null) row[field] = value;
  }
  if (point.statistic !== "mean") row.statistic = point.statistic;
  return row;
}

/** `impossible: …; untestable: …`, gravest first. */
function findingsCell(findings: readonly Pick<Finding, "level" | "title">[]): Row {
  if (findings.length === 0) return {};
  return { [findingsColumn]: findings.map(({ level, title }) => `${level}: ${title}`).join("; ") };
}

function contextCells(context: Context): Row {
  const row: Row = {};
  for (const field of contextFields) if (context[field] !== null) row[field] = context[field];
  return row;
}

/** Samples of two points that are one case (of two files, say) must not be taken for one run's because they share its name. */
function freeLabel(point: Point, wanted: string, labels: Map<string, Set<string>>): string {
  const key = `${point.statistic}\u0000${keyOf(point)}`;
  const used = labels.get(key) ?? new Set<string>();
  labels.set(key, used);
  let label = wanted;
  for (let i = 2; used.has(label); i++) label = `${wanted} (${i})`;
  used.add(label);
  return label;
}

function keyOf(point: Point): string {
  return `${point.metric}\u0000${point.unit}\u0000${caseKey(point.case)}`;
}

/** Where points of one case state different statistics, an importer would take rows without a run for one run's. */
function keysOfSeveralStatistics(points: readonly Point[]): Set<string> {
  const first = new Map<string, Point["statistic"]>();
  const several = new Set<string>();
  for (const point of points) {
    const key = keyOf(point);
    if ((first.get(key) ?? point.statistic) !== point.statistic) several.add(key);
    first.set(key, point.statistic);
  }
  return several;
}

type Label = (wanted: string) => string;

/** What begins a run of its own that has no name: a first sample without a run. */
const unnamedRun: Row = { sample: 1 };

/** @param apart whether a row without a run must not be taken together with another point's */
function rowsOfPoint(point: Point, label: Label, apart: boolean): Row[] {
  if (point.missing !== null) return [point.missing === "" ? {} : { missing: point.missing }];
  if (point.range !== null) return [rangeCells(point.range)];
  if (point.runs.length > 0)
    return point.runs.flatMap((run) => rowsOfRun(run, point.statistic, label, apart));
  if (point.samples !== null) return rowsOfSamples(point.samples);
  const row = { value: point.value!, ...(apart && unnamedRun) };
  return [{ ...row, ...statsCells(point.stats, point.statistic, point.value), ...intervalCells(point) }];
}

/** Where the value of each of the rows stands that `rowsOfPoint` gives. */
function placesOfPoint({ missing, range, runs, samples, provenance }: Point): string[] {
  if (missing !== null || range !== null) return [locatorText(provenance.locator)];
  if (runs.length > 0) return runs.flatMap((run) => placesOf(run));
  return placesOf({ samples, provenance });
}

function placesOf({ samples, provenance }: Pick<Point, "samples" | "provenance">): string[] {
  if (samples === null) return [locatorText(provenance.locator)];
  const { pointer, column, at } = samples;
  return Array.from(at, (place) => {
    if (pointer !== null) return locatorText({ pointer: `${pointer}/${place}` });
    return locatorText(column === null ? { line: place } : { line: place, column });
  });
}

function rangeCells({ low, high }: NonNullable<Point["range"]>): Row {
  return { ...(low !== null && { range_low: low }), ...(high !== null && { range_high: high }) };
}

function rowsOfRun(run: Run, statistic: Point["statistic"], label: Label, apart: boolean): Row[] {
  const context = contextCells(run.context);
  const stats = statsCells(run.stats, statistic, run.value);
  if (run.samples === null && Object.keys(stats).length > 0)
    return [{ ...context, value: run.value, ...summaryRun(run.label, apart), ...stats }];
  const samples = run.samples ?? { values: [run.value], varies: "within-run" };
  const name = run.label === null ? {} : { run: label(run.label) };
  return samplesOfRun(samples).map((row) => ({ ...context, ...row, ...name }));
}

/** Summaries are runs whatever they are named. */
function summaryRun(label: string | null, apart: boolean): Row {
  return label === null ? (apart ? unnamedRun : {}) : { run: label };
}

function rowsOfSamples(samples: Samples): Row[] {
  if (samples.varies !== "between-run") return samplesOfRun(samples);
  return Array.from(samples.values, (value) => ({ value }));
}

function samplesOfRun({ values, varies }: Pick<Samples, "values" | "varies">): Row[] {
  const told = varies === "not-stated" ? { varies } : {};
  return Array.from(values, (value, i) => ({ value, sample: i + 1, ...told }));
}

/** The stated statistics; the one that the value is itself is not written twice. */
function statsCells(stats: Stats, own: Point["statistic"], value: number | null): Row {
  const row: Row = {};
  for (const name of statsFields) {
    const stat = stats[name];
    if (stat !== null && !(name === own && stat === value)) row[name] = stat;
  }
  return row;
}

/** Computed intervals are written for the reader, and computed anew by an importer; stated ones are kept as stated. */
function intervalCells({ interval }: Point): Row {
  if (interval === null) return {};
  const { low, high, level, varies, correlation } = interval;
  // Of values that are not written, nobody could tell again how alike neighbouring ones were.
  const method = correlation
    ? `${interval.method}, n_eff ${decimalText(correlation.effectiveN)}`
    : interval.method;
  return { ci_low: low, ci_high: high, ci_level: level, ci_method: method, varies };
}
