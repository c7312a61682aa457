"use client";

import type { ReactNode } from "react";
import { ChartFrame } from "@/components/charts/chart-frame";
import type { Series } from "@/lib/series/series";

interface Props {
  series: Series;
  selected: string | null;
  onSelect: (point: string | null) => void;
  figure: ReactNode;
}

/** The chart of a view: the server's figure first, then the interactive one in its place. */
export function ChartSlot(props: Props) {
  return <ChartFrame {...props} />;
}
