"use client";

import { Plus, X } from "lucide-react";
import { withFilter } from "@/lib/view/change-view";
import type { View } from "@/lib/view/view";
import type { FilterSummary } from "./filter-summary";
import { hrefFrom, type Place } from "./place";
import type { ChangeView } from "./use-view";
import { ViewLink } from "./view-link";

interface Props {
  summaries: readonly FilterSummary[];
  place: Place;
  view: View;
  change: ChangeView;
  onAdd: () => void;
}

/** The filters that are set, each with a cross that takes it away. */
export function FilterChips({ summaries, place, view, change, onAdd }: Props) {
  return (
    <div className="chips">
      {summaries.map(({ field, label, values }) => {
        const without = withFilter(view, field, []);
        return (
          <span className="chip" key={field}>
            <span className="ck">{label.toLowerCase()}</span>
            <span className="cv">{values}</span>
            <ViewLink
              className="x"
              href={hrefFrom(place, without)}
              aria-label={`Remove filter ${label.toLowerCase()}`}
              onFollow={() => change(without)}
            >
              <X className="ic" size={12} />
            </ViewLink>
          </span>
        );
      })}
      <button type="button" className="chip add script" onClick={onAdd}>
        <Plus className="ic" size={12} />
        Filter
      </button>
    </div>
  );
}
