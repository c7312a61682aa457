import type { Series } from "../series/series";
import type { Theme } from "../view/view";
import type { FigureOptions } from "./figure-tag";
import { linesFigure } from "./lines-figure";
import { paretoFigure } from "./pareto-figure";
import { rowFigure } from "./row-figure";
import { scalingFigure } from "./scaling-figure";
import { standaloneFigure } from "./standalone";

/**
 * A series as one SVG text, the same that the interactive chart draws; all text of files is escaped. Without a theme its
 * colours are the page's tokens (`var(--s1)`), so that one picture serves both; with one it needs no page around it.
 *
 * @param options.width px, at least 320
 */
export function figureSvg(
  series: Series,
  options: Partial<FigureOptions> & { width: number; theme?: Theme | "auto" },
): string {
  const idPrefix = options.idPrefix ?? `figure-${Math.round(options.width)}`;
  const svg = draw(series, {
    width: Math.max(320, options.width),
    selected: options.selected ?? null,
    idPrefix,
    ...(options.plotHeight === undefined ? {} : { plotHeight: options.plotHeight }),
  });
  return options.theme === undefined ? svg : standaloneFigure(svg, options.theme);
}

function draw(series: Series, options: FigureOptions): string {
  if (series.kind === "rows") return rowFigure(series, options);
  if (series.kind === "scaling") return scalingFigure(series, options);
  if (series.kind === "pareto") return paretoFigure(series, options);
  return linesFigure(series, options);
}
