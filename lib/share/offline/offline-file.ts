import { sha256 } from "@noble/hashes/sha2.js";
import { evidenceGlyph } from "../../figure/evidence-glyph";
import { escapeXml } from "../../figure/svg-text";
import { csvEnd, csvInHtml, csvTag } from "../../points/csv-in-html";
import { evidenceMeaning, evidences, type Evidence } from "../../points/evidence";
import { countText } from "../../series/number-text";
import type { Theme } from "../../view/view";
import { offlineScript } from "./offline-script";
import { offlineStyles } from "./offline-styles";
import { packDetails, type Details } from "./packed-details";

/** A file's lines behind what is shown, as they are written. */
export interface OfflineSource {
  name: string;
  sha256: string;
  /** How it was read: `Whisker CSV, version 1`. */
  reader: string;
  lines: readonly { line: number; text: string }[];
  /** Lines behind the points that there was no room for. */
  left: number;
}

export interface OfflineRow {
  /** A text a column, the name first. */
  cells: readonly OfflineCell[];
  evidence: Evidence | null;
  /** What stands behind the row, for whoever opens it. */
  details: Details;
  /** The lines of files, each by the file's index. */
  lines: readonly { source: number; line: number }[];
}

export interface OfflineCell {
  text: string;
  /** What the column is sorted by; absent: its text. */
  sort?: number | null;
}

export interface OfflineColumn {
  label: string;
  isNumber: boolean;
}

/** All that a page of its own says. Every text is a file's or a person's, and is escaped here. */
export interface OfflinePage {
  title: string;
  subtitle: string;
  evidence: Record<Evidence, number> | null;
  /** SVG of ours. */
  figure: string;
  notes: readonly string[];
  /** What became of its files since, a sentence each: said before everything else. */
  news: readonly string[];
  columns: readonly OfflineColumn[];
  rows: readonly OfflineRow[];
  sources: readonly OfflineSource[];
  csv: string;
  /** How the numbers came about, a text each. */
  foot: readonly string[];
  link: string;
  theme: Theme | "auto";
  renderer: number;
}

/**
 * One file that says all of itself, without a server and without the network: figure, table, what stands behind each row,
 * the raw lines, and the data as CSV, which an importer finds in it. Its policy lets it run its own script and nothing else.
 */
export function offlineFile(page: OfflinePage, face: string): string {
  const styles = offlineStyles(face);
  const theme = page.theme === "auto" ? "" : ` data-theme="${page.theme}"`;
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(offlineScript)}`,
    `style-src ${hashOf(styles)}`,
    "font-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en"${theme}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Whisker, renderer ${page.renderer}">
<title>${escapeXml(`${page.title} · Whisker`)}</title>
${csvTag}
${csvInHtml(page.csv)}${csvEnd}
<style>${styles}</style>
</head>
<body>
<header>
<h1>${escapeXml(page.title)}</h1>
<p>${escapeXml(page.subtitle)}</p>
${page.news.map((text) => `<p class="news" role="note">${escapeXml(text)}</p>`).join("")}
${page.evidence === null ? "" : legend(page.evidence)}
</header>
<main>
<div class="figure" role="region" aria-label="Chart" tabindex="0">${page.figure}</div>
${page.notes.map((note) => `<p class="note">${escapeXml(note)}</p>`).join("")}
${table(page)}
${sources(page.sources)}
</main>
<footer>
${page.foot.map((text) => `<p>${escapeXml(text)}</p>`).join("\n")}
<p class="mono">${linkText(page.link)}</p>
</footer>
<script type="application/json" id="details">${packDetails(page.rows.map(({ details }) => details))}</script>
<script>${offlineScript}</script>
</body>
</html>
`;
}

/** A source of a content security policy: only a text with exactly this hash. */
function hashOf(text: string): string {
  const bytes = sha256(new TextEncoder().encode(text));
  return `'sha256-${btoa(String.fromCharCode(...bytes))}'`;
}

function glyph(evidence: Evidence): string {
  return `<svg class="g" aria-hidden="true"><use href="#g-${evidence}"/></svg>`;
}

