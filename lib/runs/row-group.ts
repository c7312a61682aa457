import { emptyStats, type Statistic } from "../points/point";
import { decimalText } from "../points/decimal";
import { nearestDouble } from "../points/nearest-double";
import type { Varies } from "../points/interval";
import type { Context } from "../points/provenance";
import type { ConversionStep } from "../points/units";
import { moments } from "../stats/moments";
import type { Draft } from "./draft";

/** What all rows of one case and metric share. */
export type RowFrame = Pick<
  Draft,
  "metric" | "unit" | "case" | "context" | "statistic" | "provenance" | "apart"
> & {
  statistic: Statistic;
  /** What differs between rows that name one run. */
  varies: Varies;
  /** Brings the values as written into the metric's unit. */
  step: ConversionStep;
};

/**
 * The plain values of one case and metric, row by row: numbers in typed arrays and no object a row, so that a million
 * rows fit. `drafts` gives them back as the few drafts they amount to.
 */
export class RowGroup {
  private values = new Float64Array(4);
  private lines = new Uint32Array(4);
  private runs: Int32Array | null = null;
  private hashes: Uint32Array | null = null;
  private count = 0;
  private apart = false;
  private contexts: Map<number, Context> | null = null;
  /** Texts of rows whose number is not the one that is held, by row. */
  private texts: Map<number, string> | null = null;
  /** The run of the row that came last. */
  lastRun = -1;

  /** What the first row says beside its value; the frame's is of the row that opened it, which may hold no value. */
  private first: { raw: string; context: Context } | null = null;

  constructor(
    readonly frame: RowFrame,
    private readonly labels: readonly (string | null)[],
  ) {}

  get isEmpty(): boolean {
    return this.count === 0;
  }

  /** To be told before the first `push`. */
  openWith(raw: string, context: Context): void {
    this.first = { raw, context };
  }

  /**
   * @param value in the unit of the file
   * @param run index of the run among the labels, or -1 where the row is a run of its own
   * @param hash of the cells in which the group's rows may differ, where rows that are the same are asked for; -1: not
   */
  push(value: number, line: number, run: number, hash = -1): void {
    if (this.count === this.values.length) this.grow();
    if (hash >= 0) this.keepHash(hash);
    if (run >= 0 && this.runs === null) this.runs = new Int32Array(this.values.length).fill(-1);
    this.values[this.count] = value;
    this.lines[this.count] = line;
    if (this.runs !== null) this.runs[this.count] = run;
    this.lastRun = run;
    this.count++;
  }

  /** To be told of the row that was pushed last, where a double holds another number than it writes. */
  keepText(text: string): void {
    this.texts ??= new Map();
    this.texts.set(this.count - 1, text);
  }

  private keepHash(hash: number): void {
    this.hashes ??= new Uint32Array(this.values.length);
    this.hashes[this.count] = hash;
  }

  /** To be told where a row of this case and metric went another way: it may belong to one of the runs here. */
  keepRunsApart(): void {
    this.apart = true;
  }

  /** What the rows of a run say of themselves, where that is another thing than what the first run's say. */
  setContext(run: number, context: Context): void {
    this.contexts ??= new Map();
    if (!this.contexts.has(run)) this.contexts.set(run, context);
  }

  /** The lines of the rows whose hash another row has as well: these may be the same. */
  linesAlike(): number[] {
    const hashes = this.hashes?.subarray(0, this.count) ?? new Uint32Array();
    const sorted = hashes.slice().sort();
    const alike = new Set(sorted.filter((hash, i) => hash === sorted[i - 1]));
    if (alike.size === 0) return [];
    return Array.from(this.lines.subarray(0, this.count)).filter((_, i) => alike.has(hashes[i]!));
  }

  /** Forgets the rows on these lines; never the first row of the group. */
  leaveOut(left: ReadonlyMap<number, unknown>): void {
    let kept = 0;
    for (let i = 0; i < this.count; i++) {
      if (left.has(this.lines[i]!)) continue;
      this.moveText(i, kept);
      this.values[kept] = this.values[i]!;
      this.lines[kept] = this.lines[i]!;
      if (this.runs !== null) this.runs[kept] = this.runs[i]!;
      kept++;
    }
    this.count = kept;
  }

  private moveText(from: number, to: number): void {
    const text = this.texts?.get(from);
    if (from === to || this.texts === null) return;
    this.texts.delete(to);
    if (text !== undefined) this.texts.set(to, text);
  }

  private grow(): void {
    const length = this.values.length * 2;
    this.values = copyInto(new Float64Array(length), this.values);
    this.lines = copyInto(new Uint32Array(length), this.lines);
    if (this.runs !== null) this.runs = copyInto(new Int32Array(length).fill(-1), this.runs);
    if (this.hashes !== null) this.hashes = copyInto(new Uint32Array(length), this.hashes);
  }

