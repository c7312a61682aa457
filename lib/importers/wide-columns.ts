import { caseFieldLabel, isNumberField, type CaseField } from "../points/case";
import { besideIn, countIn as measurementsIn, type Beside } from "../points/beside";
import { readClock } from "../points/duration-text";
import { isSpread, type HeldStatistic } from "../points/header-meaning";
import {
  offeredAssumed,
  outputAssumed,
  peakAssumed,
  ramAssumed,
  readHeader,
  readHeld,
  readOwnStatistic,
  type HeaderMeaning,
} from "../points/headers";
import { readMeasured, type MeasuredText } from "../points/measured-text";
import { customMetricId, findMetric, type Metric } from "../points/metrics";
import type { Context } from "../points/provenance";
import {
  listedParts,
  statisticListIn,
  type ListedStatistic,
  type StatisticList,
} from "../points/statistic-list";
import { conversionTo, findUnit, stepBetween, type ConversionStep } from "../points/units";
import { isMissingText, oneReading, readScaled, type Notation } from "../points/value-text";
import {
  countBehind,
  ownStatistics,
  withBareStatistics,
  withOwnStatistics,
  withTitledStatistics,
} from "./bare-statistics";
import { comparedColumn, comparesSides } from "./comparison";
import {
  confirmedNote,
  fixedKey,
  fixedText,
  planOfRole,
  roleOf,
  roleText,
  type ColumnRole,
  type FixedField,
} from "./column-role";
import { constantUnit, constantUnitNote } from "./constant-unit";
import { countIn, isPair, partOf } from "./count-text";
import { countedHardware } from "./counted-hardware";
import { fixedIn } from "./fixed-in";
import { meaningWithin, withoutLoneScenario } from "./header-fixed";
import { likelySettings } from "./likely-settings";
import { looksOnlyLike } from "./looks-like";
import type { ColumnReading } from "./importer";
import { fieldsOfParts, meaningOfParts, type PartsMeaning } from "./header-rows";
import {
  askBareStatistic,
  askBeside,
  askCount,
  askGpuNumbers,
  askNamed,
  askOffered,
  askOwnStatistic,
  askPeak,
  askSetting,
  askSide,
  askThousand,
  askUnitless,
  askWhichTokens,
  askWithUnit,
  pivotHint,
  type FileQuestion,
  type Question,
} from "./question";
import type { Recipe } from "./recipe";
import { idNote, withoutIds } from "./row-ids";
import { setupParts } from "./setup-parts";
import { sideColumns, type Side, type SideColumns } from "./side-columns";
import { madeOfRuns, runColumns, withoutRun, type RunColumns } from "./run-columns";
import { isSummaryLabel, statisticColumn, statisticNote } from "./summary-rows";
import type { TableHead } from "./table-text";
import { contradictedUnits, type ContradictedUnit } from "./unit-check";

/** What one column of a wide table is read as. */
export type ColumnPlan =
  | MetricPlan
  | CasePlan
  | { kind: "both lengths"; note: string; question?: Question; k?: 1000 | 1024 }
  /** Each cell names several fields with their values; one that does not is kept under the column's name. */
  | { kind: "parts"; name: string; note: string }
  | { kind: "context"; field: keyof Context; note: string }
  | { kind: "run" | "sample"; note: string }
  /** Counts the measurements behind every metric of its row. */
  | { kind: "count"; note: string; question?: Question }
  | { kind: "extra"; name: string; note: string; question?: Question }
  | { kind: "ignored"; note: string };

interface CasePlan {
  kind: "case";
  field: CaseField;
  note: string;
  question?: Question;
  /** What a k stands for in its cells; absent where they have none. */
  k?: 1000 | 1024;
  /** Whether its cells say how many there are of the device, too: `8xH100`. */
  counted?: boolean;
}

export interface MetricPlan {
  kind: "metric";
  /** What arithmetic over the rows says against the unit. */
  contradicted?: ContradictedUnit;
  /** What the column's header says of the setup of all its cells, in a pivoted table. */
  fixed?: readonly FixedField[];
  /** What the header says of the numbers beside those of its cells: `mean (sd)`. */
  beside?: Beside;
  /** Of an interval's limits, as a fraction. */
  level?: number;
  /** How many measurements are behind each cell, as the header says. */
  n?: number;
  /** The run that all its cells are of: `tok/s run 2`. */
  run?: string;
  /** What the parts of each of its cells are, where its header lists several: `p50/p99`. */
  statistics?: readonly (ListedStatistic | null)[];
  /** Whether its cells may be durations such as `0:03:20`. */
  clock?: boolean;
  /** Whether its header says a rate of tokens or requests, of a name that is not known. */
  isRate?: boolean;
  /** Whether each cell must say its unit, since they differ; `unit` is what they are brought into. */
  saysUnit?: boolean;
  question?: Question | null;
  metric: Metric;
  statistic: HeldStatistic;
  /** The unit as found; null where each cell names its own. */
  unit: string | null;
  /** Null where each cell names its own unit. */
  step: ConversionStep | null;
  note: string;
}

/** What of a table decides its columns. */
export type TableColumns = Pick<TableHead, "headers" | "units" | "rows" | "header" | "titles">;

/** The cells of one column, in words that decide what it is. */
interface ColumnFacts {
  /** Cells that are not missing. */
  said: string[];
  numbers: number[];
  /** Numbers, ranges and numbers with a spread. */
  readable: number;
  /** Numbers in thousands: `1.2k`. */
  scaled: number;
  /** The unit that the cells name, where they agree; "" where they name none; null where they differ. */
  unit: string | null;
  /** Where they differ and measure one thing (`500 ms`, `1.2 s`): the first of them. */
  mixed: string | null;
  /** The first cell with something beside its number. */
  beside: MeasuredText | null;
  besideText: string;
  /** Cells such as `0:03:20`. */
  clocks: number;
}

/**
 * Decides what each column of a wide table is, by its header first and by its first cells where the header leaves it
 * open. What is concluded rather than read is said in the column's note.
 */
