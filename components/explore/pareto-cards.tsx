"use client";

import type { ReactNode } from "react";
import type { ExploreModel } from "@/lib/series/explore-model";
import { countText } from "@/lib/series/number-text";
import type { ParetoSeries } from "@/lib/series/series";
import type { View } from "@/lib/view/view";
import { tableId, type ChartSheet } from "./chart-bar";
import { ChartCard } from "./chart-card";
import type { CompareChoice } from "./compare-choices";
import { ParetoTable } from "./pareto-table";
import type { Place } from "./place";
import { pointHrefs, TableTitle } from "./table-card";
import type { ChangeView } from "./use-view";

interface Props {
  series: ParetoSeries;
  model: ExploreModel;
  /** Whether the series has its marks. */
  whole: boolean;
  figure: ReactNode;
  place: Place;
  view: View;
  change: ChangeView;
  selected: string | null;
  select: (point: string | null) => void;
  pairs: readonly CompareChoice[];
  onSheet: (sheet: ChartSheet) => void;
  /** Between the chart and its table. */
  children: ReactNode;
}

/** One metric against another, and the table of both. */
export default function ParetoCards({ model, children, ...chart }: Props) {
  const { series, place, view, selected, select } = chart;
  return (
    <>
      <ChartCard {...chart} />
      {children}
      <section className="card clip" id={tableId} aria-label="Table">
        <TableTitle
          says={`${countText(model.shown)} ${model.shown === 1 ? "row" : "rows"}, same order as the chart`}
          place={place}
          view={view}
        />
        <ParetoTable
          series={series}
          rows={model.rows}
          total={model.shown}
          selected={selected}
          pointHref={pointHrefs(place, view)}
          onSelect={select}
        />
      </section>
    </>
  );
}
