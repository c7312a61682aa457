import type { Evidence } from "../points/evidence";
import type { Interval } from "../points/interval";
import type { Statistic } from "../points/point";
import type { PointAudit } from "../points/point-audit";
import type { ChartPoint } from "./chart-point";
import type { Mark, Series, Slot } from "./series";
import type { Trend } from "./trend-lines";

/** What /explore shows for a view, ready to draw. Computed by `exploreModel(data, view)` on the server and in the browser alike. */
export interface ExploreModel {
  series: Series;
  /** The table twin: the chart's points, in the chart's order. */
  rows: TableRow[];
  facets: Facet[];
  /** Points let through, and points of this metric in all. */
  shown: number;
  total: number;
  /** When nothing is let through: the filter whose removal brings most points back. */
  advice: { field: string; label: string; values: string[]; brings: number } | null;
  announcement: string;
}

export interface TableRow {
  pointId: string;
  statistic: Statistic;
  group: string;
  label: string;
  detail: string;
  slot: Slot;
  evidence: Evidence;
  value: number | null;
  text: string;
  spread: string;
  interval: Interval | null;
  n: number | null;
  missing: string | null;
  audit: PointAudit | null;
  /** Shares of its hardware that it takes, 0 to 1; null where they are not known. */
  mbu: number | null;
  mfu: number | null;
  file: string;
  place: string;
  dataset: string;
  point: ChartPoint;
  /** Of a Pareto chart: the same point along x, and how likely it is on the front. */
  across?: Mark;
  front?: number | null;
}

export interface Facet {
  /** `evidence`, `audit`, `dataset`, a case field or `extra.<name>`. */
  field: string;
  label: string;
  options: FacetOption[];
}

export interface FacetOption {
  /** "" is "not stated". */
  value: string;
  label: string;
  count: number;
  selected: boolean;
}

/** What /explore gets from the server for one tab. */
export interface ExploreData {
  /** All points of the tab's metric (for `scaling`: of tokens per second), one a file, not yet merged across files. */
  points: ChartPoint[];
  /** Colour slots by system, the same everywhere. */
  slots: Record<string, number>;
  /** Points of each tab, for its count. */
  tabCounts: Record<string, number>;
  /** Every metric that has points, with its count, for the "more metrics" menu. */
  metrics: { id: string; label: string; count: number }[];
  /** The metrics that changed over versions or days, those of the tabs first; absent or empty where none did. */
  trends?: Trend[];
  /** Datasets by sha256, for the dataset facet. */
  datasets: Record<string, { name: string; title: string }>;
  /**
   * The shown names that texts of the view's filters may stand for (`model Llama-2-7b-hf`), which only the catalogue knows;
   * it stays on the server. Absent where filters have shown names only.
   */
  meant?: Record<string, readonly string[]>;
}
