import type { Problem } from "../points/problem";
import type { SourceFile } from "./source-file";

/** A file of more points than it may have: reading stops at once, since each is held until the last row is read. */
export class TooManyPoints extends Error {
  constructor(private readonly most: number) {
    super(`more than ${most} points`);
  }

  get problem(): Problem {
    return {
      where: null,
      found: `more than ${this.most} points, each a metric of another setup`,
      expected:
        "at most that many in one file, however many rows repeat them: send it in parts, or let whoever runs this server raise WHISKER_MAX_POINTS",
    };
  }
}

/** @throws TooManyPoints */
export function refuseTooMany(
  { mostPoints = Infinity }: Pick<SourceFile, "mostPoints">,
  points: number,
): void {
  if (points > mostPoints) throw new TooManyPoints(mostPoints);
}
