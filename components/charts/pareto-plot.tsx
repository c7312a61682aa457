"use client";

import { memo, useCallback, useLayoutEffect, useMemo, useRef, type RefObject } from "react";
import { CartesianGrid, ComposedChart, useXAxisScale, useYAxisScale, XAxis, YAxis } from "recharts";
import { nearestHit, type Hit } from "@/lib/figure/hit";
import {
  paretoAxisTexts,
  paretoLabels,
  paretoLayout,
  paretoMarks,
  paretoSentence,
  type ParetoLayout,
} from "@/lib/figure/pareto-figure";
import { marksAttribute } from "@/lib/figure/row-figure";
import { tickText } from "@/lib/series/number-text";
import type { ParetoSeries } from "@/lib/series/series";
import { ChartSurface } from "./chart-surface";
import type { ChartProps } from "./dot-rows";
import { livePlace } from "./live-place";

/** One metric against another: the interactive twin of lib/figure/pareto-figure. */
export function ParetoPlot({ series, width, selected, onSelect, onFocusPoint }: ChartProps<ParetoSeries>) {
  const layout = useMemo(() => paretoLayout(series, width), [series, width]);
  const hits = useRef<readonly Hit[]>([]);
  const hitAt = useCallback((x: number, y: number) => nearestHit(hits.current, x, y, 18), []);
  return (
    <ChartSurface
      {...{ series, width, selected, onSelect, onFocusPoint, hits, hitAt }}
      height={layout.height}
      label={paretoSentence(series)}
      unit={series.unit}
    >
      <ParetoDrawn series={series} layout={layout} selected={selected} hits={hits} />
    </ChartSurface>
  );
}

interface Drawn {
  series: ParetoSeries;
  layout: ParetoLayout;
  selected: string | null;
  hits: RefObject<readonly Hit[]>;
}

const axis = {
  type: "number",
  allowDataOverflow: true,
  interval: 0,
  axisLine: false,
  tickLine: false,
} as const;

const ParetoDrawn = memo(function ParetoDrawn({ series, layout, selected, hits }: Drawn) {
  const { plot, width, height } = layout;
  // Recharts draws no axis without extent: each takes 1 px of its margin.
  const margin = {
    top: plot.top,
    right: width - plot.right,
    bottom: height - plot.bottom - 1,
    left: plot.left - 1,
  };
  return (
    <ComposedChart
      width={width}
      height={height}
      margin={margin}
      data={[{ x: series.xDomain[0], y: series.yDomain[0] }]}
      accessibilityLayer={false}
    >
      <CartesianGrid
        horizontalValues={series.yTicks}
        verticalValues={layout.xTicks}
        horizontal={({ y1 }) => <path className="grid" d={`M${plot.left} ${y1}H${plot.right}`} />}
        vertical={({ x1 }) => <path className="grid" d={`M${x1} ${plot.top}V${plot.bottom}`} />}
      />
      <XAxis
        {...axis}
        dataKey="x"
        height={1}
        domain={series.xDomain}
        scale={series.xScale}
        ticks={layout.xTicks}
        tick={({ x, payload }) => (
          <Tick x={Number(x)} y={plot.bottom + 17} value={payload.value} anchor="middle" />
        )}
      />
      <YAxis
        {...axis}
        dataKey="y"
        width={1}
        domain={series.yDomain}
        scale={series.scale}
        ticks={series.yTicks}
        tick={({ y, payload }) => (
          <Tick x={plot.left - 10} y={Number(y) + 4} value={payload.value} anchor="end" />
        )}
      />
      <Marks series={series} layout={layout} selected={selected} hits={hits} />
    </ComposedChart>
  );
});

function Tick({ x, y, value, anchor }: { x: number; y: number; value: number; anchor: "middle" | "end" }) {
  return (
    <text x={x} y={y} className="t-ax" textAnchor={anchor}>
      {tickText(value)}
    </text>
  );
}

function Marks({ series, layout, selected, hits }: Drawn) {
  const [x, y] = [useXAxisScale(), useYAxisScale()];
  const drawn = useMemo(() => {
    if (x === undefined || y === undefined) return null;
    const places = { x: livePlace(x), y: livePlace(y) };
    const { svg, hits: found } = paretoMarks(series, layout, places, selected);
    const over = paretoAxisTexts(series, layout) + paretoLabels(series, layout, places);
    return { svg, over, hits: found };
  }, [x, y, series, layout, selected]);
  useLayoutEffect(() => {
    hits.current = drawn?.hits ?? [];
  }, [drawn, hits]);
  if (drawn === null) return null;
  return (
    <g className="chart">
      <g
        className="marks"
        data-marks={marksAttribute(drawn.hits) ?? undefined}
        dangerouslySetInnerHTML={{ __html: drawn.svg }}
      />
      <g dangerouslySetInnerHTML={{ __html: drawn.over }} />
    </g>
  );
}
