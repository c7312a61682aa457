"use client";

import type { ScalingSeries } from "@/lib/series/series";
import type { ChartProps } from "./dot-rows";
import { EfficiencyRows } from "./efficiency-rows";
import { ScalingFan } from "./scaling-fan";
import { ScalingPanels } from "./scaling-panels";
import { Sized } from "./sized";

/** Both panels to be pointed at. */
export default function ScalingPair(props: Omit<ChartProps<ScalingSeries>, "width">) {
  return (
    <ScalingPanels
      series={props.series}
      fan={<Sized>{(width) => <ScalingFan {...props} width={width} />}</Sized>}
      efficiency={<Sized>{(width) => <EfficiencyRows {...props} width={width} />}</Sized>}
    />
  );
}
