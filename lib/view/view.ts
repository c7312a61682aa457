import type { Evidence } from "../points/evidence";
import type { Statistic } from "../points/point";
import type { AuditLevel } from "../points/point-audit";

/** The five tabs of the first page, and any other metric by its id. `scaling` is drawn from tokens per second. */
export const tabs = [
  { id: "output_tokens_per_second", label: "Tokens/s" },
  { id: "ttft", label: "Time to first token" },
  { id: "peak_memory", label: "Memory" },
  { id: "scaling", label: "Multi-GPU scaling" },
  { id: "tflops_per_watt", label: "TFLOPS/W" },
] as const;

/** Charts of two metrics, or of one over time: beside the five. `key` opens them. */
export const otherTabs = [{ id: "pareto", label: "Pareto", key: "p" }] as const;

export type Mark = "dots" | "bars";
/** What the scaling chart draws: each system against its own smallest count, or the values themselves. */
export type ScalingY = "speedup" | "value";
/** A Pareto chart's y, where it is another than tokens per second and accelerator. */
export type ParetoY = "output_tokens_per_second";
export type Scale = "linear" | "log";
export type LevelPercent = 90 | 95 | 99;
export type Sort = "best" | "worst" | "name";
export type Theme = "light" | "dark";

/**
 * Everything that decides what is on the screen; it lives in the URL's query. Defaults are left out there.
 * A filter maps a field (a case field, `extra.<name>`) to the values let through; "" is "not stated".
 */
export interface View {
  /** A tab's id or any metric id. */
  metric: string;
  /** Null: the metric's own. */
  statistic: Statistic | null;
  /** A number field or a trend (`trend-axes.ts`) to draw along the x axis as lines; null draws rows. Of a Pareto chart the metric along x (`pareto-axes.ts`). */
  x: string | null;
  /** Of multi-GPU scaling and of Pareto charts only. */
  y: ScalingY | ParetoY;
  /** The field whose value names a row and chooses its colour. */
  series: string;
  filters: Readonly<Record<string, readonly string[]>>;
  /** Empty: all. */
  evidence: readonly Evidence[];
  /** What the audit comes to for a point; "" is "not audited". Empty: all. */
  audit: readonly (AuditLevel | "")[];
  /** sha256 prefixes (12 digits); empty: all datasets. */
  dataset: readonly string[];
  /** Two values of the series field held against each other, as facets show them; "" is "not stated". */
  compare: readonly [baseline: string, candidate: string] | null;
  mark: Mark;
  /** Null: log where values span so much that a linear axis would hide the small ones, else linear. */
  scale: Scale | null;
  level: LevelPercent;
  sort: Sort;
  /** The selected point's id; its drawer is open. */
  point: string | null;
  /** Null: as the reader's system asks. */
  theme: Theme | null;
}

export const defaultView: View = {
  metric: "output_tokens_per_second",
  statistic: null,
  x: null,
  y: "speedup",
  series: "system",
  filters: {},
  evidence: [],
  audit: [],
  dataset: [],
  compare: null,
  mark: "dots",
  scale: null,
  level: 95,
  sort: "best",
  point: null,
  theme: null,
};
