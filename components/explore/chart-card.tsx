"use client";

import { memo, type ReactNode } from "react";
import type { Series } from "@/lib/series/series";
import type { View } from "@/lib/view/view";
import { ChartBar, type ChartSheet } from "./chart-bar";
import { ChartControls } from "./chart-controls";
import { ChartNotes } from "./chart-notes";
import { ChartSlot } from "./chart-slot";
import { GradeLegend } from "./grade-legend";
import type { CompareChoice } from "./compare-choices";
import type { Place } from "./place";
import type { ChangeView } from "./use-view";

export interface ChartCardProps<S = Series> {
  series: S;
  /** Whether the series has its marks. */
  whole: boolean;
  figure: ReactNode;
  place: Place;
  view: View;
  change: ChangeView;
  selected: string | null;
  select: (point: string | null) => void;
  /** The series that can be compared. */
  pairs: readonly CompareChoice[];
  onSheet: (sheet: ChartSheet) => void;
}

/** Legend and controls above, the chart, and under it what its reader must know. */
export const ChartCard = memo(function ChartCard({
  series,
  whole,
  figure,
  place,
  view,
  change,
  selected,
  select,
  pairs,
  onSheet,
}: ChartCardProps) {
  return (
    <section className="card" aria-label="Chart">
      <div className="ch">
        <GradeLegend counts={series.counts} place={place} view={view} change={change} />
        <span className="sp" />
        <div className="controls">
          <ChartControls series={series} place={place} view={view} change={change} pairs={pairs} />
        </div>
      </div>
      <div className="plot">
        <ChartSlot whole={whole} series={series} selected={selected} onSelect={select} figure={figure} />
      </div>
      <ChartNotes
        notes={series.notes}
        missing={series.missing}
        isBounded={series.kind === "rows" && series.isBounded}
      />
      <ChartBar place={place} view={view} onSheet={onSheet} />
    </section>
  );
});
