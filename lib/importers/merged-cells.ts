import type { ColumnPlan } from "./wide-columns";

/**
 * The first columns of a table whose blank cells are merged with the cell above, as documents and spreadsheets write
 * them: a name stands in the first row of its block, and the rows of a block differ in what stands beside it. Empty where
 * blanks may as well mean that nothing is known.
 */
export function mergedColumns(plans: readonly ColumnPlan[], rows: readonly (readonly string[])[]): number[] {
  const setup = plans.flatMap((plan, i) => (isSetup(plan) ? [i] : []));
  const inner = setup.findIndex((column) => !rows.some((row) => isBlank(row[column])));
  const merged = setup.slice(0, Math.max(0, inner));
  if (merged.length === 0 || rows.length < 3 || merged.some((column) => isBlank(rows[0]![column]))) return [];
  const rest = setup.slice(inner);
  return merged.some((column) => isWrittenAgain(rows, column)) || !areBlocks(rows, merged, rest)
    ? []
    : merged;
}

function isSetup({ kind }: ColumnPlan): boolean {
  return kind === "case" || kind === "extra" || kind === "run" || kind === "both lengths" || kind === "parts";
}

function isBlank(cell: string | undefined): boolean {
  return (cell ?? "").trim() === "";
}

/** Who writes a name again in the next row leaves a cell blank for another reason. */
function isWrittenAgain(rows: readonly (readonly string[])[], column: number): boolean {
  return rows.some((row, i) => i > 0 && !isBlank(row[column]) && row[column] === rows[i - 1]![column]);
}

/** Whether the rows below a name differ in what stands beside it, and blocks have rows alike. */
function areBlocks(
  rows: readonly (readonly string[])[],
  merged: readonly number[],
  rest: readonly number[],
): boolean {
  const filled = new Set<string>();
  const blocks = new Map<string, Set<number>>();
  let block = -1;
  let blanks = 0;
  const down: string[] = [];
  for (const row of rows) {
    if (merged.some((column) => !isBlank(row[column]))) block++;
    else blanks++;
    for (const column of merged) if (!isBlank(row[column])) down[column] = row[column]!;
    const beside = rest.map((column) => row[column]).join("\u0000");
    const whole = [...merged.map((column) => down[column]), beside].join("\u0000");
    if (filled.has(whole)) return false;
    filled.add(whole);
    blocks.set(beside, (blocks.get(beside) ?? new Set()).add(block));
  }
  return blanks >= 2 && (block === 0 || Array.from(blocks.values()).some((of) => of.size > 1));
}

/** Fills the blank cells of these columns with the last text above them, row after row. */
export class FillDown {
  private readonly last = new Map<number, string>();

  constructor(private readonly columns: readonly number[]) {}

  /** A name further left that is new begins all columns to its right anew. */
  filled(fields: string[]): string[] {
    const own = [...fields];
    let isNew = false;
    for (const column of this.columns) {
      if (!isBlank(own[column])) {
        this.last.set(column, own[column]!);
        isNew = true;
      } else if (isNew) this.last.delete(column);
      else own[column] = this.last.get(column) ?? "";
    }
    return own;
  }
}

export function mergedNote(columns: readonly number[], headers: readonly string[]): string {
  const names = columns.map((column) => headers[column] || `column ${column + 1}`);
  return `Blank cells of ${names.join(", ")} are read as the cell above them: merged cells.`;
}
