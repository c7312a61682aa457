import { evidenceGlyph, glyphSize } from "../figure/evidence-glyph";
import { figureSvg } from "../figure/figure-svg";
import { figureStyles, palette } from "../figure/standalone";
import { escapeXml } from "../figure/svg-text";
import { evidenceMeaning, evidences, type Evidence } from "../points/evidence";
import type { ExploreModel, TableRow } from "../series/explore-model";
import { countText, intervalText, unitText } from "../series/number-text";
import type { Theme } from "../view/view";
import { auditText } from "./audit-text";
import { datedText, type Caption } from "./caption";

export interface EmbedLinks {
  theme: Theme | null;
  /** The opened point's row. */
  selected: string | null;
  /** What became of its datasets since, a sentence each. */
  news: readonly string[];
  page: string;
  csv: string;
  dataset: (sha256: string) => string;
  point: (pointId: string) => string;
}

/** Rows of the table; the CSV has all. */
const mostRows = 300;

/** px for which the chart is drawn; the frame's width chooses. */
const widths = { narrow: 330, wide: 736, broad: 1080 };

/**
 * A view as a card: chart, table twin and sources, one of them shown, chosen with three radio buttons, so that it works
 * with the keyboard and in a frame that runs no scripts.
 */
export function embedHtml(model: ExploreModel, caption: Caption, links: EmbedLinks): string {
  const theme = links.theme === null ? "" : ` data-theme="${links.theme}"`;
  return `<!doctype html>
<html lang="en"${theme}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeXml(`${caption.title} · Whisker`)}</title>
<style>${styles}</style>
</head>
<body>
<header>
<div><h1>${escapeXml(caption.title)}</h1><p>${escapeXml(caption.subtitle)}</p></div>
<ul class="legend" aria-label="Evidence">${legend(caption.evidence)}</ul>
${links.news.map((text) => `<p class="news" role="note">${escapeXml(text)}</p>`).join("")}
</header>
<main>
<section class="p-chart" aria-label="Chart" tabindex="0">${figures(model, links.selected)}</section>
<section class="p-table" aria-label="Table" tabindex="0">${table(model, caption, links)}</section>
<section class="p-sources" aria-label="Sources" tabindex="0">${sources(model.rows, caption, links)}</section>
</main>
<footer>
${mark}<b>Whisker</b>
<span class="as-of">${escapeXml(asOf(caption))}</span>
<span class="sp"></span>
<label><input type="radio" name="shown" id="chart" checked>Chart</label>
<label><input type="radio" name="shown" id="table">Table</label>
<label><input type="radio" name="shown" id="sources">Sources</label>
<a class="open" href="${escapeXml(links.page)}" target="_blank" rel="noopener">Open <span aria-hidden="true">↗</span></a>
</footer>
</body>
</html>
`;
}

function asOf({ datasets, intervals, ...caption }: Caption): string {
  const files = datasets.length === 1 ? "1 file" : `${datasets.length} files`;
  const [method = ""] = intervals;
  return `${files}. ${datedText(caption)}. ${method.replace(/: [^:]*$/, "")}.`;
}

function glyph(evidence: Evidence, color: string): string {
  const { width, height } = glyphSize;
  const box = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return `<svg ${box} aria-hidden="true">${evidenceGlyph(evidence, color)}</svg>`;
}

function legend(evidence: Record<Evidence, number>): string {
  return evidences
    .filter((grade) => evidence[grade] > 0)
    .map((grade) => `<li>${glyph(grade, "var(--ink-2)")}${evidenceMeaning[grade].label}</li>`)
    .join("");
}

function figures({ series }: ExploreModel, selected: string | null): string {
  return Object.entries(widths)
    .map(
      ([name, width]) =>
        `<div class="fig ${name}">${figureSvg(series, { width, selected, idPrefix: `embed-${name}` })}</div>`,
    )
    .join("");
}

