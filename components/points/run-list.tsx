import { locatorText } from "@/lib/points/locator";
import { countText, singleText } from "@/lib/series/number-text";
import type { PointDetail } from "./point-detail";
import { fileHref } from "./source-place";

/** On sight; the rest opens below. More than `most` are counted, and stand in the file. */
const onSight = 4;
const most = 400;

interface RunRow {
  label: string;
  value: number;
  n: number | null;
  place: string;
  line: number | null;
}

/** Every raw row behind a merged point, each a link to its line. */
export function RunList({ detail }: { detail: PointDetail }) {
  const rows = runRows(detail);
  if (rows.length < 2) return null;
  const link = (row: RunRow, at: number) => (
    <a key={at} href={fileHref(detail.dataset.sha256, row.line, detail.point.id, detail.statistic)}>
      <span className="m">{row.label}</span>
      <span className="tn">
        {singleText(row.value)}
        {row.n !== null && row.n > 1 && <span className="mm"> n = {countText(row.n)}</span>}
      </span>
      <code className="mm">{row.place}</code>
    </a>
  );
  const total = detail.point.runs.length > 0 ? rows.length : detail.values;
  const rest = rows.slice(onSight, most);
  return (
    <div className="runs">
      <div className="h3" style={{ margin: 0 }}>
        {detail.point.samples?.varies === "within-run" ? "Samples" : "Runs"}{" "}
        <span className="mm">{countText(total)}</span>
      </div>
      {rows.slice(0, onSight).map(link)}
      {rest.length > 0 && (
        <details>
          <summary className="more" style={{ paddingLeft: 0 }}>
            {countText(total - onSight)} more
          </summary>
          {rest.map(link)}
          {total > most && <p className="note">The other {countText(total - most)} stand in the file.</p>}
        </details>
      )}
    </div>
  );
}

function runRows({ point }: PointDetail): RunRow[] {
  if (point.runs.length > 0) {
    return point.runs.map((run, at) => {
      const { locator } = run.provenance;
      const line = "line" in locator ? (locator.line ?? null) : null;
      const place = line === null ? locatorText(locator) : `L${line}`;
      return { label: run.label ?? `Run ${at + 1}`, value: run.value, n: run.stats.n, place, line };
    });
  }
  const { samples } = point;
  if (samples === null) return [];
  const noun = samples.varies === "within-run" ? "Sample" : "Run";
  return Array.from(samples.values, (value, at) => {
    const stands = samples.at[at] ?? 0;
    const line = samples.pointer === null ? stands : null;
    const place = line === null ? `${samples.pointer ?? ""}/${stands}` : `L${line}`;
    return { label: `${noun} ${at + 1}`, value, n: null, place, line };
  });
}
