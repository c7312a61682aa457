"use client";

import { memo, useCallback, useMemo, type RefObject } from "react";
import { ComposedChart, XAxis, YAxis } from "recharts";
import type { Hit } from "@/lib/figure/hit";
import type { Place } from "@/lib/figure/place-on";
import {
  scalingLabels,
  scalingLayout,
  scalingMarks,
  scalingRays,
  scalingSentence,
  scalingTicks,
} from "@/lib/figure/scaling-figure";
import type { PlotLayout } from "@/lib/figure/plot-layout";
import type { ScalingSeries } from "@/lib/series/series";
import type { ChartProps } from "./dot-rows";
import { PlotSurface } from "./plot-surface";
import { ScaledMarks } from "./scaled-marks";

/** Speed-up against the ideal line: the interactive twin of lib/figure/scaling-figure. */
export function ScalingFan(props: ChartProps<ScalingSeries>) {
  const { series, width, selected } = props;
  const layout = useMemo(() => scalingLayout(series, width), [series, width]);
  return (
    <PlotSurface {...props} height={layout.height} label={scalingSentence(series)}>
      {(hits) => <FanDrawn series={series} layout={layout} selected={selected} hits={hits} />}
    </PlotSurface>
  );
}

interface Drawn {
  series: ScalingSeries;
  layout: PlotLayout;
  selected: string | null;
  hits: RefObject<readonly Hit[]>;
}

const FanDrawn = memo(function FanDrawn({ series, layout, selected, hits }: Drawn) {
  const { plot, width, height } = layout;
  const margin = { top: plot.top, right: width - plot.right, bottom: height - plot.bottom, left: plot.left };
  const draw = useCallback(
    (places: { x: Place; y: Place }) => {
      const { svg, hits: found } = scalingMarks(series, layout, places, selected);
      const under = scalingRays(series, layout, places, "fan") + scalingTicks(series, layout, places);
      return { under, marks: svg, over: scalingLabels(series, layout, places), hits: found };
    },
    [series, layout, selected],
  );
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
      <ScaledMarks draw={draw} hits={hits} />
    </ComposedChart>
  );
});
