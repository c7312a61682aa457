// Columns that name a statistic and not of what: `std`, `95% CI low`, `n`.
import { isSpread, type HeaderMeaning, type HeldStatistic } from "../points/header-meaning";
import { readHeader, readHeld, readOwnStatistic, type HeldAlone } from "../points/headers";
import { customMetricId, findMetric, isKnownMetric } from "../points/metrics";
import { findUnit } from "../points/units";

type MetricMeaning = Extract<HeaderMeaning, { kind: "metric" }>;

export interface BareStatistics {
  meanings: HeaderMeaning[];
  /** The column that counts the measurements behind every metric of a row; -1 where there is none. */
  count: number;
}

const countNames = new Set(
  "n|runs|repeats|count|reps|repetitions|trials|num runs|n runs|number of runs|number of repeats|number of repetitions|number of trials|sample size|läufe|durchläufe|wiederholungen|anzahl läufe|anzahl der läufe|anzahl durchläufe|anzahl messungen|messungen|exécutions|répétitions|nombre d'exécutions|nombre de répétitions|nombre d'essais|nb exécutions|nb répétitions|ejecuciones|repeticiones|número de ejecuciones|número de repeticiones|execuções|repetições|número de execuções|esecuzioni|ripetizioni|numero di esecuzioni|запусков|прогонов|повторов|число запусков|число прогонов|число повторов|количество запусков|количество прогонов|运行次数|重复次数|测试次数|测量次数|実行回数|試行回数|測定回数|繰り返し回数|실행 횟수|반복 횟수|측정 횟수".split(
    "|",
  ),
);

/** The note of a count that does not say of what it is. */
export const countBehind = "read as the count behind";

/** Times of requests have many statistics; of other metrics a spread shows that they are of one. */
function isOneMetric(said: readonly HeldStatistic[], unit: string | null): boolean {
  const isTime = unit !== null && findUnit(unit)?.dimension === "time";
  return said.some((each) => !isSpread(each)) && (isTime || said.some(isSpread));
}

/** The note of a metric that is not known and of which several columns say statistics. */
export const ownStatistics = "not a metric that is known: its statistics are kept under its own name";

/** The unit that the cells of a column name; null or blank where they name none. */
type UnitOfCells = (column: number) => string | null;

/** Columns of statistics of one metric that is not known (`latency_mean_ms`, `latency_p99_ms`) are of one metric. */
export function withOwnStatistics(
  headers: readonly string[],
  meanings: readonly HeaderMeaning[],
  unitOfCells: UnitOfCells,
): HeaderMeaning[] {
  const own = headers.map((header, i) => (meanings[i]!.kind === "unknown" ? readOwnStatistic(header) : null));
  const keyOf = (each: NonNullable<(typeof own)[number]>) => `${each.name.toLowerCase()} ${each.unit ?? ""}`;
  return meanings.map((meaning, i) => {
    const each = own[i];
    if (meaning.kind === "unknown" && isMinimum(headers[i]!, headers)) return { ...meaning, unit: null };
    if (meaning.kind === "unknown" && isBeforeSpread(headers, meanings, i, unitOfCells))
      return ownMetric(headers[i]!, meaning);
    if (each == null) return meaning;
    const same = own.filter((other) => other !== null && keyOf(other) === keyOf(each));
    const said = new Set(same.map((other) => other!.statistic));
    if (same.length < 2 || said.size < same.length || !isOneMetric([...said], each.unit)) return meaning;
    const { statistic, unit, level } = each;
    const name = same[0]!.name;
    const metric = customMetricId(name);
    return {
      kind: "metric",
      metric,
      statistic,
      unit,
      note: ownStatistics,
      ...(level === null ? {} : { level }),
    };
  });
}

/** Whether the column right of one that is not known is its spread, or a percentile: `Latency (ms),Std (ms)`. */
function isBeforeSpread(
  headers: readonly string[],
  meanings: readonly HeaderMeaning[],
  column: number,
  unitOfCells: UnitOfCells,
): boolean {
  const [meaning, next] = [meanings[column]!, meanings[column + 1]];
  if (meaning.kind !== "unknown" || next?.kind !== "unknown") return false;
  if (readHeld(headers[column]!) !== null || isCountName(headers[column + 1]!)) return false;
  const held = readHeld(headers[column + 1]!);
  const own = meaning.unit ?? unitOfCells(column);
  if (held === null || !own) return false;
  const other = held.unit ?? unitOfCells(column + 1);
  return !other || findUnit(other)?.dimension === findUnit(own)?.dimension;
}

