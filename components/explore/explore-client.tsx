"use client";

import dynamic from "next/dynamic";
import {
  lazy,
  Suspense,
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ComponentType,
  type ReactNode,
} from "react";
import { announce } from "@/components/layout/announce";
import { copyLink } from "@/components/layout/copy-link";
import { isCommandKey } from "@/components/layout/keys";
import { showTheme } from "@/components/layout/theme";
import { showToast } from "@/components/layout/toast";
import type { PointDetail } from "@/components/points/point-detail";
import { caseFieldLabel, isCaseField } from "@/lib/points/case";
import { plainLimit } from "@/components/points/table-limits";
import { ShareButton } from "@/components/share/share-button";
import type { TableRow } from "@/lib/series/explore-model";
import { viewQuery } from "@/lib/view/codec";
import type { View } from "@/lib/view/view";
import { isSite } from "@/lib/view/site";
import type { ChartSheet } from "./chart-bar";
import { ChartCard } from "./chart-card";
import { MetricControls } from "./chart-controls";
import { compareChoices } from "./compare-choices";
import { CopyLinkButton } from "./copy-link-button";
import { FacetSidebar } from "./facet-sidebar";
import { FilterBar } from "./filter-bar";
import { filterSummaries } from "./filter-summary";
import type { FirstPage } from "./first-page";
import { MetricTabs } from "./metric-tabs";
import { hrefFrom, shareSource, type Place } from "./place";
import type { PointDrawerProps } from "./point-drawer";
import { TableCard } from "./table-card";
import { useAfterPaint } from "./use-after-paint";
import { useModel } from "./use-model";
import { useLatest, useView } from "./use-view";
import { useWide } from "./use-wide";

const Overlay = lazy(() => import("@/components/layout/overlay"));
const ChartSheets = lazy(() => import("./chart-sheets"));
const DrawerInPage = dynamic(() => import("./point-drawer"));
const CompareCard = dynamic(() => import("./compare-card"));
const ParetoCards = dynamic(() => import("./pareto-cards"));
const ScalingCards = dynamic(() => import("./scaling-cards"));
const EmptyState = dynamic(() => import("./empty-state"));
const PinnedNote = dynamic(() => import("./pinned-note"));

/** With more points than this a change is drawn when there is time for it, and the controls do not wait. */
const heavy = 20_000;

export interface ExploreClientProps {
  page: FirstPage;
  place: Place;
  /** The selected point's stored points, where the server put them into the page. */
  details: readonly PointDetail[];
  /** The chart as the server drew it: the first paint, and all there is without scripts. */
  figure: ReactNode;
}

/**
 * The explore page. The page carries all points of one metric; a filter, scale or selection changes the URL, and what is shown is
 * computed from both again, here, without asking the server. Another metric is another page.
 */
