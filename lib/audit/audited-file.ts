import type { Catalogue } from "../catalogue/catalogue";
import { emptyCase, type Case } from "../points/case";
import { findMetric, type Metric } from "../points/metrics";
import type { Point } from "../points/point";
import { countOf } from "./count-of";
import { printedNumberOf, type PrintedValue } from "./printed-values";
import { runsOrRows } from "./runs-or-rows";
import { factsReader, noFacts, type SetupFacts } from "./setup-facts";
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
  /** The metrics that it has numbers of. */
  metrics: readonly string[];
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

/** Points as rules look at them. All that most rules pass over is left out here, in the one pass over everything. */
export function auditedFile(points: readonly Point[], catalogue: Catalogue): AuditedFile {
  const sorted: Sorted = {
    setups: [],
    setupByKey: new Map(),
    last: null,
    factsOf: factsReader(catalogue),
    ofMetric: new Map(),
    sampled: [],
    summarised: [],
    several: [],
    printed: [],
    printedByMetric: new Map(),
  };
  for (const point of points) put(point, sorted);
  const { setups, ofMetric, sampled, summarised, several, printed, printedByMetric } = sorted;
  const metrics = [...ofMetric.keys()];
  const measured = (metric: string) => ofMetric.get(metric)?.measured ?? [];
  const numbers = { sampled, summarised, several, printed, printedByMetric };
  return { points, setups, metrics, measured, ...numbers, catalogue };
}

interface Sorted {
  setups: LazySetup[];
  setupByKey: Map<string, LazySetup>;
  /** The setup of the point before. */
  last: LazySetup | null;
  factsOf: (of: Case) => SetupFacts;
  ofMetric: Map<string, OfMetric>;
  sampled: MeasuredPoint[];
  summarised: MeasuredPoint[];
  several: StatedRun[];
  printed: PrintedValue[];
  printedByMetric: Map<string, PrintedValue[]>;
}

interface OfMetric {
  metric: Metric;
  measured: Measured[];
  /** None until a cell prints one. */
  printed: PrintedValue[] | null;
}

function put(point: Point, sorted: Sorted): void {
  const setup = setupOf(point.case, sorted);
  setup.points.push(point);
  if (!isMeasured(point)) return;
  const ofMetric = metricOf(point.metric, sorted);
  ofMetric.measured.push({ point, setup });
  if (point.samples !== null) sorted.sampled.push(point);
  if (isSummary(point)) putSummary(point, setup, sorted);
  const text = printedNumberOf(point, ofMetric.metric);
  if (text !== null) putPrinted({ point, metric: ofMetric.metric, text }, ofMetric, sorted);
}

function isMeasured(point: Point): point is MeasuredPoint {
  return point.value !== null;
}

/** The points of one row or run stand together. */
function setupOf(of: Case, sorted: Sorted): LazySetup {
  const { last } = sorted;
  if (last !== null && (last.case === of || areAlike(last.case, of))) return last;
  return (sorted.last = findSetup(of, sorted));
}

function findSetup(of: Case, { setups, setupByKey, factsOf }: Sorted): LazySetup {
  const key = setupKey(of);
  const known = setupByKey.get(key);
  if (known !== undefined) return known;
  const setup = new LazySetup(of, factsOf(of));
  setupByKey.set(key, setup);
  setups.push(setup);
  return setup;
}

function metricOf(id: string, { ofMetric }: Sorted): OfMetric {
  const known = ofMetric.get(id);
  if (known !== undefined) return known;
  const found: OfMetric = { metric: findMetric(id), measured: [], printed: null };
  ofMetric.set(id, found);
  return found;
}

/** A spread that is stated of one value is no statistic of the point, and has a cell all the same. */
function isSummary({ runs, interval, stats, provenance }: Point): boolean {
  if (runs.length > 0 || interval?.method === "stated" || countOf(stats) > 1) return true;
  return stats.n === 1 && provenance.statistics?.sd !== undefined;
}

function putSummary(point: MeasuredPoint, setup: LazySetup, { summarised, several }: Sorted): void {
  summarised.push(point);
  for (const run of setup.runsOfLast(point)) if (statesSeveral(run)) several.push(run);
}

function putPrinted(value: PrintedValue, ofMetric: OfMetric, { printed, printedByMetric }: Sorted): void {
  printed.push(value);
  if (ofMetric.printed === null) printedByMetric.set(ofMetric.metric.id, (ofMetric.printed = []));
  ofMetric.printed.push(value);
}

/** Most rules look at few setups more closely: what its points hold is found when it is asked for. */
class LazySetup implements AuditedSetup {
  /** One that stays: V8 throws away what it compiled for a class once all objects of it are garbage, as between two files. */
  static readonly kept = new LazySetup(emptyCase(), noFacts);

  readonly case: Case;
  readonly points: Point[] = [];
  private found: ReadonlyMap<string, Point> | null = null;
  /** Of each point, once they are asked for. */
  private readonly rows: (readonly StatedRun[] | undefined)[] = [];

  constructor(
    of: Case,
    readonly facts: SetupFacts,
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
}