function ownMetric(
  header: string,
  { name, unit }: Extract<HeaderMeaning, { kind: "unknown" }>,
): MetricMeaning {
  const own = readOwnStatistic(header);
  return {
    kind: "metric",
    metric: customMetricId(own?.name ?? name),
    statistic: own?.statistic ?? null,
    unit,
    note: ownStatistics,
  };
}

/** `latency_min` beside `latency_max` is no number of minutes. */
function isMinimum(header: string, headers: readonly string[]): boolean {
  const [, stem] = /^(.+?)[\s_]min$/i.exec(header.trim()) ?? [];
  return (
    stem !== undefined &&
    headers.some((other) => /^[\s_](?:max|mean|avg|p\d+|median)$/i.test(other.trim().slice(stem.length)))
  );
}

/** How the note of such a statistic begins. */
export const titledNote = "the title above names";

/**
 * `TTFT (ms)` above a header of `model, p50, p90, p99`: where no column names a metric and one title does, its statistics are
 * those of the title's metric.
 */
export function withTitledStatistics(
  headers: readonly string[],
  meanings: readonly HeaderMeaning[],
  titles: readonly string[],
): HeaderMeaning[] {
  const held = headers.map((header, i) => (meanings[i]!.kind === "unknown" ? readHeld(header) : null));
  const isNamed = meanings.some(({ kind }) => kind === "metric");
  if (isNamed || held.filter((each) => each !== null).length < 2) return [...meanings];
  const found = titles.flatMap((title) => {
    const meaning = readHeader(title);
    return meaning.kind === "metric" && meaning.statistic === null ? [meaning] : [];
  });
  const [of] = found;
  if (of === undefined || found.some(({ metric }) => metric !== of.metric)) return [...meanings];
  const note = `${titledNote} ${findMetric(of.metric).short}`;
  return meanings.map((meaning, i) => {
    const each = held[i];
    if (!each || !isUnitOf(each, of)) return meaning;
    return { ...statisticOf(of, each), note };
  });
}

/**
 * Gives each column that names a statistic alone to the metric on its left, or to the only one that the table has.
 *
 * @param unitOfCells the unit that a column's cells name
 * @param hasSpread whether the cells of a column say their spread themselves
 * @param isRun whether a column is one run of its metric, so that a mean beside it is of the runs
 * @param isFar whether the numbers of one column are of another size than those of another
 */
export function withBareStatistics(
  headers: readonly string[],
  meanings: readonly HeaderMeaning[],
  unitOfCells: UnitOfCells,
  hasSpread: (column: number) => boolean,
  isRun: (column: number) => boolean,
  isFar: (column: number, of: number) => boolean,
): BareStatistics {
  const found = [...meanings];
  headers.forEach((header, i) => {
    const held = meanings[i]!.kind === "unknown" && !isCountName(header) ? readHeld(header) : null;
    const ofRuns = isRun(lastOther(found, headers, i));
    const of =
      held === null || (held.statistic === "mean" && !ofRuns) ? null : metricOf(found, i, held, ofRuns);
    if (held === null || of === null || !fitsCells(of, unitOfCells(i))) return;
    // `tok/s,p50,p99` may be percentiles of a latency that no header names.
    if (isRate(of) && !isSpread(held.statistic) && isFar(i, found.indexOf(of))) return;
    found[i] = statisticOf(of, held);
  });
  const counts = headers.flatMap((header, i) =>
    meanings[i]!.kind === "unknown" && isCountName(header) ? [i] : [],
  );
  return counts.length === 0 ? { meanings: found, count: -1 } : withCounts(found, counts, hasSpread);
}

/** Whether the cells name no unit of something else: `200 ms` is no rate of requests. */
function fitsCells({ metric, unit }: MetricMeaning, inCells: string | null): boolean {
  if (!inCells || inCells === "%") return true;
  const own = isKnownMetric(metric)
    ? findMetric(metric).dimension
    : unit === null
      ? null
      : findUnit(unit)?.dimension;
  return own === null || own === "number" || findUnit(inCells)?.dimension === own;
}

