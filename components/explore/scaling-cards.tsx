"use client";

import { methodHref } from "@/components/methods/method-ids";
import type { TableRow } from "@/lib/series/explore-model";
import { unitText } from "@/lib/series/number-text";
import type { ScalingSeries } from "@/lib/series/series";
import { tableId } from "./chart-bar";
import { ChartCard, type ChartCardProps } from "./chart-card";
import { NextFinding } from "./next-finding";
import { ScalingMinis } from "./scaling-minis";
import { ScalingTable } from "./scaling-table";
import { TableTitle } from "./table-card";

interface Props extends ChartCardProps<ScalingSeries> {
  rows: readonly TableRow[];
  onFinding: (point: string) => void;
}

/** Speed-up and efficiency against each system's own smallest count, each system alone, and the table of both. */
export default function ScalingCards({ rows, onFinding, ...chart }: Props) {
  const { series, place, view, selected, select } = chart;
  return (
    <>
      <ChartCard {...chart} />
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
        >
          <NextFinding {...{ rows, selected }} onOpen={onFinding} />
        </TableTitle>
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
