"use client";

import type { ReactNode } from "react";
import { methodHref } from "@/components/methods/method-ids";
import { unitText } from "@/lib/series/number-text";
import type { ScalingSeries } from "@/lib/series/series";
import type { View } from "@/lib/view/view";
import { ChartBar, tableId, type ChartSheet } from "./chart-bar";
import { ChartControls } from "./chart-controls";
import { ChartNotes } from "./chart-notes";
import { ChartSlot } from "./chart-slot";
import { GradeLegend } from "./grade-legend";
import type { CompareChoice } from "./compare-choices";
import type { Place } from "./place";
import { ScalingMinis } from "./scaling-minis";
import { ScalingTable } from "./scaling-table";
import { TableTitle } from "./table-card";
import type { ChangeView } from "./use-view";

interface Props {
  series: ScalingSeries;
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

/** Speed-up and efficiency against each system's own smallest count, each system alone, and the table of both. */
export default function ScalingCards({
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
}: Props) {
  return (
    <>
      <section className="card" aria-label="Chart">
        <div className="ch">
          <h2>{series.y === "speedup" ? `Speed-up over ${baseText(series)}` : "Tokens/s by GPU count"}</h2>
          <GradeLegend counts={series.counts} place={place} view={view} change={change} />
          <span className="sp" />
          <div className="controls">
            <ChartControls series={series} place={place} view={view} change={change} pairs={pairs} />
          </div>
        </div>
        <div className="plot">
          <ChartSlot whole={whole} series={series} selected={selected} onSelect={select} figure={figure} />
        </div>
        <ChartNotes notes={series.notes} missing={series.missing} />
        <ChartBar place={place} view={view} onSheet={onSheet} />
      </section>
      <section className="card" aria-label="Each system">
        <div className="ch tight">
          <h2>Tokens/s against each system&rsquo;s own ideal line</h2>
          <span className="sp" />
          <span className="legend">
            <span className="ev">
              <svg width="16" height="8" aria-hidden="true">
                <path d="M0 4h16" stroke="var(--ink)" strokeWidth="1.5" />
              </svg>
              Ideal
            </span>
            <span className="ev">
              <i className="lost" />
              Lost to scaling
            </span>
          </span>
        </div>
        <ScalingMinis lines={series.lines} />
      </section>
      <section className="card clip" id={tableId} aria-label="Table">
        <TableTitle
          says={`${series.lines.length} systems, same order as the chart. ${cellsText(series)}`}
          place={place}
          view={view}
        />
        <ScalingTable series={series} place={place} view={view} selected={selected} select={select} />
        <p className="cf note">
          <a className="lk" href={methodHref("log-ratio")}>
            Speed-up intervals
          </a>
          : delta method on the log ratio, Welch degrees of freedom.{" "}
          <a className="lk" href={methodHref("serial-share")}>
            Serial share
          </a>
          : Amdahl&rsquo;s law, least squares over the counts above the base. Claims have no interval because
          their source gives none.
        </p>
      </section>
    </>
  );
}

/** What the columns of the counts hold: the chart's own values among them. */
function cellsText({ y, unit }: ScalingSeries): string {
  const values = unitText(unit);
  return y === "speedup"
    ? `At each GPU count ${values}, and under it the speed-up`
    : `At each GPU count ${values}`;
}

function baseText({ lines }: ScalingSeries): string {
  const bases = new Set(lines.map((line) => line.base));
  const [base] = bases;
  if (bases.size !== 1 || base === undefined) return "each system’s smallest count";
  return base === 1 ? "1 GPU" : `${base} GPUs`;
}