/** Each glyph once; the rows point to it. */
function legend(counts: Record<Evidence, number>): string {
  const shapes = evidences.map((grade) => `<g id="g-${grade}">${evidenceGlyph(grade, "var(--ink-2)")}</g>`);
  const items = evidences
    .filter((grade) => counts[grade] > 0)
    .map((grade) => `<li>${glyph(grade)}${evidenceMeaning[grade].label} ${countText(counts[grade])}</li>`);
  return `<svg class="shapes" aria-hidden="true">${shapes.join("")}</svg><ul class="legend" aria-label="Evidence">${items.join("")}</ul>`;
}

/** The controls are there for who runs the script; without it the table stands in the chart's order. */
function table({ columns, rows, evidence }: OfflinePage): string {
  const head = columns.map(
    ({ label }) => `<th scope="col" aria-sort="none"><button type="button">${escapeXml(label)}</button></th>`,
  );
  const numbers = columns.flatMap(({ isNumber }, i) => (isNumber ? [i + 1] : [])).join(" ");
  // Rows of two sides have two grades, and are not chosen by one.
  const isGraded = rows.some((row) => row.evidence !== null);
  const grades = evidences.filter((grade) => isGraded && evidence !== null && evidence[grade] > 0);
  const choices = grades.map(
    (grade) =>
      `<label><input type="checkbox" value="${grade}" checked> ${evidenceMeaning[grade].label}</label>`,
  );
  return `<div class="bar" hidden>
<input type="search" id="find" aria-label="Filter the table" placeholder="Filter">
${choices.join("\n")}
<output id="count" aria-live="polite"></output>
<button type="button" id="save">Save the data as CSV</button>
</div>
<div class="scroll" role="region" aria-label="Table" tabindex="0"><table id="table" data-right="${numbers}"><thead><tr>${head.join("")}</tr></thead><tbody>
${rows.map((row) => tableRow(row)).join("\n")}
</tbody></table></div>`;
}

function tableRow({ cells, evidence, lines }: OfflineRow): string {
  const [name, ...others] = cells;
  const rest = others.map(({ text, sort }, i) => {
    const sorted = sort === undefined ? "" : sortAttribute(sort, text);
    const isLast = i === others.length - 1;
    const place =
      isLast && lines[0] ? `<a href="#${lineId(lines[0])}">${escapeXml(text)}</a>` : escapeXml(text);
    const shape = i === 0 && evidence !== null ? `${glyph(evidence)} ` : "";
    return `<td${sorted}>${shape}${place}</td>`;
  });
  const at = lines.length === 0 ? "" : ` data-lines="${lines.map(lineId).join(" ")}"`;
  const grade = evidence === null ? "" : ` data-evidence="${evidence}"`;
  return `<tr${grade}${at}><th scope="row">${escapeXml(name?.text ?? "")}</th>${rest.join("")}</tr>`;
}

/** Nine digits are enough to sort by; a cell that says its own number needs none. */
function sortAttribute(sort: number | null, text: string): string {
  const value = sort === null ? "" : String(Number(sort.toPrecision(9)));
  return value === text ? "" : ` data-sort="${value}"`;
}

function lineId({ source, line }: { source: number; line: number }): string {
  return `f${source}-${line}`;
}

function sources(all: readonly OfflineSource[]): string {
  const parts = all.map(({ name, sha256: hash, reader, lines, left }, source) => {
    // A list counts on by itself.
    const numberOf = (i: number) =>
      lines[i - 1]?.line === lines[i]!.line - 1 ? "" : ` value="${lines[i]!.line}"`;
    const shown = lines.map(
      ({ line, text }, i) =>
        `<li id="${lineId({ source, line })}"${numberOf(i)}><code>${escapeXml(text)}</code></li>`,
    );
    const more =
      left > 0 ? `<p>${countText(left)} more lines behind these points stand in the file.</p>` : "";
    return `<section><h3>${escapeXml(name)}</h3><p class="mono">sha256 ${hash}</p><p>${escapeXml(reader)}</p><ol>${shown.join("\n")}</ol>${more}</section>`;
  });
  return `<section class="sources"><h2>Raw lines</h2>${parts.join("")}</section>`;
}

/** A link where it leads somewhere from any machine. */
function linkText(link: string): string {
  if (!/^https?:/.test(link)) return escapeXml(link);
  return `<a href="${escapeXml(link)}" rel="noreferrer">${escapeXml(link)}</a>`;
}
