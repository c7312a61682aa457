import type { Case } from "../points/case";
import type { Interval, Varies } from "../points/interval";
import type { Range, Samples, Statistic, Stats } from "../points/point";
import type { Context, Provenance } from "../points/provenance";

/**
 * What one row, cell or object of a file says: one value of one metric for one case, in the metric's canonical unit.
 * Importers write drafts; `pointsFrom` merges the drafts of one case and metric into a point.
 */
export interface Draft {
  metric: string;
  unit: string;
  case: Case;
  context: Context;
  value: number | null;
  statistic: Statistic;
  /** The text that stands for "no number", where value is null. */
  missing: string | null;
  range: Range | null;
  /** Statistics that the row itself states; `emptyStats()` where it states none. */
  stats: Stats;
  /**
   * Raw values behind the draft: within-run where one run holds them (per-request arrays, rows that name one run);
   * between-run where the draft stands for as many rows, each a run of its own.
   */
  samples: Samples | null;
  /** What differs between the values behind the row's own n and sd. */
  varies: Varies;
  /** An interval printed in the file. */
  stated: Interval | null;
  /** The file's name of the run; null where rows carry none, each being a run of its own. */
  run: string | null;
  /** Of a sample in a run that the file does not name: tells that run from the file's others. Absent elsewhere. */
  unnamedRun?: number;
  /** Printed in a document, with no measurement behind it. */
  claim: boolean;
  /**
   * Of a row that does not say its setup: no repeat of any other row. A text is the place of the whole that the draft is
   * one figure of, such as the line on which a printed block begins. Absent where the setup is said.
   */
  apart?: boolean | string;
  provenance: Provenance;
}
