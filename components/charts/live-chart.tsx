"use client";

import { useRef, type ReactNode } from "react";
import type { Series } from "@/lib/series/series";
import { DotRows } from "./dot-rows";
import { EfficiencyRows } from "./efficiency-rows";
import { ParetoPlot } from "./pareto-plot";
import { ScalingFan } from "./scaling-fan";
import { useWidth } from "./use-width";
import { XLines } from "./x-lines";

export interface LiveChartProps {
  series: Series;
  selected: string | null;
  onSelect: (pointId: string | null) => void;
  onFocusPoint?: (pointId: string | null) => void;
}

/** The interactive chart of a series. Loaded after the first paint, in a chunk of its own. */
export default function LiveChart({ series, ...rest }: LiveChartProps) {
  if (series.kind === "rows")
    return <Sized>{(width) => <DotRows series={series} width={width} {...rest} />}</Sized>;
  if (series.kind === "lines")
    return <Sized>{(width) => <XLines series={series} width={width} {...rest} />}</Sized>;
  if (series.kind === "pareto")
    return <Sized>{(width) => <ParetoPlot series={series} width={width} {...rest} />}</Sized>;
  return (
    <div className="scaling-pair">
      <Sized>{(width) => <ScalingFan series={series} width={width} {...rest} />}</Sized>
      {series.lines.length > 0 && (
        <div>
          <h3 className="chart-title">Efficiency by GPU count</h3>
          <Sized>{(width) => <EfficiencyRows series={series} width={width} {...rest} />}</Sized>
        </div>
      )}
    </div>
  );
}

/** Gives its content the width it has, from 320 px. */
function Sized({ children }: { children: (width: number) => ReactNode }) {
  const root = useRef<HTMLDivElement>(null);
  const width = useWidth(root);
  return (
    <div ref={root} className="sized">
      {width !== null && width > 0 && children(Math.max(280, width))}
    </div>
  );
}