export function ExploreClient({ page, place, details, figure }: ExploreClientProps) {
  const [view, change] = useView(place, page);
  const deferred = useDeferredValue(view);
  const drawn = page.model.total > heavy ? deferred : view;
  const { model, whole } = useModel(page, drawn);
  // A long table follows the chart a moment later, with its links, so that the chart need not wait for it.
  const twin = useMemo(() => ({ model, view }), [model, view]);
  const later = useAfterPaint(twin);
  const table = model.shown > plainLimit ? later : twin;
  const [sheet, setSheet] = useState<"filters" | ChartSheet | null>(null);
  const closeSheet = useCallback(() => setSheet(null), []);
  const wide = useWide(1200);
  const row =
    rowOf(model.rows, view.point) ?? (whole ? null : rowOf(page.selected ? [page.selected] : [], view.point));
  const selected = row?.pointId ?? null;

  const latest = useLatest(view);
  const select = useCallback(
    (point: string | null) => {
      const now = latest.current;
      change({ ...now, point }, point !== null && now.point !== null ? "replace" : "push");
    },
    [change, latest],
  );
  const [sought, setSought] = useState<string | null>(null);
  const openFinding = useCallback(
    (point: string) => {
      setSought(point);
      select(point);
    },
    [select],
  );
  useRowKeys(model.rows, selected, select);
  const PointDrawer = useDrawer(page.selected !== null, selected !== null);
  useDrawerFocus(selected !== null && PointDrawer !== null, wide);
  useEffect(() => {
    if (view.theme) showTheme(view.theme);
  }, [view.theme]);
  useAnnouncement(model.announcement);

  const summaries = useMemo(() => filterSummaries(view, model.facets), [view, model.facets]);
  // Two series are compared by a server, which has their raw values.
  const pairs = useMemo(() => (isSite ? [] : compareChoices(model, view)), [model, view]);
  const comparison = view.compare && <CompareCard {...{ place, view, change, select }} />;
  const openFilters = useCallback(() => setSheet("filters"), []);
  const query = viewQuery(view);
  const { title } = model.series;
  const source = useMemo(() => shareSource(place, view, title), [place, view, title]);
  const facets = <FacetSidebar facets={model.facets} place={place} view={view} change={change} />;
  const at = model.rows.findIndex((each) => each.pointId === selected);
  const drawer = row && PointDrawer && (
    <PointDrawer
      row={row}
      series={model.series}
      initial={details}
      toAudit={sought === row.pointId}
      onPrevious={at < 0 ? null : stepTo(model.rows[at - 1], select)}
      onNext={at < 0 ? null : stepTo(model.rows[at + 1], select)}
      onClose={() => select(null)}
      closeHref={hrefFrom(place, { ...view, point: null })}
      onCopyLink={() => void copyLink(query)}
    />
  );
  return (
    <>
      <div className="tabs">
        <MetricTabs data={page.tabs} place={place} view={view} />
        <div className="tr">
          <CopyLinkButton query={query} className="btn" label="Copy link" hotkey="c" />
          {!isSite && <ShareButton source={source} className="btn primary" label="Share" keys />}
        </div>
      </div>
      <div className={row ? "lay open" : "lay"}>
        <aside className="side" aria-label="Filters">
          <div className="stick">{facets}</div>
        </aside>
        <main className="main" id="main" tabIndex={-1}>
          <div className="vh">
            <div className="row">
              <h1>{model.series.title}</h1>
              <span className="sp" />
              <div className="controls">
                <MetricControls
                  series={model.series}
                  choices={page.choices}
                  trends={page.tabs.trends ?? []}
                  {...{ view, change }}
                />
              </div>
              {isSite ? (
                <CopyLinkButton query={query} className="ib b thin-only" />
              ) : (
                <ShareButton source={source} className="ib b thin-only" />
              )}
            </div>
            <p className="sub">{model.series.subtitle}</p>
          </div>
          {place.kind === "stored" && <PinnedNote place={place} />}
          <FilterBar summaries={summaries} place={place} view={view} change={change} onSheet={openFilters} />
          {model.rows.length === 0 ? (
            <section className="card" aria-label="Chart">
              <EmptyState
                model={model}
                filters={summaries.length}
                place={place}
                view={view}
                change={change}
              />
            </section>
          ) : model.series.kind === "pareto" ? (
            <ParetoCards
              series={model.series}
              figure={figure}
              {...{ model, whole, place, view, change, selected, select, pairs }}
              onFinding={openFinding}
              onSheet={setSheet}
            >
              {comparison}
            </ParetoCards>
          ) : model.series.kind === "scaling" ? (
            <>
              <ScalingCards
                series={model.series}
                rows={model.rows}
                onFinding={openFinding}
                figure={figure}
                {...{ whole, place, view, change, selected, select, pairs }}
                onSheet={setSheet}
              />
              {comparison}
            </>
          ) : (
            <>
              <ChartCard
                series={model.series}
                figure={figure}
                {...{ whole, place, view, change, selected, select, pairs }}
                onSheet={setSheet}
              />
              {comparison}
              <TableCard
                {...table}
                {...{ whole, place, change, selected, select }}
                onFinding={openFinding}
                seriesLabel={seriesLabel(table.view)}
              />
            </>
          )}
        </main>
        {row && wide && (
          <aside className="drawer" aria-label="Point details">
            <div className="stick">{drawer}</div>
          </aside>
        )}
      </div>
      {row && !wide && (
        <Suspense>
          <Overlay
            label="Point details"
            side="right"
            onClose={() => select(null)}
            returnTo={() => document.querySelector(`a[data-point="${row.pointId}"]`)}
          >
            {drawer}
          </Overlay>
        </Suspense>
      )}
      {(sheet === "display" || sheet === "export") && (
        <Suspense>
          <ChartSheets
            {...{ sheet, model, place, view, change }}
            choices={page.choices}
            trends={page.tabs.trends ?? []}
            onClose={closeSheet}
          />
        </Suspense>
      )}
      {sheet === "filters" && (
        <Suspense>
          <Overlay label="Filters" side="left" onClose={closeSheet}>
            <div className="sheet-head row">
              <b>Filters</b>
              <span className="mm">{model.announcement}</span>
              <span className="sp" />
              <button type="button" className="btn sm primary" onClick={closeSheet}>
                Show {model.shown}
              </button>
            </div>
            {facets}
          </Overlay>
        </Suspense>
      )}
    </>
  );
}

