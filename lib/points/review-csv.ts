import { caseFields, type Case } from "./case";
import { extraPrefix } from "./own-csv";

/** The columns of a review's comparisons, by which its CSV is known again. Those of the setup stand after them. */
export const reviewColumns = ["metric", "unit", "statistic", "case", "ratio", "verdict", "reason"] as const;

export const reviewSides = ["baseline", "candidate"] as const;
export type ReviewSideName = (typeof reviewSides)[number];

/** The further field of a point that says on which side of a review it stands. */
export const sideField = "review_side";

/** What each side has a column of: `baseline_n`. */
export const sideStatistics = ["n", "mean", "sd", "evidence", "varies"] as const;

/** The header of a field of one side's setup where the sides of some comparison differ in it. */
export function sideHeader(side: ReviewSideName, name: string): string {
  return `${side}_${name}`;
}

/** The fields of a case that are stated, by the names of their columns: `model`, `extra.kernel`. */
export function setupCells(of: Case): Map<string, string | number> {
  const own = caseFields.flatMap((field) => {
    const value = of[field];
    return value === null ? [] : [[field as string, value] as const];
  });
  const extra = Object.entries(of.extra).map(([name, text]) => [extraPrefix + name, text] as const);
  return new Map<string, string | number>([...own, ...extra]);
}
