"use client";

import { Download } from "lucide-react";
import { PointTable } from "@/components/points/point-table";
import type { ExploreModel } from "@/lib/series/explore-model";
import { countText, unitText } from "@/lib/series/number-text";
import type { View } from "@/lib/view/view";
import { hrefFrom, type Place } from "./place";
import type { ChangeView } from "./use-view";

interface Props {
  model: ExploreModel;
  place: Place;
  view: View;
  change: ChangeView;
  selected: string | null;
  select: (point: string | null) => void;
  query: string;
  seriesLabel: string;
}

export function TableCard({ model, place, view, change, selected, select, query, seriesLabel }: Props) {
  const { rows, series } = model;
  return (
    <section className="card clip" aria-label="Table">
      <TableTitle
        says={`${countText(rows.length)} ${rows.length === 1 ? "row" : "rows"}, same order as the chart`}
        place={place}
        query={query}
      />
      <PointTable
        rows={rows}
        unit={unitText(series.unit)}
        levelPercent={view.level}
        seriesLabel={seriesLabel}
        selected={selected}
        sort={view.sort}
        sortHref={(sort) => hrefFrom(place, { ...view, sort })}
        pointHref={(point) => hrefFrom(place, { ...view, point })}
        onSort={(sort) => change({ ...view, sort })}
        onSelect={select}
      />
    </section>
  );
}

export function TableTitle({ says, place, query }: { says: string; place: Place; query: string }) {
  return (
    <div className="ch tight">
      <h2>Table</h2>
      <span className="mm">{says}</span>
      <span className="sp" />
      <span className="mm note script key-hint">
        <kbd>j</kbd> <kbd>k</kbd> move &nbsp;<kbd>↵</kbd> open
      </span>
      <a className="btn sm" href={csvHref(place, query)} download>
        <Download className="ic" size={12} strokeWidth={1.75} />
        CSV
      </a>
    </div>
  );
}

function csvHref(place: Place, query: string): string {
  if (place.kind === "stored") return `/v/${place.id}.csv`;
  return query === "" ? "/explore.csv" : `/explore.csv?${query}`;
}