function table({ rows, series }: ExploreModel, caption: Caption, links: EmbedLinks): string {
  const unit = unitText(series.unit);
  const head = [
    "Point",
    "Evidence",
    unit === "" ? "Value" : unit,
    `${series.level} % CI`,
    "n",
    "Source",
    "Audit",
  ];
  const body = rows.slice(0, mostRows).map((row) => tableRow(row, links));
  const left = rows.length - mostRows;
  const more =
    left > 0
      ? `<p>${countText(left)} more rows are in <a href="${escapeXml(links.csv)}">the CSV</a>.</p>`
      : "";
  const notes = caption.notes.map((note) => `<p>${escapeXml(note)}</p>`).join("");
  return `<table><thead><tr>${head.map((each) => `<th scope="col">${escapeXml(each)}</th>`).join("")}</tr></thead><tbody>${body.join("")}</tbody></table>${more}${notes}`;
}

function tableRow(row: TableRow, links: EmbedLinks): string {
  const name = [row.label, row.detail, row.group].filter((part) => part !== "").join(" · ");
  const value = row.missing === null ? row.text : row.missing || "not stated";
  const cells = [
    `${glyph(row.evidence, "var(--ink-2)")} ${evidenceMeaning[row.evidence].label}`,
    escapeXml(value),
    row.interval === null ? "none" : escapeXml(intervalText(row.interval)),
    row.n === null ? "–" : countText(row.n),
    `<code>${escapeXml(`${row.file} ${row.place}`)}</code>`,
    escapeXml(auditText(row.audit)),
  ];
  const link = `<a href="${escapeXml(links.point(row.pointId))}" target="_blank" rel="noopener">${escapeXml(name)}</a>`;
  const chosen = row.pointId === links.selected ? ' class="on" aria-current="true"' : "";
  return `<tr${chosen}><th scope="row">${link}</th>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
}

function sources(rows: readonly TableRow[], caption: Caption, links: EmbedLinks): string {
  const files = caption.datasets.map(
    ({ name, sha256 }) =>
      `<li><a href="${escapeXml(links.dataset(sha256))}" target="_blank" rel="noopener">${escapeXml(name)}</a> <code>${sha256}</code>${escapeXml(placesText(rows, sha256))}</li>`,
  );
  const method = [...caption.intervals, caption.n].join("; ");
  return `<p>${escapeXml(`${caption.counts}. ${method}.`)}</p><p>Files by sha256:</p><ul>${files.join("")}</ul><p>${escapeXml(`${datedText(caption)}, renderer ${caption.renderer}.`)} <a href="${escapeXml(links.csv)}">Points as CSV</a></p>`;
}

/** Places of one file that are named; the table and the CSV name all. */
const mostPlaces = 40;

/** `, at L2, L5`: where in a file the shown points stand. */
function placesText(rows: readonly TableRow[], sha256: string): string {
  const places = Array.from(
    new Set(rows.flatMap(({ dataset, place }) => (dataset === sha256 ? [place] : []))),
  );
  if (places.length === 0) return "";
  const more = places.length > mostPlaces ? `, and ${countText(places.length - mostPlaces)} more` : "";
  return ` at ${places.slice(0, mostPlaces).join(", ")}${more}`;
}

const mark = `<svg width="21" height="18" viewBox="0 0 26 22" aria-hidden="true"><path d="M2.5 5.5v11M23.5 5.5v11M2.5 11h21" stroke="currentColor" stroke-width="2" stroke-linecap="round" fill="none"/><circle cx="15" cy="11" r="5.2" fill="currentColor" stroke="var(--surface)" stroke-width="1.6"/></svg>`;

function variables(theme: Theme): string {
  const focus = theme === "light" ? "#1b62e8" : "#7da7ff";
  const all = Object.entries({ ...palette[theme], focus }).map(([name, value]) => `--${name}:${value}`);
  return `${all.join(";")};color-scheme:${theme}`;
}

const styles = `
@font-face{font-family:Inter;src:url(/embed/font) format("woff2");font-weight:100 900;font-display:swap}
:root{${variables("light")}}
@media (prefers-color-scheme:dark){:root:not([data-theme]){${variables("dark")}}}
:root[data-theme=dark]{${variables("dark")}}
*{box-sizing:border-box}
body{margin:0;height:100vh;display:grid;grid-template:auto 1fr auto/minmax(0,1fr);background:var(--surface);color:var(--ink);font:13px/20px Inter,system-ui,sans-serif}
header{display:flex;flex-wrap:wrap;gap:4px 24px;align-items:start;padding:14px 20px 6px}
h1{margin:0;font-size:16px;line-height:21px;font-weight:600;letter-spacing:-.02em}
p{margin:0 0 8px;color:var(--ink-2)}
header p{margin:0;font-size:12.5px;line-height:18px}
.legend{display:flex;flex-wrap:wrap;gap:4px 16px;margin:3px 0 0 auto;padding:0;list-style:none;color:var(--ink-2);font-size:12px}
.legend li{display:flex;gap:6px;align-items:center}
main{overflow:hidden;min-height:0}
section{display:none;height:100%;overflow:auto;padding:4px 20px 12px;background:linear-gradient(transparent,var(--surface) 60%) bottom/100% 26px local no-repeat,linear-gradient(transparent,var(--axis)) bottom/100% 10px scroll no-repeat}
body:has(#chart:checked) .p-chart,body:has(#table:checked) .p-table,body:has(#sources:checked) .p-sources{display:block}
@supports not selector(:has(*)){main{overflow:auto}section{display:block;height:auto}}
section:focus-visible{outline:2px solid var(--focus);outline-offset:-2px}
.fig{display:none}
.fig svg{display:block;width:100%;height:auto;overflow:visible}
@media (max-width:559px){.narrow{display:block}}
@media (min-width:560px) and (max-width:979px){.wide{display:block}}
@media (min-width:980px){.broad{display:block}}
table{width:100%;border-collapse:collapse;font-size:12.5px}
th,td{padding:5px 10px 5px 0;border-bottom:1px solid var(--line);text-align:left;font-weight:400;white-space:nowrap}
thead th{color:var(--ink-3);font-size:11.5px}
tbody th{white-space:normal;min-width:150px}
td:nth-child(3),td:nth-child(4),td:nth-child(5),thead th:nth-child(3),thead th:nth-child(4),thead th:nth-child(5){text-align:right;font-variant-numeric:tabular-nums}
td svg{vertical-align:-2px}
tr.on{background:var(--hl)}
.news{flex-basis:100%;padding-left:9px;border-left:3px solid var(--axis);color:var(--ink)}
code{font:11px/16px "JetBrains Mono",ui-monospace,monospace;color:var(--ink-3);overflow-wrap:anywhere;white-space:normal}
a{color:inherit;text-decoration-color:var(--axis);text-underline-offset:2px}
a:focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:3px}
footer{display:flex;gap:8px;align-items:center;padding:9px 20px;border-top:1px solid var(--line)}
.as-of{color:var(--ink-3);font-size:12px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.sp{flex:1}
label{position:relative}
label input{position:absolute;opacity:0;pointer-events:none}
label,.open{padding:3px 9px;border-radius:6px;cursor:pointer;color:var(--ink-2)}
.open{border:1px solid var(--line);color:var(--ink);font-weight:500;text-decoration:none;white-space:nowrap}
label:has(:checked){color:var(--ink);font-weight:600}
label:has(:focus-visible){outline:2px solid var(--focus);outline-offset:1px}
@media (max-width:559px){footer{flex-wrap:wrap;gap:0 4px;padding:2px 14px 6px}footer>b{display:none}.as-of{order:9;flex-basis:100%;line-height:16px;white-space:normal}header,section{padding-left:14px;padding-right:14px}.legend{margin-left:0}label,.open{min-height:44px;display:flex;align-items:center}}
@media print{body{height:auto;display:block}section{display:block}}
${figureStyles}`;
