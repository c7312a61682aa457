"use client";

import { memo } from "react";
import Link from "next/link";
import { ChevronDown } from "lucide-react";
import { MenuDetails } from "@/components/layout/menu-details";
import type { ExploreData } from "@/lib/series/explore-model";
import { countText } from "@/lib/series/number-text";
import { withMetric } from "@/lib/view/change-view";
import { otherTabs, tabs, type View } from "@/lib/view/view";
import { hrefFrom, type Place } from "./place";

interface Props {
  data: Pick<ExploreData, "tabCounts" | "metrics">;
  place: Place;
  view: View;
}

/** The five metrics of the first page, the charts of more than one, then a menu of every other metric that has points. */
export const MetricTabs = memo(function MetricTabs({ data, place, view }: Props) {
  const others = data.metrics.filter(({ id, count }) => count > 0 && !tabs.some((tab) => tab.id === id));
  const other = others.find(({ id }) => id === view.metric);
  const href = (metric: string) => hrefFrom(place, withMetric(view, metric));
  return (
    <nav className="tl" aria-label="Metrics">
      {tabs.map(({ id, label }, at) => (
        <Link
          key={id}
          href={href(id)}
          prefetch={false}
          className={id === view.metric ? "on" : undefined}
          aria-current={id === view.metric ? "page" : undefined}
          aria-keyshortcuts={String(at + 1)}
        >
          {label}
          <span className="n">{countText(data.tabCounts[id] ?? 0)}</span>
        </Link>
      ))}
      <span className="vr" />
      {otherTabs.map(({ id, label, key }) => (
        <Link
          key={id}
          href={href(id)}
          prefetch={false}
          className={id === view.metric ? "on" : undefined}
          aria-current={id === view.metric ? "page" : undefined}
          aria-keyshortcuts={key}
        >
          {label}
          <span className="n">{countText(data.tabCounts[id] ?? 0)}</span>
        </Link>
      ))}
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
            {others.map(({ id, label, count }) => (
              <Link
                key={id}
                href={href(id)}
                prefetch={false}
                className={id === view.metric ? "mi on" : "mi"}
                aria-current={id === view.metric ? "page" : undefined}
              >
                {label}
                <span className="mm tn">{countText(count)}</span>
              </Link>
            ))}
          </MenuDetails>
        </>
      )}
    </nav>
  );
});
