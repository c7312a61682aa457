"use client";

import { useCallback, useRef, type ReactNode, type RefObject } from "react";
import { nearestHit, type Hit } from "@/lib/figure/hit";
import type { Series } from "@/lib/series/series";
import { ChartSurface } from "./chart-surface";
import type { ChartProps } from "./dot-rows";

interface Props extends ChartProps<Series> {
  height: number;
  label: string;
  /** How far from a mark, in px, still means it. */
  reach?: number;
  /** Draws the chart, and tells which marks it drew. */
  children: (hits: RefObject<readonly Hit[]>) => ReactNode;
}

/** A chart whose marks are pointed at by their nearness. */
export function PlotSurface({ reach = 18, children, ...chart }: Props) {
  const hits = useRef<readonly Hit[]>([]);
  const hitAt = useCallback((x: number, y: number) => nearestHit(hits.current, x, y, reach), [reach]);
  return (
    <ChartSurface {...chart} unit={chart.series.unit} hits={hits} hitAt={hitAt}>
      {children(hits)}
    </ChartSurface>
  );
}
