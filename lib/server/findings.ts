import { audit } from "@/lib/audit/audit";
import type { Finding, FindingCell } from "@/lib/points/finding";
import type { Locator } from "@/lib/points/locator";
import { placeOf } from "@/lib/points/provenance";
import type { StoredPoint } from "@/lib/store/store";
import { BoundedCache } from "./bounded-cache";
import { openStore } from "./open-store";
import { perProcess } from "./per-process";

/** A finding with the places in its file that its sum rests on, in the order of its cells. */
export interface PlacedFinding extends Finding {
  places: { point: string; where: Locator }[];
}

/** What the audit says of a dataset; null where it has too many points to be audited while a page waits. */
export type DatasetFindings = readonly PlacedFinding[] | null;

/** Audited in about two seconds, samples and all. */
const mostPoints = 100_000;

/** About what a finding takes in memory. */
const findingBytes = 1500;
const cache = () => perProcess("findings", () => new BoundedCache(64 * 1024 * 1024));

/** Datasets never change, and neither do the rules of a running program: what was found once holds. */
export async function findingsOf(dataset: { sha256: string; points: number }): Promise<DatasetFindings> {
  if (dataset.points > mostPoints) return null;
  return cache().remember(
    dataset.sha256,
    () => readFindings(dataset.sha256),
    (found) => 1000 + found.length * findingBytes,
  );
}

async function readFindings(sha256: string): Promise<readonly PlacedFinding[]> {
  const points = await (await openStore()).listPoints({ datasets: [sha256] });
  const byId = new Map(points.map((point) => [point.id, point]));
  return audit(points).map((finding) => ({ ...finding, places: placesOf(finding, byId) }));
}

function placesOf(
  { cells, points }: Finding,
  byId: ReadonlyMap<string, StoredPoint>,
): PlacedFinding["places"] {
  // Fields of a setup stand where their row does: the row's own cell marks it already.
  const named: readonly FindingCell[] = cells.length > 0 ? cells : points.map((point) => ({ point }));
  const places = named.flatMap(({ point: id, statistic }) => {
    const point = byId.get(id);
    return point
      ? [{ point: id, where: placeOf(point.provenance, statistic ?? point.statistic).locator }]
      : [];
  });
  return [...new Map(places.map((place) => [JSON.stringify(place), place])).values()];
}

/** Of a dataset's findings, those about one point, gravest first. Null where the dataset was not audited. */
export async function findingsAbout(
  dataset: { sha256: string; points: number },
  point: string,
): Promise<DatasetFindings> {
  const found = await findingsOf(dataset);
  return found && found.filter(({ points }) => points.includes(point));
}
