import type { Catalogue } from "../catalogue/catalogue";
import type { Case } from "../points/case";
import type { Point } from "../points/point";
import { countOf } from "./count-of";
import { runsOrRows } from "./runs-or-rows";
import { factsReader, type SetupFacts } from "./setup-facts";
import { areAlike, setupKey } from "./setup-key";
import type { StatedRun } from "./stated-runs";

/** All points that a file has of one setup: rules that need several metrics at once look at one of these. */
export interface AuditedSetup {
  case: Case;
  points: readonly Point[];
  /** By metric; the first where there are several. */
  byMetric: ReadonlyMap<string, Point>;
  /** The runs or rows of each of those that has a number. */
  runs: ReadonlyMap<string, readonly StatedRun[]>;
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
  for (const point of points) {
    const setup = setups.put(point);
    if (!isMeasured(point)) continue;
    const group = byMetric.get(point.metric);
    if (group) group.push({ point, setup });
    else byMetric.set(point.metric, [{ point, setup }]);
    if (point.samples !== null) sampled.push(point);
    if (isSummary(point)) summarised.push(point);
  }
  const measured = (metric: string) => byMetric.get(metric) ?? [];
  return { points, setups: setups.all, measured, sampled, summarised, catalogue };
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

  put(point: Point): AuditedSetup {
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
  private rows: ReadonlyMap<string, readonly StatedRun[]> | null = null;
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

  get runs(): ReadonlyMap<string, readonly StatedRun[]> {
    if (this.rows !== null) return this.rows;
    const rows = new Map<string, readonly StatedRun[]>();
    for (const [metric, point] of this.byMetric)
      if (point.value !== null) rows.set(metric, runsOrRows(point));
    return (this.rows = rows);
  }

  get facts(): SetupFacts {
    this.known ??= this.factsOf(this.case);
    return this.known;
  }
}
