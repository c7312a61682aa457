import { choicesOf } from "@/components/explore/choices";
import type { FirstPage } from "@/components/explore/first-page";
import { modelKey } from "@/components/explore/model-key";
import { packData } from "@/components/explore/packed-points";
import { firstRows, plainLimit } from "@/components/points/table-limits";
import { findRow } from "@/lib/series/explore";
import type { ExploreData, ExploreModel } from "@/lib/series/explore-model";
import type { Series } from "@/lib/series/series";
import type { View } from "@/lib/view/view";

/** What the page carries: of the model only what its first paint shows, and the points as one text. */
export function firstPageOf(data: ExploreData, view: View, model: ExploreModel): FirstPage {
  const rows = model.rows.length > plainLimit ? model.rows.slice(0, firstRows) : model.rows;
  return {
    model: { ...model, series: withoutMarks(model.series), rows },
    whole: model.series.kind === "scaling",
    key: modelKey(view),
    selected: findRow(model.rows, view.point),
    packed: packed(data),
    choices: choicesOf(data, view, model.series.metric),
    tabs: tabsOf(data),
  };
}

function tabsOf({ tabCounts, metrics, trends = [], meant }: ExploreData): FirstPage["tabs"] {
  return { tabCounts, metrics, trends, ...(meant ? { meant } : {}) };
}

/** A scaling series is small, and its table and small charts are made of it; of the others only the head is needed. */
function withoutMarks(series: Series): Series {
  if (series.kind === "rows") return { ...series, groups: [], density: [] };
  if (series.kind === "lines") return { ...series, lines: [] };
  if (series.kind === "pareto") return { ...series, lines: [], front: [] };
  return series;
}

const texts = new WeakMap<object, string>();

/** The store keeps a tab's points as one list while nothing changes; so is their text kept. */
function packed(data: ExploreData): string {
  const text = texts.get(data.points) ?? packData(data);
  texts.set(data.points, text);
  return text;
}
