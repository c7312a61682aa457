import { gravest, isDoubtful } from "../points/point-audit";
import type { ChartRow } from "../series/series";
import { element, escapeXml } from "./svg-text";

/** px that the mark of a doubtful value takes beside it. */
export const severityRoom = 20;
const size = 14;

export function isRowDoubtful(row: ChartRow): boolean {
  return isDoubtful(worstOf(row));
}

function worstOf({ marks }: ChartRow) {
  return gravest(marks.flatMap(({ audit }) => audit ?? []));
}

/** The shape of the gravest finding about a row's values, with its words for hover: an octagon with a cross, or a triangle. */
export function severityMark(row: ChartRow, right: number, baseline: number): string {
  const worst = worstOf(row);
  if (worst === null || !isDoubtful(worst)) return "";
  const title = element("title", {}, escapeXml(`${worst.level}: ${worst.title}`));
  const transform = `translate(${right - size} ${baseline - size + 3}) scale(${size / 16})`;
  return element(
    "g",
    { class: "m-severity", transform },
    title + (worst.level === "impossible" ? octagon : triangle),
  );
}

const cut = { fill: "none", stroke: "var(--surface)", "stroke-width": 1.7, "stroke-linecap": "round" };

const octagon =
  element("path", { d: "M5 1h6l4 4v6l-4 4H5l-4-4V5z", fill: "var(--imp)" }) +
  element("path", { d: "M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2", ...cut });

const triangle =
  element("path", {
    d: "M8 1.2L15.4 14.4H.6z",
    fill: "var(--sus)",
    stroke: "var(--sus)",
    "stroke-width": 1,
    "stroke-linejoin": "round",
  }) + element("path", { d: "M8 6v4M8 12.1v.2", ...cut });
