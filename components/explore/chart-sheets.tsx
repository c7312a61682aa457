"use client";

import { Download, X } from "lucide-react";
import Overlay from "@/components/layout/overlay";
import { countText } from "@/lib/series/number-text";
import type { ExploreModel } from "@/lib/series/explore-model";
import type { Trend } from "@/lib/series/trend-lines";
import { viewQuery } from "@/lib/view/codec";
import type { View } from "@/lib/view/view";
import type { ChartSheet } from "./chart-bar";
import { ChartControls, MetricControls } from "./chart-controls";
import type { Choices } from "./choices";
import { compareChoices } from "./compare-choices";
import { CopyLinkButton } from "./copy-link-button";
import { csvHref, jsonHref, type Place } from "./place";
import type { ChangeView } from "./use-view";

interface Props {
  sheet: ChartSheet;
  model: ExploreModel;
  choices: Choices;
  trends: readonly Trend[];
  place: Place;
  view: View;
  change: ChangeView;
  onClose: () => void;
}

const titles: Record<ChartSheet, string> = { display: "Display", export: "Export" };

/** What the buttons of the chart bar open, from below. */
export default function ChartSheets({ sheet, onClose, ...rest }: Props) {
  const title = titles[sheet];
  return (
    <Overlay label={title} side="right" onClose={onClose}>
      <div className="dr-head">
        <h2 tabIndex={-1} data-drawer-title>
          {title}
        </h2>
        <span className="sp" />
        <button type="button" className="ib s" aria-label="Close" onClick={onClose}>
          <X className="ic" size={15} />
        </button>
      </div>
      <div className="sec chart-sheet">
        {sheet === "display" ? <Display {...rest} /> : <Export {...rest} />}
      </div>
    </Overlay>
  );
}

type Content = Omit<Props, "sheet" | "onClose">;

function Display({ model, choices, trends, place, view, change }: Content) {
  const { series } = model;
  return (
    <>
      <MetricControls {...{ series, choices, trends, view, change }} />
      <ChartControls {...{ series, place, view, change }} pairs={compareChoices(model, view)} />
    </>
  );
}

function Export({ model: { shown }, place, view }: Content) {
  const points = `${countText(shown)} ${shown === 1 ? "point" : "points"}`;
  return (
    <>
      <a className="btn" href={csvHref(place, view)} download>
        <Download className="ic" size={14} strokeWidth={1.75} />
        CSV of these {points}
      </a>
      <a className="btn" href={jsonHref(place, view)} download="points.json">
        <Download className="ic" size={14} strokeWidth={1.75} />
        JSON of these {points}
      </a>
      <CopyLinkButton query={viewQuery(view)} className="btn primary" label="Copy link" />
      <p className="note">The files hold every point with its interval and its source.</p>
    </>
  );
}