export function planColumns(written: TableColumns, notation: Notation): ColumnPlan[] {
  const { headers, rows } = written;
  const constant = written.units === null && written.header === null ? constantUnit(headers, rows) : null;
  const table = constant === null ? written : { ...written, units: constant.units };
  const lists = headers.map((_, i) => listOf(table, i, notation));
  const facts = headers.map((_, i) => factsOf(rows, i, notation, lists[i]));
  const runs = runColumns(table);
  const labels = labelsOf(table);
  const sides = sideColumns(table);
  const texts = headers.map((_, i) => saidOf(table, i, facts[i]!, { runs, labels, sides, list: lists[i]! }));
  const said = table.header === null ? withFixed(texts) : texts;
  const { meanings, count } = withBareStatistics(
    headers,
    withOwnStatistics(
      headers,
      withTitledStatistics(
        headers,
        withTraining(
          headers,
          withPipelines(
            headers,
            said.map(({ meaning }) => meaning),
            facts,
          ),
        ),
        table.titles,
      ),
      (column) => facts[column]!.unit || facts[column]!.mixed,
    ),
    (column) => facts[column]!.unit || facts[column]!.mixed,
    (column) => facts[column]!.beside !== null,
    (column) => runs.has(column),
    (column, of) => areFar(facts[column]!.numbers, facts[of]?.numbers ?? []),
  );
  const pivot = pivotOf(table);
  const taken = new Set<string>();
  const names = namesOf(headers).map((name, i) => {
    const { meaning } = said[i]!;
    return lists[i]?.header || (sides.has(i) && meaning.kind === "unknown" ? meaning.name : name);
  });
  const plans = meanings.map((meaning, i) => {
    if (isRowNumber(headers[i]!, facts[i]!))
      return { kind: "ignored", note: facts[i]!.said.length === 0 ? blankColumn : rowNumbers } as const;
    if (i === count) return countPlan(names[i]!);
    if (i === constant?.column) return { kind: "ignored", note: constantUnitNote } as const;
    if (sides.size > 0 && !sides.has(i) && comparesSides(headers[i]!))
      return { kind: "ignored", note: comparedColumn } as const;
    const corner = pivot !== null && i < pivot.first && meaning.kind === "metric" && facts[i]!.readable === 0;
    const plan =
      pivotPlan(pivot, i, facts[i]!) ??
      namedByCells(corner ? "" : headers[i]!, names[i]!, facts[i]!) ??
      (corner
        ? textColumn(`column ${i + 1}`)
        : withSaid(planOf(meaning, names[i]!, facts[i]!), said[i]!, facts[i]!));
    return settle(plan, taken, names[i]!);
  });
  const whole = plans.map((plan, i) => (isOrphan(plan, plans) ? customPlan(names[i]!, plan) : plan));
  const decided = whole
    .map((plan) => (plan.kind === "metric" ? withUnitOf(plan, whole) : plan))
    .map((plan, i) => {
      if (plan.kind !== "metric" || plan.step !== null || plan.unit !== null) return plan;
      return plan.note === cellUnits ? plan : unitless(names[i]!, plan);
    });
  const at = statisticColumn(decided, table.rows);
  const told = at < 0 ? decided : decided.with(at, { kind: "ignored", note: statisticNote });
  const once = withoutMeansOfRuns(told);
  const settled = withoutIds(withSettings(once, names, table, notation), table);
  return withContradictions(withCounts(withTicks(settled, table), table), table, notation);
}

/** No percentile of a rate is so many times the rate, or so small a part of it. */
const mostTimes = 5;

/** Whether some number stands beside one of another size. */
function areFar(numbers: readonly number[], others: readonly number[]): boolean {
  return (
    numbers.length === others.length &&
    numbers.some((value, i) => value > others[i]! * mostTimes || value * mostTimes < others[i]!)
  );
}

const ticksNote = "seconds of one run, in which a device was watched";
/** In milliseconds. Who repeats a benchmark takes longer. */
const longestTick = 10_000;

/** The times of a log that watches a device number the samples of one run, and are no times of several. */
function withTicks(plans: ColumnPlan[], { headers, rows }: TableColumns): ColumnPlan[] {
  const at = plans.findIndex((plan) => plan.kind === "context" && plan.field === "measured_at");
  const isWatched = headers.some((header) => measures.test(header.replaceAll("_", " ")));
  if (at < 0 || !isWatched || rows.length < 3) return plans;
  const times = rows.map((row) => Date.parse(row[at]!.trim().replaceAll("/", "-")));
  const steps = times.slice(1).map((time, i) => time - times[i]!);
  const areTicks = steps.every((step) => step >= 0 && step <= longestTick) && steps.some((step) => step > 0);
  return areTicks ? plans.with(at, { kind: "sample", note: ticksNote }) : plans;
}

/** What only a training has: its rates are of tokens and samples that it was shown. */
const ofTraining =
  /^(?:(?:train(?:ing)?|val(?:idation)?|eval|final|test)?[ _-]?loss|epochs?|gbs|mbs|(?:global|micro)[ _-]batch(?:[ _-]size)?|grad(?:ient)?[ _-]norm|learning[ _-]rate|backward(?:[ _-](?:pass|time))?(?:[ _-]?\(?m?s\)?)?)$/i;

function withTraining(headers: readonly string[], meanings: readonly HeaderMeaning[]): HeaderMeaning[] {
  const sign = headers.find((header) => ofTraining.test(header.trim()));
  return meanings.map((meaning) => {
    if (sign === undefined || meaning.kind !== "metric") return meaning;
    const note = `beside “${sign}”, which a training has`;
    if (meaning.metric === "output_tokens_per_second" && meaning.note === outputAssumed)
      return { ...meaning, metric: "training_tokens_per_second", note };
    return meaning.metric === "samples_per_second"
      ? { ...meaning, metric: "training_samples_per_second", note }
      : meaning;
  });
}

/** PP beside TP is no prompt processing: both say how a model was divided. */
function withPipelines(
  headers: readonly string[],
  meanings: readonly HeaderMeaning[],
  facts: readonly ColumnFacts[],
): HeaderMeaning[] {
  const divides = new Set<CaseField>(["tensor_parallel", "expert_parallel", "data_parallel"]);
  const isDivided = meanings.some((meaning) => meaning.kind === "case" && divides.has(meaning.field));
  return meanings.map((meaning, i) => {
    const isCount = facts[i]!.numbers.every((value) => Number.isInteger(value) && value > 0 && value <= 512);
    const isPipeline = isDivided && meaning.kind === "unknown" && /^pp$/i.test(headers[i]!.trim());
    return isPipeline && isCount ? { kind: "case", field: "pipeline_parallel", note: "beside TP" } : meaning;
  });
}

function countPlan(name: string): ColumnPlan {
  return { kind: "count", note: `${countBehind} every metric of the row`, question: askCount(name, null) };
}

const likelySetting = "round numbers in which rows of one setup differ widely: read as a setting";

/** What a device shows while it works, whatever numbers these are. */
const measures = /utili[sz]ation|\butil\b|temperature|\btemp\b|clock|\bmfu\b|\bmbu\b|auslastung|temperatur/i;

