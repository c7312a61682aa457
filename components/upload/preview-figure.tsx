"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import type { Series } from "@/lib/series/series";

/** Fetches the code of charts; asked while a file is read, so that it is there when the chart is. */
export const loadChart = () => import("@/components/charts/live-chart");

const LiveChart = dynamic(loadChart, { ssr: false });

/** The chart of /explore, drawn from points that are nowhere stored yet. */
export function PreviewFigure({ series }: { series: Series }) {
  const [selected, setSelected] = useState<string | null>(null);
  return (
    <>
      <LiveChart series={series} selected={selected} onSelect={setSelected} />
      {series.notes.map((note) => (
        <p key={note} className="note">
          {note}
        </p>
      ))}
    </>
  );
}
