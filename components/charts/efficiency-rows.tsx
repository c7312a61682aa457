"use client";

import { useCallback, useMemo, useRef, useLayoutEffect } from "react";
import {
  efficiencyGrid,
  efficiencyLayout,
  efficiencyMarks,
  efficiencyNames,
} from "@/lib/figure/efficiency-figure";
import { nearestHit, type Hit } from "@/lib/figure/hit";
import { marksAttribute } from "@/lib/figure/row-figure";
import type { ScalingSeries } from "@/lib/series/series";
import { ChartSurface } from "./chart-surface";
import type { ChartProps } from "./dot-rows";

/** Efficiency by GPU count, small axes side by side: the interactive twin of lib/figure/efficiency-figure. */
export function EfficiencyRows({
  series,
  width,
  selected,
  onSelect,
  onFocusPoint,
}: ChartProps<ScalingSeries>) {
  const layout = useMemo(() => efficiencyLayout(series, width), [series, width]);
  const hits = useRef<readonly Hit[]>([]);
  const hitAt = useCallback((x: number, y: number) => nearestHit(hits.current, x, y, 24), []);
  const drawn = useMemo(() => efficiencyMarks(series, layout, selected), [series, layout, selected]);
  const under = useMemo(() => efficiencyGrid(layout) + efficiencyNames(layout, selected), [layout, selected]);
  useLayoutEffect(() => {
    hits.current = drawn.hits;
  }, [drawn]);
  return (
    <ChartSurface
      {...{ series, width, selected, onSelect, onFocusPoint, hits, hitAt }}
      height={layout.height}
      label={`Efficiency of ${series.lines.length} systems by GPU count, in percent of ideal.`}
      unit={series.unit}
    >
      <svg className="chart" width={width} height={layout.height} aria-hidden="true">
        <g dangerouslySetInnerHTML={{ __html: under }} />
        <g
          className="marks"
          data-marks={marksAttribute(drawn.hits) ?? undefined}
          dangerouslySetInnerHTML={{ __html: drawn.svg }}
        />
      </svg>
    </ChartSurface>
  );
}
