import type { Evidence } from "../points/evidence";
import type { Interval } from "../points/interval";
import type { Metric } from "../points/metrics";
import type { HardwareBound } from "../points/peak";
import type { Range, Statistic } from "../points/point";
import type { PointAudit } from "../points/point-audit";
import type { LevelPercent, Mark as MarkKind, Scale, ScalingY } from "../view/view";

/** One mark of a chart: a point's value with the whisker that its data supports at the view's level. */
export interface Mark {
  pointId: string;
  statistic: Statistic;
  evidence: Evidence;
  /** Null for a range and for a missing value. */
  value: number | null;
  interval: Interval | null;
  range: Range | null;
  missing: string | null;
  n: number | null;
  strip: number[] | null;
  /** The value as design.md's number rules write it ("151", "550"), and what follows it in grey ("±11", "claim"). */
  text: string;
  spread: string;
  /** One sentence: "vLLM, Llama-2 7B, 151 tokens per second, 95 percent interval 140 to 162, 40 samples." */
  says: string;
  /** What the audit comes to; null where the file was not audited. */
  audit: PointAudit | null;
  /** Where the value stands in its file, each statistic in its own cell: "L12". */
  place: string;
  /** File and place: "results.csv L12". */
  source: string;
}

/** Slot 1 to 8 of the series colours, or null for a system beyond the eighth (drawn in ink-3). */
export type Slot = number | null;

export interface ChartRow {
  key: string;
  /** The series field's value ("vLLM"), and what tells this row from its neighbours ("0.6.3 · batch 4"). */
  label: string;
  detail: string;
  slot: Slot;
  /** One mark in a row chart; many where rows are packed. Measured marks first, then claims. */
  marks: Mark[];
  /** Where a claim and one measurement share the row: claim / measured. */
  ratio: number | null;
}

export interface ChartGroup {
  key: string;
  label: string;
  note: string;
  /** Measured rows first, then claims, best first (or as the view sorts). */
  rows: ChartRow[];
  /** How many of `rows` are measured: the dashed rule stands after them. */
  measured: number;
  /** What the hardware of all its points gives at most; null where that is not known of all. */
  bound: HardwareBound | null;
}

/**
 * `rows`: one mark a row. `packed`: one row a system, all its marks in it (above 150 marks).
 * `density`: one row a system, counts a bin (above 2,000 marks); it says so.
 */
export type Packing = "rows" | "packed" | "density";

export interface DensityRow {
  key: string;
  group: string;
  label: string;
  slot: Slot;
  /** Claims and measurements of a system are never counted together. */
  isClaim: boolean;
  count: number;
  median: number;
  /** Counts in equal steps (of the scale) from domain[0] to domain[1]. */
  bins: number[];
}

interface SeriesShared {
  metric: Metric;
  unit: string;
  level: LevelPercent;
  scale: Scale;
  /** Points in the chart by evidence, missing ones apart. */
  counts: Record<Evidence, number>;
  missing: number;
  title: string;
  subtitle: string;
  /** What the reader must know of this chart, one sentence each ("4,210 points drawn as density"). */
  notes: string[];
}

export interface RowSeries extends SeriesShared {
  kind: "rows";
  statistic: Statistic;
  mark: MarkKind;
  packing: Packing;
  domain: [number, number];
  ticks: number[];
  groups: ChartGroup[];
  /** Whether a group has a bound. */
  isBounded: boolean;
  density: DensityRow[];
}

export interface ScalingPoint {
  accelerators: number;
  mark: Mark;
  /** Against the system's own smallest count, times nothing: 1 there. */
  speedup: number;
  /** On the log scale; null where either side has no interval. */
  speedupInterval: Interval | null;
  /** Percent of ideal: speed-up x base count / count. */
  efficiency: number;
  efficiencyInterval: Interval | null;
  /** Karp and Flatt's: the serial share that this one speed-up would need, as a fraction; null at the base. */
  serialFraction: number | null;
  /** From the ends of the speed-up's interval. */
  serialFractionInterval: Interval | null;
}

export interface ScalingLine {
  key: string;
  label: string;
  detail: string;
  slot: Slot;
  evidence: Evidence;
  /** The smallest count, which speed-up and efficiency are against. */
  base: number;
  points: ScalingPoint[];
  /** Amdahl's serial share by least squares over the counts above the base, as a fraction; null with fewer than 2. */
  serialShare: number | null;
}

export interface ScalingSeries extends SeriesShared {
  kind: "scaling";
  /** `speedup`: x is the count over each system's smallest, y the speed-up; `value`: the count itself and the metric's value. */
  y: ScalingY;
  /** Measured lines first, then claims; within each, most efficient at its largest count first. */
  lines: ScalingLine[];
  acceleratorCounts: number[];
  xDomain: [number, number];
  yDomain: [number, number];
  xTicks: number[];
  yTicks: number[];
}

export interface XLine {
  key: string;
  label: string;
  detail: string;
  slot: Slot;
  evidence: Evidence;
  points: XPoint[];
}

export interface XPoint {
  x: number;
  mark: Mark;
  /** Of a trend: Holm's p where the point is worse than the one before it. */
  worse?: number;
}

/** A metric along a number field (concurrency, batch, ...), over versions or over days. */
export interface XSeries extends SeriesShared {
  kind: "lines";
  statistic: Statistic;
  /** `number`: the field's own; `name`: the place of one of `names`, which are in order; `day`: days since 1970. */
  x: { field: string; label: string; kind: "number" | "name" | "day"; names: readonly string[] };
  xScale: Scale;
  lines: XLine[];
  xDomain: [number, number];
  yDomain: [number, number];
  xTicks: number[];
  yTicks: number[];
}

/** A point by two metrics. */
export interface ParetoMark {
  x: Mark;
  y: Mark;
  /** `concurrency 16`; empty where no load is stated. */
  load: string;
  loadValue: number | null;
  /** Both values rest on one measurement. */
  together: boolean;
  /** How likely it is that no other is better on both axes, 0 to 1; null for claims. */
  front: number | null;
}

export interface ParetoLine {
  key: string;
  label: string;
  detail: string;
  slot: Slot;
  evidence: Evidence;
  /** By growing load. */
  points: ParetoMark[];
}

/** One metric against another; `metric` and `unit` are those of y. */
export interface ParetoSeries extends SeriesShared {
  kind: "pareto";
  statistic: Statistic;
  x: { metric: Metric; unit: string; statistic: Statistic; label: string };
  xScale: Scale;
  /** Measured lines first, the most on the front first; then claims. */
  lines: ParetoLine[];
  /** Ids of the points that are more likely on the front than not, along x. */
  front: string[];
  xDomain: [number, number];
  yDomain: [number, number];
  xTicks: number[];
  yTicks: number[];
}

export type Series = RowSeries | ScalingSeries | XSeries | ParetoSeries;
