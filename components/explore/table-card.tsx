"use client";

import { memo, type ReactNode } from "react";
import { Download } from "lucide-react";
import { PointTable } from "@/components/points/point-table";
import type { ExploreModel } from "@/lib/series/explore-model";
import { countText, unitText } from "@/lib/series/number-text";
import type { View } from "@/lib/view/view";
import { isSite } from "@/lib/view/site";
import { tableId } from "./chart-bar";
import { NextFinding } from "./next-finding";
import { csvHref, hrefFrom, type Place } from "./place";
import type { ChangeView } from "./use-view";

interface Props {
  model: ExploreModel;
  /** Whether the model has all rows. */
  whole: boolean;
  place: Place;
  view: View;
  change: ChangeView;
  selected: string | null;
  select: (point: string | null) => void;
  onFinding: (point: string) => void;
  seriesLabel: string;
}

export const TableCard = memo(function TableCard({
  model,
  whole,
  place,
  view,
  change,
  selected,
  select,
  onFinding,
  seriesLabel,
}: Props) {
  const { rows, series } = model;
  return (
    <section className="card clip" id={tableId} aria-label="Table">
      <TableTitle
        says={`${countText(model.shown)} ${model.shown === 1 ? "row" : "rows"}, same order as the chart`}
        place={place}
        view={view}
      >
        <NextFinding {...{ rows, selected }} onOpen={onFinding} />
      </TableTitle>
      <PointTable
        rows={rows}
        total={model.shown}
        whole={whole}
        unit={unitText(series.unit)}
        levelPercent={view.level}
        seriesLabel={seriesLabel}
        selected={selected}
        sort={view.sort}
        sortHref={(sort) => hrefFrom(place, { ...view, sort })}
        pointHref={pointHrefs(place, view)}
        onSort={(sort) => change({ ...view, sort })}
        onSelect={select}
      />
    </section>
  );
});

interface TitleProps {
  says: string;
  place: Place;
  view: View;
  /** What is done with the rows. */
  children: ReactNode;
}

export function TableTitle({ says, place, view, children }: TitleProps) {
  return (
    <div className="ch tight">
      <h2>Table</h2>
      <span className="mm">{says}</span>
      <span className="sp" />
      <span className="mm note script key-hint">
        <kbd>j</kbd> <kbd>k</kbd> move &nbsp;<kbd>↵</kbd> open
      </span>
      {children}
      {!isSite && (
        <a className="btn sm" href={csvHref(place, view)} download>
          <Download className="ic" size={12} strokeWidth={1.75} />
          CSV
        </a>
      )}
    </div>
  );
}

/** The links to many points of one view: written once, and each point's id put in. */
export function pointHrefs(place: Place, view: View): (pointId: string) => string {
  const standIn = "0".repeat(16);
  const href = hrefFrom(place, { ...view, point: standIn });
  return (pointId) => href.replace(standIn, pointId);
}
