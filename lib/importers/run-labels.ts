import { detached } from "./cells";

/** The names of runs as small numbers, so that rows need not hold texts. */
export class RunLabels {
  readonly list: string[] = [];
  private readonly indexes = new Map<string, number>();
  private lastLabel = "";
  private lastIndex = -1;

  /** -1 for a blank cell: the row names no run. */
  indexOf(cell: string): number {
    if (cell === "") return -1;
    if (cell === this.lastLabel) return this.lastIndex;
    this.lastIndex = this.findOrAdd(cell);
    this.lastLabel = this.list[this.lastIndex]!;
    return this.lastIndex;
  }

  private findOrAdd(cell: string): number {
    const known = this.indexes.get(cell);
    if (known !== undefined) return known;
    const label = detached(cell);
    this.indexes.set(label, this.list.length);
    return this.list.push(label) - 1;
  }
}
