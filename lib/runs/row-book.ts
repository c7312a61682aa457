/** The rows of one group, in the order of the file. */
export interface GroupRows {
  /** In the unit of the file. */
  values: Float64Array;
  /** 1-based. */
  lines: Uint32Array;
  /** Indexes of runs; -1: a run of its own. */
  runs: Int32Array;
  /** Null where no row came with one. */
  hashes: Uint32Array | null;
}

interface Block extends GroupRows {
  groups: Uint32Array;
}

const smallestBlock = 64;
const largestBlock = 64 * 1024;

/**
 * The plain rows of all groups of a table, one behind the other as they come, and put together by group once all are
 * there: a table whose rows come in no order would otherwise write to another place of memory with each row. Any number
 * of rows fits that typed arrays of 20 bytes a row do.
 */
export class RowBook {
  private readonly counts: number[] = [];
  private readonly lastRuns: number[] = [];
  private blocks: (Block | null)[] = [];
  private block = newBlock(smallestBlock);
  private filled = 0;
  private readonly single = new Float64Array(1);
  private total = 0;
  private bound: { rows: GroupRows; starts: Uint32Array } | null = null;

  /** @returns the index of a new group */
  addGroup(): number {
    this.lastRuns.push(-1);
    return this.counts.push(0) - 1;
  }

  /** How many rows a group has. */
  countOf(group: number): number {
    return this.counts[group]!;
  }

  /** The run of the group's row that came last; -1: none. */
  lastRunOf(group: number): number {
    return this.lastRuns[group]!;
  }

  /**
   * @param value in the unit of the file
   * @param line 1-based
   * @param run index of the run among the labels, or -1 where the row is a run of its own
   * @param hash of the cells in which the group's rows may differ, where rows that are the same are asked for; -1: not
   */
  push(group: number, value: number, line: number, run: number, hash: number): void {
    this.single[0] = value;
    this.put(group, this.single, 0, line, run, hash);
  }

  /**
   * As `push`, of a row with a value for each of several groups. The values stay in their array until they are in the
   * book's: one that is handed on alone may become an object, a million times.
   */
  pushRow(groups: readonly number[], values: Float64Array, line: number, run: number, hash: number): void {
    for (let i = 0; i < groups.length; i++) this.put(groups[i]!, values, i, line, run, hash);
  }

  private put(group: number, values: Float64Array, i: number, line: number, run: number, hash: number): void {
    const { block } = this;
    const at = this.filled;
    block.groups[at] = group;
    block.values[at] = values[i]!;
    block.lines[at] = line;
    block.runs[at] = run;
    if (hash >= 0) (block.hashes ??= new Uint32Array(block.groups.length))[at] = hash;
    this.counts[group]!++;
    this.lastRuns[group] = run;
    this.filled = at + 1;
    if (this.filled === block.groups.length) this.turn();
  }

  private turn(): void {
    this.blocks.push(this.block);
    this.total += this.filled;
    this.block = newBlock(Math.min(largestBlock, Math.max(smallestBlock, this.total)));
    this.filled = 0;
  }

  /**
   * The rows of a group, to be asked for when no more come.
   * @returns views into what all groups share
   */
  rowsOf(group: number): GroupRows {
    const { rows, starts } = (this.bound ??= this.bind());
    const [from, to] = [starts[group]!, starts[group + 1]!];
    return {
      values: rows.values.subarray(from, to),
      lines: rows.lines.subarray(from, to),
      runs: rows.runs.subarray(from, to),
      hashes: rows.hashes?.subarray(from, to) ?? null,
    };
  }

  private bind(): { rows: GroupRows; starts: Uint32Array } {
    const starts = new Uint32Array(this.counts.length + 1);
    this.counts.forEach((count, group) => (starts[group + 1] = starts[group]! + count));
    this.blocks.push({ ...this.block, groups: this.block.groups.subarray(0, this.filled) });
    const rows = newRows(this.total + this.filled);
    if (this.blocks.some((block) => block!.hashes !== null)) rows.hashes = new Uint32Array(rows.lines.length);
    const next = starts.slice();
    for (const [i, block] of this.blocks.entries()) {
      scatter(block!, rows, next);
      // Given back while the next is put in its place.
      this.blocks[i] = null;
    }
    this.blocks = [];
    this.block = newBlock(0);
    return { rows, starts };
  }
}

function scatter({ groups, values, lines, runs, hashes }: Block, rows: GroupRows, next: Uint32Array): void {
  for (let i = 0; i < groups.length; i++) {
    const to = next[groups[i]!]!++;
    rows.values[to] = values[i]!;
    rows.lines[to] = lines[i]!;
    rows.runs[to] = runs[i]!;
    if (hashes !== null) rows.hashes![to] = hashes[i]!;
  }
}

function newBlock(length: number): Block {
  return { groups: new Uint32Array(length), ...newRows(length) };
}

function newRows(length: number): GroupRows {
  return {
    values: new Float64Array(length),
    lines: new Uint32Array(length),
    runs: new Int32Array(length),
    hashes: null,
  };
}
