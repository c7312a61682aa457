"use client";

import { useMemo } from "react";
import {
  efficiencyGrid,
  efficiencyLayout,
  efficiencyMarks,
  efficiencyNames,
} from "@/lib/figure/efficiency-figure";
import type { ScalingSeries } from "@/lib/series/series";
import type { ChartProps } from "./dot-rows";
import { DrawnMarks } from "./drawn-marks";
import { PlotSurface } from "./plot-surface";

/** Efficiency by GPU count, small axes side by side: the interactive twin of lib/figure/efficiency-figure. */
export function EfficiencyRows(props: ChartProps<ScalingSeries>) {
  const { series, width, selected } = props;
  const layout = useMemo(() => efficiencyLayout(series, width), [series, width]);
  const drawn = useMemo(() => {
    const { svg, hits } = efficiencyMarks(series, layout, selected);
    return {
      under: efficiencyGrid(layout, "efficiency") + efficiencyNames(layout, selected),
      marks: svg,
      hits,
    };
  }, [series, layout, selected]);
  const label = `Efficiency of ${series.lines.length} systems by GPU count, in percent of ideal.`;
  return (
    <PlotSurface {...props} height={layout.height} label={label} reach={24}>
      {(hits) => (
        <svg width={width} height={layout.height} aria-hidden="true">
          <DrawnMarks drawn={drawn} hits={hits} />
        </svg>
      )}
    </PlotSurface>
  );
}
