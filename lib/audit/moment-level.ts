import type { FindingLevel } from "../points/finding";
import type { StatedRun } from "./stated-runs";

/** Fewer values than that may be runs whose mean and sd stand beside percentiles of their requests. */
const manyValues = 10;

/**
 * What it means that statistics of one row cannot be of the same values: a contradiction where the row is plainly about one
 * set of values (it counts many, or a tool wrote it that takes all of them of one), else unusual.
 */
export function momentLevel({ stats: { n }, context }: StatedRun): FindingLevel {
  const isOneSet = n === null ? context.tool !== null : n >= manyValues;
  return isOneSet ? "inconsistent" : "unusual";
}

export const otherValues: Record<string, string> = {
  inconsistent: "The same values cannot give both.",
  unusual: "Only different values can give both: runs and requests, say.",
};
