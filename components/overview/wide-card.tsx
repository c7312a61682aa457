import Link from "next/link";
import { Figure } from "@/components/charts/figure";
import { countText } from "@/lib/series/number-text";
import type { WideChart } from "./wide-chart";

/** px that the plot takes. */
const plotHeight = 210;

/** A chart that needs width: its count, the figure of its page, and the whole card a link to it. */
export function WideCard({ chart }: { chart: WideChart }) {
  const { title, note, href, hotkey, count, series } = chart;
  return (
    <Link className="card mc" href={href} prefetch={false} aria-keyshortcuts={hotkey}>
      <span className="row mc-head">
        <b>{title}</b>
        <span className="mm tn small">{countText(count)}</span>
        <span className="sp" />
        <kbd className="script" aria-hidden="true">
          {hotkey}
        </kbd>
      </span>
      <span className="mm small mc-note">{note}</span>
      <span className="sr">{saidOf(series)}</span>
      <div aria-hidden="true">
        <Figure series={series} selected={null} idPrefix={`overview-${hotkey}`} plotHeight={plotHeight} />
      </div>
    </Link>
  );
}

/** Each line's last point, which is where it stands today or at its largest load. */
function saidOf(series: WideChart["series"]): string {
  if (series.kind === "lines")
    return series.lines.map(({ points }) => points.at(-1)?.mark.says ?? "").join(" ");
  return series.lines.map(({ points }) => points.at(-1)?.y.says ?? "").join(" ");
}