/** Numbers under unknown names that rather are settings. */
function withSettings(
  plans: ColumnPlan[],
  names: readonly string[],
  { rows }: TableColumns,
  notation: Notation,
): ColumnPlan[] {
  const isUnknown = (i: number) => {
    const plan = plans[i]!;
    return (
      plan.kind === "metric" &&
      plan.note === notKnown &&
      plan.statistic === "mean" &&
      plan.run === undefined &&
      !measures.test(names[i]!.replaceAll("_", " "))
    );
  };
  const found = likelySettings(plans, rows, notation, isUnknown);
  return plans.map((plan, i) => (found.includes(i) ? settingPlan(names[i]!, likelySetting) : plan));
}

/** Means and spreads beside the runs that they were computed of say nothing more, and would count them twice. */
function withoutMeansOfRuns(plans: ColumnPlan[]): ColumnPlan[] {
  const keyOf = ({ metric, fixed }: MetricPlan) => `${metric.id} ${fixedKey(fixed)}`;
  const ofRuns = new Set(
    plans.flatMap((plan) => (plan.kind === "metric" && plan.run !== undefined ? [keyOf(plan)] : [])),
  );
  return plans.map((plan) =>
    plan.kind === "metric" && plan.run === undefined && ofRuns.has(keyOf(plan))
      ? { kind: "ignored", note: madeOfRuns }
      : plan,
  );
}

/** `8xH100` says how many there are, where no other column does. */
function withCounts(plans: ColumnPlan[], { rows }: TableColumns): ColumnPlan[] {
  const at = plans.findIndex((plan) => plan.kind === "case" && plan.field === "hardware");
  const isCounted = plans.some((plan) => plan.kind === "case" && plan.field === "accelerators");
  if (at < 0 || isCounted) return plans;
  const written = rows.map((row) => row[at]!.trim()).find((cell) => countedHardware(cell) !== null);
  if (written === undefined) return plans;
  const { hardware, count } = countedHardware(written)!;
  const note = `“${written}” is read as ${count} of ${hardware}`;
  return plans.with(at, { kind: "case", field: "hardware", note, counted: true });
}

function withContradictions(
  plans: ColumnPlan[],
  { headers, rows }: TableColumns,
  notation: Notation,
): ColumnPlan[] {
  const found = contradictedUnits(headers, plans, rows, notation);
  return plans.map((plan, i) => {
    const contradicted = found.get(i);
    if (plan.kind !== "metric" || contradicted === undefined) return plan;
    return { ...plan, contradicted, question: contradicted.question };
  });
}

/** The columns as a recipe for this header says. */
export function plansOfRecipe({ columns }: Recipe, headers: readonly string[]): ColumnPlan[] {
  const names = namesOf(headers);
  return columns.map((role, i) => planOfRole(role, names[i]!));
}

/** What the header of a column says, and what it says of the numbers in its cells. */
interface HeaderSaid extends PartsMeaning {
  beside: Beside | null;
  n: number | null;
  run: string | null;
  list: StatisticList | null;
}

function withFixed(said: readonly HeaderSaid[]): HeaderSaid[] {
  const fixed = withoutLoneScenario(said.map((each) => each.fixed));
  return said.map((each, i) => ({ ...each, fixed: fixed[i]! }));
}

/** A column by its header; where that has several rows, by what they say together. */
function saidOf(
  { headers, units, header }: TableColumns,
  i: number,
  facts: ColumnFacts,
  {
    runs,
    labels,
    sides,
    list,
  }: {
    runs: RunColumns;
    labels: readonly string[] | null;
    sides: SideColumns;
    list: StatisticList | null;
  },
): HeaderSaid {
  const run = runs.get(i) ?? null;
  const side = sides.get(i) ?? null;
  const written = side === null ? (header?.parts[i] ?? [headers[i]!]) : [side.rest];
  const whole = list === null ? written : written.map((text) => statisticListIn(text)?.header ?? text);
  const named = run === null ? whole : whole.map(withoutRun);
  const { texts, beside, n } =
    facts.beside === null ? { texts: named, beside: null, n: null } : withoutBeside(named);
  const said = meaningOfTexts(texts, units?.[i] ?? "", labels);
  return {
    ...(side === null ? said : ofSide(said, { ...side, rest: withoutMean(texts[0]!) }, facts)),
    beside,
    n,
    run,
    list,
  };
}

/** A column of a side. One that says no more than a unit, if that, may hold any time, or anything. */
function ofSide({ meaning, fixed }: PartsMeaning, side: Side, facts: ColumnFacts): PartsMeaning {
  const own: FixedField[] = [...fixed, { field: null, name: sideField, text: side.side }];
  const inCells = facts.unit || facts.mixed;
  const unit = side.rest === "" ? inCells : bareUnit(side.rest);
  const alone = unit ? readHeader(unit) : null;
  if (alone?.kind === "metric") return { meaning: alone, fixed: own };
  if (side.rest !== "" && unit === null) return { meaning, fixed: own };
  const name = unit && findUnit(unit)?.dimension === "time" ? "time" : anyValue;
  return { meaning: { kind: "unknown", name, unit: side.rest === "" ? null : unit }, fixed: own };
}

/** `(mean)` says no more than a number alone. */
function withoutMean(text: string): string {
  return readHeld(text.replace(/^[([](.*)[)\]]$/, "$1"))?.statistic === "mean" ? "" : text;
}

const sideField = "side";
/** The metric of columns that say of which side they are, and nothing else. */
const anyValue = "value";

/** `(ms)`: the unit of a text that is nothing else; null for any other. */
function bareUnit(text: string): string | null {
  return findUnit(text.replace(/^[([](.*)[)\]]$/, "$1"))?.symbol ?? null;
}

function isOfSide(plan: ColumnPlan): boolean {
  return plan.kind === "metric" && plan.fixed?.some(({ name }) => name === sideField) === true;
}

/** @param texts one a row of the header, blank where it says nothing of the column */
function meaningOfTexts(
  texts: readonly string[],
  unit: string,
  labels: readonly string[] | null,
): PartsMeaning {
  const filled = texts.filter((text) => text !== "");
  const joined = filled.length > 1 && labels !== null ? meaningOfParts([...texts, unit], labels) : null;
  if (joined !== null) return joined;
  const text = filled.join(" / ");
  const whole = unit === "" ? text : `${text} (${unit})`;
  const meaning = readHeader(whole);
  return (meaning.kind === "unknown" ? meaningWithin(whole) : null) ?? { meaning, fixed: [] };
}

/** The texts of a header without what they say of the numbers beside those of the cells. */
function withoutBeside(written: readonly string[]): {
  texts: string[];
  beside: Beside | null;
  n: number | null;
} {
  let beside: Beside | null = null;
  let n: number | null = null;
  const texts = written.map((text) => {
    const first = besideIn(text);
    const second = measurementsIn(first.header);
    beside ??= first.beside;
    n ??= second.n;
    return second.header;
  });
  return { texts, beside, n };
}

