import { evidences, type Evidence } from "../../points/evidence";
import { gravest } from "../../points/point-audit";
import { pointId } from "../../points/id";
import type { Interval } from "../../points/interval";
import { findMetric } from "../../points/metrics";
import { emptyStats, statistics, type Stats } from "../../points/point";
import { independent } from "../chart-interval";
import { ratioInterval } from "../../stats/ratio-interval";
import type { ChartPoint } from "../chart-point";

const level = 0.95;

/** A part over a count that is known exactly: its spread, interval and values over that count. */
export function scaledPoint(
  part: ChartPoint,
  count: number,
  { metric, formula }: { metric: string; formula: string },
): ChartPoint {
  const over = (value: number) => value / count;
  const { limits: _ofPart, ...shared } = part;
  const { interval, strip, runStats } = shared;
  return {
    ...shared,
    ...derivedAs(metric, formula, [part]),
    value: part.value === null ? null : over(part.value),
    stats: scaledStats(part.stats, over),
    interval: interval && { ...interval, low: over(interval.low), high: over(interval.high) },
    strip: strip && strip.map(over),
    runStats: runStats && scaledRuns(runStats, over),
    raw: `${part.raw} ${part.unit} ÷ ${count}`,
  };
}

function scaledStats(stats: Stats, over: (value: number) => number): Stats {
  const scaled: Stats = { ...emptyStats(), n: stats.n, sd: stats.sd === null ? null : over(stats.sd) };
  for (const name of statistics) {
    const value = stats[name];
    if (value !== null) scaled[name] = over(value);
  }
  return scaled;
}

function scaledRuns(
  runs: NonNullable<ChartPoint["runStats"]>,
  over: (value: number) => number,
): ChartPoint["runStats"] {
  return Object.fromEntries(Object.entries(runs).map(([name, values]) => [name, values.map(over)]));
}

/** What a quotient is made of. `above` null is 1: a price is exact, as it is stated. */
export interface Quotient {
  metric: string;
  formula: string;
  factor: number;
  above: ChartPoint | null;
  below: ChartPoint;
  /** All points that the formula uses, the tokens per second first: whose place it keeps. */
  parts: readonly [ChartPoint, ...ChartPoint[]];
  /** The part whose case says the most. */
  setup: ChartPoint;
}

/**
 * factor × above / below, all of one case of one file. Its interval is that of a ratio of two means on the log scale, the
 * parts taken as independent; none unless every measured part has one.
 */
export function quotientPoint({ metric, formula, factor, above, below, parts, setup }: Quotient): ChartPoint {
  const value = (factor * (above?.value ?? 1)) / (below.value ?? NaN);
  const { limits: _ofPart, ...shared } = parts[0];
  return {
    ...shared,
    ...derivedAs(metric, formula, parts),
    value,
    case: setup.case,
    written: setup.written,
    stats: { ...emptyStats(), mean: value },
    evidence: weakestOf(above === null ? [below] : [above, below], parts),
    interval: quotientInterval(above, below, factor),
    strip: null,
    runStats: null,
    raw: parts.map(({ raw, unit }) => `${raw} ${unit}`.trim()).join(", "),
  };
}

function derivedAs(metric: string, formula: string, parts: readonly ChartPoint[]) {
  const [first] = parts;
  const ids = parts.map(({ id }) => id);
  return {
    id: pointId(first?.dataset ?? "", metric, ...ids),
    metric,
    unit: findMetric(metric).unit,
    places: null,
    derivation: { formula, parts: ids, metrics: parts.map((part) => part.metric) },
    peak: null,
    audit: gravest(parts.map(({ audit }) => audit)),
  };
}

/** That of the weakest measured part; a claim among the parts makes a claim of the whole. */
function weakestOf(measured: readonly ChartPoint[], parts: readonly ChartPoint[]): Evidence {
  if (parts.some(({ evidence }) => evidence === "claim")) return "claim";
  return measured.map(({ evidence }) => evidence).reduce(weaker);
}

function weaker(a: Evidence, b: Evidence): Evidence {
  return evidences[Math.max(evidences.indexOf(a), evidences.indexOf(b))] ?? "claim";
}

const exact = { mean: 1, sd: 0, n: 2 };

function quotientInterval(above: ChartPoint | null, below: ChartPoint, factor: number): Interval | null {
  const [up, down] = [above?.interval, below.interval];
  if (up === null || down === null) return null;
  const found = ratioInterval(above === null ? exact : independent(above), independent(below), level);
  if (found === null) return null;
  return {
    low: found.low * factor,
    high: found.high * factor,
    level,
    method: "log-ratio",
    n: Math.min(above?.stats.n ?? Infinity, below.stats.n ?? Infinity),
    varies: up === undefined || up.varies === down.varies ? down.varies : "not-stated",
    ...(found.df !== null && { df: found.df }),
  };
}
