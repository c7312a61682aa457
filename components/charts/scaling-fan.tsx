"use client";

import { memo, useCallback, useLayoutEffect, useMemo, useRef, type RefObject } from "react";
import { ComposedChart, useXAxisScale, useYAxisScale, XAxis, YAxis } from "recharts";
import { nearestHit, type Hit } from "@/lib/figure/hit";
import { marksAttribute } from "@/lib/figure/row-figure";
import {
  scalingLabels,
  scalingLayout,
  scalingMarks,
  scalingRays,
  scalingSentence,
  scalingTicks,
  type ScalingLayout,
} from "@/lib/figure/scaling-figure";
import type { ScalingSeries } from "@/lib/series/series";
import { ChartSurface } from "./chart-surface";
import type { ChartProps } from "./dot-rows";
import { livePlace } from "./live-place";

/** Speed-up against the ideal line: the interactive twin of lib/figure/scaling-figure. */
export function ScalingFan({ series, width, selected, onSelect, onFocusPoint }: ChartProps<ScalingSeries>) {
  const layout = useMemo(() => scalingLayout(series, width), [series, width]);
  const hits = useRef<readonly Hit[]>([]);
  const hitAt = useCallback((x: number, y: number) => nearestHit(hits.current, x, y, 18), []);
  return (
    <ChartSurface
      {...{ series, width, selected, onSelect, onFocusPoint, hits, hitAt }}
      height={layout.height}
      label={scalingSentence(series)}
      unit={series.unit}
    >
      <FanDrawn series={series} layout={layout} selected={selected} hits={hits} />
    </ChartSurface>
  );
}

interface Drawn {
  series: ScalingSeries;
  layout: ScalingLayout;
  selected: string | null;
  hits: RefObject<readonly Hit[]>;
}

const FanDrawn = memo(function FanDrawn({ series, layout, selected, hits }: Drawn) {
  const { plot, width, height } = layout;
  const margin = { top: plot.top, right: width - plot.right, bottom: height - plot.bottom, left: plot.left };
  const axis = { type: "number", scale: series.scale, allowDataOverflow: true, hide: true } as const;
  return (
    <ComposedChart
      width={width}
      height={height}
      margin={margin}
      data={[{ x: 1, y: 1 }]}
      accessibilityLayer={false}
    >
      <XAxis {...axis} dataKey="x" domain={series.xDomain} ticks={series.xTicks} height={0} />
      <YAxis {...axis} dataKey="y" domain={series.yDomain} ticks={series.yTicks} width={0} />
      <Fan series={series} layout={layout} selected={selected} hits={hits} />
    </ComposedChart>
  );
});

function Fan({ series, layout, selected, hits }: Drawn) {
  const [x, y] = [useXAxisScale(), useYAxisScale()];
  const drawn = useMemo(() => {
    if (x === undefined || y === undefined) return null;
    const places = { x: livePlace(x), y: livePlace(y) };
    const { svg, hits: found } = scalingMarks(series, layout, places, selected);
    const under = scalingRays(series, layout, places) + scalingTicks(series, layout, places);
    return { under, svg, over: scalingLabels(series, layout, places), hits: found };
  }, [x, y, series, layout, selected]);
  useLayoutEffect(() => {
    hits.current = drawn?.hits ?? [];
  }, [drawn, hits]);
  if (drawn === null) return null;
  return (
    <g className="chart">
      <g dangerouslySetInnerHTML={{ __html: drawn.under }} />
      <g
        className="marks"
        data-marks={marksAttribute(drawn.hits) ?? undefined}
        dangerouslySetInnerHTML={{ __html: drawn.svg }}
      />
      <g dangerouslySetInnerHTML={{ __html: drawn.over }} />
    </g>
  );
}
