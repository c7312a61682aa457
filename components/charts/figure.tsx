import { efficiencyFigure } from "@/lib/figure/efficiency-figure";
import { figureSvg } from "@/lib/figure/figure-svg";
import type { Series } from "@/lib/series/series";
import { ScalingPanels } from "./scaling-panels";

interface Props {
  series: Series;
  selected: string | null;
  /** Where a page has several figures. */
  idPrefix?: string;
  /** px, where the plot is not as high as on a page of its own. */
  plotHeight?: number;
}

/** Widths in px that a figure is drawn for; the container's width chooses (charts.css). */
const widths = [
  { name: "narrow", width: 358 },
  { name: "wide", width: 734 },
  { name: "broad", width: 1126 },
] as const;

/** A series as the server draws it: the first paint, and all there is without scripts. */
export function Figure({ series, selected, idPrefix = "figure", plotHeight }: Props) {
  const height = plotHeight === undefined ? {} : { plotHeight };
  const chart = (
    <Widths
      draw={(width, name) =>
        figureSvg(series, { width, selected, idPrefix: `${idPrefix}-${name}`, ...height })
      }
    />
  );
  if (series.kind !== "scaling") return chart;
  const efficiency = (width: number, name: string) =>
    efficiencyFigure(series, { width, selected, idPrefix: `${idPrefix}-${name}-efficiency` });
  return <ScalingPanels series={series} fan={chart} efficiency={<Widths draw={efficiency} />} />;
}

function Widths({ draw }: { draw: (width: number, name: string) => string }) {
  return (
    <div className="figure">
      {widths.map(({ name, width }) => (
        <div
          key={name}
          className={`fig fig-${name}`}
          dangerouslySetInnerHTML={{ __html: draw(width, name) }}
        />
      ))}
    </div>
  );
}
