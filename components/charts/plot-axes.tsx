"use client";

import type { ReactNode } from "react";
import { CartesianGrid, ComposedChart, XAxis, YAxis } from "recharts";
import { tickText } from "@/lib/series/number-text";
import type { ParetoSeries, XSeries } from "@/lib/series/series";

interface Props {
  series: XSeries | ParetoSeries;
  layout: {
    width: number;
    height: number;
    plot: { left: number; right: number; top: number; bottom: number };
    xTicks: number[];
  };
  /** Where the grid has lines: at the values upwards, or at those along as well. */
  grid: "upwards" | "both";
  /** A tick of the axis along, in words. */
  xText?: (tick: number) => string;
  /** The marks. */
  children: ReactNode;
}

const axis = {
  type: "number",
  allowDataOverflow: true,
  interval: 0,
  axisLine: false,
  tickLine: false,
} as const;

/** Recharts' axes and grid with numbers both ways, where the layout of the static figure has them. */
export function PlotAxes({ series, layout, grid, xText = tickText, children }: Props) {
  const { plot, width, height } = layout;
  // Recharts draws no axis without extent: each takes 1 px of its margin.
  const margin = {
    top: plot.top,
    right: width - plot.right,
    bottom: height - plot.bottom - 1,
    left: plot.left - 1,
  };
  const isZero = (y: number) =>
    grid === "upwards" && series.yDomain[0] === 0 && Math.abs(y - plot.bottom) < 0.01;
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
        horizontal={({ y1 }) => (
          <path className={isZero(Number(y1)) ? "axis" : "grid"} d={`M${plot.left} ${y1}H${plot.right}`} />
        )}
        verticalValues={layout.xTicks}
        vertical={
          grid === "both" && (({ x1 }) => <path className="grid" d={`M${x1} ${plot.top}V${plot.bottom}`} />)
        }
      />
      <XAxis
        {...axis}
        dataKey="x"
        height={1}
        domain={series.xDomain}
        scale={series.xScale}
        ticks={layout.xTicks}
        tick={({ x, payload }) => (
          <Tick x={Number(x)} y={plot.bottom + 17} text={xText(payload.value)} anchor="middle" />
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
          <Tick x={plot.left - 10} y={Number(y) + 4} text={tickText(payload.value)} anchor="end" />
        )}
      />
      {children}
    </ComposedChart>
  );
}

function Tick({ x, y, text, anchor }: { x: number; y: number; text: string; anchor: "middle" | "end" }) {
  return (
    <text x={x} y={y} className="t-ax" textAnchor={anchor}>
      {text}
    </text>
  );
}
