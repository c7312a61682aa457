"use client";

import { useMemo, type RefObject } from "react";
import { useXAxisScale, useYAxisScale } from "recharts";
import type { Hit } from "@/lib/figure/hit";
import type { Place } from "@/lib/figure/place-on";
import { DrawnMarks, type DrawnPlot } from "./drawn-marks";
import { livePlace } from "./live-place";

interface Props {
  /** Kept by its caller for as long as it draws the same. */
  draw: (places: { x: Place; y: Place }) => DrawnPlot;
  hits: RefObject<readonly Hit[]>;
}

/** Marks on the scales of the Recharts chart around them; nothing until it has its scales. */
export function ScaledMarks({ draw, hits }: Props) {
  const [x, y] = [useXAxisScale(), useYAxisScale()];
  const drawn = useMemo(
    () => (x === undefined || y === undefined ? null : draw({ x: livePlace(x), y: livePlace(y) })),
    [x, y, draw],
  );
  return drawn && <DrawnMarks drawn={drawn} hits={hits} />;
}
