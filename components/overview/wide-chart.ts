import { exploreModel } from "@/lib/series/explore";
import type { ExploreData } from "@/lib/series/explore-model";
import { countText } from "@/lib/series/number-text";
import type { ParetoSeries, XSeries } from "@/lib/series/series";
import { viewQuery } from "@/lib/view/codec";
import type { View } from "@/lib/view/view";
import { headlineModel } from "./headline-rows";

/** A chart of several metrics, or of one over versions or days, with the data that its page is drawn from. */
export interface WideTab {
  view: View;
  count: number;
  data: ExploreData;
}

/** What its card shows: one model, the first lines of it. */
export interface WideChart {
  title: string;
  note: string;
  href: string;
  hotkey: "p" | "t";
  count: number;
  series: ParetoSeries | XSeries;
}

/** More lines than these are only counted. */
const mostLines = 6;

/** Null where nothing can be drawn. */
export function wideChart({ view, count, data }: WideTab): WideChart | null {
  const drawn = exploreModel(data, view).rows.map(({ point }) => point);
  const model = headlineModel(drawn);
  if (model === undefined) return null;
  const own = { ...view, filters: { model: [model] } };
  const { series } = exploreModel(data, own);
  if (series.kind !== "pareto" && series.kind !== "lines") return null;
  const more = series.lines.length - mostLines;
  const note = [
    model === "" ? "model not stated" : model,
    series.kind === "pareto" ? `${series.metric.short} against ${series.x.label}` : series.unit,
    more > 0 ? `${countText(more)} more ${more === 1 ? "line" : "lines"}` : "",
  ];
  return {
    title: series.title,
    note: note.filter((part) => part !== "").join(", "),
    href: `/explore?${viewQuery(own)}`,
    hotkey: series.kind === "pareto" ? "p" : "t",
    count,
    series: firstLines(series),
  };
}

function firstLines<S extends ParetoSeries | XSeries>(series: S): S {
  return { ...series, lines: series.lines.slice(0, mostLines) };
}
