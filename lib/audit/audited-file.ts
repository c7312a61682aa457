import type { Catalogue } from "../catalogue/catalogue";
import type { Case } from "../points/case";
import type { Point } from "../points/point";
import { factsReader, type SetupFacts } from "./setup-facts";
import { setupKey } from "./setup-key";

/** All points that a file has of one setup: rules that need several metrics at once look at one of these. */
export interface AuditedSetup {
  case: Case;
  points: readonly Point[];
  /** By metric; the first where there are several. */
  byMetric: ReadonlyMap<string, Point>;
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
  /** What is known of models and devices, for rules that try every one. */
  catalogue: Catalogue;
}

/** Points as rules look at them. */
export function auditedFile(points: readonly Point[], catalogue: Catalogue): AuditedFile {
  const factsOf = factsReader(catalogue);
  const setups = Array.from(bySetup(points), (group) => new LazySetup(group, factsOf));
  const byMetric = new Map<string, Measured[]>();
  for (const setup of setups) {
    for (const point of setup.points) {
      if (point.value === null) continue;
      const group = byMetric.get(point.metric);
      const measured = { point, setup } as Measured;
      if (group) group.push(measured);
      else byMetric.set(point.metric, [measured]);
    }
  }
  return { points, setups, measured: (metric) => byMetric.get(metric) ?? [], catalogue };
}

function bySetup(points: readonly Point[]): Iterable<Point[]> {
  const groups = new Map<string, Point[]>();
  const groupOf = new Map<Case, Point[]>();
  for (const point of points) {
    let group = groupOf.get(point.case);
    if (group === undefined) {
      const key = setupKey(point.case);
      group = groups.get(key) ?? [];
      groups.set(key, group);
      groupOf.set(point.case, group);
    }
    group.push(point);
  }
  return groups.values();
}

/** Most rules look at few setups more closely: what is known of one is found when it is asked for. */
class LazySetup implements AuditedSetup {
  readonly case: Case;
  private found: ReadonlyMap<string, Point> | null = null;
  private known: SetupFacts | null = null;

  constructor(
    readonly points: readonly Point[],
    private readonly factsOf: (of: Case) => SetupFacts,
  ) {
    this.case = points[0]!.case;
  }

  get byMetric(): ReadonlyMap<string, Point> {
    this.found ??= new Map([...this.points].reverse().map((point) => [point.metric, point]));
    return this.found;
  }

  get facts(): SetupFacts {
    this.known ??= this.factsOf(this.case);
    return this.known;
  }
}
