import type { Locator } from "./locator";

/** A place in a file that could not be read as a point. The rows around it are kept. */
export interface Problem {
  where: Locator | null;
  /** What stands there, shortened to a line. */
  found: string;
  /** What would have been read. */
  expected: string;
  /** For how many problems it stands, where it counts those that are not listed. */
  more?: number;
}

/** How many problems a list stands for. */
export function countProblems(problems: readonly Pick<Problem, "more">[]): number {
  return problems.reduce((sum, { more }) => sum + (more ?? 1), 0);
}

/** The most problems kept of one file; the rest is counted in a last problem that says so. */
export const problemLimit = 1000;
