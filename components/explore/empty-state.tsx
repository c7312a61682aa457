"use client";

import Link from "next/link";
import type { ExploreModel } from "@/lib/series/explore-model";
import { countText } from "@/lib/series/number-text";
import { clearFilters, withFilter } from "@/lib/view/change-view";
import type { View } from "@/lib/view/view";
import { hrefFrom, type Place } from "./place";
import type { ChangeView } from "./use-view";
import { ViewLink } from "./view-link";

interface Props {
  model: Pick<ExploreModel, "total" | "advice">;
  filters: number;
  place: Place;
  view: View;
  change: ChangeView;
}

/** Nothing to draw: what to do about it. */
export default function EmptyState({ model, filters, place, view, change }: Props) {
  if (model.total === 0) return <NothingYet />;
  const { advice } = model;
  const cleared = { ...clearFilters(view), point: null };
  return (
    <div className="state">
      <b>No point matches {filters === 1 ? "this filter" : `all ${filters} filters`}</b>
      {advice && (
        <span className="m">
          Without <b style={{ color: "var(--ink)" }}>{nameOf(advice)}</b> there{" "}
          {advice.brings === 1 ? "is" : "are"} {countText(advice.brings)}.
        </span>
      )}
      <div className="row">
        {advice && (
          <ViewLink
            className="btn sm"
            href={hrefFrom(place, withFilter(view, advice.field, []))}
            onFollow={() => change(withFilter(view, advice.field, []))}
          >
            Remove {nameOf(advice)}
          </ViewLink>
        )}
        <ViewLink className="btn sm ghost" href={hrefFrom(place, cleared)} onFollow={() => change(cleared)}>
          Clear all
        </ViewLink>
      </div>
    </div>
  );
}

function nameOf({ label, values }: { label: string; values: readonly string[] }): string {
  const named =
    values.length <= 2
      ? values.map((value) => value || "not stated").join(", ")
      : `(${values.length} values)`;
  return `${label.toLowerCase()} ${named}`;
}

function NothingYet() {
  return (
    <div className="state">
      <b>Nothing here yet</b>
      <span className="m">
        No dataset holds a point of this metric. Drop a CSV, JSON or Markdown file with results of vLLM or
        llama-bench, or a table of your own.
      </span>
      <div className="row">
        <Link className="btn sm primary" href="/upload">
          Upload
        </Link>
        <Link className="btn sm" href="/explore">
          See tokens per second
        </Link>
      </div>
    </div>
  );
}
