"use client";

import { memo } from "react";
import Link from "next/link";
import { ChevronDown } from "lucide-react";
import { MenuDetails } from "@/components/layout/menu-details";
import type { ExploreData } from "@/lib/series/explore-model";
import { countText } from "@/lib/series/number-text";
import { withMetric, withTrend } from "@/lib/view/change-view";
import { isTrendAxis } from "@/lib/view/trend-axes";
import { otherTabs, tabs, type View } from "@/lib/view/view";
import { hrefFrom, type Place } from "./place";

interface Props {
  data: Pick<ExploreData, "tabCounts" | "metrics" | "trends">;
  place: Place;
  view: View;
}

/**
 * The five metrics of the first page; charts of two metrics and of one over versions or days, where there is data for them;
 * then a menu of every other metric that has points.
 */
export const MetricTabs = memo(function MetricTabs({ data, place, view }: Props) {
  const others = data.metrics.filter(({ id, count }) => count > 0 && !tabs.some((tab) => tab.id === id));
  const isTrend = isTrendAxis(view.x);
  const shown = isTrend ? null : view.metric;
  const other = others.find(({ id }) => id === shown);
  const href = (metric: string) => hrefFrom(place, withMetric(view, metric));
  const count = (id: string) => data.tabCounts[id] ?? 0;
  const wide = otherTabs.filter(({ id }) => id === shown || count(id) > 0);
  const trend = trendTab(data.trends ?? [], view);
  // A stored view has the points of its datasets for ever: a metric without any will not come.
  const first = place.kind === "stored" ? tabs.filter(({ id }) => id === shown || count(id) > 0) : tabs;
  return (
    <nav className="tl" aria-label="Metrics">
      {first.map(({ id, label }) => (
        <Tab
          key={id}
          label={label}
          href={href(id)}
          on={id === shown}
          hotkey={String(tabs.findIndex((tab) => tab.id === id) + 1)}
          count={count(id)}
        />
      ))}
      {(wide.length > 0 || trend || isTrend) && <span className="vr" />}
      {wide.map(({ id, label, key }) => (
        <Tab key={id} label={label} href={href(id)} on={id === shown} hotkey={key} count={count(id)} />
      ))}
      {(trend || isTrend) && (
        <Tab
          label="Trends"
          href={hrefFrom(place, trend ? withTrend(view, trend.metric, trend.x) : view)}
          on={isTrend}
          hotkey="t"
          count={trend?.count ?? 0}
        />
      )}
      {others.length > 0 && (
        <>
          <span className="vr" />
          <MenuDetails
            className="more-menu"
            summary={
              <span className={other ? "more-metrics on" : "more-metrics"}>
                {other ? other.label : "More metrics"}
                {other && <span className="n">{countText(other.count)}</span>}
                <ChevronDown className="ic" size={13} />
              </span>
            }
          >
            {others.map(({ id, label, count: points }) => (
              <Link
                key={id}
                href={href(id)}
                prefetch={false}
                className={id === shown ? "mi on" : "mi"}
                aria-current={id === shown ? "page" : undefined}
              >
                {label}
                <span className="mm tn">{countText(points)}</span>
              </Link>
            ))}
          </MenuDetails>
        </>
      )}
    </nav>
  );
});

interface TabProps {
  label: string;
  href: string;
  on: boolean;
  hotkey: string;
  count: number;
}

function Tab({ label, href, on, hotkey, count }: TabProps) {
  return (
    <Link
      href={href}
      prefetch={false}
      className={on ? "on" : undefined}
      aria-current={on ? "page" : undefined}
      aria-keyshortcuts={hotkey}
    >
      {label}
      <span className="n">{countText(count)}</span>
    </Link>
  );
}

/** The trend of the metric on the screen, along what it is drawn by; else the first that there is. */
function trendTab(trends: NonNullable<ExploreData["trends"]>, { metric, x }: View) {
  const trend = trends.find((each) => each.metric === metric) ?? trends[0];
  const axis = trend?.axes.find((each) => each.x === x) ?? trend?.axes[0];
  return trend && axis ? { metric: trend.metric, ...axis } : null;
}
