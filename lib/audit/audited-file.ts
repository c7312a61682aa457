import type { Catalogue } from "../catalogue/catalogue";
import type { Case } from "../points/case";
import { groupBy } from "../points/group-by";
import type { Point } from "../points/point";
import { countOf } from "./count-of";
import { printedValue, type PrintedValue } from "./printed-values";
import { runsOrRows } from "./runs-or-rows";
import { factsReader, type SetupFacts } from "./setup-facts";
import { areAlike, setupKey } from "./setup-key";
import { statedRuns, statesSeveral, type StatedRun } from "./stated-runs";

/** All points that a file has of one setup: rules that need several metrics at once look at one of these. */
export interface AuditedSetup {
  case: Case;
  points: readonly Point[];
  /** By metric; the first where there are several. */
  byMetric: ReadonlyMap<string, Point>;
  /** The runs or rows of one of those; null where it has no number. */
  runsOf: (metric: string) => readonly StatedRun[] | null;
  facts: SetupFacts;
}

/** A point that holds a number. */
export type MeasuredPoint = Point & { value: number };

/** A number of the file, with the setup that it belongs to. */
export interface Measured {
  point: MeasuredPoint;
  setup: AuditedSetup;
}

/** The points of one file, and the same by setup and by metric, in the file's order. */
export interface AuditedFile {
  points: readonly Point[];
  setups: readonly AuditedSetup[];
  /** The numbers of one metric. */
  measured: (metric: string) => readonly Measured[];
  /** The numbers with raw values behind them. */
  sampled: readonly MeasuredPoint[];
  /** The numbers with runs or other statistics beside them, and those with an interval that the file states. */
  summarised: readonly MeasuredPoint[];
  /** Runs that state two statistics or more of a metric. */
  several: readonly StatedRun[];
  /** The numbers that a cell each prints, in all and by metric. */
  printed: readonly PrintedValue[];
  printedByMetric: ReadonlyMap<string, readonly PrintedValue[]>;
  /** What is known of models and devices, for rules that try every one. */
  catalogue: Catalogue;
}

/**
 * Points as rules look at them. All that most rules pass over is left out here, in the one pass over everything: of thousands of
 * points each costs more to fetch from memory than to look at.
 */
export function auditedFile(points: readonly Point[], catalogue: Catalogue): AuditedFile {
  const setups = new SetupsOf(factsReader(catalogue));
  const byMetric = new Map<string, Measured[]>();
  const sampled: MeasuredPoint[] = [];
  const summarised: MeasuredPoint[] = [];
  const several: StatedRun[] = [];
  const printed: PrintedValue[] = [];
  for (const point of points) {
    const setup = setups.put(point);
    if (!isMeasured(point)) continue;
    const group = byMetric.get(point.metric);
    if (group) group.push({ point, setup });
    else byMetric.set(point.metric, [{ point, setup }]);
    if (point.samples !== null) sampled.push(point);
    if (isSummary(point)) {
      summarised.push(point);
      for (const run of setup.runsOfLast(point)) if (statesSeveral(run)) several.push(run);
    }
    const text = printedValue(point);
    if (text !== null) printed.push(text);
  }
  const measured = (metric: string) => byMetric.get(metric) ?? [];
  const printedByMetric = groupBy(printed, ({ metric }) => metric.id);
  return {
    points,
    setups: setups.all,
    measured,
    sampled,
    summarised,
    several,
    printed,
    printedByMetric,
    catalogue,
  };
}

function isMeasured(point: Point): point is MeasuredPoint {
  return point.value !== null;
}

/** A spread that is stated of one value is no statistic of the point, and has a cell all the same. */
function isSummary({ runs, interval, stats, provenance }: Point): boolean {
  if (runs.length > 0 || interval?.method === "stated" || countOf(stats) > 1) return true;
  return stats.n === 1 && provenance.statistics?.sd !== undefined;
}

/** Gathers points by setup. */
class SetupsOf {
  readonly all: LazySetup[] = [];
  private readonly byKey = new Map<string, LazySetup>();
  private last: LazySetup | null = null;

  constructor(private readonly factsOf: (of: Case) => SetupFacts) {}

  put(point: Point): LazySetup {
    const of = point.case;
    // The points of one row or run stand together.
    const isNext = this.last !== null && (this.last.case === of || areAlike(this.last.case, of));
    const setup = isNext ? this.last! : this.find(of);
    setup.points.push(point);
    return (this.last = setup);
  }

  private find(of: Case): LazySetup {
    const key = setupKey(of);
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    const setup = new LazySetup(of, this.factsOf);
    this.byKey.set(key, setup);
    this.all.push(setup);
    return setup;
  }
}

/** Most rules look at few setups more closely: what is known of one is found when it is asked for. */
class LazySetup implements AuditedSetup {
  readonly case: Case;
  readonly points: Point[] = [];
  private found: ReadonlyMap<string, Point> | null = null;
  /** Of each point, once they are asked for. */
  private readonly rows: (readonly StatedRun[] | undefined)[] = [];
  private known: SetupFacts | null = null;

  constructor(
    of: Case,
    private readonly factsOf: (of: Case) => SetupFacts,
  ) {
    this.case = of;
  }

  get byMetric(): ReadonlyMap<string, Point> {
    if (this.found !== null) return this.found;
    const found = new Map<string, Point>();
    for (const point of this.points) if (!found.has(point.metric)) found.set(point.metric, point);
    return (this.found = found);
  }

  runsOf(metric: string): readonly StatedRun[] | null {
    // Of a handful of points the first of a metric is found sooner than looked up.
    const { points } = this;
    let at = 0;
    while (at < points.length && points[at]!.metric !== metric) at++;
    const point = points[at];
    if (point === undefined || point.value === null) return null;
    return (this.rows[at] ??= runsOrRows(point));
  }

  /** The runs of the point that was put last. */
  runsOfLast(point: Point): readonly StatedRun[] {
    const runs = statedRuns(point);
    if (point.samples === null) this.rows[this.points.length - 1] = runs;
    return runs;
  }

  get facts(): SetupFacts {
    this.known ??= this.factsOf(this.case);
    return this.known;
  }
}
