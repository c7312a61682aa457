"use client";

import { startTransition, useEffect, useState } from "react";
import { ChevronDown } from "lucide-react";
import { GradeGlyph } from "@/components/points/grade-glyph";
import { evidenceMeaning, evidences } from "@/lib/points/evidence";
import type { Series } from "@/lib/series/series";
import { countText } from "@/lib/series/number-text";
import { counted } from "@/components/datasets/counted";
import type { Preview } from "./preview";
import { PreviewFigure } from "./preview-figure";

/** The chart that the file would give, one metric at a time, and what stands behind its points. */
export function PreviewCard({
  preview,
  isStale,
  chart,
}: {
  preview: Preview;
  /** Whether a changed mapping is being read: what is shown is the reading before. */
  isStale: boolean;
  chart: (metric: string) => Promise<Series | null>;
}) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [before, setBefore] = useState(preview);
  if (before !== preview) {
    // What a changed mapping brought is what the reader wants to see.
    const brought = preview.metrics.find(({ id }) => !before.metrics.some((each) => each.id === id));
    setBefore(preview);
    if (brought) setChosen(brought.id);
  }
  const first = preview.metrics[0]?.id ?? "";
  const metric = preview.metrics.some(({ id }) => id === chosen) ? chosen! : first;
  const [drawn, setDrawn] = useState<{ preview: Preview; metric: string; series: Series | null } | null>(
    null,
  );
  useEffect(() => {
    let current = true;
    if (metric !== "")
      void chart(metric).then(
        (series) => current && startTransition(() => setDrawn({ preview, metric, series })),
      );
    return () => {
      current = false;
    };
    // `chart` is made anew with each render and always asks the same reader.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [preview, metric]);
  return (
    <section className="card clip" aria-label="Preview">
      <div className="ch tight">
        <h2>Preview</h2>
        <span className="mm">{counted(preview.points, "point")}</span>
        {isStale && <span className="mm small">before your change</span>}
        <span className="sp" />
        {preview.metrics.length > 0 && (
          <MetricSelect preview={preview} metric={metric} onChange={setChosen} />
        )}
      </div>
      <div
        className="up-figure"
        role="region"
        aria-label="Chart of the file"
        tabIndex={0}
        aria-busy={isStale || (metric !== "" && (drawn?.metric !== metric || drawn.preview !== preview))}
      >
        {preview.metrics.length === 0 ? (
          <p className="mm">Nothing to draw: no number in this file could be read as a metric.</p>
        ) : (
          drawn?.series && <PreviewFigure series={drawn.series} />
        )}
      </div>
      <Behind preview={preview} />
    </section>
  );
}

function MetricSelect({
  preview,
  metric,
  onChange,
}: {
  preview: Preview;
  metric: string;
  onChange: (metric: string) => void;
}) {
  return (
    <span className="sel">
      <select aria-label="Metric" value={metric} onChange={(event) => onChange(event.target.value)}>
        {preview.metrics.map(({ id, label, count }) => (
          <option key={id} value={id}>
            {label} {countText(count)}
          </option>
        ))}
      </select>
      <ChevronDown className="ic" size={13} strokeWidth={1.75} />
    </span>
  );
}

/** Counts by evidence, and why some points have no whisker. */
function Behind({ preview }: { preview: Preview }) {
  const { evidence, missing } = preview;
  return (
    <div className="legend up-legend">
      {evidences
        .filter((grade) => evidence[grade] > 0)
        .map((grade) => (
          <span key={grade} className="ev">
            <GradeGlyph evidence={grade} />
            <b>
              {countText(evidence[grade])} {evidenceMeaning[grade].label}
            </b>
          </span>
        ))}
      {missing > 0 && <span>{counted(missing, "value")} missing as written, never 0</span>}
      {evidence.single > 0 && (
        <span className="mm">without n and a spread there is no interval, so none is drawn</span>
      )}
      {evidence.claim > 0 && <span className="mm">a claim has no interval, so none is drawn</span>}
    </div>
  );
}
