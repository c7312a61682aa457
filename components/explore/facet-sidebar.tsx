"use client";

import { memo, useDeferredValue, useState, type ReactNode } from "react";
import { Check, Search } from "lucide-react";
import { severityOf } from "@/components/audit/finding-severity";
import { SeverityIcon } from "@/components/layout/severity-icon";
import { GradeGlyph } from "@/components/points/grade-glyph";
import { evidences } from "@/lib/points/evidence";
import { auditLevels } from "@/lib/points/point-audit";
import type { Facet, FacetOption } from "@/lib/series/explore-model";
import { countText } from "@/lib/series/number-text";
import { filterValues, withFilter } from "@/lib/view/change-view";
import type { View } from "@/lib/view/view";
import { toggleEvidence } from "./toggle-evidence";
import { hrefFrom, type Place } from "./place";
import type { ChangeView } from "./use-view";
import { ViewLink } from "./view-link";

/** Options of a facet on sight, and the most that "more" shows; the search finds the others. */
const onSight = 5;
const most = 60;

interface Props {
  facets: readonly Facet[];
  place: Place;
  view: View;
  change: ChangeView;
}

/** Every field by which the points differ: its values, how many points each has, and whether it is let through. */
export const FacetSidebar = memo(function FacetSidebar({ facets, place, view, change }: Props) {
  const [sought, setSought] = useState("");
  const search = useDeferredValue(sought.trim().toLowerCase());
  return (
    <>
      <div className="fsearch script">
        <Search className="ic" size={13} strokeWidth={1.75} />
        <input
          type="search"
          placeholder="Filter"
          aria-label="Search the filters"
          aria-keyshortcuts="/"
          value={sought}
          onChange={(event) => setSought(event.target.value)}
        />
        <kbd>/</kbd>
      </div>
      {facets.map((facet) => (
        <FacetGroup
          key={facet.field}
          facet={facet}
          search={search}
          place={place}
          view={view}
          change={change}
        />
      ))}
    </>
  );
});

function FacetGroup({
  facet,
  search,
  place,
  view,
  change,
}: Omit<Props, "facets"> & { facet: Facet; search: string }) {
  const found =
    search === "" ? facet.options : facet.options.filter((option) => matches(option, facet, search));
  if (found.length === 0) return null;
  const largest = Math.max(1, ...facet.options.map((option) => option.count));
  const option = (each: FacetOption) => {
    const next = toggled(view, facet, each);
    return (
      <Option
        key={each.value}
        field={facet.field}
        option={each}
        on={each.selected || (facet.field === "evidence" && view.evidence.length === 0)}
        share={each.count / largest}
        href={hrefFrom(place, next)}
        onFollow={() => change(toggled(view, facet, each))}
      />
    );
  };
  const sight = search === "" ? onSight : most;
  const rest = found.slice(sight, most);
  return (
    <div className="facet" role="group" aria-label={facet.label}>
      <h3>
        {facet.label}
        <span>{countText(isOfPoints(facet) ? pointsIn(facet) : facet.options.length)}</span>
      </h3>
      {found.slice(0, sight).map(option)}
      {rest.length > 0 && (
        <details>
          <summary className="more">
            <span className="closed">{countText(found.length - sight)} more</span>
            <span className="opened">fewer</span>
          </summary>
          {rest.map(option)}
          {found.length > most && <p className="more">Search for {countText(found.length - most)} others</p>}
        </details>
      )}
    </div>
  );
}

/** Of evidence and audit the levels are always the same: what counts is how many points they are of. */
function isOfPoints({ field }: Facet): boolean {
  return field === "evidence" || field === "audit";
}

function pointsIn({ options }: Facet): number {
  return options.reduce((sum, option) => sum + option.count, 0);
}

function matches(option: FacetOption, facet: Facet, search: string): boolean {
  return option.label.toLowerCase().includes(search) || facet.label.toLowerCase().includes(search);
}

function toggled(view: View, facet: Facet, { value, selected }: FacetOption): View {
  const named = filterValues(view, facet.field);
  if (facet.field === "evidence") return toggleEvidence(view, value);
  const next = selected ? named.filter((each) => each !== value) : [...named, value];
  return withFilter(view, facet.field, next);
}

/** The same elements every time: a filter writes all options anew, and need not look at their pictures again. */
const tick = <Check className="ic" size={11} strokeWidth={3} />;
const evidenceIcons = new Map<string, ReactNode>(
  evidences.map((evidence) => [evidence, <GradeGlyph key={evidence} evidence={evidence} />]),
);
const auditIcons = new Map<string, ReactNode>(
  auditLevels.map((level) => [level, <SeverityIcon key={level} severity={severityOf[level]} />]),
);
const icons = new Map([
  ["evidence", evidenceIcons],
  ["audit", auditIcons],
]);

interface OptionProps {
  field: string;
  option: FacetOption;
  on: boolean;
  share: number;
  href: string;
  onFollow: () => void;
}

function Option({ field, option, on, share, href, onFollow }: OptionProps) {
  return (
    <ViewLink
      className={on ? "fo on" : "fo"}
      role="checkbox"
      aria-checked={on}
      aria-label={`${option.label || "Not stated"}, ${option.count} ${option.count === 1 ? "point" : "points"}`}
      href={href}
      onFollow={onFollow}
    >
      <span className="cb">{tick}</span>
      <span className="lb">
        {icons.get(field)?.get(option.value)}
        <span title={option.label}>{option.label || "Not stated"}</span>
      </span>
      <span className="br">
        <i style={{ width: `${share * 100}%` }} />
      </span>
      <span className="ct">{countText(option.count)}</span>
    </ViewLink>
  );
}
