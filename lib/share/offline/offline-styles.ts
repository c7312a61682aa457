import { figureStyles, palette } from "../../figure/standalone";
import type { Theme } from "../../view/view";

/**
 * The styles of an offline file: the page's colours in both themes, and light on paper.
 *
 * @param face the text face as base64 of WOFF2; what stands in files is set in the reader's own fixed-width face
 */
export function offlineStyles(face: string): string {
  return `
@font-face{font-family:Inter;src:url(data:font/woff2;base64,${face}) format("woff2");font-weight:100 900}
:root{${variables("light")}}
@media (prefers-color-scheme:dark){:root:not([data-theme]){${variables("dark")}}}
:root[data-theme=dark]{${variables("dark")}}
${styles}
@media print{:root,:root[data-theme],:root:not([data-theme]){${variables("light")}}${printed}}
${figureStyles}`;
}

function variables(theme: Theme): string {
  const more =
    theme === "light" ? { focus: "#1b62e8", ctl: "#85888e" } : { focus: "#7da7ff", ctl: "#6e7682" };
  const all = Object.entries({ ...palette[theme], ...more }).map(([name, value]) => `--${name}:${value}`);
  return `${all.join(";")};color-scheme:${theme}`;
}

/** The columns of numbers, which the table names. */
const right = `${[2, 3, 4, 5, 6, 7].map((at) => `[data-right~="${at}"] tr:not(.more)>:nth-child(${at})`).join(",")}{text-align:right;font-variant-numeric:tabular-nums}`;

const styles = `
*{box-sizing:border-box}
body{margin:0 auto;max-width:1180px;padding:28px 28px 40px;background:var(--surface);color:var(--ink);font:13px/20px Inter,system-ui,sans-serif}
h1{margin:0;font-size:24px;line-height:30px;font-weight:620;letter-spacing:-.022em;overflow-wrap:anywhere}
h2{margin:32px 0 8px;font-size:15px;font-weight:620}
h3{margin:16px 0 0;font:600 12px/20px "JetBrains Mono",ui-monospace,monospace;overflow-wrap:anywhere}
p{margin:0 0 4px;color:var(--ink-2);overflow-wrap:anywhere}
.news{margin:8px 0;padding:6px 12px;border-left:3px solid var(--axis);color:var(--ink)}
.note,footer p,section p{font-size:12px;line-height:18px}
.mono,code{font:11px/18px "JetBrains Mono",ui-monospace,monospace;color:var(--ink-3)}
.shapes{position:absolute;width:0;height:0}
.legend{display:flex;flex-wrap:wrap;gap:4px 18px;margin:8px 0 0;padding:0;list-style:none;color:var(--ink-2)}
.legend li{display:flex;gap:6px;align-items:center}
.figure{margin:18px 0 10px;overflow-x:auto}
.figure .chart{display:block;max-width:100%;height:auto;min-width:600px;overflow:visible}
.bar{display:flex;flex-wrap:wrap;gap:8px 14px;align-items:center;margin:22px 0 6px}
.bar[hidden]{display:none}
.bar label{display:flex;gap:5px;align-items:center;color:var(--ink-2)}
.bar input[type=checkbox]{accent-color:var(--ink);margin:0}
#find{width:220px;height:32px;padding:0 10px;border:1px solid var(--ctl);border-radius:8px;background:var(--surface);color:var(--ink);font:inherit}
#count{color:var(--ink-3);font-size:12px;margin-right:auto}
#save{height:32px;padding:0 12px;border:1px solid var(--ctl);border-radius:8px;background:var(--surface);color:var(--ink);font:inherit;font-weight:500;cursor:pointer}
.scroll{overflow-x:auto}
table{width:100%;border-collapse:collapse;font-size:12.5px}
th,td{padding:5px 12px 5px 0;border-bottom:1px solid var(--line);text-align:left;font-weight:400;vertical-align:top}
td{white-space:nowrap}
thead th{white-space:nowrap;color:var(--ink-3);font-size:11.5px}
th button{padding:0;border:0;background:none;color:inherit;font:inherit;text-align:inherit;cursor:pointer}
thead button:hover,tbody th button:hover{text-decoration:underline}
th[aria-sort=ascending] button::after{content:" ↑"}
th[aria-sort=descending] button::after{content:" ↓"}
tbody th{min-width:180px;overflow-wrap:anywhere}
tbody tr[data-evidence]{cursor:pointer}
${right}
.g{width:26px;height:14px;overflow:visible}
td svg{vertical-align:-2px}
.more td{white-space:normal;background:var(--hl)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:1px 16px;margin:4px 12px 8px}
dt{color:var(--ink-3)}
dd{margin:0;overflow-wrap:anywhere}
ol{margin:6px 0;padding:0 0 0 58px}
li::marker{color:var(--ink-3);font:11px/18px "JetBrains Mono",ui-monospace,monospace}
ol code{white-space:pre-wrap;overflow-wrap:anywhere;color:var(--ink)}
.behind b{display:block;color:var(--ink-2);font-weight:500}
li:target{background:var(--hl);box-shadow:-4px 0 0 var(--hl-bar)}
footer{margin-top:28px;padding-top:12px;border-top:1px solid var(--line)}
a{color:inherit;text-decoration-color:var(--axis);text-underline-offset:2px}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:3px}
@media (max-width:559px){body{padding:18px 16px 32px}.bar label,#find,#save{min-height:44px}#find{width:100%}dl{grid-template-columns:1fr}dt{margin-top:6px}ol{padding-left:44px}}`;

const printed = `body{max-width:none;padding:0}.bar{display:none}.figure,.scroll{overflow:visible}.figure .chart{min-width:0}tr,li,.figure{break-inside:avoid}thead{display:table-header-group}td{white-space:normal}`;