/** A column with what its header says beside naming it. */
function withSaid(
  read: ColumnPlan,
  { fixed, beside, n, run, list }: HeaderSaid,
  facts: ColumnFacts,
): ColumnPlan {
  if (read.kind !== "metric") return read;
  const plan = list === null ? read : ofList(read, list);
  const side = fixed.find(({ name }) => name === sideField);
  const isOpen = side !== undefined && plan.metric.id === customMetricId(anyValue) && plan.unit === "";
  const asked = isOpen ? askSide(side.text, anyValue) : plan.question;
  const said: MetricPlan = {
    ...plan,
    ...(fixed.length > 0 && { fixed, question: asked ? withFixedAnswers(asked, fixed) : null }),
    ...(beside !== null && { beside }),
    ...(n !== null && { n }),
    ...(run !== null && { run }),
  };
  return beside === null ? { ...said, question: besideQuestion(said, facts) ?? said.question ?? null } : said;
}

/** What is not read is asked first; that ± is a standard deviation is asked where nothing else is. */
function besideQuestion(plan: MetricPlan, { beside, besideText }: ColumnFacts): Question | null {
  if (beside === null || isSpread(plan.statistic)) return null;
  if (beside.kind === "bracketed") return askBeside(besideText, "bracketed", roleOf(plan));
  if (beside.kind === "limits")
    return beside.level === null ? askBeside(besideText, "limits", roleOf(plan)) : null;
  return plan.question == null ? askBeside(besideText, "spread", roleOf(plan)) : null;
}

/** Whatever a column is answered to be, its header says the same of the setup. */
function withFixedAnswers(question: Question, fixed: readonly FixedField[]): Question {
  return withAnswers(question, { fixed: [...fixed] });
}

function withAnswers(
  { says, choices }: Question,
  said: Partial<Extract<ColumnRole, { as: "metric" }>>,
): Question {
  const answers = choices.map(({ label, role }) => ({
    label,
    role: role.as === "metric" ? { ...role, ...said } : role,
  }));
  return { says, choices: answers };
}

/** The list of statistics in a header under which cells have as many parts, each of them a number; null where there is none. */
function listOf({ headers, header, rows }: TableColumns, column: number, notation: Notation) {
  const written = header?.parts[column] ?? [headers[column]!];
  const list = written.map(statisticListIn).find((each) => each !== null) ?? null;
  const isSplit = (cell: string) => {
    const parts = listedParts(cell);
    return (
      parts.length === list!.statistics.length &&
      parts.every((part) => readMeasured(part, notation).kind !== "unreadable")
    );
  };
  return list !== null && rows.some((row) => isSplit(row[column]!)) ? list : null;
}

function ofList(plan: MetricPlan, { statistics }: StatisticList): MetricPlan {
  const statistic = statistics.find((each) => each !== null) ?? plan.statistic;
  const question = plan.question
    ? withAnswers(plan.question, { statistic, statistics: [...statistics] })
    : null;
  return { ...plan, statistic, statistics, question };
}

/** Columns of one metric that are headed by the values of a field: `1, 2, 4, 8` of batch sizes. */
interface Pivot {
  columns: ReadonlySet<number>;
  /** The leftmost of them. */
  first: number;
  /** Whether the file says of which field the headers are. */
  isNamed: boolean;
  /** Null where neither title nor corner says what the cells hold. */
  metric: { id: string; unit: string } | null;
  fixed(column: number): FixedField[];
  /** The texts of the column's header. */
  says(column: number): readonly string[];
}

/** Whether a text is, or ends with, a unit of something else than the metric: `Latency (ms)` is no rate. */
function isOtherUnit(text: string, metric: string): boolean {
  const meaning = readHeader(text);
  const unit = findUnit(text)?.symbol ?? ("unit" in meaning ? meaning.unit : null);
  return unit !== null && findUnit(unit) !== null && conversionTo(unit, findMetric(metric)) === null;
}

/** Columns that hold nothing to read, which is no problem. */
const rowNumbers = "row numbers";
const blankColumn = "neither a header nor cells";
export const nothingToRead: ReadonlySet<string> = new Set([
  rowNumbers,
  blankColumn,
  madeOfRuns,
  comparedColumn,
  idNote,
  constantUnitNote,
]);

const headedByValue = "headed by a value: what its cells hold is not said";

function pivotOf(table: TableColumns): Pivot | null {
  const { headers, rows, header, titles } = table;
  const leaf = headers.map((text, i) => header?.parts[i]?.at(-1) ?? text);
  const isTall = (i: number) => header !== null && header.parts[i]!.slice(0, -1).some((text) => text !== "");
  const names = namedColumns(leaf);
  const isPivoted = (text: string, i: number) =>
    isTall(i)
      ? meaningOfParts(header!.parts[i]!, header!.labels) === null
      : isNumberText(text) || names.has(i);
  const columns = new Set(leaf.flatMap((text, i) => (isPivoted(text, i) ? [i] : [])));
  if (columns.size < 2 || rows.length === 0) return null;
  const first = Math.min(...columns);
  const corner = cornerOf(headers, first);
  const field = fieldOfNumbers(table, first);
  const metric = [...titles, ...titles.flatMap(piecesOf), ...corner, ...(header?.parts[first] ?? [])]
    .map(metricNamed)
    .find((found) => found !== null);
  const fixed = (column: number): FixedField[] => {
    if (isTall(column)) return fieldsOfParts(header!.parts[column]!, namedLast(header!.labels, field));
    const named = names.get(column);
    if (named !== undefined) return [named];
    return field === null ? [] : [{ field, name: field, text: leaf[column]! }];
  };
  const says = (column: number) => header?.parts[column] ?? [headers[column]!];
  const isNamed = field !== null || Array.from(columns).every((i) => isTall(i) || names.has(i));
  return { columns, first, isNamed, metric: metric ?? null, fixed, says };
}

/** The headers before the first column of values, and their parts: `batch \\ model`. */
function cornerOf(headers: readonly string[], first: number): string[] {
  return headers.slice(0, first).flatMap((text) => [text, ...text.split(/\s*(?:[\\/|×]|\bby\b|\bvs\b)\s*/i)]);
}

/** The field of numbers that head columns, by what stands left of them and above; null where nothing says it. */
function fieldOfNumbers({ headers, header, titles }: TableColumns, first: number): CaseField | null {
  const labels = (header?.labels ?? []).filter((text) => text !== "");
  const corner = cornerOf(headers, first);
  const naming = [...labels.toReversed(), ...corner.slice(1), ...titles, ...(header?.parts[first] ?? [])];
  return naming.map(numberFieldNamed).find((found) => found !== null) ?? null;
}

