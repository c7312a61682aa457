import Link from "next/link";
import { exploreModel } from "@/lib/series/explore";
import { boundText } from "@/lib/series/group-bound";
import type { ExploreData } from "@/lib/series/explore-model";
import { countText } from "@/lib/series/number-text";
import { findMetric } from "@/lib/points/metrics";
import { defaultView } from "@/lib/view/view";
import { headlineRows } from "./headline-rows";
import { MiniChart } from "./mini-chart";
import { MiniScaling } from "./mini-scaling";

export interface MetricTab {
  id: string;
  label: string;
  count: number;
  data: ExploreData;
}

/** Metrics whose small chart is bars, as in the design; all start at 0. */
const drawnAsBars = new Set(["peak_memory", "tflops_per_watt"]);

/** One metric of the first page: its count, a small chart of real data, and the whole card a link to its tab. */
export function MetricCard({ tab, number }: { tab: MetricTab; number: number }) {
  const { note, figure } = tab.id === "scaling" ? scalingOf(tab) : rowsOf(tab);
  return (
    <Link
      className="card mc"
      href={`/explore?metric=${tab.id}`}
      prefetch={false}
      aria-keyshortcuts={String(number)}
    >
      <span className="row mc-head">
        <b>{tab.label}</b>
        <span className="mm tn small">{countText(tab.count)}</span>
        <span className="sp" />
        <kbd className="script" aria-hidden="true">
          {number}
        </kbd>
      </span>
      <span className="mm small mc-note">{note}</span>
      {figure}
    </Link>
  );
}

function rowsOf({ id, label, data }: MetricTab) {
  const headline = headlineRows(data, id);
  if (!headline || headline.rows.length === 0) return { note: "no point yet", figure: <NoPoints /> };
  const { model, system, setup, rows, bound, more, beside } = headline;
  const unit = findMetric(id).unit;
  const name = model ?? "model not stated";
  const note = [name, system, unit, more > 0 ? `${countText(more)} more rows` : "", setup];
  const said = (of: typeof rows) => of.map(({ mark }) => mark.says).join(" ");
  const besides = beside ? ` Beside it, claims about ${beside.model}: ${said(beside.rows)}` : "";
  const line = bound ? ` The ink line is the ${bound.label}: ${boundText(bound.value)} ${unit}.` : "";
  const figure = (
    <MiniChart
      headline={headline}
      bars={drawnAsBars.has(id)}
      label={`${label}, ${name}: ${said(rows)}${line}${besides}`}
    />
  );
  return { note: note.filter(Boolean).join(", "), figure };
}

function scalingOf({ data }: MetricTab) {
  const { series } = exploreModel(data, { ...defaultView, metric: "scaling" });
  if (series.kind !== "scaling" || series.lines.length === 0)
    return { note: "no point yet", figure: <NoPoints /> };
  const said = series.lines.map((line) => {
    const last = line.points.at(-1);
    return `${line.label}: ${last?.speedup.toFixed(2)} times at ${last?.accelerators} accelerators${line.evidence === "claim" ? ", a claim" : ""}.`;
  });
  return {
    note: "speed-up against the smallest count",
    figure: <MiniScaling series={series} label={`Multi-GPU scaling. ${said.join(" ")}`} />,
  };
}

/** Where the chart will be: axes without marks, so that the card keeps its place. */
function NoPoints() {
  return (
    <svg className="chart mini" viewBox="0 0 238 190" role="img" aria-label="No points yet">
      <path d="M92 0V170M139 0V170M185 0V170M232 0V170" className="grid" />
    </svg>
  );
}
