import "../styles/review.css";
import { Figure } from "@/components/charts/figure";
import { ExploreClient } from "@/components/explore/explore-client";
import type { Place } from "@/components/explore/place";
import { idsBehind } from "@/components/points/ids-behind";
import type { PointDetail } from "@/components/points/point-detail";
import { exploreModel, findRow } from "@/lib/series/explore";
import type { ExploreData, TableRow } from "@/lib/series/explore-model";
import type { Series } from "@/lib/series/series";
import type { View } from "@/lib/view/view";
import { firstPageOf } from "./first-page-of";
import { loadPointDetail } from "./load-point-detail";

/** The explore page with all that its first paint shows: the chart as drawn here, and the selected point's source. */
export async function ExploreView({ data, view, place }: { data: ExploreData; view: View; place: Place }) {
  const model = exploreModel(data, view);
  const row = findRow(model.rows, view.point);
  const details = row ? await loadDetails(row, model.series) : [];
  return (
    <ExploreClient
      page={firstPageOf(data, view, model)}
      place={place}
      details={details}
      figure={<Figure series={model.series} selected={row?.pointId ?? null} />}
    />
  );
}

async function loadDetails({ point }: TableRow, series: Series): Promise<PointDetail[]> {
  const ids = idsBehind(point);
  const statistic = series.kind === "scaling" ? point.statistic : series.statistic;
  const details = await Promise.all(ids.map((id) => loadPointDetail(id, statistic)));
  return details.filter((detail) => detail !== null);
}
