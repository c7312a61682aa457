import { detached } from "../points/detached";
import { hashWithBytes, noCells } from "./cell-hash";
import { asciiText, quickNumber } from "./cells";

interface KnownLabel {
  bytes: Uint8Array;
  index: number;
}

export const notKnown = -2;

/** The names of runs as small numbers, so that rows need not hold texts. A run without a name is null. */
export class RunLabels {
  readonly list: (string | null)[] = [];
  private readonly indexes = new Map<string, number>();
  private lastLabel: string | null = null;
  private lastIndex = -1;
  /** By their hash; of two with one hash the one seen last. */
  private readonly known = new Map<number, KnownLabel>();
  private lastKnown: KnownLabel | null = null;

  /** -1 for a blank cell: the row names no run. */
  indexOf(cell: string): number {
    if (cell === "") return -1;
    if (cell === this.lastLabel) return this.lastIndex;
    this.lastIndex = this.findOrAdd(cell);
    this.lastLabel = this.list[this.lastIndex]!;
    return this.lastIndex;
  }

  /** As `indexOf`, of a cell in ASCII that is bytes[from..to), not too long to be a name. */
  indexIn(bytes: Uint8Array, from: number, to: number): number {
    const known = this.knownIn(bytes, from, to);
    return known === notKnown ? this.indexOf(asciiText(bytes, from, to)) : known;
  }

  /** As `indexIn`, but `notKnown` for a name that no row had yet. */
  knownIn(bytes: Uint8Array, from: number, to: number): number {
    if (from === to) return -1;
    if (this.lastKnown !== null && isAt(this.lastKnown.bytes, bytes, from, to)) return this.lastKnown.index;
    const hash = hashWithBytes(noCells, bytes, from, to);
    let known = this.known.get(hash);
    if (known === undefined || !isAt(known.bytes, bytes, from, to)) {
      const index = this.indexes.get(asciiText(bytes, from, to));
      if (index === undefined) return notKnown;
      known = { bytes: Uint8Array.from(bytes.subarray(from, to)), index };
      this.known.set(hash, known);
    }
    this.lastKnown = known;
    return known.index;
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

function isAt(label: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (label.length !== to - from) return false;
  for (let i = 0; i < label.length; i++) if (label[i] !== bytes[from + i]) return false;
  return true;
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
