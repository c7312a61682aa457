import { figureTag, placedFigure } from "../figure/figure-tag";
import { figureSvg } from "../figure/figure-svg";
import { element, px } from "../figure/svg-text";
import type { Evidence } from "../points/evidence";
import type { Series } from "../series/series";
import type { Theme } from "../view/view";
import type { Caption } from "./caption";
import { card, cardFigure } from "./card";
import { cardPoint } from "./card-point";
import { cardRows, fairShare, rowCount } from "./card-rows";

/** Lines that a picture has room to name. */
const mostLines = 8;

/** The picture of a link to a view: its chart, as much of it as stays readable, which says how much that is. */
export function viewCard(
  series: Series,
  caption: Caption,
  selected: string | null,
  theme: Theme | "auto",
): string {
  const { svg, says } = cardChart(series, selected);
  const { counts, evidence, link, follows } = caption;
  const aside = [says, counts, follows ? "follows new data" : ""].filter((part) => part !== "").join(" · ");
  const level = hasIntervals(series) ? ` ${series.level} % CI.` : "";
  const subtitle = `${caption.subtitle}${level}${betterText(series)}`;
  return card({ title: caption.title, subtitle, aside, evidence, link, figure: svg }, theme);
}

function betterText({ metric: { better } }: Series): string {
  if (better === "not stated") return "";
  return better === "higher" ? " Higher is better." : " Lower is better.";
}

function hasIntervals({ counts }: Series): boolean {
  return counts.samples + counts.summary > 0;
}

/** The chart, and where it is not whole, how much of it is there: `8 of 76 rows`. */
export function cardChart(series: Series, selected: string | null): { svg: string; says: string } {
  if (series.kind === "rows") {
    const alone = cardPoint(series);
    if (alone !== null) return { svg: alone, says: "" };
    const { svg, shown } = cardRows(series, selected, cardFigure);
    const all = rowCount(series);
    return { svg, says: shown < all ? `${shown} of ${all} rows` : "" };
  }
  const all = series.lines.length;
  const says = all > mostLines ? `${mostLines} of ${all} lines` : "";
  return { svg: lineChart(series, selected), says };
}

function isClaim({ evidence }: { evidence: Evidence }): boolean {
  return evidence === "claim";
}

function lineChart(series: Exclude<Series, { kind: "rows" }>, selected: string | null): string {
  const { width, height, scale } = cardFigure;
  // One of the two kinds, whichever: the spread keeps which.
  const lines = fairShare<{ evidence: Evidence }>(series.lines, isClaim, mostLines);
  const some = { ...series, lines } as Series;
  const drawn = figureSvg(some, {
    ...{ width: width / scale, selected, idPrefix: "card" },
    plotHeight: height / scale - 56,
  });
  // A chart with a plot of its own height is drawn smaller, so that none is cut.
  const tall = placedFigure(drawn, 0, 0).height * scale;
  const fitting = scale * Math.min(1, height / tall);
  const scaled = element("g", { transform: `scale(${px(fitting)})` }, drawn);
  return figureTag({ width, height, says: series.title }, scaled);
}
