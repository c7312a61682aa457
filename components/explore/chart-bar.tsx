"use client";

import { memo } from "react";
import { Download, SlidersHorizontal, Table2 } from "lucide-react";
import { csvHref, type Place } from "./place";
import { ViewLink } from "./view-link";
import type { View } from "@/lib/view/view";
import { isSite } from "@/lib/view/site";

/** The table's place on the page, for links to it. */
export const tableId = "table";

export type ChartSheet = "display" | "export";

interface Props {
  place: Place;
  view: View;
  onSheet: (sheet: ChartSheet) => void;
}

/**
 * On a phone, what stands beside the chart elsewhere: its table, its controls, its files. It stays at the foot of the
 * screen while the chart is read. Without scripts two plain links.
 */
export const ChartBar = memo(function ChartBar({ place, view, onSheet }: Props) {
  return (
    <div className="chart-bar" role="group" aria-label="Chart">
      <ViewLink href={`#${tableId}`} onFollow={showTable}>
        <Table2 className="ic" size={16} strokeWidth={1.75} />
        Table
      </ViewLink>
      <button type="button" className="script" aria-haspopup="dialog" onClick={() => onSheet("display")}>
        <SlidersHorizontal className="ic" size={16} strokeWidth={1.75} />
        Display
      </button>
      {!isSite && (
        <ViewLink href={csvHref(place, view)} aria-haspopup="dialog" onFollow={() => onSheet("export")}>
          <Download className="ic" size={16} strokeWidth={1.75} />
          Export
        </ViewLink>
      )}
    </div>
  );
});

/** Not by the link's own address: that is the view. */
function showTable() {
  const table = document.getElementById(tableId);
  table?.scrollIntoView({ block: "start" });
  table?.querySelector<HTMLElement>("a[tabindex='0']")?.focus({ preventScroll: true });
}
