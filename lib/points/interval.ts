/**
 * What differs between the values that an interval is made of. Requests inside one run are not repeats of its
 * throughput: `within-run` says how steady one run was, `between-run` how well the result repeats.
 */
export type Varies = "between-run" | "within-run" | "not-stated";

/** `student-t` and `log-ratio` are ours; `stated` is printed in the file. */
export type IntervalMethod = "student-t" | "log-ratio" | "stated";

/** Confidence interval of a point's value, in the metric's canonical unit. `level` is a fraction: 0.95. */
export interface Interval {
  low: number;
  high: number;
  level: number;
  method: IntervalMethod;
  /** How many values the interval rests on; null where a stated interval does not say. */
  n: number | null;
  varies: Varies;
}

/** The levels a view may choose. */
export const levels = [0.9, 0.95, 0.99] as const;
export type Level = (typeof levels)[number];

export const variesLabel: Record<Varies, string> = {
  "between-run": "between runs",
  "within-run": "within one run",
  "not-stated": "what varies is not stated",
};

export const methodLabel: Record<IntervalMethod, string> = {
  "student-t": "Student t",
  "log-ratio": "delta method on the log ratio",
  stated: "as stated in the file",
};
