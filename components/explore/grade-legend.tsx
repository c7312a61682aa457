"use client";

import { GradeGlyph } from "@/components/points/grade-glyph";
import { evidenceMeaning, evidences, type Evidence } from "@/lib/points/evidence";
import { countText } from "@/lib/series/number-text";
import type { View } from "@/lib/view/view";
import { hrefFrom, type Place } from "./place";
import { toggleEvidence } from "./toggle-evidence";
import type { ChangeView } from "./use-view";
import { ViewLink } from "./view-link";

interface Props {
  counts: Record<Evidence, number>;
  place: Place;
  view: View;
  change: ChangeView;
}

/** The four grades with the number of points in the chart; a click takes a grade out or brings it back. */
export function GradeLegend({ counts, place, view, change }: Props) {
  const lets = (evidence: Evidence) => view.evidence.length === 0 || view.evidence.includes(evidence);
  return (
    <div className="legend" role="group" aria-label="Evidence in the chart">
      {evidences.map((evidence) => {
        const next = toggleEvidence(view, evidence);
        const { label, means } = evidenceMeaning[evidence];
        return (
          <ViewLink
            key={evidence}
            className={lets(evidence) ? "ev" : "ev off"}
            role="switch"
            aria-checked={lets(evidence)}
            aria-label={`${label}, ${counts[evidence]} in the chart`}
            title={means}
            href={hrefFrom(place, next)}
            onFollow={() => change(next)}
          >
            <GradeGlyph evidence={evidence} />
            <b>{label}</b>
            <span className="mm tn">{countText(counts[evidence])}</span>
          </ViewLink>
        );
      })}
    </div>
  );
}
