import type { Series } from "../series/series";
import type { FigureOptions } from "./figure-tag";
import { linesFigure } from "./lines-figure";
import { rowFigure } from "./row-figure";
import { scalingFigure } from "./scaling-figure";

/**
 * A series as one SVG text, the same that the interactive chart draws. Colours are the page's tokens (`var(--s1)`), so
 * that one picture serves both themes; all text of files is escaped.
 *
 * @param options.width px, at least 320
 */
export function figureSvg(series: Series, options: Partial<FigureOptions> & { width: number }): string {
  const whole: FigureOptions = {
    selected: null,
    idPrefix: `figure-${Math.round(options.width)}`,
    ...options,
  };
  const width = Math.max(320, whole.width);
  if (series.kind === "rows") return rowFigure(series, { ...whole, width });
  if (series.kind === "scaling") return scalingFigure(series, { ...whole, width });
  return linesFigure(series, { ...whole, width });
}
