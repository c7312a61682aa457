import { emptyStats, type Statistic } from "../points/point";
import { decimalText } from "../points/decimal";
import { nearestDouble } from "../points/nearest-double";
import type { Varies } from "../points/interval";
import type { Context } from "../points/provenance";
import type { ConversionStep } from "../points/units";
import { moments } from "../stats/moments";
import type { Draft } from "./draft";
import type { GroupRows, RowBook } from "./row-book";

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
 * The plain values of one case and metric, row by row: numbers in the table's book and no object a row, so that a million
 * rows fit. `drafts` gives them back as the few drafts they amount to; no row may come after it.
 */
export class RowGroup {
  /** In the table's book. */
  readonly index: number;
  private apart = false;
  private contexts: Map<number, Context> | null = null;
  /** Texts of rows whose number is not the one that is held, by row. */
  private texts: Map<number, string> | null = null;
  /** What the first row says beside its value; the frame's is of the row that opened it, which may hold no value. */
  private first: { raw: string; context: Context } | null = null;
  private bound: GroupRows | null = null;

  constructor(
    readonly frame: RowFrame,
    private readonly labels: readonly (string | null)[],
    private readonly book: RowBook,
  ) {
    this.index = book.addGroup();
  }

  get isEmpty(): boolean {
    return this.book.countOf(this.index) === 0;
  }

  /** The run of the row that came last; -1: none. */
  get lastRun(): number {
    return this.book.lastRunOf(this.index);
  }

  /** To be told before the first `push`. */
  openWith(raw: string, context: Context): void {
    this.first = { raw, context };
  }

  /** See `RowBook.push`, which is the same and quicker. */
  push(value: number, line: number, run: number, hash = -1): void {
    this.book.push(this.index, value, line, run, hash);
  }

  private get count(): number {
    return this.rows.lines.length;
  }

  private get rows(): GroupRows {
    return (this.bound ??= this.book.rowsOf(this.index));
  }

  /** Null where no row names one. */
  private get runs(): Int32Array | null {
    const { runs } = this.rows;
    return runs.some((run) => run >= 0) ? runs : null;
  }

  /** To be told of the row that was pushed last, where a double holds another number than it writes. */
  keepText(text: string): void {
    this.texts ??= new Map();
    this.texts.set(this.book.countOf(this.index) - 1, text);
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
    const { hashes, lines } = this.rows;
    if (hashes === null) return [];
    const sorted = hashes.slice().sort();
    const alike = new Set(sorted.filter((hash, i) => hash === sorted[i - 1]));
    if (alike.size === 0) return [];
    return Array.from(lines).filter((_, i) => alike.has(hashes[i]!));
  }

  /** Forgets the rows on these lines; never the first row of the group. */
  leaveOut(left: ReadonlyMap<number, unknown>): void {
    const { values, lines, runs } = this.rows;
    let kept = 0;
    for (let i = 0; i < lines.length; i++) {
      if (left.has(lines[i]!)) continue;
      this.moveText(i, kept);
      values[kept] = values[i]!;
      lines[kept] = lines[i]!;
      runs[kept] = runs[i]!;
      kept++;
    }
    const bound = { values: values.subarray(0, kept), lines: lines.subarray(0, kept) };
    this.bound = { ...bound, runs: runs.subarray(0, kept), hashes: null };
  }

  private moveText(from: number, to: number): void {
    const text = this.texts?.get(from);
    if (from === to || this.texts === null) return;
    this.texts.delete(to);
    if (text !== undefined) this.texts.set(to, text);
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
    this.runs!.forEach((run, i) => {
      if (run < 0) rows.push(i);
    });
    return rows;
  }

  /** Rows that are a run each: one draft that stands for them all (null: for every row). */
  private manyRuns(rows: number[] | null): Draft {
    const first = rows === null ? 0 : rows[0]!;
    const length = rows === null ? this.count : rows.length;
    const run = this.rows.runs[first]!;
    return length === 1 ? this.draft([first], run, null) : this.draft(rows, -1, "between-run");
  }

  private oneRun(run: number, rows: number[]): Draft {
    const draft = this.draft(rows, run, rows.length === 1 ? null : this.frame.varies);
    return { ...draft, context: this.contexts?.get(run) ?? draft.context };
  }

  /** Its fields are named one by one: of a copy to which fields are added, each is of a class of its own. */
  private draft(rows: number[] | null, run: number, varies: Varies | null): Draft {
    const { frame } = this;
    const { step } = frame;
    const values = pick(this.rows.values, rows);
    // No copy: what the groups share of lines is kept whole in any case.
    const at = rows === null ? this.rows.lines : pick(this.rows.lines, rows);
    if (!step.same) values.forEach((value, i) => (values[i] = step.apply(value)));
    const { locator } = frame.provenance;
    const column = "column" in locator ? (locator.column ?? null) : null;
    const { run: name, unnamedRun } = runNamed(this.labels, run);
    const draft: Draft = {
      metric: frame.metric,
      unit: frame.unit,
      case: frame.case,
      context: this.first?.context ?? frame.context,
      value: values.length === 1 ? values[0]! : moments(values).mean,
      statistic: frame.statistic,
      missing: null,
      range: null,
      stats: emptyStats(),
      samples: varies === null ? null : { values, at, pointer: null, column, varies },
      varies: frame.varies,
      stated: null,
      run: name,
      claim: false,
      provenance: this.provenanceOf(rows === null ? 0 : rows[0]!, at[0]!, rows),
    };
    if (unnamedRun !== undefined) draft.unnamedRun = unnamedRun;
    if (frame.apart !== undefined) draft.apart = frame.apart;
    return draft;
  }

  /**
   * Only the first row's text is kept as written, and that of rows whose number no double holds; of the others, the number
   * that they stand for.
   *
   * @param rows the rows behind the draft; null for all
   */
  private provenanceOf(row: number, line: number, rows: number[] | null): Draft["provenance"] {
    const { provenance, step } = this.frame;
    const value = this.rows.values[row]!;
    const conversion = step.record(value);
    const own = row === 0 ? (this.first?.raw ?? provenance.raw) : this.texts?.get(row);
    const raw = own ?? decimalText(value);
    const others = Array.from(this.texts ?? []).filter(
      ([at]) => at !== row && at < this.count && (rows === null || rows.includes(at)),
    );
    const rounded = [[row, raw] as const, ...others].map(([at, text]) =>
      nearestDouble(text, this.rows.values[at]!),
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

/** The chosen rows of a column (null: all of them), in an array of their own. */
function pick<A extends Float64Array | Uint32Array>(from: A, rows: number[] | null): A {
  if (rows === null) return from.slice() as A;
  const picked = from.slice(0, rows.length) as A;
  rows.forEach((row, i) => (picked[i] = from[row]!));
  return picked;
}