/** What the rows of a header are of; the last one, where it is numbers, by what a title or corner says. */
function labelsOf(table: TableColumns): readonly string[] | null {
  const { header } = table;
  const first = header?.parts.findIndex((parts) => isNumberText(parts.at(-1) ?? "")) ?? -1;
  return header === null || first < 0
    ? (header?.labels ?? null)
    : namedLast(header.labels, fieldOfNumbers(table, first));
}

function isNumberText(text: string): boolean {
  return /^\d[\d.,]*$/.test(text);
}

/** Columns headed by what one field is: `bs=1`, `bs=8`; `H100`, `A100`. */
function namedColumns(leaf: readonly string[]): ReadonlyMap<number, FixedField> {
  const named = leaf.flatMap((text, i) => {
    const isMetric = readHeader(text).kind !== "unknown" || meaningWithin(text) !== null;
    const fixed = isMetric ? null : fixedIn(text);
    return fixed === null ? [] : [[i, fixed] as const];
  });
  return new Map(
    named.filter(([i, { field }]) => named.some(([other, of]) => other !== i && of.field === field)),
  );
}

/** The last row of a header is of the field that a title or corner names, where it says itself of none. */
function namedLast(labels: readonly string[], field: CaseField | null): readonly string[] {
  return field === null || labels.at(-1) !== "" ? labels : labels.with(-1, field);
}

/** `Throughput (tok/s) by batch size`: what stands between the signs of a title. */
function piecesOf(title: string): string[] {
  return title.split(/\s*(?:[,:;–—|]|\s-\s|\bby\b|\bvs\b|\bfor\b)\s*/i).filter((text) => text !== "");
}

function numberFieldNamed(text: string): CaseField | null {
  for (const each of [text, ...piecesOf(text)]) {
    const meaning = readHeader(each);
    if (meaning.kind === "case" && isNumberField(meaning.field)) return meaning.field;
  }
  return null;
}

function metricNamed(text: string): Pivot["metric"] {
  const meaning = readHeader(text);
  if (meaning.kind !== "metric" || meaning.unit === null || meaning.statistic === "sd") return null;
  return { id: meaning.metric, unit: meaning.unit };
}

function pivotPlan(pivot: Pivot | null, column: number, facts: ColumnFacts): ColumnPlan | null {
  if (pivot === null || !pivot.columns.has(column) || facts.readable === 0) return null;
  // `92.49 Tokens/s` says what it is itself; `12 ms` is a time of anything.
  const inCells = facts.unit || facts.mixed;
  const found = pivot.metric ?? (inCells ? metricNamed(inCells) : null);
  if (found !== null && pivot.says(column).some((text) => isOtherUnit(text, found.id))) return null;
  if (found === null || !pivot.isNamed) return { kind: "ignored", note: headedByValue };
  const { id, unit } = found;
  const metric = findMetric(id, unit);
  const where = pivot.metric === null ? "the unit of its cells says the metric" : "the metric stands above";
  const note = `its header is a value of the field, ${where}`;
  const step = conversionTo(unit, metric);
  const saysUnit = pivot.metric === null && facts.unit === null;
  const fixed = pivot.fixed(column);
  return {
    kind: "metric",
    metric,
    statistic: "mean",
    unit,
    step,
    note,
    fixed,
    ...(saysUnit && { saysUnit }),
  };
}

/** What columns headed by numbers leave open; null where there are none. */
export function pivotQuestion(plans: readonly ColumnPlan[], fileName: string): FileQuestion | null {
  const columns = plans.flatMap((plan, i) =>
    plan.kind === "ignored" && plan.note === headedByValue ? [i + 1] : [],
  );
  const says = "These columns are headed by values: of which field are they, and what do their cells hold?";
  return columns.length < 2 ? null : { kind: "pivot", says, columns, hint: pivotHint(fileName) };
}

function factsOf(
  rows: readonly string[][],
  column: number,
  notation: Notation,
  list: StatisticList | null = null,
): ColumnFacts {
  const cells = rows.flatMap((row) => (list === null ? row[column]! : listedParts(row[column]!)));
  const said = cells.map((cell) => cell.trim()).filter((cell) => !isMissingText(cell));
  const read = said.map((cell) => readMeasured(cell, notation));
  // A number with two readings is a number: which, is asked.
  const twofold = read.filter((each) => each.kind === "unreadable" && each.expected.startsWith(oneReading));
  const readable = read.filter((each) => each.kind !== "unreadable" && each.kind !== "missing");
  // A text for "no number" that may also be a name is none among numbers.
  const unmeasured = readable.length === 0 ? 0 : read.filter(({ kind }) => kind === "missing").length;
  const units = new Set(readable.map((each) => each.unit ?? ""));
  const numbers = read.flatMap((each) => (each.kind === "number" ? [each.value] : []));
  const scaled = said.filter((cell, i) => read[i]!.kind === "unreadable" && readScaled(cell) !== null);
  const withBeside = read.findIndex(({ kind }) => besideKinds.has(kind));
  return {
    said,
    numbers,
    readable: readable.length + twofold.length + unmeasured,
    scaled: scaled.length,
    unit: units.size <= 1 ? ([...units][0] ?? "") : null,
    mixed: units.size > 1 ? firstOfOneDimension([...units]) : null,
    beside: read[withBeside] ?? null,
    besideText: said[withBeside] ?? "",
    clocks: said.filter((cell, i) => read[i]!.kind === "unreadable" && readClock(cell) !== null).length,
  };
}

const besideKinds: ReadonlySet<MeasuredText["kind"]> = new Set([
  "spread",
  "relative spread",
  "bracketed",
  "limits",
] as const);

/** The first of some units that measure one thing; null where one of them is none, or measures something else. */
function firstOfOneDimension(units: readonly string[]): string | null {
  const [first] = units;
  return units.every((each) => stepBetween(each, first!) !== null) ? first! : null;
}

const cellUnits = "units in the cells";

function planOf(meaning: HeaderMeaning, name: string, facts: ColumnFacts): ColumnPlan {
  switch (meaning.kind) {
    case "metric":
      return facts.said.length > 0 && readableOf(facts, findMetric(meaning.metric).dimension === "time") === 0
        ? (namedByCells("", name, facts) ?? textColumn(name))
        : metricPlan(meaning, name, facts);
    case "case":
      return casePlan(meaning.field, meaning.note, name, facts);
    case "both lengths":
      return bothLengthsPlan(name, facts);
    case "context":
      return { kind: "context", field: meaning.field, note: "" };
    case "run":
      return areRuns(facts.said)
        ? { kind: "run", note: "rows with different runs are repeats" }
        : { kind: "extra", name, note: "names of setups, not numbers of runs: kept as a further field" };
    case "sample":
      return { kind: "sample", note: "" };
    case "setting":
      return { kind: "extra", name, note: "a setting: kept as a further field" };
    case "unknown":
      return planWithCells(name, facts) ?? lengthPlan(name, facts) ?? unknownPlan(meaning, name, facts);
  }
}

