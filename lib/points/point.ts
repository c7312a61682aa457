import type { Case } from "./case";
import type { Evidence } from "./evidence";
import type { Interval, QuantileLimits, Varies } from "./interval";
import type { Context, Provenance } from "./provenance";

/** The statistics that a point may hold of its metric. */
export const statistics = ["mean", "median", "p90", "p95", "p99", "min", "max"] as const;
export type Statistic = (typeof statistics)[number];

/** Statistics of one point, in the metric's canonical unit; null where neither stated nor computable. */
export interface Stats {
  n: number | null;
  mean: number | null;
  /** Sample standard deviation (n - 1). */
  sd: number | null;
  median: number | null;
  p90: number | null;
  p95: number | null;
  p99: number | null;
  min: number | null;
  max: number | null;
}

export const statsFields = ["n", "mean", "sd", "median", "p90", "p95", "p99", "min", "max"] as const;

/** Raw repeats behind a point, in the metric's canonical unit, in the order of the file. */
export interface Samples {
  values: ArrayLike<number>;
  /** Where values[i] stands: its line in delimited text, or its index in the JSON array at `pointer`. */
  at: ArrayLike<number>;
  /** The JSON array that holds the values; null for delimited text. */
  pointer: string | null;
  /** The field of each line that holds the value (1-based); null for JSON. */
  column: number | null;
  varies: Varies;
}

/** A range printed in place of a value (`2-10x`, `<20 ms`, `1000+`); an open side is null. Never an interval. */
export interface Range {
  low: number | null;
  high: number | null;
}

/** How a derived point was computed, and from which points. */
export interface Derivation {
  formula: string;
  parts: string[];
  /** The metric of each part, in their order. */
  metrics?: string[];
}

/**
 * One value of one metric for one case, with what is known of its spread, and its provenance.
 *
 * Exactly one of `value`, `missing` and `range` says what the file holds: a number, the text that stands for
 * "no number" (`N/A`, `OOM`), or a stated range.
 */
export interface Point {
  /** Made from the file's hash and the point's metric, case and place: the same bytes give the same ids. */
  id: string;
  metric: string;
  unit: string;
  value: number | null;
  /** Which statistic of the metric `value` is. */
  statistic: Statistic;
  missing: string | null;
  range: Range | null;
  case: Case;
  stats: Stats;
  samples: Samples | null;
  evidence: Evidence;
  /** At 95 %, or as stated. Other levels are computed from `stats` by lib/runs/interval-at. */
  interval: Interval | null;
  /** Of the raw values of one run that are independent of one another; absent elsewhere. */
  limits?: QuantileLimits;
  provenance: Provenance;
  context: Context;
  /** The runs that were merged into this point, one a row or file; empty where the point is one row of its own. */
  runs: Run[];
  derivation: Derivation | null;
}

/** One run of a merged point: a row or a file with statistics, or samples, of its own. */
export interface Run {
  /** The file's own name of the run, or null. */
  label: string | null;
  value: number;
  stats: Stats;
  samples: Samples | null;
  provenance: Provenance;
  context: Context;
  /** The file that holds this run, where runs of several files were merged; null within one file. */
  dataset: string | null;
}

export function emptyStats(): Stats {
  return {
    n: null,
    mean: null,
    sd: null,
    median: null,
    p90: null,
    p95: null,
    p99: null,
    min: null,
    max: null,
  };
}

/** Whether a point has anything to draw: a number or a range. */
export function isDrawable(point: Pick<Point, "value" | "range">): boolean {
  return point.value !== null || point.range !== null;
}
