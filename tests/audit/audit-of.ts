import { audit } from "@/lib/audit/audit";
import type { FindingLevel } from "@/lib/points/finding";
import type { Finding } from "@/lib/points/finding";
import { readText } from "../importers/text-of";

/** One row of Whisker's own CSV: `metric`, `value`, `unit` and any field of a case, or one of its own. */
export type Row = Readonly<Record<string, string | number>>;

/** What the audit says of a file with these rows; of one rule where it is named. */
export function auditOf(rows: readonly Row[], rule?: string): Finding[] {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? "")))];
  const read = readText(lines.map((cells) => cells.map(quoted).join(",")).join("\n") + "\n");
  if (read.points.length < rows.length)
    throw new Error(`not every row is a point: ${JSON.stringify(read.problems)}`);
  return audit(read.points).filter((finding) => rule === undefined || finding.rule === rule);
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** The levels that one rule gives these rows: what a title can say in a word. */
export function levelsOf(rows: readonly Row[], rule: string): FindingLevel[] {
  return auditOf(rows, rule).map(({ level }) => level);
}

/** A rate of generated tokens as Whisker's own CSV has it. */
export function rate(value: number | string, fields: Row = {}): Row {
  return { metric: "output_tokens_per_second", value, unit: "tok/s", ...fields };
}