/** Hashes and ids of runs have no shape in common. */
const runId = /^(?:[\da-f]{6,}|[\da-f-]{32,}|[a-z]|first|second|third|fourth|fifth|last)$/i;

/**
 * Whether cells number runs: they differ in their digits alone (`run 1`, `run 2`; dates), or are ids. A row may be about the
 * others, and a cell torn.
 */
function areRuns(said: readonly string[]): boolean {
  const names = said.filter((cell) => !isSummaryLabel(cell, true));
  const shapes = new Set(names.map((cell) => cell.toLowerCase().replace(/\d+/g, "#")));
  const isNumbered = (cell: string) => runId.test(cell) || /^\W*(?:[a-z]+[\s_-]*)?\d+$/i.test(cell);
  return shapes.size <= 1 || names.filter(isNumbered).length >= names.length * 0.8;
}

/** Cells that a metric's column can hold; a time of the day is one only of a duration. */
function readableOf({ readable, scaled, clocks }: ColumnFacts, isDuration: boolean): number {
  return readable + scaled + (isDuration ? clocks : 0);
}

const durations =
  /duration|elapsed|run ?time|wall|training time|total time|time taken|dauer|laufzeit|durée|duración|durata|duração|длительность|耗时|用时|時間|所要|소요/i;

/** `Throughput` over `100 tok/s` is `Throughput (tok/s)`. */
function planWithCells(name: string, facts: ColumnFacts): ColumnPlan | null {
  const unit = facts.unit || facts.mixed;
  const meaning = unit ? readHeader(`${name} (${unit})`) : null;
  return meaning?.kind === "metric" ? metricPlan({ ...meaning, unit: null }, name, facts) : null;
}

/** `Input` over `1024 tok` is a length. */
function lengthPlan(name: string, { said }: ColumnFacts): ColumnPlan | null {
  const field = /^(?:input|prompt)$/i.test(name)
    ? "input_tokens"
    : /^(?:output|completion|generated)$/i.test(name)
      ? "output_tokens"
      : null;
  const areTokens = said.length > 0 && said.every((cell) => /^\d+\s*tok(?:en)?s?$/i.test(cell));
  return field !== null && areTokens ? { kind: "case", field, note: `“${said[0]}” counts tokens` } : null;
}

const vagueNames =
  /^(?:|name|config|configuration|setup|test|variant|case|description|konfiguration|nom|nombre|名称|名前|配置)$/i;

/** Cells below no name, or a vague one, that are all names of one kind: `vLLM`, `SGLang`. */
function namedByCells(header: string, name: string, { said }: ColumnFacts): ColumnPlan | null {
  if (!vagueNames.test(header) || said.length === 0) return null;
  if (said.every((cell) => (setupParts(cell)?.length ?? 0) > 1)) return null;
  // `llama-8b decode tok/s` says what was measured, and names no model.
  if (said.some((cell) => readHeader(cell).kind === "metric" || meaningWithin(cell) !== null)) return null;
  const kinds = new Set(said.map(looksOnlyLike));
  const [kind] = kinds;
  if (kinds.size !== 1 || kind === null || kind === undefined) return null;
  const note = `“${said[0]}” is a name of ${caseFieldLabel[kind].toLowerCase()}, as are the others`;
  return { kind: "case", field: kind, note, question: askNamed(name, kind) };
}

function textColumn(name: string): ColumnPlan {
  return { kind: "extra", name, note: "text: kept as a further field" };
}

function metricPlan(
  meaning: Extract<HeaderMeaning, { kind: "metric" }>,
  name: string,
  facts: ColumnFacts,
): MetricPlan {
  const metric = findMetric(meaning.metric, meaning.unit ?? "");
  const statistic = meaning.statistic ?? "mean";
  const note = statistic === "sd" ? "taken as the sample standard deviation" : meaning.note;
  const question = questionOf(meaning, name, statistic);
  const { level } = meaning;
  const clock = facts.clocks > 0;
  const base = {
    kind: "metric",
    metric,
    statistic,
    note,
    question,
    ...(level !== undefined && { level }),
    ...(clock && { clock }),
  } as const;
  if (statistic === "n" || statistic === "ci_level")
    return { ...base, unit: "", step: conversionTo("", countMetric) };
  if (statistic === "cv") return { ...base, unit: meaning.unit ?? (facts.unit || null), step: null };
  if (clock && meaning.unit === null) return { ...base, unit: null, step: null, note: cellUnits };
  if (meaning.unit !== null) return { ...base, unit: meaning.unit, step: conversionTo(meaning.unit, metric) };
  if (facts.unit !== "") return { ...base, unit: null, step: null, note: cellUnits };
  return { ...base, unit: null, step: null };
}

/** What is concluded from a header rather than read is asked. */
function questionOf(
  { metric, note, unit }: Extract<HeaderMeaning, { kind: "metric" }>,
  name: string,
  statistic: HeldStatistic,
): Question | null {
  if (note.startsWith(countBehind)) return askCount(name, metric);
  if (isSpread(statistic)) return null;
  if (note === ownStatistics) return askOwnStatistic(metric, statistic, unit);
  if (note === peakAssumed || note === ramAssumed) return askPeak(name, statistic, unit);
  const isOpen = note === outputAssumed && metric === "output_tokens_per_second";
  return isOpen ? askWhichTokens(metric, statistic, unit ?? "tok/s") : null;
}

const countMetric = findMetric(customMetricId("n"));

function casePlan(field: CaseField, note: string, name: string, facts: ColumnFacts): ColumnPlan {
  const isCount = facts.said.length > 0 && facts.numbers.length === facts.said.length;
  // A column "GPU" of numbers may count them or number them.
  if (field === "hardware" && isCount) {
    const note = "numbers that may be counts or indexes: kept as a further field";
    return { kind: "extra", name, note, question: askGpuNumbers() };
  }
  if (!isNumberField(field)) return { kind: "case", field, note };
  const thousands = inThousands(name, facts, { as: "case", field });
  if (thousands !== null) return thousands;
  const named = facts.said.find((cell) => countIn(cell, field) !== null);
  if (named !== undefined) {
    return { kind: "case", field, note: `“${named}” is read as ${countIn(named, field)}` };
  }
  const isText = facts.said.length > 0 && facts.numbers.length === 0;
  if (note === offeredAssumed) return { kind: "case", field, note, question: askOffered(name) };
  return { kind: "case", field, note: isText ? "no numbers: kept as a further field" : note };
}

