import { quickNumber } from "./cells";
import { detached } from "./kept-text";

/** The names of runs as small numbers, so that rows need not hold texts. A run without a name is null. */
export class RunLabels {
  readonly list: (string | null)[] = [];
  private readonly indexes = new Map<string, number>();
  private lastLabel: string | null = null;
  private lastIndex = -1;

  /** -1 for a blank cell: the row names no run. */
  indexOf(cell: string): number {
    if (cell === "") return -1;
    if (cell === this.lastLabel) return this.lastIndex;
    this.lastIndex = this.findOrAdd(cell);
    this.lastLabel = this.list[this.lastIndex]!;
    return this.lastIndex;
  }

  addUnnamed(): number {
    return this.list.push(null) - 1;
  }

  private findOrAdd(cell: string): number {
    const known = this.indexes.get(cell);
    if (known !== undefined) return known;
    const label = detached(cell);
    this.indexes.set(label, this.list.length);
    return this.list.push(label) - 1;
  }
}

/**
 * The runs of one setup whose rows have a sample number and no run's name. The numbers rise within a run: one that does
 * not begins the next.
 */
export class UnnamedRuns {
  private run = -1;
  private last = -Infinity;

  constructor(private readonly labels: RunLabels) {}

  /** The index of the run that the next row belongs to; a sample that is no number belongs to the run before it. */
  indexOf(sample: string): number {
    const number = quickNumber(sample);
    if (this.run < 0 || number <= this.last) {
      this.run = this.labels.addUnnamed();
      this.last = -Infinity;
    }
    if (number === number) this.last = number;
    return this.run;
  }
}
