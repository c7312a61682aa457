/**
 * What differs between the values that an interval is made of. Requests inside one run are not repeats of its
 * throughput: `within-run` says how steady one run was, `between-run` how well the result repeats.
 */
export type Varies = "between-run" | "within-run" | "not-stated";

/** `stated` is printed in the file; the others are ours. `order-statistic` is of a quantile: two of the values themselves. */
export type IntervalMethod = "student-t" | "log-ratio" | "order-statistic" | "stated";

/** Confidence interval of a point's value, in the metric's canonical unit. `level` is a fraction: 0.95. */
export interface Interval {
  low: number;
  high: number;
  level: number;
  method: IntervalMethod;
  /** How many values the interval rests on; null where a stated interval does not say. */
  n: number | null;
  varies: Varies;
  /** Of an own `log-ratio`: its degrees of freedom, from which its other levels follow. */
  df?: number;
  /** Where the values of one run are not independent of one another, in the order in which the file has them. */
  correlation?: Correlation;
}

/** How alike neighbouring values are. */
export interface Correlation {
  /** Lag-1 autocorrelation, -1 to 1. */
  r1: number;
  /** As how many independent values the n count; n where nothing is corrected. */
  effectiveN: number;
}

/** The levels a view may choose. */
export const levels = [0.9, 0.95, 0.99] as const;
export type Level = (typeof levels)[number];

export const quantileNames = ["median", "p90", "p95", "p99"] as const;

/**
 * The values between which a quantile lies, for each of `levels` in their order; null where too few values bound it, and
 * without those quantiles that no level bounds.
 */
export type QuantileLimits = Partial<
  Record<(typeof quantileNames)[number], readonly (readonly [low: number, high: number] | null)[]>
>;

export const variesLabel: Record<Varies, string> = {
  "between-run": "between runs",
  "within-run": "within one run",
  "not-stated": "what varies is not stated",
};

export const methodLabel: Record<IntervalMethod, string> = {
  "student-t": "Student t",
  "log-ratio": "delta method on the log ratio",
  "order-statistic": "order statistics of the values",
  stated: "as stated in the file",
};

/** Why an interval has no width, in words: a point that varies not at all looks like one without an interval. Else empty. */
export function noWidth({ low, high, method, n, varies }: Interval): string {
  if (low !== high) return "";
  if (method === "stated" || n === null) return "no width, as stated in the file";
  return `no width, since the spread of the ${n} ${varies === "between-run" ? "runs" : "values"} is 0`;
}

/** What is said of values that are not independent of one another: what was corrected, or why not. Else empty. */
export function alikeText({ correlation, n }: Pick<Interval, "correlation" | "n">): string {
  if (correlation === undefined) return "";
  const { r1, effectiveN } = correlation;
  const r = `r1 = ${r1.toFixed(2).replace("-", "\u2212")}`;
  if (r1 < 0) return `neighbouring values alternate: ${r}, so that this is rather too wide`;
  if (n !== null && effectiveN >= n)
    return `values stand by size: whether neighbouring ones are alike is not known`;
  return `neighbouring values are alike: ${r}, n counts as ${Math.round(effectiveN)}`;
}