function bothLengthsPlan(name: string, facts: ColumnFacts): ColumnPlan {
  const thousands = inThousands(name, facts, { as: "both lengths" });
  if (thousands !== null) return thousands;
  const pair = facts.said.find(isPair);
  if (pair === undefined) return { kind: "both lengths", note: "read as input and as output tokens" };
  const [input, output] = [partOf(pair, "first"), partOf(pair, "second")];
  return { kind: "both lengths", note: `“${pair}” is read as ${input} input and ${output} output tokens` };
}

/** A column with cells such as `32k` is kept as text until someone says what k is. */
function inThousands(
  name: string,
  { said }: ColumnFacts,
  role: Extract<ColumnRole, { as: "case" | "both lengths" }>,
): ColumnPlan | null {
  const parts = (cell: string) =>
    role.as === "case" ? [cell] : [partOf(cell, "first"), partOf(cell, "second")];
  const example = said.find((cell) => parts(cell).some((part) => readScaled(part) !== null));
  if (example === undefined) return null;
  const note = `“${example}” may be thousands or multiples of 1024: kept as a further field`;
  return { kind: "extra", name, note, question: askThousand(example, role) };
}

const notKnown = "not a metric that is known: kept under its own name";

function unknownPlan(
  meaning: Extract<HeaderMeaning, { kind: "unknown" }>,
  name: string,
  facts: ColumnFacts,
): ColumnPlan {
  const { said, numbers } = facts;
  if (said.length === 0)
    return { kind: "extra", name, note: "no cells in the first rows: kept as a further field" };
  const isClock = facts.clocks > 0 && durations.test(name);
  if (readableOf(facts, isClock) < said.length * 0.9) return partsPlan(name, facts) ?? textColumn(name);
  if (/^[\d.,\s]+$/.test(name)) return { kind: "ignored", note: headedByValue };
  const isNumber = numbers.length === said.length && meaning.unit === null && facts.unit === "";
  if (isNumber && readHeld(name) === null && isSetting(numbers, said.length))
    return settingPlan(name, settingsRepeat);
  if (isNumber && /^[a-z]$/i.test(name) && numbers.every(Number.isInteger))
    return settingPlan(name, "whole numbers under one letter: read as a setting");
  return ownMetric(meaning, name, facts, isClock);
}

/** A column of which every cell names fields that are known, and nothing else. */
function partsPlan(name: string, { said }: ColumnFacts): ColumnPlan | null {
  const read = said.map(setupParts);
  if (said.length === 0 || read.some((each) => each === null)) return null;
  const first = read[0]!.map(({ field, text }) => `${caseFieldLabel[field!].toLowerCase()} ${text}`);
  return { kind: "parts", name, note: `“${said[0]}” is read as ${first.join(", ")}` };
}

const settingsRepeat = "whole numbers that repeat, or one number throughout: read as a setting";

function settingPlan(name: string, note: string): ColumnPlan {
  return { kind: "extra", name, note, question: askSetting(name) };
}

/** Numbers under a name that is not known are a metric of that name. */
function ownMetric(
  meaning: Extract<HeaderMeaning, { kind: "unknown" }>,
  name: string,
  facts: ColumnFacts,
  isClock: boolean,
): MetricPlan {
  const inCells = facts.unit === null ? facts.mixed : facts.unit;
  const written = meaning.unit ?? (inCells || (isClock ? "s" : ""));
  const unit = findUnit(written)?.symbol ?? written;
  const own = meaning.unit === null ? name : meaning.name;
  const metric = findMetric(customMetricId(own), unit);
  const isOpen = facts.unit === null && facts.mixed === null && meaning.unit === null && !isClock;
  const statistic = readOwnStatistic(name)?.statistic ?? "mean";
  const question =
    unit !== ""
      ? askWithUnit(own, unit, statistic)
      : isOpen
        ? null
        : (askBareStatistic(name, readHeld(name)?.statistic ?? null) ?? askUnitless(name, null, statistic));
  const isRate = isRateOfResults(meaning.unit);
  const plan = {
    kind: "metric",
    metric,
    statistic: "mean",
    note: notKnown,
    question,
    ...(isRate && { isRate }),
  } as const;
  if (isOpen) return { ...plan, unit: null, step: null };
  const saysUnit = facts.unit === null && meaning.unit === null;
  return {
    ...plan,
    unit,
    step: conversionTo(unit, metric),
    ...(isClock && { clock: true }),
    ...(saysUnit && { saysUnit }),
  };
}

/** `Best throughput (tokens/s)`: only a benchmark counts tokens or requests by the second, whatever it calls them. */
function isRateOfResults(unit: string | null): boolean {
  const dimension = unit === null ? undefined : findUnit(unit)?.dimension;
  return dimension === "token-rate" || dimension === "request-rate";
}

/** Settings are set: few whole numbers that come again and again, or one number in all rows. */
function isSetting(numbers: readonly number[], said: number): boolean {
  if (numbers.length < said) return false;
  const different = new Set(numbers).size;
  if (said >= 3 && different === 1) return true;
  return said >= 2 && numbers.every(Number.isInteger) && different <= said / 2;
}

