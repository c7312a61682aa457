// Columns in which programs number their records, or name each by an id of its own.
import type { TableHead } from "./table-text";
import type { ColumnPlan } from "./wide-columns";

export const idNote = "numbers the rows or names each: no part of the setup";
const ids = /^_?(?:id|uuid|guid|index|idx|(?:record|row|entry|result)[ _-]?(?:id|idx|uuid|index))$/i;

/** What each row has of its own, as programs number their records, would keep all rows from being repeats. */
export function withoutIds(
  plans: ColumnPlan[],
  { headers, rows }: Pick<TableHead, "headers" | "rows">,
): ColumnPlan[] {
  return plans.map((plan, i) => {
    if (!ids.test(headers[i]!.trim()) || plan.kind === "ignored") return plan;
    // Beside the name of a device an index may number devices.
    if (
      /^(?:index|idx)$/i.test(headers[i]!.trim()) &&
      plans.some((of) => of.kind === "case" && of.field === "hardware")
    )
      return plan;
    const cells = rows.map((row) => row[i]!.trim());
    const isOwn = new Set(cells).size === cells.length && !cells.includes("");
    const areIds = /u?uid/i.test(headers[i]!) || cells.every(isId);
    return isOwn && areIds ? { kind: "ignored", note: idNote } : plan;
  });
}

/** `12`, `run-12`, `3f9a01c2`; `llama-8b` is a name. */
function isId(cell: string): boolean {
  return /^(?:\W*(?:[a-z]+[\s_-]*)?\d+|(?=[^\d]*\d)[\da-f-]{6,})$/i.test(cell);
}
