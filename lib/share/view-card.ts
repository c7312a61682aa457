import { figureTag } from "../figure/figure-tag";
import { figureSvg } from "../figure/figure-svg";
import { element } from "../figure/svg-text";
import type { Series } from "../series/series";
import type { Theme } from "../view/view";
import type { Caption } from "./caption";
import { card, cardFigure } from "./card";
import { cardRows, rowCount } from "./card-rows";

/** Lines that a picture has room to name. */
const mostLines = 8;

/** The picture of a link to a view: its chart, as much of it as stays readable, which says how much that is. */
export function viewCard(series: Series, caption: Caption, selected: string | null, theme: Theme): string {
  const { svg, says } = cardChart(series, selected);
  const { counts, evidence, link } = caption;
  const aside = says === "" ? counts : `${says} · ${counts}`;
  const level = hasIntervals(series) ? ` ${series.level} % CI.` : "";
  const better = series.metric.better === "not stated" ? "" : ` ${series.metric.better} is better.`;
  const subtitle = `${caption.subtitle}${level}${better}`.replace(
    / (higher|lower) is/,
    (_, word: string) => ` ${word[0]!.toUpperCase()}${word.slice(1)} is`,
  );
  return card({ title: caption.title, subtitle, aside, evidence, link, figure: svg }, theme);
}

function hasIntervals({ counts }: Series): boolean {
  return counts.samples + counts.summary > 0;
}

/** The chart, and where it is not whole, how much of it is there: `8 of 76 rows`. */
export function cardChart(series: Series, selected: string | null): { svg: string; says: string } {
  if (series.kind === "rows") {
    const { svg, shown } = cardRows(series, selected, cardFigure);
    const all = rowCount(series);
    return { svg, says: shown < all ? `${shown} of ${all} rows` : "" };
  }
  const all = series.lines.length;
  const says = all > mostLines ? `${mostLines} of ${all} lines` : "";
  return { svg: lineChart(series, selected), says };
}

function lineChart(series: Exclude<Series, { kind: "rows" }>, selected: string | null): string {
  const { width, height, scale } = cardFigure;
  // One of the two kinds, whichever: the spread keeps which.
  const some = { ...series, lines: series.lines.slice(0, mostLines) } as Series;
  const drawn = figureSvg(some, {
    ...{ width: width / scale, selected, idPrefix: "card" },
    plotHeight: height / scale - 56,
  });
  const scaled = element("g", { transform: `scale(${scale})` }, drawn);
  return figureTag({ width, height, says: series.title }, scaled);
}
