"use client";

import { caseFieldLabel, type NumberField } from "@/lib/points/case";
import { findMetric, isLatency } from "@/lib/points/metrics";
import { statistics } from "@/lib/points/point";
import type { ParetoSeries, Series } from "@/lib/series/series";
import type { Trend } from "@/lib/series/trend-lines";
import { withTrend } from "@/lib/view/change-view";
import { paretoX, paretoY } from "@/lib/view/pareto-axes";
import { isTrendAxis, trendLabel, type TrendAxis } from "@/lib/view/trend-axes";
import { defaultView, type LevelPercent, type View } from "@/lib/view/view";
import type { Choices } from "./choices";
import { ChoiceSelect } from "./choice-select";
import type { CompareChoice } from "./compare-choices";
import { CompareControl } from "./compare-control";
import type { Place } from "./place";
import { Segments } from "./segments";
import type { ChangeView } from "./use-view";

interface Props {
  /** What a trend may be of. */
  trends: readonly Trend[];
  series: Series;
  choices: Choices;
  place: Place;
  view: View;
  change: ChangeView;
}

/** What is drawn: which statistic of the metric, and along which number field; each only where the data has a choice. */
export function MetricControls({ series, choices, trends, view, change }: Omit<Props, "place">) {
  if (series.kind === "pareto") return <ParetoControls series={series} view={view} change={change} />;
  return (
    <>
      {isTrendAxis(view.x) && trends.length > 1 && (
        <ChoiceSelect
          label="Metric"
          value={view.metric}
          options={trends.map(({ metric }) => ({ value: metric, label: findMetric(metric).label }))}
          onChoose={(value) => {
            const axis = trends.find(({ metric }) => metric === value)?.axes[0];
            if (axis) change(withTrend(view, value, axis.x));
          }}
        />
      )}
      {choices.statistics.length > 1 && (
        <ChoiceSelect
          label="Statistic"
          value={view.statistic ?? series.metric.statistic}
          options={choices.statistics.map((name) => ({ value: name, label: name }))}
          onChoose={(value) =>
            change({ ...view, statistic: statistics.find((each) => each === value) ?? null })
          }
        />
      )}
      {series.kind !== "scaling" && (choices.axes.length > 0 || view.x !== null) && (
        <ChoiceSelect
          label="Along"
          value={view.x ?? ""}
          options={[{ value: "", label: "rows" }, ...choices.axes.map(axisOption)]}
          onChoose={(value) => change({ ...view, x: value === "" ? null : value })}
        />
      )}
    </>
  );
}

/** What a Pareto chart is drawn over; of a latency, which statistic. */
function ParetoControls({ series, view, change }: Pick<Props, "view" | "change"> & { series: ParetoSeries }) {
  const options = (ids: readonly string[]) =>
    ids.map((value) => ({ value, label: findMetric(value).short.toLowerCase() }));
  return (
    <>
      {isLatency(series.x.metric) && (
        <ChoiceSelect
          label="Statistic"
          value={series.x.statistic}
          options={statistics.map((name) => ({ value: name, label: name }))}
          onChoose={(value) =>
            change({ ...view, statistic: statistics.find((each) => each === value) ?? null })
          }
        />
      )}
      <ChoiceSelect
        label="Up"
        value={series.metric.id}
        options={options(paretoY)}
        onChoose={(value) =>
          change({ ...view, y: value === "output_tokens_per_second" ? value : defaultView.y, point: null })
        }
      />
      <ChoiceSelect
        label="Along"
        value={series.x.metric.id}
        options={options(paretoX)}
        onChoose={(value) => change({ ...view, x: value === paretoX[0] ? null : value, statistic: null })}
      />
    </>
  );
}

interface ChartProps extends Omit<Props, "choices" | "trends"> {
  pairs: readonly CompareChoice[];
}

/** How it is drawn (mark, scale, interval level), and which two series are compared. */
export function ChartControls({ series, place, view, change, pairs }: ChartProps) {
  const rows = series.kind === "rows";
  return (
    <>
      {rows && (
        <Segments
          label="Mark"
          place={place}
          change={change}
          choices={[
            { label: "Dots", on: view.mark === "dots", view: { ...view, mark: "dots" }, hotkey: "d" },
            {
              label: "Bars",
              on: view.mark === "bars",
              view: { ...view, mark: "bars", scale: view.scale === "log" ? null : view.scale },
              hotkey: "b",
            },
          ]}
        />
      )}
      {series.kind === "scaling" && (
        <Segments
          label="Shown"
          place={place}
          change={change}
          choices={[
            { label: "Speed-up", on: series.y === "speedup", view: { ...view, y: "speedup" } },
            { label: "Tokens/s", on: series.y === "value", view: { ...view, y: "value" } },
          ]}
        />
      )}
      <ScaleChoice series={series} place={place} view={view} change={change} />
      <ChoiceSelect
        label="CI"
        value={String(view.level)}
        options={levelChoices}
        onChoose={(value) => change({ ...view, level: Number(value) as LevelPercent })}
      />
      <CompareControl choices={pairs} view={view} change={change} />
    </>
  );
}

const levelChoices = [90, 95, 99].map((level) => ({ value: String(level), label: `${level} %` }));

/** What is chosen here stays in the link; what the values ask for by themselves does not. */
function ScaleChoice({ series, place, view, change }: Omit<Props, "choices" | "trends">) {
  const bars = series.kind === "rows" && series.mark === "bars";
  const log = series.scale === "log";
  return (
    <Segments
      label="Scale"
      place={place}
      change={change}
      choices={[
        { label: "Linear", on: !log, view: { ...view, scale: "linear" }, hotkey: log ? "l" : undefined },
        {
          label: "Log",
          on: log,
          view: { ...view, scale: "log" },
          hotkey: log ? undefined : "l",
          refused: bars ? "A bar starts at 0, and a log scale has none." : null,
        },
      ]}
    />
  );
}

function axisOption(field: NumberField | TrendAxis) {
  const label = isTrendAxis(field) ? trendLabel[field] : caseFieldLabel[field];
  return { value: field, label: label.toLowerCase() };
}