const numbering = /^(?:|#|№|no\.?|nr\.?|s\.? ?no\.?|sl\.? ?no\.?|序号|编号|番号|번호)$/i;

function isRowNumber(header: string, { numbers, said }: ColumnFacts): boolean {
  const isCount = numbers.every((value, i) => value === numbers[0]! + i);
  if (header !== "" && (said.length < 2 || numbers[0]! > 1)) return false;
  return numbering.test(header.trim()) && (said.length === 0 || (numbers.length === said.length && isCount));
}

/** The name of a column that has none, or that shares it, says where it stands. */
function namesOf(headers: readonly string[]): string[] {
  const seen = new Set<string>();
  return headers.map((header, i) => {
    if (header === "") return `column ${i + 1}`;
    const name = seen.has(header) ? `${header} (column ${i + 1})` : header;
    seen.add(header);
    return name;
  });
}

/** A second column that would say the same thing is kept under its own name. */
function settle(plan: ColumnPlan, taken: Set<string>, name: string): ColumnPlan {
  const idea = ideaOf(plan);
  if (idea === null) return plan;
  if (!taken.has(idea)) {
    taken.add(idea);
    return plan;
  }
  const note = "another column says the same: kept under its own name";
  if (plan.kind !== "metric") return { kind: "extra", name, note };
  const metric = findMetric(customMetricId(name), plan.unit ?? "");
  return {
    ...plan,
    metric,
    statistic: "mean",
    step: plan.unit === null ? null : conversionTo(plan.unit, metric),
    note,
  };
}

function ideaOf(plan: ColumnPlan): string | null {
  if (plan.kind === "metric")
    return `${plan.metric.id} ${plan.statistic} ${plan.run ?? ""} ${fixedKey(plan.fixed)}`;
  if (plan.kind === "case" || plan.kind === "context") return plan.field;
  return plan.kind === "extra" || plan.kind === "ignored" || plan.kind === "parts" ? null : plan.kind;
}

/** `TTFT std` beside `TTFT (ms)`: a statistic without a unit has that of its metric's other columns. */
function withUnitOf(plan: MetricPlan, all: readonly ColumnPlan[]): MetricPlan {
  if (plan.step !== null || plan.note === cellUnits || plan.statistic === "cv") return plan;
  if (plan.metric.dimension === "number") return { ...plan, unit: "", step: conversionTo("", plan.metric) };
  const units = new Set(
    all.flatMap((other) =>
      other.kind === "metric" && other.metric.id === plan.metric.id && other.unit ? [other.unit] : [],
    ),
  );
  const [unit] = units;
  if (units.size !== 1 || unit === undefined) return plan;
  return {
    ...plan,
    unit,
    step: conversionTo(unit, plan.metric),
    note: `unit of the other ${plan.metric.short} columns`,
  };
}

/** A count or spread of which no other column says what it is of. */
function isOrphan(plan: ColumnPlan, all: readonly ColumnPlan[]): plan is MetricPlan {
  if (plan.kind !== "metric" || !isSpread(plan.statistic)) return false;
  if (plan.statistic === "cv" && plan.unit === null) return true;
  return !all.some(
    (other) => other.kind === "metric" && other.metric.id === plan.metric.id && !isSpread(other.statistic),
  );
}

function customPlan(name: string, { unit }: MetricPlan): MetricPlan {
  const metric = findMetric(customMetricId(name), unit ?? "");
  const note = "what it counts or spreads about is in no column: kept under its own name";
  return {
    kind: "metric",
    metric,
    statistic: "mean",
    unit: unit ?? "",
    step: conversionTo("", metric),
    note,
  };
}

function unitless(name: string, plan: MetricPlan): MetricPlan {
  const metric = findMetric(customMetricId(name));
  const note = `no unit is said: kept under its own name, not as ${plan.metric.label}`;
  const question = askUnitless(name, plan.metric.id, plan.statistic);
  const { statistic, statistics } = plan;
  const listed = statistics && {
    statistic,
    statistics,
    question: question && withAnswers(question, { statistic, statistics: [...statistics] }),
  };
  return {
    kind: "metric",
    metric,
    statistic: "mean",
    unit: "",
    step: conversionTo("", metric),
    note,
    question,
    ...listed,
  };
}

/** Whether the columns are those of a table of results: a known metric, or numbers beside a known setting. */
export function isResultTable(plans: readonly ColumnPlan[]): boolean {
  const metrics = plans.filter((plan) => plan.kind === "metric");
  const isKnown = metrics.some(({ metric, isRate }) => !metric.id.startsWith("custom:") || isRate === true);
  const hasSetup = plans.some(({ kind }) => kind === "case" || kind === "both lengths" || kind === "parts");
  return (
    isKnown ||
    metrics.some(isOfSide) ||
    (metrics.length > 0 && hasSetup) ||
    (hasSetup && pivotQuestion(plans, "") !== null)
  );
}

/** How the columns were read, for the person who wants to check it. */
export function columnReadings(headers: readonly string[], plans: readonly ColumnPlan[]): ColumnReading[] {
  return plans.map((plan, i) => ({
    header: headers[i]!,
    column: i + 1,
    readAs: roleText(roleOf(plan)),
    field: plan.kind === "case" ? plan.field : null,
    unit: plan.kind === "metric" && plan.unit ? { found: plan.unit, canonical: plan.metric.unit } : null,
    note:
      plan.kind === "metric" && plan.unit !== null
        ? joinNotes(listNote(plan), conversionNote(plan), ...(plan.fixed ?? []).map(fixedText), plan.note)
        : plan.note,
    role: roleOf(plan),
    reason: reasonOf(plan, headers[i]!),
    question: "question" in plan ? (plan.question ?? null) : null,
  }));
}

/** Why a column is read so, in a few words. */
function reasonOf(plan: ColumnPlan, header: string): string {
  if (plan.note === confirmedNote) return confirmedNote;
  const quoted = `“${header}”`;
  switch (plan.kind) {
    case "metric":
      if (plan.metric.id.startsWith("custom:"))
        return plan.note === notKnown || plan.note === ""
          ? `${quoted} names no metric that is known; its cells are numbers`
          : `${quoted}: ${plan.note}`;
      if (plan.unit === null) return `${quoted} names ${plan.metric.label}; its cells name their units`;
      return `${quoted} names ${plan.metric.label}${plan.unit === "" ? "" : ` in ${plan.unit}`}`;
    case "case":
      return vagueNames.test(header)
        ? plan.note
        : `${quoted} is a name of ${caseFieldLabel[plan.field].toLowerCase()}`;
    case "context":
      return `${quoted} says ${plan.field.replaceAll("_", " ")}`;
    case "run":
    case "sample":
      return `${quoted} numbers ${plan.kind}s`;
    case "count":
      return `${quoted} counts what is behind the values of a row`;
    case "parts":
      return `the cells under ${quoted} name several fields each`;
    case "both lengths":
      return `${quoted} is one length for input and output`;
    case "extra":
    case "ignored":
      return plan.note;
  }
}

function conversionNote({ unit, step }: MetricPlan): string {
  if (step === null || unit === null || step.same) return "";
  return step.record(1)?.by ?? "";
}

/** What the parts of a cell are. */
function listNote({ statistics }: MetricPlan): string {
  if (statistics === undefined) return "";
  const names = statistics.map((each) => each ?? "a statistic that points do not hold (not read)");
  return `each cell holds ${names.join(", ")}`;
}

function joinNotes(...notes: string[]): string {
  return notes.filter((note) => note !== "").join("; ");
}

/** What a case column means in words, for problems. */
export function expectedOf(plan: ColumnPlan): string {
  if (plan.kind === "case") return caseFieldLabel[plan.field];
  return plan.kind === "metric" && plan.unit !== null && findUnit(plan.unit)
    ? `a number, in ${plan.unit}`
    : "a number";
}
