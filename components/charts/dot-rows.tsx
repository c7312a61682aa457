"use client";

import { memo, useCallback, useLayoutEffect, useMemo, useRef, type RefObject } from "react";
import { CartesianGrid, ComposedChart, useXAxisScale, XAxis, YAxis } from "recharts";
import { nearestHit, type Hit } from "@/lib/figure/hit";
import {
  densityMarks,
  gridPath,
  marksAttribute,
  rowSentence,
  rowTexts,
  selectionBand,
  tickLabelX,
} from "@/lib/figure/row-figure";
import { rowLayout, type RowLayout } from "@/lib/figure/row-layout";
import { rowMarks } from "@/lib/figure/row-marks";
import { tickText } from "@/lib/series/number-text";
import { livePlace } from "./live-place";
import type { RowSeries } from "@/lib/series/series";
import { ChartSurface } from "./chart-surface";

export interface ChartProps<S> {
  series: S;
  /** px. */
  width: number;
  selected: string | null;
  onSelect: (pointId: string | null) => void;
  onFocusPoint?: (pointId: string | null) => void;
}

/** Dots or bars in rows, with whiskers: the interactive twin of lib/figure/row-figure. */
export function DotRows({ series, width, selected, onSelect, onFocusPoint }: ChartProps<RowSeries>) {
  const layout = useMemo(() => rowLayout(series, width), [series, width]);
  const hits = useRef<readonly Hit[]>([]);
  const hitAt = useCallback(
    (x: number, y: number) => rowHit(series, layout, hits.current, x, y),
    [series, layout],
  );
  return (
    <ChartSurface
      {...{ series, width, selected, onSelect, onFocusPoint, hits, hitAt }}
      height={layout.height}
      label={rowSentence(series)}
      unit={series.unit}
    >
      <RowsDrawn series={series} layout={layout} selected={selected} hits={hits} />
    </ChartSurface>
  );
}

/** A row with one mark is that mark wherever it is pointed at; among several the nearest. */
function rowHit(
  series: RowSeries,
  layout: RowLayout,
  hits: readonly Hit[],
  x: number,
  y: number,
): Hit | null {
  if (series.packing !== "rows") return nearestHit(hits, x, y, 20);
  const row = layout.rows.find(({ top, bottom }) => y >= top && y < bottom);
  if (row === undefined || row.content.kind === "density") return null;
  const ids = new Set(row.content.row.marks.map((mark) => mark.pointId));
  const inRow = hits.filter((hit) => ids.has(hit.pointId));
  return inRow.length === 1 ? (inRow[0] ?? null) : nearestHit(inRow, x, row.y, Infinity);
}

interface Drawn {
  series: RowSeries;
  layout: RowLayout;
  selected: string | null;
  hits: RefObject<readonly Hit[]>;
}

/** Drawn again only when what it shows changes, not while something is pointed at. */
const RowsDrawn = memo(function RowsDrawn({ series, layout, selected, hits }: Drawn) {
  const { plot, width, height } = layout;
  // Recharts draws no axis without extent: each takes 1 px of its margin.
  const margin = {
    top: plot.top - 1,
    right: width - plot.right,
    bottom: height - plot.bottom - 1,
    left: plot.left,
  };
  const axis = {
    type: "number",
    domain: series.domain,
    scale: series.scale,
    ticks: layout.ticks,
    allowDataOverflow: true,
    interval: 0,
    axisLine: false,
    tickLine: false,
    height: 1,
  } as const;
  return (
    <ComposedChart
      width={width}
      height={height}
      margin={margin}
      data={series.domain.map((x) => ({ x, y: 0 }))}
      accessibilityLayer={false}
    >
      <CartesianGrid
        horizontal={false}
        verticalValues={series.ticks}
        vertical={(line) => (
          <GridLine x={Number(line.x1)} isZero={isZeroAt(series, layout, Number(line.x1))} layout={layout} />
        )}
      />
      <XAxis
        {...axis}
        dataKey="x"
        tick={({ x, payload }) => (
          <TickLabel x={Number(x)} y={layout.bottomTicks} value={payload.value} layout={layout} />
        )}
      />
      <XAxis
        {...axis}
        dataKey="x"
        xAxisId="top"
        orientation="top"
        tick={({ x, payload }) => (
          <TickLabel x={Number(x)} y={layout.topTicks} value={payload.value} layout={layout} />
        )}
      />
      <YAxis type="number" dataKey="y" domain={[0, 1]} width={0} hide />
      <Rows series={series} layout={layout} selected={selected} hits={hits} />
    </ComposedChart>
  );
});

function GridLine({ x, isZero, layout }: { x: number; isZero: boolean; layout: RowLayout }) {
  return <path className={isZero ? "axis" : "grid"} d={gridPath(x, layout)} fill="none" />;
}

function isZeroAt({ domain, scale }: RowSeries, { plot }: RowLayout, x: number): boolean {
  const zero = plot.left + ((0 - domain[0]) / (domain[1] - domain[0])) * (plot.right - plot.left);
  return scale === "linear" && Math.abs(x - zero) < 0.01;
}

function TickLabel({ x, y, value, layout }: { x: number; y: number; value: number; layout: RowLayout }) {
  const text = tickText(value);
  return (
    <text x={tickLabelX(x, text, layout)} y={y} className="t-ax" textAnchor="middle">
      {text}
    </text>
  );
}

/** Our marks inside the chart's axes: one path for each kind and colour, placed by the chart's own scale. */
function Rows({ series, layout, selected, hits }: Drawn) {
  const scale = useXAxisScale();
  const drawn = useMemo(() => {
    if (scale === undefined) return null;
    const place = livePlace(scale);
    const marks = rowMarks(series, layout, { place, selected, idPrefix: "live" });
    const svg =
      selectionBand(layout, selected) + rowTexts(series, layout) + densityMarks(series, layout, place);
    return { svg, marks: marks.svg, hits: marks.hits };
  }, [scale, series, layout, selected]);
  useLayoutEffect(() => {
    hits.current = drawn?.hits ?? [];
  }, [drawn, hits]);
  if (drawn === null) return null;
  return (
    <g className="chart">
      <g dangerouslySetInnerHTML={{ __html: drawn.svg }} />
      <g
        className="marks"
        data-marks={marksAttribute(drawn.hits) ?? undefined}
        dangerouslySetInnerHTML={{ __html: drawn.marks }}
      />
    </g>
  );
}
