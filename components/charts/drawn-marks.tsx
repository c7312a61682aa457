"use client";

import { useLayoutEffect, type RefObject } from "react";
import type { Hit } from "@/lib/figure/hit";
import { marksAttribute } from "@/lib/figure/row-figure";

/** What a figure draws, as SVG, and where its marks stand. */
export interface DrawnPlot {
  under?: string;
  marks: string;
  over?: string;
  hits: readonly Hit[];
}

/** A figure's own drawing as one group; what it drew can be pointed at once it is on the screen. */
export function DrawnMarks({ drawn, hits }: { drawn: DrawnPlot; hits: RefObject<readonly Hit[]> }) {
  useLayoutEffect(() => {
    hits.current = drawn.hits;
  }, [drawn, hits]);
  return (
    <g className="chart">
      {drawn.under !== undefined && <g dangerouslySetInnerHTML={{ __html: drawn.under }} />}
      <g
        className="marks"
        data-marks={marksAttribute(drawn.hits) ?? undefined}
        dangerouslySetInnerHTML={{ __html: drawn.marks }}
      />
      {drawn.over !== undefined && <g dangerouslySetInnerHTML={{ __html: drawn.over }} />}
    </g>
  );
}
