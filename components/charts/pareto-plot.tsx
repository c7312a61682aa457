"use client";

import { memo, useCallback, useMemo, type RefObject } from "react";
import type { Hit } from "@/lib/figure/hit";
import {
  paretoAxisTexts,
  paretoLabels,
  paretoLayout,
  paretoMarks,
  paretoSentence,
  type ParetoLayout,
} from "@/lib/figure/pareto-figure";
import type { PlotPlaces } from "@/lib/figure/plot-layout";
import type { ParetoSeries } from "@/lib/series/series";
import type { ChartProps } from "./dot-rows";
import { PlotAxes } from "./plot-axes";
import { PlotSurface } from "./plot-surface";
import { ScaledMarks } from "./scaled-marks";

/** One metric against another: the interactive twin of lib/figure/pareto-figure. */
export default function ParetoPlot(props: ChartProps<ParetoSeries>) {
  const { series, width, selected } = props;
  const layout = useMemo(() => paretoLayout(series, width), [series, width]);
  return (
    <PlotSurface {...props} height={layout.height} label={paretoSentence(series)}>
      {(hits) => <ParetoDrawn series={series} layout={layout} selected={selected} hits={hits} />}
    </PlotSurface>
  );
}

interface Drawn {
  series: ParetoSeries;
  layout: ParetoLayout;
  selected: string | null;
  hits: RefObject<readonly Hit[]>;
}

const ParetoDrawn = memo(function ParetoDrawn({ series, layout, selected, hits }: Drawn) {
  const draw = useCallback(
    (places: PlotPlaces) => {
      const { svg, hits: found } = paretoMarks(series, layout, places, selected);
      const over = paretoAxisTexts(series, layout) + paretoLabels(series, layout, places);
      return { marks: svg, over, hits: found };
    },
    [series, layout, selected],
  );
  return (
    <PlotAxes series={series} layout={layout} grid="both">
      <ScaledMarks draw={draw} hits={hits} />
    </PlotAxes>
  );
});
