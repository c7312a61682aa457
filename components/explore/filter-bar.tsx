"use client";

import { memo } from "react";
import { SlidersHorizontal } from "lucide-react";
import type { View } from "@/lib/view/view";
import { FilterChips } from "./filter-chips";
import type { FilterSummary } from "./filter-summary";
import type { Place } from "./place";
import type { ChangeView } from "./use-view";

interface Props {
  summaries: readonly FilterSummary[];
  place: Place;
  view: View;
  change: ChangeView;
  /** Opens the facets where they do not stand beside the chart. */
  onSheet: () => void;
}

/** The filters that are set; on narrow screens also the button to all of them. */
export const FilterBar = memo(function FilterBar({ summaries, onSheet, ...rest }: Props) {
  const add = () => {
    const search = document.querySelector<HTMLInputElement>(".side input[type=search]");
    if (search && search.offsetParent !== null) search.focus();
    else onSheet();
  };
  return (
    <div className="row thin-bar">
      <button type="button" className="btn primary thin-only script" aria-haspopup="dialog" onClick={onSheet}>
        <SlidersHorizontal className="ic" size={14} strokeWidth={1.75} />
        Filters{summaries.length > 0 && ` ${summaries.length}`}
      </button>
      <FilterChips summaries={summaries} onAdd={add} {...rest} />
    </div>
  );
});
