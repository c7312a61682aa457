"use client";

import { SampleHistogram } from "@/components/charts/sample-histogram";
import { Drawer } from "@/components/points/drawer";
import { idsBehind } from "@/components/points/ids-behind";
import type { PointDetail } from "@/components/points/point-detail";
import { usePointDetails } from "@/components/points/use-point-details";
import type { TableRow } from "@/lib/series/explore-model";
import type { Series } from "@/lib/series/series";

export interface PointDrawerProps {
  row: TableRow;
  series: Series;
  initial: readonly PointDetail[];
  toAudit: boolean;
  onPrevious: (() => void) | null;
  onNext: (() => void) | null;
  onClose: () => void;
  closeHref: string;
  onCopyLink: () => void;
}

/** The drawer of the selected row, with what it needs from the server. */
export default function PointDrawer({ row, series, initial, ...rest }: PointDrawerProps) {
  const ids = idsBehind(row.point);
  const statistic = series.kind === "scaling" ? row.point.statistic : series.statistic;
  const state = usePointDetails(ids.join(" "), statistic, initial);
  const histogram = <SampleHistogram row={row} statistic={statistic} />;
  return <Drawer row={row} statistic={statistic} state={state} histogram={histogram} {...rest} />;
}
