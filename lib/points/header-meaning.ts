import type { CaseField } from "./case";
import type { Statistic } from "./point";
import type { Context } from "./provenance";

/** Numbers from which an interval follows, beside the value itself. */
export const spreadStatistics = ["sd", "n", "sem", "cv", "ci_low", "ci_high", "ci_half", "ci_level"] as const;

/**
 * What a header says its column holds of a metric: a value of one statistic, or what stands behind it. `sem` is the mean's
 * standard error, `cv` the coefficient of variation, `ci_half` an interval's half width.
 */
export type HeldStatistic = Statistic | (typeof spreadStatistics)[number];

/** What the header of a column says. `note` tells a reader what was concluded rather than read; empty where nothing was. */
export type HeaderMeaning =
  | {
      kind: "metric";
      metric: string;
      statistic: HeldStatistic | null;
      unit: string | null;
      note: string;
      /** Of an interval's limits, as a fraction; absent where the header does not say. */
      level?: number;
    }
  | { kind: "case"; field: CaseField; note: string }
  /** One number for input and output tokens alike. */
  | { kind: "both lengths" }
  | { kind: "context"; field: keyof Context }
  | { kind: "run" }
  | { kind: "sample" }
  /** A setting that has no case field of its own (`temperature`). */
  | { kind: "setting" }
  | { kind: "unknown"; name: string; unit: string | null };

/** Whether the statistic says something of the spread behind a value, and is none of the metric's own. */
export function isSpread(statistic: HeldStatistic): statistic is (typeof spreadStatistics)[number] {
  return (spreadStatistics as readonly string[]).includes(statistic);
}
