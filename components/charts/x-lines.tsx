"use client";

import { memo, useCallback, useLayoutEffect, useMemo, useRef, type RefObject } from "react";
import { CartesianGrid, ComposedChart, useXAxisScale, useYAxisScale, XAxis, YAxis } from "recharts";
import { nearestHit, type Hit } from "@/lib/figure/hit";
import {
  linesAxisTexts,
  linesLabels,
  linesLayout,
  linesMarks,
  linesSentence,
  type LinesLayout,
} from "@/lib/figure/lines-figure";
import { marksAttribute } from "@/lib/figure/row-figure";
import { tickText } from "@/lib/series/number-text";
import type { XSeries } from "@/lib/series/series";
import { ChartSurface } from "./chart-surface";
import type { ChartProps } from "./dot-rows";
import { livePlace } from "./live-place";

/** A metric along a number field: the interactive twin of lib/figure/lines-figure. */
export function XLines({ series, width, selected, onSelect, onFocusPoint }: ChartProps<XSeries>) {
  const layout = useMemo(() => linesLayout(series, width), [series, width]);
  const hits = useRef<readonly Hit[]>([]);
  const hitAt = useCallback((x: number, y: number) => nearestHit(hits.current, x, y, 18), []);
  return (
    <ChartSurface
      {...{ series, width, selected, onSelect, onFocusPoint, hits, hitAt }}
      height={layout.height}
      label={linesSentence(series)}
      unit={series.unit}
    >
      <LinesDrawn series={series} layout={layout} selected={selected} hits={hits} />
    </ChartSurface>
  );
}

interface Drawn {
  series: XSeries;
  layout: LinesLayout;
  selected: string | null;
  hits: RefObject<readonly Hit[]>;
}

const LinesDrawn = memo(function LinesDrawn({ series, layout, selected, hits }: Drawn) {
  const { plot, width, height } = layout;
  // Recharts draws no axis without extent: each takes 1 px of its margin.
  const margin = {
    top: plot.top,
    right: width - plot.right,
    bottom: height - plot.bottom - 1,
    left: plot.left - 1,
  };
  const axis = {
    type: "number",
    allowDataOverflow: true,
    interval: 0,
    axisLine: false,
    tickLine: false,
  } as const;
  return (
    <ComposedChart
      width={width}
      height={height}
      margin={margin}
      data={[{ x: series.xDomain[0], y: series.yDomain[0] }]}
      accessibilityLayer={false}
    >
      <CartesianGrid
        vertical={false}
        horizontalValues={series.yTicks}
        horizontal={({ y1 }) => (
          <path
            className={Math.abs(Number(y1) - plot.bottom) < 0.01 && series.yDomain[0] === 0 ? "axis" : "grid"}
            d={`M${plot.left} ${y1}H${plot.right}`}
          />
        )}
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
      <Lines series={series} layout={layout} selected={selected} hits={hits} />
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

function Lines({ series, layout, selected, hits }: Drawn) {
  const [x, y] = [useXAxisScale(), useYAxisScale()];
  const drawn = useMemo(() => {
    if (x === undefined || y === undefined) return null;
    const places = { x: livePlace(x), y: livePlace(y) };
    const { svg, hits: found } = linesMarks(series, layout, places, selected);
    return { svg, over: linesAxisTexts(series, layout) + linesLabels(series, layout, places), hits: found };
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
