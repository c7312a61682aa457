"use client";

import type { ReactNode } from "react";
import type { Series } from "@/lib/series/series";

interface Props {
  series: Series;
  selected: string | null;
  onSelect: (point: string | null) => void;
  figure: ReactNode;
}

export function ChartSlot({ figure }: Props) {
  return figure;
}
