import { audit } from "@/lib/audit/audit";
import { fileFromBytes } from "@/lib/importers/source-file";
import { whiskerCsv } from "@/lib/importers/whisker-csv";
import type { Finding } from "@/lib/points/finding";
import { pointsFrom } from "@/lib/runs/points-from";

/** What one rule says of a table in Whisker's own format: level and sum of each finding, or what it misses. */
export function sumsOf(rule: string, csv: string): string[] {
  return findingsOf(rule, csv).map(({ level, sum, missing }) =>
    level === "untestable" ? `untestable without ${missing.join(", ")}` : `${level}: ${sum}`,
  );
}

/** Thin spaces, which group digits, as plain ones. */
export function findingsOf(rule: string, csv: string): Finding[] {
  const file = fileFromBytes("results.csv", new TextEncoder().encode(csv));
  const points = pointsFrom(whiskerCsv.read(file).drafts, file.sha256);
  if (points.length === 0) throw new Error(`nothing was read of ${csv}`);
  return audit(points)
    .filter((finding) => finding.rule === rule)
    .map((finding) => ({ ...finding, sum: finding.sum?.replaceAll("\u2009", " ") ?? null }));
}

export type Row = Readonly<Record<string, string | number>>;

/** Rows in Whisker's own format, each given by the cells that it has; texts keep the zeros that a number drops. */
export function table(...rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const line = (row: Row) => columns.map((column) => row[column] ?? "").join(",");
  return `${[columns.join(","), ...rows.map(line)].join("\n")}\n`;
}

export function ttft(cells: Row): Row {
  return { metric: "ttft", unit: "ms", ...cells };
}
