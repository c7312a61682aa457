"use client";

import { lazy } from "react";
import type { Series } from "@/lib/series/series";
import { DotRows } from "./dot-rows";
import { Sized } from "./sized";

/** Charts between two axes bring a chart library with them, which rows need not wait for. */
const XLines = lazy(() => import("./x-lines"));
const ParetoPlot = lazy(() => import("./pareto-plot"));
const ScalingPair = lazy(() => import("./scaling-pair"));

export interface LiveChartProps {
  series: Series;
  selected: string | null;
  onSelect: (pointId: string | null) => void;
  onFocusPoint?: (pointId: string | null) => void;
}

/** The interactive chart of a series. Loaded after the first paint, in a chunk of its own. */
export default function LiveChart({ series, ...rest }: LiveChartProps) {
  if (series.kind === "rows")
    return <Sized>{(width) => <DotRows series={series} width={width} {...rest} />}</Sized>;
  if (series.kind === "lines")
    return <Sized>{(width) => <XLines series={series} width={width} {...rest} />}</Sized>;
  if (series.kind === "pareto")
    return <Sized>{(width) => <ParetoPlot series={series} width={width} {...rest} />}</Sized>;
  return <ScalingPair series={series} {...rest} />;
}
