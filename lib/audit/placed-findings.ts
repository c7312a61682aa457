import type { Finding, FindingCell } from "../points/finding";
import type { Locator } from "../points/locator";
import type { Point } from "../points/point";
import { placeOf } from "../points/provenance";
import { audit } from "./audit";

/** A finding with the places in its file that its sum rests on, in the order of its cells, each once. */
export interface PlacedFinding extends Finding {
  places: { point: string; where: Locator }[];
}

/** What the audit says of the points of one file, and where in the file each sum's numbers stand. */
export function placedFindings(points: readonly Point[]): PlacedFinding[] {
  const byId = new Map(points.map((point) => [point.id, point]));
  return audit(points).map((finding) => ({ ...finding, places: placesOf(finding, byId) }));
}

/** Fields of a setup stand where their row does, which the row's own cell marks already. */
function placesOf({ cells, points }: Finding, byId: ReadonlyMap<string, Point>): PlacedFinding["places"] {
  const named: readonly FindingCell[] = cells.length > 0 ? cells : points.map((point) => ({ point }));
  const places = named.flatMap(({ point: id, statistic }) => {
    const point = byId.get(id);
    return point
      ? [{ point: id, where: placeOf(point.provenance, statistic ?? point.statistic).locator }]
      : [];
  });
  return [...new Map(places.map((place) => [JSON.stringify(place), place])).values()];
}
