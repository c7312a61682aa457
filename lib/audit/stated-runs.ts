import type { Finding, FindingCell, FindingLevel } from "../points/finding";
import type { Point, Stats } from "../points/point";
import type { Context, Place, Provenance } from "../points/provenance";
import type { Bounds } from "./bounds";
import { printedLimits } from "./printed-limits";
import { amount } from "./amount";
import { countOf } from "./count-of";

/** What one run states of one metric: the values behind its statistics are the same ones. */
export interface StatedRun {
  point: Point;
  /** Names the run in a sum; empty where the point has no other. */
  name: string;
  stats: Stats;
  provenance: Provenance;
  context: Context;
  /** Whether the statistics were computed from raw values, and so cannot contradict one another. */
  computed: boolean;
}

/** Only where there are several: one is made anew sooner than found. */
const runsByPoint = new WeakMap<Point, StatedRun[]>();

/** The runs behind a point, each with its own statistics; the point itself where it is one run. None without a number. */
export function statedRuns(point: Point): readonly StatedRun[] {
  if (point.runs.length === 0) return runsOf(point);
  const known = runsByPoint.get(point);
  if (known !== undefined) return known;
  const found = runsOf(point);
  runsByPoint.set(point, found);
  return found;
}

function runsOf(point: Point): StatedRun[] {
  if (point.value === null) return [];
  const { runs, samples, stats, provenance, context } = point;
  if (runs.length === 0) return [{ point, name: "", stats, provenance, context, computed: samples !== null }];
  return runs.map((run, i) => ({
    point,
    name: `run ${run.label ?? i + 1}: `,
    stats: run.stats,
    provenance: run.provenance,
    context: run.context,
    computed: run.samples !== null,
  }));
}

/** Whether a run states two statistics or more of a metric, and not raw values that these follow from. */
export function statesSeveral({ computed, stats }: StatedRun): boolean {
  return !computed && countOf(stats) > 1;
}

/** The cell in which a run states a statistic; null where it has none of its own. */
export function ownPlace(
  { point, provenance }: Pick<StatedRun, "point" | "provenance">,
  statistic: keyof Stats,
): Place | null {
  return provenance.statistics?.[statistic] ?? (statistic === point.statistic ? provenance : null);
}

/** A number as a run states it. Text and limits are worked out when asked for: most numbers agree without. */
export class Stated {
  constructor(
    readonly value: number,
    private readonly run: StatedRun,
    private readonly statistic: keyof Stats,
  ) {}

  /** `58.3 ms` */
  get text(): string {
    return amount(this.value, this.statistic === "n" ? "" : this.run.point.unit);
  }

  get cell(): FindingCell {
    return { point: this.run.point.id, statistic: this.statistic };
  }

  /** By its print. */
  get limits(): Bounds {
    return printedLimits(this.value, ownPlace(this.run, this.statistic));
  }
}

/** The means of several runs, all above 0; null where one has none. Most sums come out right and need no more of them. */
export function meansOf(runs: readonly StatedRun[]): number[] | null {
  const means = runs.map(meanOf);
  return means.every(isAboveZero) ? means : null;
}

function meanOf({ stats }: StatedRun): number {
  return stats.mean ?? 0;
}

function isAboveZero(value: number): boolean {
  return value > 0;
}

/** A statistic of a run; null where it states none. */
export function stated(run: StatedRun, statistic: keyof Stats): Stated | null {
  const value = run.stats[statistic];
  return value === null ? null : new Stated(value, run, statistic);
}

/** A finding about the points whose cells stand in its sum. */
export function findingOf(
  rule: string,
  level: FindingLevel,
  { title, says, sum = null, cells, missing = [] }: FindingText,
): Finding {
  return {
    title,
    rule,
    level,
    says,
    sum,
    cells,
    missing,
    points: [...new Set(cells.map(({ point }) => point))],
  };
}

interface FindingText {
  title: string;
  says: string;
  sum?: string | null;
  cells: readonly FindingCell[];
  missing?: readonly string[];
}