/** The row of a point by its id, or by that of a part that was merged into it. */
function rowOf(rows: readonly TableRow[], point: string | null): TableRow | null {
  if (point === null) return null;
  return rows.find((row) => row.pointId === point || row.point.parts.includes(point)) ?? null;
}

function seriesLabel(view: View): string {
  return isCaseField(view.series) ? caseFieldLabel[view.series] : view.series.replace(/^extra\./, "");
}

function stepTo(row: { pointId: string } | undefined, select: (point: string) => void): (() => void) | null {
  return row ? () => select(row.pointId) : null;
}

/** `j` and `k` move from row to row, in the table where the drawer is shut, with the drawer where it is open; Escape shuts it. */
function useRowKeys(
  rows: readonly { pointId: string }[],
  selected: string | null,
  select: (point: string | null) => void,
): void {
  const latest = useLatest({ rows, selected, select });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const now = latest.current;
      if (event.key === "Escape" && now.selected !== null && !event.defaultPrevented && !isInDialog())
        return now.select(null);
      if (!isCommandKey(event)) return;
      const step = { j: 1, k: -1 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      moveBy(step, now);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [latest]);
}

function isInDialog(): boolean {
  return document.querySelector("[role=dialog][data-state=open]") !== null;
}

function moveBy(
  step: number,
  {
    rows,
    selected,
    select,
  }: { rows: readonly { pointId: string }[]; selected: string | null; select: (point: string) => void },
) {
  const focused =
    document.activeElement?.closest("tr")?.querySelector("a[data-point]")?.getAttribute("data-point") ?? null;
  const from = rows.findIndex((row) => row.pointId === (selected ?? focused));
  const next = rows[from === -1 ? (step > 0 ? 0 : rows.length - 1) : from + step];
  if (!next) return;
  if (selected !== null) select(next.pointId);
  const link = document.querySelector<HTMLElement>(`a[data-point="${next.pointId}"]`);
  link?.focus({ preventScroll: true });
  link?.scrollIntoView({ block: "nearest" });
}

/** Opening the drawer moves the focus to its heading, shutting it gives the focus back; a dialog does both by itself. */
function useDrawerFocus(open: boolean, wide: boolean): void {
  const before = useRef<Element | null>(null);
  const was = useRef(open);
  useEffect(() => {
    if (was.current === open) return;
    was.current = open;
    if (!wide) return;
    if (open) {
      before.current = document.activeElement;
      document.querySelector<HTMLElement>("[data-drawer-title]")?.focus({ preventScroll: true });
    } else if (before.current instanceof HTMLElement && before.current.isConnected) {
      before.current.focus({ preventScroll: true });
    }
  }, [open, wide]);
}

/**
 * The drawer's code: with the page where the page has the drawer, else fetched when the page is first used. Null until then: a component that is still loading would hold back the whole page.
 */
function useDrawer(inPage: boolean, wanted: boolean): ComponentType<PointDrawerProps> | null {
  const [drawer, setDrawer] = useState<ComponentType<PointDrawerProps> | null>(
    inPage ? () => DrawerInPage : null,
  );
  const here = drawer !== null;
  useEffect(() => {
    if (here) return;
    const load = () => import("./point-drawer").then((found) => setDrawer(() => found.default));
    // Unasked for, it is fetched again when it is asked for.
    if (!wanted) return whenUsed(() => void load().catch(() => {}));
    load().catch(() => showToast("What stands behind the point could not be loaded. Reload the page."));
  }, [here, wanted]);
  return drawer;
}

/** Runs at the first sign of a person: a pointer, a key, the focus. Gives back how to call it off. */
function whenUsed(work: () => void): () => void {
  const signs = ["pointermove", "pointerdown", "keydown", "focusin"] as const;
  const stop = () => signs.forEach((sign) => removeEventListener(sign, start));
  const start = () => {
    stop();
    work();
  };
  signs.forEach((sign) => addEventListener(sign, start));
  return stop;
}

/** Says what a filter has left, but not what was there from the start. */
function useAnnouncement(text: string): void {
  const said = useRef(text);
  useEffect(() => {
    if (said.current === text) return;
    said.current = text;
    announce(text);
  }, [text]);
}