  drafts(): Draft[] {
    if (this.count === 0) return [];
    const rowsOfRun = this.rowsByRun();
    if (rowsOfRun === null) return [this.manyRuns(null)];
    const named = Array.from(rowsOfRun, ([run, rows]) => this.oneRun(run, rows));
    const unnamed = this.unnamedRows();
    return unnamed.length === 0 ? named : [this.manyRuns(unnamed), ...named];
  }

  /** The rows of each named run; null where no run has more than one row, each row being a run of its own. */
  private rowsByRun(): Map<number, number[]> | null {
    const { runs, count } = this;
    if (runs === null || (!this.apart && isRising(runs, count))) return null;
    const rows = new Map<number, number[]>();
    for (let i = 0; i < count; i++) {
      const run = runs[i]!;
      const same = rows.get(run);
      if (same) same.push(i);
      else if (run >= 0) rows.set(run, [i]);
    }
    if (this.apart) return rows;
    for (const { length } of rows.values()) if (length > 1) return rows;
    return null;
  }

  private unnamedRows(): number[] {
    const rows: number[] = [];
    for (let i = 0; i < this.count; i++) if (this.runs![i]! < 0) rows.push(i);
    return rows;
  }

  /** Rows that are a run each: one draft that stands for them all (null: for every row). */
  private manyRuns(rows: number[] | null): Draft {
    const first = rows === null ? 0 : rows[0]!;
    const length = rows === null ? this.count : rows.length;
    const run = this.runs === null ? -1 : this.runs[first]!;
    return length === 1 ? this.draft([first], run, null) : this.draft(rows, -1, "between-run");
  }

  private oneRun(run: number, rows: number[]): Draft {
    const draft = this.draft(rows, run, rows.length === 1 ? null : this.frame.varies);
    return { ...draft, context: this.contexts?.get(run) ?? draft.context };
  }

  private draft(rows: number[] | null, run: number, varies: Varies | null): Draft {
    const { step, ...frame } = this.frame;
    const values = pick(this.values, rows, this.count);
    const at = pick(this.lines, rows, this.count);
    if (!step.same) values.forEach((value, i) => (values[i] = step.apply(value)));
    const { locator } = frame.provenance;
    const column = "column" in locator ? (locator.column ?? null) : null;
    return {
      ...frame,
      context: this.first?.context ?? frame.context,
      value: values.length === 1 ? values[0]! : moments(values).mean,
      missing: null,
      range: null,
      stats: emptyStats(),
      samples: varies === null ? null : { values, at, pointer: null, column, varies },
      stated: null,
      ...runNamed(this.labels, run),
      claim: false,
      provenance: this.provenanceOf(rows === null ? 0 : rows[0]!, at[0]!, rows),
    };
  }

  /**
   * Only the first row's text is kept as written, and that of rows whose number no double holds; of the others, the number
   * that they stand for.
   *
   * @param rows the rows behind the draft; null for all
   */
  private provenanceOf(row: number, line: number, rows: number[] | null): Draft["provenance"] {
    const { provenance, step } = this.frame;
    const value = this.values[row]!;
    const conversion = step.record(value);
    const own = row === 0 ? (this.first?.raw ?? provenance.raw) : this.texts?.get(row);
    const raw = own ?? decimalText(value);
    const others = Array.from(this.texts ?? []).filter(
      ([at]) => at !== row && at < this.count && (rows === null || rows.includes(at)),
    );
    const rounded = [[row, raw] as const, ...others].map(([at, text]) =>
      nearestDouble(text, this.values[at]!),
    );
    return {
      locator: { ...provenance.locator, line },
      raw,
      conversions: [...rounded, conversion].filter((each) => each !== null),
      ...(provenance.assumed !== undefined && { assumed: provenance.assumed }),
    };
  }
}

/** What a draft says of its run, by the run's index; -1: a run of its own. */
export function runNamed(labels: readonly (string | null)[], run: number): Pick<Draft, "run" | "unnamedRun"> {
  if (run < 0) return { run: null };
  const label = labels[run] ?? null;
  return label === null ? { run: null, unnamedRun: run } : { run: label };
}

/** Runs in the order of their first row: no run comes twice. */
function isRising(runs: Int32Array, count: number): boolean {
  for (let i = 1; i < count; i++) if (runs[i]! <= runs[i - 1]!) return false;
  return runs[0]! >= 0;
}

/** The chosen rows of a column, or its first `count`, in an array of their own. */
function pick<A extends Float64Array | Uint32Array>(from: A, rows: number[] | null, count: number): A {
  if (rows === null) return from.slice(0, count) as A;
  const picked = from.slice(0, rows.length) as A;
  rows.forEach((row, i) => (picked[i] = from[row]!));
  return picked;
}

function copyInto<A extends Float64Array | Uint32Array | Int32Array>(to: A, from: A): A {
  to.set(from);
  return to;
}
