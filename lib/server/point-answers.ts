import type { PlacedFinding } from "@/lib/audit/placed-findings";
import type { Samples } from "@/lib/points/point";
import { emptyContext } from "@/lib/points/provenance";
import type { ChartPoint } from "@/lib/series/chart-point";
import { tokensMetric } from "@/lib/series/derived/parts";
import { writtenCase } from "@/lib/series/display-name";
import { shownPoints } from "@/lib/series/explore";
import type { Dataset, LightPoint, Store, StoredPoint } from "@/lib/store/store";
import { parseView, viewQuery } from "@/lib/view/codec";
import type { View } from "@/lib/view/view";
import { notFound } from "./http-problem";
import { openStore } from "./open-store";
import { findingsByPointOf } from "./point-audits";
import { derivedData, exploreData, filePatience, storedView } from "./page-data";
import { pinnedData } from "./pinned-views";

/** What a view shows, and the datasets that it is pinned to, if it is a stored one. */
export interface Shown {
  view: View;
  points: ChartPoint[];
  pins: readonly string[] | undefined;
}

/** Reads a view from a query, or takes the stored one that `view` names. */
export async function shownBy(query: URLSearchParams): Promise<Shown> {
  const id = query.get("view");
  const stored = id === null ? null : await storedView(id);
  if (id !== null && !stored) throw notFound("view with that id");
  const view = parseView(stored?.query ?? query);
  const data = stored ? await pinnedData(stored, view) : await exploreData(view, undefined, filePatience);
  return { view, pins: stored?.datasets, points: shownPoints(data, view) };
}

/** What `GET /api/points?<view>` answers: the points that the view's chart shows, without raw samples, as their files write them. */
export async function pointsAnswer(
  query: URLSearchParams,
): Promise<{ query: string; shown: number; points: Omit<ChartPoint, "written">[] }> {
  const { view, points: shown } = await shownBy(query);
  const points = shown.map(({ written, ...point }) => ({
    ...point,
    case: writtenCase({ ...point, written }),
  }));
  return { query: viewQuery(view), shown: points.length, points };
}

/** The stored points behind what a view shows, runs of merged ones each in its file; derived ones as they were computed. */
export async function wholePoints({ points, pins }: Pick<Shown, "points" | "pins">): Promise<StoredPoint[]> {
  const store = await openStore();
  const metrics = new Set(points.map(({ metric }) => metric));
  const stored = await Promise.all(
    Array.from(metrics, (metric) => store.listPoints(pins ? { metric, datasets: pins } : { metric })),
  );
  const byId = new Map(stored.flat().map((point) => [point.id, point]));
  const firstParts = await firstPartsOf(store, points, pins);
  return points.flatMap((point): StoredPoint[] => {
    const part = firstParts.get(point.derivation?.parts[0] ?? "");
    if (point.derivation) return [derivedPoint(point, part ?? keptOf(point))];
    const ids = point.parts.length > 0 ? point.parts : [point.id];
    const found = ids.map((id) => byId.get(id)).filter((each) => each !== undefined);
    return found.length === ids.length ? found : [derivedPoint(point, keptOf(point))];
  });
}

/** What a view kept of a point whose file is no longer here: its summary, with the place where it stood. */
function keptOf({ dataset, file, place, raw }: ChartPoint) {
  const line = /^L(\d+)/.exec(place)?.[1];
  const locator = line === undefined ? { pointer: "" } : { line: Number(line) };
  return { provenance: { locator, raw, conversions: [] }, context: emptyContext(), dataset, file };
}

/** The points that derived ones have their place and context from, by id. */
async function firstPartsOf(
  store: Store,
  points: readonly ChartPoint[],
  pins: readonly string[] | undefined,
): Promise<Map<string, LightPoint>> {
  if (points.every(({ derivation }) => derivation === null)) return new Map();
  const filter = { metric: tokensMetric, ...(pins && { datasets: pins }) };
  return new Map((await store.listLightPoints(filter)).map((point) => [point.id, point]));
}

/** A shown point with the place and context of another; of the values that stand behind it, it holds none. */
function derivedPoint(
  point: ChartPoint,
  part: Pick<LightPoint, "provenance" | "context" | "dataset" | "file">,
): StoredPoint {
  const evidence = point.evidence === "samples" ? "summary" : point.evidence;
  const { id, metric, unit, value, statistic, missing, range, stats, interval, derivation } = point;
  const { provenance, context, dataset, file } = part;
  return {
    ...{
      id,
      metric,
      unit,
      value,
      statistic,
      missing,
      range,
      case: writtenCase(point),
      stats,
      evidence,
      interval,
      derivation,
    },
    ...{ context, dataset, file, samples: null, runs: [] },
    provenance: { ...provenance, raw: point.raw },
  };
}

/** The most raw values of one answer; evenly picked beyond, each with its place. */
export const samplesLimit = 5000;

/** What `GET /api/points/<id>` answers. */
export interface PointAnswer {
  /** The whole point; samples are arrays, at most `samplesLimit`, with `total` saying how many there are. */
  point: Omit<StoredPoint, "samples"> & { samples: CappedSamples | null };
  dataset: Dataset;
  /** What the audit says of it, gravest first. */
  findings: readonly PlacedFinding[];
}

export interface CappedSamples extends Samples {
  values: number[];
  at: number[];
  total: number;
}

/** A point by its exact id, stored or derived; null where there is none. */
export async function pointAnswer(id: string): Promise<PointAnswer | null> {
  if (!/^[0-9a-f]{16}$/.test(id)) return null;
  const store = await openStore();
  const point = (await store.findPoint(id)) ?? (await findDerived(store, id));
  const dataset = point && (await store.findDataset(point.dataset));
  if (!point || !dataset) return null;
  const runs = point.runs.map((run) => ({ ...run, samples: capped(run.samples) }));
  const findings = (await findingsByPointOf(store, [point])).get(id) ?? [];
  return { point: { ...point, runs, samples: capped(point.samples) }, dataset, findings };
}

async function findDerived(store: Store, id: string): Promise<StoredPoint | null> {
  const found = (await derivedData()).find((point) => point.id === id);
  const part = await store.findPoint(found?.derivation?.parts[0] ?? "");
  return found && part ? derivedPoint(found, part) : null;
}

function capped(samples: Samples | null): CappedSamples | null {
  if (!samples) return null;
  const total = samples.values.length;
  const count = Math.min(total, samplesLimit);
  const pick = (list: ArrayLike<number>) =>
    Array.from({ length: count }, (_, i) => list[Math.floor((i * total) / count)] ?? 0);
  return { ...samples, values: pick(samples.values), at: pick(samples.at), total };
}
