import { findMetric } from "@/lib/points/metrics";
import type { ChartPoint } from "@/lib/series/chart-point";
import { viewQuery } from "@/lib/view/codec";
import { defaultView } from "@/lib/view/view";
import { fileHref } from "./source-place";

/** How a derived point was computed, with its numbers, and the points that they are. */
export function DrawerDerivation({ point }: { point: ChartPoint }) {
  if (point.derivation === null) return null;
  const { formula, parts, metrics = [] } = point.derivation;
  return (
    <section className="sec">
      <h3>Derived</h3>
      <p>
        <code>{formula}</code>
      </p>
      <ul className="plain note">
        {parts.map((part, at) => (
          <li key={part}>
            <a href={partHref(point.dataset, part, metrics[at])}>{partLabel(metrics[at])}</a>
            {", "}
            <a href={fileHref(point.dataset, null, part)}>in {point.file}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function partLabel(metric: string | undefined): string {
  return metric === undefined ? "Part" : findMetric(metric).label;
}

/** The part's own point, as its file alone gives it. */
export function partHref(sha256: string, part: string, metric = defaultView.metric): string {
  return `/explore?${viewQuery({ ...defaultView, metric, dataset: [sha256.slice(0, 12)], point: part })}`;
}
