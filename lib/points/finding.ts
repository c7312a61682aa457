import type { Stats } from "./point";

/**
 * What the audit may say of a number, gravest first. `impossible`: breaks an inequality under the most generous reading.
 * `inconsistent`: two stated values contradict each other. `unusual`: possible, but wants a reason. `untestable`: a field
 * that the test needs is not stated.
 */
export const findingLevels = ["impossible", "inconsistent", "unusual", "untestable"] as const;
export type FindingLevel = (typeof findingLevels)[number];

/** A cell that a finding rests on: one statistic of a point, or a field of its setup. */
export interface FindingCell {
  point: string;
  statistic?: keyof Stats;
  field?: string;
}

/** What one rule of the audit says, with its arithmetic. It describes numbers, never people. */
export interface Finding {
  /** Id of the rule. */
  rule: string;
  level: FindingLevel;
  /** A few words for a table's cell and a list's head: what was found, with its number. */
  title: string;
  /** One or two plain sentences, facts before judgement. */
  says: string;
  /** The arithmetic with its numbers and units, so that a reader can redo it; null where there is none. */
  sum: string | null;
  /** Ids of the points that it is about, the first one foremost. */
  points: readonly string[];
  /** The cells whose numbers stand in the sum. */
  cells: readonly FindingCell[];
  /** Of an untestable number: the fields that are not stated, by their names in `caseFields` or in words. */
  missing: readonly string[];
}

/** Findings by the id of each point that they are about, in their order. */
export function findingsByPoint<F extends Pick<Finding, "points">>(findings: readonly F[]): Map<string, F[]> {
  const byPoint = new Map<string, F[]>();
  for (const finding of findings) {
    for (const id of finding.points) {
      const ofPoint = byPoint.get(id);
      if (ofPoint) ofPoint.push(finding);
      else byPoint.set(id, [finding]);
    }
  }
  return byPoint;
}
