"use client";

import { Suspense, useEffect, useState, type ComponentType, type ReactNode } from "react";
import type { LiveChartProps } from "@/components/charts/live-chart";
import type { Series } from "@/lib/series/series";
import { whenIdle } from "./use-model";

interface Props extends LiveChartProps {
  /** Whether the series has its marks: those of the first paint stay on the server. */
  whole: boolean;
  /** The same series as the server drew it. */
  figure: ReactNode;
}

/**
 * The server's figure first; the interactive chart takes its place, mark for mark, when its code is here and the page has
 * come to rest. Without scripts the figure stays.
 */
export function ChartSlot({ figure, whole, ...chart }: Props) {
  const fallback = useFigureOf(figure, chart.series.kind);
  const [Live, setLive] = useState<ComponentType<LiveChartProps> | null>(null);
  useEffect(
    () =>
      whenIdle(
        () => void import("@/components/charts/live-chart").then((found) => setLive(() => found.default)),
      ),
    [],
  );
  return (
    <div className="chart-frame">
      {Live && whole ? (
        <Suspense fallback={fallback}>
          <Live {...chart} />
        </Suspense>
      ) : (
        figure
      )}
    </div>
  );
}

/** The server's figure while the chart is of the kind that it shows; of another kind it would say what is no longer asked. */
function useFigureOf(figure: ReactNode, kind: Series["kind"]): ReactNode {
  const [shown, setShown] = useState({ figure, kind });
  const current = shown.figure === figure ? shown : { figure, kind };
  if (current !== shown) setShown(current);
  return current.kind === kind ? figure : null;
}
