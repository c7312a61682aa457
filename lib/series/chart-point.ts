import type { Case } from "../points/case";
import type { Evidence } from "../points/evidence";
import type { Interval, QuantileLimits } from "../points/interval";
import type { Derivation, Range, Statistic, Stats } from "../points/point";
import type { Peak } from "../points/peak";
import type { PointAudit } from "../points/point-audit";
import type { Written } from "./display-name";

/** What of a point travels to the page: enough to filter, merge, draw and list it; the drawer fetches the rest. */
export interface ChartPoint {
  id: string;
  metric: string;
  unit: string;
  value: number | null;
  statistic: Statistic;
  missing: string | null;
  range: Range | null;
  /** Under the catalogue's names of models and accelerators. */
  case: Case;
  /** What the file wrote where the case says it by another name; null where it is all as written. */
  written: Written | null;
  stats: Stats;
  evidence: Evidence;
  interval: Interval | null;
  limits?: QuantileLimits;
  /** The values that the interval rests on, at most 400 (evenly picked from `stats.n`); null where there are none. */
  strip: number[] | null;
  /** Per run, where runs state statistics of their own: one list for each statistic that all runs have. */
  runStats: Partial<Record<Statistic, number[]>> | null;
  /** The file's sha256. */
  dataset: string;
  file: string;
  /** `L12`: where the value stands in the file. */
  place: string;
  /** The places of those statistics that stand in cells of their own; null where none does. */
  places: Partial<Record<Statistic, string>> | null;
  /** The day on which it was measured, `2026-01-02`; absent where the file does not say. */
  measuredOn?: string;
  /** The text of the file that the value was read from; claims are written exactly so. */
  raw: string;
  derivation: Derivation | null;
  /** What the audit comes to; null where it has no number, or its file was not audited. */
  audit: PointAudit | null;
  /** What its hardware does at most; null where that is not known. */
  peak: Peak | null;
  /** The ids of the points of other files that were merged into this one, its own among them; empty where it is alone. */
  parts: string[];
}
