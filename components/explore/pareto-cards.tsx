"use client";

import type { ReactNode } from "react";
import type { ExploreModel } from "@/lib/series/explore-model";
import { countText } from "@/lib/series/number-text";
import type { ParetoSeries } from "@/lib/series/series";
import { tableId } from "./chart-bar";
import { ChartCard, type ChartCardProps } from "./chart-card";
import { NextFinding } from "./next-finding";
import { ParetoTable } from "./pareto-table";
import { pointHrefs, TableTitle } from "./table-card";

interface Props extends ChartCardProps<ParetoSeries> {
  model: ExploreModel;
  onFinding: (point: string) => void;
  /** Between the chart and its table. */
  children: ReactNode;
}

/** One metric against another, and the table of both. */
export default function ParetoCards({ model, onFinding, children, ...chart }: Props) {
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
        >
          <NextFinding rows={model.rows} selected={selected} onOpen={onFinding} />
        </TableTitle>
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
