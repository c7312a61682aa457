import { shortText } from "../points/short-text";
import type { Locator } from "../points/locator";
import { problemLimit, type Problem } from "../points/problem";

/** The problems of one file: the first thousand, and a last one that counts the rest. */
export class ProblemList {
  private readonly kept: Problem[] = [];
  private count = 0;

  add(where: Locator | null, found: string, expected: string): void {
    this.count++;
    if (this.kept.length < problemLimit - 1) this.kept.push({ where, found: oneLine(found), expected });
  }

  /** To be told of cells of one line by their columns, which count from 0; of each column once. */
  ofLine(line: number): (column: number, found: string, expected: string) => void {
    const told = new Set<number>();
    return (column, found, expected) => {
      if (!told.has(column)) this.add({ line, column: column + 1 }, found, expected);
      told.add(column);
    };
  }

  addAll(problems: Iterable<Problem>): void {
    for (const { where, found, expected, more } of problems) {
      if (more === undefined) this.add(where, found, expected);
      else this.count += more;
    }
  }

  list(): Problem[] {
    const rest = this.count - this.kept.length;
    if (rest === 0) return this.kept;
    return [
      ...this.kept,
      {
        where: null,
        found: `${rest} more problems`,
        expected: "a file with fewer: only the first are listed",
        more: rest,
      },
    ];
  }
}

/** What was found, shortened to a line of at most 120 characters. */
export function oneLine(text: string): string {
  return shortText(text.replace(/\s+/g, " ").trim(), 120);
}
