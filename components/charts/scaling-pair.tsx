"use client";

import type { ScalingSeries } from "@/lib/series/series";
import type { ChartProps } from "./dot-rows";
import { EfficiencyRows } from "./efficiency-rows";
import { ScalingFan } from "./scaling-fan";
import { Sized } from "./sized";

/** Speed-up, and beside it the same data as efficiency. */
export default function ScalingPair({ series, ...rest }: Omit<ChartProps<ScalingSeries>, "width">) {
  return (
    <div className="scaling-pair">
      <Sized>{(width) => <ScalingFan series={series} width={width} {...rest} />}</Sized>
      {series.lines.length > 0 && (
        <div>
          <h3 className="chart-title">Efficiency by GPU count</h3>
          <Sized>{(width) => <EfficiencyRows series={series} width={width} {...rest} />}</Sized>
        </div>
      )}
    </div>
  );
}
