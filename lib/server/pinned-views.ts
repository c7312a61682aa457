import { promisify } from "node:util";
import { deflateRaw, inflateRaw } from "node:zlib";
import { findingJson, type FindingJson } from "@/lib/export/points-json";
import type { ExploreData } from "@/lib/series/explore-model";
import type { Dataset, Store, StoredView } from "@/lib/store/store";
import type { View } from "@/lib/view/view";
import { BoundedCache } from "./bounded-cache";
import { openStore } from "./open-store";
import { exploreData } from "./page-data";
import { perProcess } from "./per-process";

/** More points than this are not kept with a view: it is then drawn from its datasets each time. */
const mostPoints = 20_000;

/** What the audit says of points, by their ids. */
export type PointFindings = ReadonlyMap<string, readonly FindingJson[]>;

/** What a view showed: its points, and what was said of each. */
interface Kept {
  data: ExploreData;
  findings: PointFindings;
}

/** What a view shows, as it is kept with the view; null where it is too much. */
export async function packShown(data: ExploreData, findings: PointFindings): Promise<Uint8Array | null> {
  if (data.points.length > mostPoints) return null;
  return promisify(deflateRaw)(JSON.stringify({ ...data, findings: packFindings(findings) }));
}

/** Each finding once, and for each point the places of its own: one may be about thousands of points. */
interface PackedFindings {
  all: FindingJson[];
  of: Record<string, number[]>;
}

function packFindings(findings: PointFindings): PackedFindings {
  const places = new Map<string, number>();
  const placeOf = (finding: FindingJson) => {
    const text = JSON.stringify(findingJson(finding));
    const place = places.get(text) ?? places.size;
    places.set(text, place);
    return place;
  };
  const of = Object.fromEntries(Array.from(findings, ([id, own]) => [id, own.map(placeOf)]));
  return { all: Array.from(places.keys(), (text) => JSON.parse(text) as FindingJson), of };
}

function unpackFindings({ all, of }: PackedFindings): PointFindings {
  return new Map(Object.entries(of).map(([id, places]) => [id, places.map((place) => all[place]!)]));
}

const memory = () => perProcess("pinned-views", () => new BoundedCache(64_000_000));

/**
 * What a stored view is drawn from: the points, names and colours of the day on which it was stored. Of views that kept
 * nothing, what their datasets give today.
 */
export async function pinnedData(stored: StoredView, view: View): Promise<ExploreData> {
  return (await keptWith(stored))?.data ?? exploreData(view, stored.datasets);
}

/** What the audit said of the points when the view was stored; of views that did not keep it, nothing: today's may differ. */
export async function pinnedFindings(stored: StoredView): Promise<PointFindings> {
  return (await keptWith(stored))?.findings ?? new Map();
}

async function keptWith(stored: StoredView): Promise<Kept | null> {
  if (stored.renderer === null) return null;
  const store = await openStore();
  const { kept } = await memory().remember(
    stored.id,
    async () => unpackShown(await store.readShown(stored.id)),
    ({ bytes }) => bytes,
  );
  return kept;
}

/** With what it takes in memory: an object of JavaScript takes about three times the bytes of its JSON. */
export async function unpackShown(bytes: Uint8Array | null): Promise<{ kept: Kept | null; bytes: number }> {
  if (bytes === null) return { kept: null, bytes: 100 };
  const text = (await promisify(inflateRaw)(bytes)).toString();
  const { findings, ...data } = JSON.parse(text) as ExploreData & { findings?: PackedFindings };
  // Views of the days before points had an audit, or kept what it said, have none.
  const points = data.points.map((point) => ({
    ...point,
    audit: point.audit ?? null,
    peak: point.peak ?? null,
  }));
  const kept = { data: { ...data, points }, findings: unpackFindings(findings ?? { all: [], of: {} }) };
  return { kept, bytes: 100 + text.length * 3 };
}

/** What became of a dataset that a view is pinned to, where it is no longer what one finds. */
export interface DatasetFate {
  sha256: string;
  /** As it was called when the view was stored. */
  name: string;
  /** `gone`: its committed file left `data/`; `superseded`: another dataset took its place. */
  kind: "gone" | "superseded" | "deleted";
  by: { sha256: string; name: string } | null;
}

/** What became of a stored view's datasets; empty while all of them are listed. */
export async function fatesOf(stored: StoredView, names: ExploreData["datasets"]): Promise<DatasetFate[]> {
  const store = await openStore();
  const fates = await Promise.all(
    stored.datasets.map(async (sha256): Promise<DatasetFate | null> => {
      const dataset = await store.findDataset(sha256);
      const name = names[sha256]?.name ?? dataset?.name ?? sha256.slice(0, 12);
      if (dataset === null || dataset.deletedAt !== null) return { sha256, name, kind: "deleted", by: null };
      if (dataset.retiredAt === null) return null;
      const next = await successorOf(store, dataset);
      if (next === null) return { sha256, name, kind: "gone", by: null };
      return { sha256, name, kind: "superseded", by: { sha256: next.sha256, name: next.name } };
    }),
  );
  return fates.filter((fate) => fate !== null);
}

/** The listed dataset in a retired one's place: of the same committed path, or another reading of the same bytes. */
async function successorOf(store: Store, dataset: Dataset): Promise<Dataset | null> {
  if (dataset.origin.kind === "committed") {
    const versions = await store.listVersions(dataset.origin.path);
    return versions.find(({ retiredAt }) => retiredAt === null) ?? null;
  }
  const listed = await store.listDatasets();
  return listed.find(({ fileSha256 }) => fileSha256 === dataset.fileSha256) ?? null;
}

/** `results.csv was superseded since.` */
export function fateText({ name, kind }: DatasetFate): string {
  if (kind === "deleted") return `${name} was deleted since; its numbers stand here as they were shown.`;
  if (kind === "superseded") return `${name} was superseded since; this link still shows what it held.`;
  return `${name} has left data/ since; this link still shows what it held.`;
}
