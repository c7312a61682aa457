import { efficiencyFigure } from "@/lib/figure/efficiency-figure";
import { figureSvg } from "@/lib/figure/figure-svg";
import type { Series } from "@/lib/series/series";
import { ScalingPanels } from "./scaling-panels";

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
  const chart = <Widths draw={(width, idPrefix) => figureSvg(series, { width, selected, idPrefix })} />;
  if (series.kind !== "scaling") return chart;
  const efficiency = (width: number, prefix: string) =>
    efficiencyFigure(series, { width, selected, idPrefix: `${prefix}-efficiency` });
  return <ScalingPanels series={series} fan={chart} efficiency={<Widths draw={efficiency} />} />;
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
