import { escapedMarkdown, markdownCode } from "../points/markdown-text";
import type { ExploreModel, TableRow } from "../series/explore-model";
import { countText, intervalText, unitText } from "../series/number-text";
import { auditText } from "./audit-text";
import { datedText, evidenceCounts, type Caption } from "./caption";

/** Rows that a comment on a pull request has room for. */
const mostRows = 40;

/** Where a view's other forms are; null where this server does not know the address that it is reached by. */
export interface Links {
  view: string;
  image: string;
  csv: string;
}

/** A view as Markdown: its picture where it has an address, the table behind it, and how its numbers came about. */
export function viewMarkdown({ rows, series }: ExploreModel, caption: Caption, links: Links | null): string {
  const title = escapedMarkdown(caption.title);
  const parts = [
    `### ${title}`,
    escapedMarkdown(caption.subtitle),
    links === null ? "" : `[![${title}](${links.image})](${links.view})`,
    table(rows, unitText(series.unit), series.level),
    rowsLeft(rows.length, links),
    caption.notes.map((note) => `> ${escapedMarkdown(note)}`).join("\n"),
    sources(caption),
    links === null ? `Whisker ${markdownCode(caption.link)}` : `[Open in Whisker](${links.view})`,
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function table(rows: readonly TableRow[], unit: string, level: number): string {
  const value = unit === "" ? "Value" : `Value, ${escapedMarkdown(unit)}`;
  const head = ["", value, `${level} % CI`, "n", "Evidence", "Source", "Audit"];
  const line = ["---", "---:", "---:", "---:", "---", "---", "---"];
  const body = rows.slice(0, mostRows).map((row) => cells(row, level));
  return [head, line, ...body].map((each) => `| ${each.join(" | ")} |`).join("\n");
}

function cells(row: TableRow, level: number): string[] {
  const name = [row.label, row.detail, row.group].filter((part) => part !== "").join(" · ");
  const value = row.missing === null ? row.text : row.missing || "not stated";
  return [
    escapedMarkdown(name),
    row.missing === null && row.evidence !== "claim"
      ? `**${escapedMarkdown(value)}**`
      : escapedMarkdown(value),
    row.interval === null ? "none" : `${intervalText(row.interval)}${otherLevel(row.interval.level, level)}`,
    row.n === null ? "–" : countText(row.n),
    row.evidence,
    markdownCode(`${row.file} ${row.place}`),
    escapedMarkdown(auditText(row.audit)),
  ];
}

/** A stated interval keeps the level that its file states. */
function otherLevel(own: number, asked: number): string {
  const percent = Math.round(own * 1000) / 10;
  return percent === asked ? "" : ` (${percent} %)`;
}

function rowsLeft(rows: number, links: Links | null): string {
  const left = rows - mostRows;
  if (left <= 0) return "";
  return `${countText(left)} more rows${links === null ? "" : ` are in [the CSV](${links.csv})`}.`;
}

function sources(caption: Caption): string {
  const files = caption.datasets.map(({ name, sha256 }) => `${markdownCode(name)} ${markdownCode(sha256)}`);
  const shown = files.length > 12 ? [...files.slice(0, 12), `and ${files.length - 12} more`] : files;
  return [
    `${caption.counts}. ${[...caption.intervals, caption.n].join("; ")}.`,
    `Evidence: ${evidenceCounts(caption.evidence) || "none"}.`,
    `${shown.length === 0 ? "No files" : `Files by sha256: ${shown.join(", ")}`}. ${datedText(caption)}, renderer ${caption.renderer}.`,
  ].join(" ");
}
