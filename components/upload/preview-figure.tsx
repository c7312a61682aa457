import type { Series } from "@/lib/series/series";

export function PreviewFigure({ series }: { series: Series }) {
  return <p>{series.title}</p>;
}