function isRate({ metric, unit }: MetricMeaning): boolean {
  const dimension = unit === null ? undefined : findUnit(unit)?.dimension;
  return (
    dimension === "token-rate" ||
    dimension === "request-rate" ||
    (unit !== null && /\/s(?:ec|econds?)?$/.test(unit)) ||
    (isKnownMetric(metric) && findMetric(metric).dimension.endsWith("rate"))
  );
}

/** Whether a header names a count of measurements, and not of what. */
export function isCountName(header: string): boolean {
  return countNames.has(
    header
      .trim()
      .toLowerCase()
      .replace(/[’‘ʼ]/g, "'")
      .replace(/[\s_#.]+/g, " ")
      .trim(),
  );
}

/** The nearest column on the left whose header is no statistic alone; -1 where there is none. */
function lastOther(meanings: readonly HeaderMeaning[], headers: readonly string[], column: number): number {
  let at = column - 1;
  while (at >= 0 && (meanings[at]!.kind === "unknown" || readHeld(headers[at]!) !== null)) at--;
  return at;
}

/** The nearest column on the left that is no statistic alone, else the only metric; null where it has this statistic already. */
function metricOf(
  meanings: readonly HeaderMeaning[],
  column: number,
  held: HeldAlone,
  ofRuns: boolean,
): MetricMeaning | null {
  const left = meanings[column - 1];
  const all = meanings.filter((each) => each.kind === "metric");
  const ids = new Set(all.map(({ metric }) => metric));
  const of = left?.kind === "metric" ? left : ids.size === 1 ? all[0] : undefined;
  if (of === undefined || !isUnitOf(held, of)) return null;
  const isTaken = all.some(
    ({ metric, statistic }) => metric === of.metric && (statistic ?? "mean") === held.statistic,
  );
  return isTaken && !ofRuns ? null : of;
}

function isUnitOf({ statistic, unit }: HeldAlone, { metric, unit: own }: MetricMeaning): boolean {
  if (unit === null) return true;
  if (statistic === "cv") return findUnit(unit)?.dimension === "percent";
  if (!isKnownMetric(metric)) return own !== null && findUnit(own)?.symbol === unit;
  return findUnit(unit)?.dimension === findMetric(metric).dimension;
}

function statisticOf(of: MetricMeaning, { statistic, level, unit }: HeldAlone): MetricMeaning {
  const { metric } = of;
  const note = `read as that of ${findMetric(metric).short}`;
  const own = statistic === "cv" || unit !== null ? unit : of.unit;
  return { kind: "metric", metric, statistic, unit: own, note, ...(level === null ? {} : { level }) };
}

/** One count is of every metric with a spread; of several, each is of the metric on its left. */
function withCounts(
  meanings: HeaderMeaning[],
  counts: readonly number[],
  hasSpread: (column: number) => boolean,
): BareStatistics {
  const spread = metricsWithSpread(meanings, hasSpread);
  const [only] = counts;
  if (counts.length === 1 && spread.size > 1) return { meanings, count: only! };
  for (const column of counts) {
    const [single] = spread;
    const of = counts.length === 1 ? single : metricLeftOf(meanings, column);
    if (of !== undefined && spread.has(of)) meanings[column] = countOf(of, spread.size === 1);
  }
  return { meanings, count: -1 };
}

/** Metrics that have a value and a spread, and no count. */
function metricsWithSpread(
  meanings: readonly HeaderMeaning[],
  hasSpread: (column: number) => boolean,
): Set<string> {
  const held = new Map<string, Set<HeldStatistic>>();
  meanings.forEach((meaning, i) => {
    if (meaning.kind !== "metric") return;
    const of = held.get(meaning.metric) ?? new Set();
    held.set(meaning.metric, of.add(meaning.statistic ?? "mean"));
    if (hasSpread(i)) of.add("sd");
  });
  const isSummary = (of: Set<HeldStatistic>) =>
    !of.has("n") && [...of].some(isSpread) && [...of].some((each) => !isSpread(each));
  return new Set([...held].filter(([, of]) => isSummary(of)).map(([metric]) => metric));
}

function metricLeftOf(meanings: readonly HeaderMeaning[], column: number): string | undefined {
  const left = meanings[column - 1];
  return left?.kind === "metric" ? left.metric : undefined;
}

function countOf(metric: string, isOnly: boolean): MetricMeaning {
  const which = isOnly ? "which alone has a mean and a spread" : "the metric to its left";
  const note = `${countBehind} ${findMetric(metric).short}, ${which}`;
  return { kind: "metric", metric, statistic: "n", unit: null, note };
}
