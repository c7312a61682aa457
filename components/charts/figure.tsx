import { efficiencyFigure } from "@/lib/figure/efficiency-figure";
import { figureSvg } from "@/lib/figure/figure-svg";
import type { ScalingSeries, Series } from "@/lib/series/series";

interface Props {
  series: Series;
  selected: string | null;
}

/** Widths in px that a figure is drawn for; the container's width chooses (charts.css). */
const widths = [
  { name: "narrow", width: 358 },
  { name: "wide", width: 734 },
  { name: "broad", width: 1126 },
] as const;

/** A series as the server draws it: the first paint, and all there is without scripts. */
export function Figure({ series, selected }: Props) {
  if (series.kind !== "scaling")
    return <Widths draw={(width, idPrefix) => figureSvg(series, { width, selected, idPrefix })} />;
  return (
    <div className="scaling-pair">
      <Widths draw={(width, idPrefix) => figureSvg(series, { width, selected, idPrefix })} />
      <EfficiencyFigure series={series} selected={selected} />
    </div>
  );
}

function EfficiencyFigure({ series, selected }: { series: ScalingSeries; selected: string | null }) {
  if (series.lines.length === 0) return null;
  return (
    <div>
      <h3 className="chart-title">Efficiency by GPU count</h3>
      <Widths
        draw={(width, prefix) =>
          efficiencyFigure(series, { width, selected, idPrefix: `${prefix}-efficiency` })
        }
      />
    </div>
  );
}

function Widths({ draw }: { draw: (width: number, idPrefix: string) => string }) {
  return (
    <div className="figure">
      {widths.map(({ name, width }) => (
        <div
          key={name}
          className={`fig fig-${name}`}
          dangerouslySetInnerHTML={{ __html: draw(width, `figure-${name}`) }}
        />
      ))}
    </div>
  );
}
