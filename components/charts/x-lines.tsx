"use client";

import { memo, useCallback, useMemo, type RefObject } from "react";
import type { Hit } from "@/lib/figure/hit";
import {
  linesAxisTexts,
  linesLabels,
  linesLayout,
  linesMarks,
  linesSentence,
  type LinesLayout,
} from "@/lib/figure/lines-figure";
import type { Place } from "@/lib/figure/place-on";
import type { XSeries } from "@/lib/series/series";
import { xTickText } from "@/lib/series/x-text";
import type { ChartProps } from "./dot-rows";
import { PlotAxes } from "./plot-axes";
import { PlotSurface } from "./plot-surface";
import { ScaledMarks } from "./scaled-marks";

/** A metric along a number field or a trend: the interactive twin of lib/figure/lines-figure. */
export default function XLines(props: ChartProps<XSeries>) {
  const { series, width, selected } = props;
  const layout = useMemo(() => linesLayout(series, width), [series, width]);
  return (
    <PlotSurface {...props} height={layout.height} label={linesSentence(series)}>
      {(hits) => <LinesDrawn series={series} layout={layout} selected={selected} hits={hits} />}
    </PlotSurface>
  );
}

interface Drawn {
  series: XSeries;
  layout: LinesLayout;
  selected: string | null;
  hits: RefObject<readonly Hit[]>;
}

const LinesDrawn = memo(function LinesDrawn({ series, layout, selected, hits }: Drawn) {
  const draw = useCallback(
    (places: { x: Place; y: Place }) => {
      const { svg, hits: found } = linesMarks(series, layout, places, selected);
      const over = linesAxisTexts(series, layout) + linesLabels(series, layout, places);
      return { marks: svg, over, hits: found };
    },
    [series, layout, selected],
  );
  return (
    <PlotAxes series={series} layout={layout} grid="upwards" xText={(tick) => xTickText(series.x, tick)}>
      <ScaledMarks draw={draw} hits={hits} />
    </PlotAxes>
  );
});
