"use client";

import { useEffect, useState, type ComponentType, type ReactNode } from "react";
import type { LiveChartProps } from "./live-chart";

interface Props extends LiveChartProps {
  /** The same series as the server drew it. */
  figure: ReactNode;
}

/**
 * Shows the server's figure first, and puts the interactive chart in its place when that has loaded: the same domain,
 * ticks, margins and marks, so that nothing moves. Without scripts the figure stays.
 */
export function ChartFrame({ figure, ...chart }: Props) {
  const [Live, setLive] = useState<ComponentType<LiveChartProps> | null>(null);
  useEffect(
    () => whenIdle(() => void import("./live-chart").then((loaded) => setLive(() => loaded.default))),
    [],
  );
  return <div className="chart-frame">{Live ? <Live {...chart} /> : figure}</div>;
}

/** After the first paint has settled, at the latest after a second. */
function whenIdle(run: () => void): () => void {
  if (typeof requestIdleCallback === "undefined") {
    const timer = setTimeout(run, 200);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(run, { timeout: 1000 });
  return () => cancelIdleCallback(handle);
}
