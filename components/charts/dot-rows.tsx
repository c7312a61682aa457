"use client";

import { memo, useCallback, useLayoutEffect, useMemo, useRef } from "react";
import { nearestHit, type Hit } from "@/lib/figure/hit";
import { rowDrawing, rowSentence } from "@/lib/figure/row-figure";
import { rowLayout, type RowLayout } from "@/lib/figure/row-layout";
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

/**
 * Dots or bars in rows, with whiskers: lib/figure/row-figure's own drawing, to be pointed at. Rows have one axis, of which a
 * chart library would draw the grid lines and nothing else.
 */
export function DotRows({ series, width, selected, onSelect, onFocusPoint }: ChartProps<RowSeries>) {
  const layout = useMemo(() => rowLayout(series, width), [series, width]);
  const { content, hits: drawn } = useMemo(
    () => rowDrawing(series, layout, { selected, idPrefix: "live" }),
    [series, layout, selected],
  );
  const hits = useRef<readonly Hit[]>([]);
  useLayoutEffect(() => {
    hits.current = drawn;
  }, [drawn]);
  const hitAt = useCallback(
    (x: number, y: number) => rowHit(series, layout, drawn, x, y),
    [series, layout, drawn],
  );
  return (
    <ChartSurface
      {...{ series, width, selected, onSelect, onFocusPoint, hits, hitAt }}
      height={layout.height}
      label={rowSentence(series)}
      unit={series.unit}
    >
      <Drawn width={width} height={layout.height} content={content} />
    </ChartSurface>
  );
}

/** One text for all of it: no element of React's stands for a mark, and nothing is drawn again while one is pointed at. */
const Drawn = memo(function Drawn({
  width,
  height,
  content,
}: {
  width: number;
  height: number;
  content: string;
}) {
  return (
    <svg
      className="chart"
      width={width}
      height={height}
      aria-hidden="true"
      dangerouslySetInnerHTML={{ __html: content }}
    />
  );
});

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
