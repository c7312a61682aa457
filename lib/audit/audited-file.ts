import type { Catalogue } from "../catalogue/catalogue";
import { caseKey, type Case } from "../points/case";
import type { Point } from "../points/point";
import { factsReader, type SetupFacts } from "./setup-facts";

/** All points that a file has of one setup: rules that need several metrics at once look at one of these. */
export interface AuditedSetup {
  case: Case;
  points: readonly Point[];
  /** By metric; the first where there are several. */
  byMetric: ReadonlyMap<string, Point>;
  facts: SetupFacts;
}

/** The points of one file, and the same by setup, in the file's order. */
export interface AuditedFile {
  points: readonly Point[];
  setups: readonly AuditedSetup[];
  /** What is known of models and devices, for rules that try every one. */
  catalogue: Catalogue;
}

/** Points as rules look at them. */
export function auditedFile(points: readonly Point[], catalogue: Catalogue): AuditedFile {
  const groups = new Map<string, Point[]>();
  const keys = new Map<Case, string>();
  for (const point of points) {
    const key = keys.get(point.case) ?? caseKey(point.case);
    keys.set(point.case, key);
    const group = groups.get(key);
    if (group) group.push(point);
    else groups.set(key, [point]);
  }
  const factsOf = factsReader(catalogue);
  return { points, setups: Array.from(groups.values(), (group) => setupOf(group, factsOf)), catalogue };
}

function setupOf(points: readonly Point[], factsOf: (of: Case) => SetupFacts): AuditedSetup {
  const of = points[0]!.case;
  const byMetric = new Map<string, Point>();
  for (const point of points) if (!byMetric.has(point.metric)) byMetric.set(point.metric, point);
  return { case: of, points, byMetric, facts: factsOf(of) };
}
