import type { Problem } from "../points/problem";
import type { SourceFile } from "./source-file";

/** A file of more than it may hold: reading stops at once, since what it describes is held until the last row is read. */
export class TooManyPoints extends Error {
  constructor(private readonly found: string) {
    super(found);
  }

  get problem(): Problem {
    return {
      where: null,
      found: this.found,
      expected:
        "at most that many in one file, however many rows repeat them: send it in parts, or let whoever runs this server raise WHISKER_MAX_POINTS",
    };
  }
}

/** So many characters may the rows of a setup have for each of its points, on average. */
const charactersPerPoint = 320;

/**
 * @param points each a metric of another setup
 * @param characters of the first row of each setup
 * @throws TooManyPoints
 */
export function refuseTooMany(
  { mostPoints = Infinity }: Pick<SourceFile, "mostPoints">,
  points: number,
  characters = 0,
): void {
  if (points > mostPoints)
    throw new TooManyPoints(`more than ${mostPoints} points, each a metric of another setup`);
  const most = mostPoints * charactersPerPoint;
  if (characters > most) throw new TooManyPoints(`setups of more than ${most} characters`);
}

/** What a setup's first row adds to the characters. */
export function charactersIn(fields: readonly string[]): number {
  return fields.reduce((sum, { length }) => sum + length, 0);
}
