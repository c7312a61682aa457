import type { Point, Samples } from "@/lib/points/point";
import type { ChartPoint } from "@/lib/series/chart-point";
import { writtenCase } from "@/lib/series/display-name";
import { shownPoints } from "@/lib/series/explore";
import type { Dataset, Store, StoredPoint } from "@/lib/store/store";
import { parseView, viewQuery } from "@/lib/view/codec";
import { defaultView, type View } from "@/lib/view/view";
import { notFound } from "./http-problem";
import { openStore } from "./open-store";
import { exploreData, storedView } from "./page-data";

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
  const pins = stored?.datasets;
  return { view, pins, points: shownPoints(await exploreData(view, pins), view) };
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
export async function wholePoints({ view, points, pins }: Shown): Promise<Point[]> {
  const store = await openStore();
  const metric = view.metric === "scaling" ? defaultView.metric : view.metric;
  const stored = await store.listPoints(pins ? { metric, datasets: pins } : { metric });
  const byId = new Map(stored.map((point) => [point.id, point]));
  const found = points.flatMap((point) => {
    const ids = point.parts.length > 0 ? point.parts : [point.id];
    return ids.map((id) => byId.get(id) ?? (point.derivation ? derivedPoint(store, point) : null));
  });
  return (await Promise.all(found)).filter((point) => point !== null);
}

/** A derived point with the place and context of its first part. */
async function derivedPoint(store: Store, point: ChartPoint): Promise<StoredPoint | null> {
  const part = await store.findPoint(point.derivation?.parts[0] ?? "");
  if (!part) return null;
  const { id, metric, unit, value, statistic, missing, range, stats, evidence, interval, derivation } = point;
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
  return { point: { ...point, runs, samples: capped(point.samples) }, dataset };
}

async function findDerived(store: Store, id: string): Promise<StoredPoint | null> {
  const { points } = await exploreData({ ...defaultView, metric: "tflops_per_watt" });
  const found = points.find((point) => point.id === id && point.derivation !== null);
  return found ? derivedPoint(store, found) : null;
}

function capped(samples: Samples | null): CappedSamples | null {
  if (!samples) return null;
  const total = samples.values.length;
  const count = Math.min(total, samplesLimit);
  const pick = (list: ArrayLike<number>) =>
    Array.from({ length: count }, (_, i) => list[Math.floor((i * total) / count)] ?? 0);
  return { ...samples, values: pick(samples.values), at: pick(samples.at), total };
}
