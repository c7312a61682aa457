import { caseKey } from "@/lib/points/case";
import { evidences, type Evidence } from "@/lib/points/evidence";
import { levels } from "@/lib/points/interval";
import type { Locator } from "@/lib/points/locator";
import { findMetric } from "@/lib/points/metrics";
import { groupBy } from "@/lib/points/group-by";
import { isDrawable } from "@/lib/points/point";
import type { Problem } from "@/lib/points/problem";
import { completeness } from "@/lib/points/provenance";
import type { ChartPoint } from "@/lib/series/chart-point";
import { derivedMetrics, derivedPoints } from "@/lib/series/derived/derived-points";
import { isPart } from "@/lib/series/derived/parts";
import { displayCase, namesMeantBy } from "@/lib/series/display-name";
import type { ExploreData } from "@/lib/series/explore-model";
import { mergePoints } from "@/lib/series/merge-points";
import { paretoPairs } from "@/lib/series/pareto-pairs";
import { paretoStatistics } from "@/lib/series/pareto-series";
import { pickEvenly, stripLimit } from "@/lib/series/pick-evenly";
import { toChartPoint } from "@/lib/series/to-chart-point";
import { trendsIn, type Trend } from "@/lib/series/trend-lines";
import type { Dataset, LightPoint, PointFilter, Store, StoredView } from "@/lib/store/store";
import { paretoAxes, type ParetoAxes } from "@/lib/view/pareto-axes";
import { defaultView, tabs, type View } from "@/lib/view/view";
import { cachedByRevision } from "./revision-cache";
import { openStore } from "./open-store";
import { findingsHere, withAudits, type FindingsHere } from "./point-audits";

export type { ExploreData };

/** What the overview shows: the counts of its sentence, one small chart a tab, the newest datasets. */
export interface OverviewData {
  /** Points with a number or a range; the others are `missing`. */
  points: number;
  missing: number;
  datasets: number;
  evidence: Record<Evidence, number>;
  models: number;
  systems: number;
  hardware: number;
  /** Fields of a setup that points leave open, and how many of them do; most first. */
  notStated: { field: string; points: number }[];
  /** In the order of the tabs; `data` is what `/explore` gets for that tab. */
  tabs: { id: string; label: string; count: number; data: ExploreData }[];
  /** The Pareto front and the trend that most is known of, where there is data for them. */
  wide: { view: View; count: number; data: ExploreData }[];
  newest: Dataset[];
}

export interface DatasetPage {
  dataset: Dataset;
  points: ChartPoint[];
  /** Where each stored point's value stands, by its id. */
  places: Record<string, Locator>;
  problems: Problem[];
  /** Colour slots by system, the same everywhere. */
  slots: Record<string, number>;
  /** Datasets that the same committed path held, newest first, this one among them; only this one for an upload. */
  versions: Dataset[];
}

/** How long a page, and how long what is stored or sent as a file, waits for audits that are under way, in ms. */
const pagePatience = 1_000;
export const filePatience = 30_000;

/**
 * What `/explore` gets for a view; `pins` (full sha256) are a stored view's datasets, retired ones too. What is asked for
 * by its audit waits longer for it.
 */
export async function exploreData(
  view: View,
  pins?: readonly string[],
  patience = view.audit.length > 0 ? 5 * pagePatience : pagePatience,
): Promise<ExploreData> {
  const data = await chartData(view, pins);
  return { ...data, points: await withAudits(await openStore(), data.points, patience) };
}

/** The same without what the audit says. */
async function chartData(view: View, pins?: readonly string[]): Promise<ExploreData> {
  const store = await openStore();
  const shared = await sharedData(store, pins);
  const meant = namesMeantBy(view);
  const points =
    view.metric === "pareto"
      ? await paretoPoints(store, paretoAxes(view), pins)
      : await tabPoints(store, view.metric, pins);
  return { ...shared, points, ...(meant ? { meant } : {}) };
}

/** What `/` gets. */
export async function overviewData(): Promise<OverviewData> {
  const store = await openStore();
  return cachedByRevision(store, "overview", () => readOverview(store));
}

/** What the audit says of all that is listed. */
export async function overviewFindings(most: number): Promise<FindingsHere> {
  return findingsHere(await (await openStore()).listDatasets(), most, pagePatience);
}

/** What `/datasets/<sha>` gets for a full sha256 or a prefix of 8 or more digits that only one file has; null where none has. */
export async function datasetPage(sha: string): Promise<DatasetPage | null> {
  const store = await openStore();
  const dataset = await resolveDataset(store, sha);
  if (!dataset) return null;
  const [points, problems, slots, versions] = await Promise.all([
    store.listLightPoints({ datasets: [dataset.sha256] }),
    store.listProblems(dataset.sha256),
    colourSlots(store),
    dataset.origin.kind === "committed" ? store.listVersions(dataset.origin.path) : [dataset],
  ]);
  const charted = points.map((point) => chartPoint(point));
  const places = Object.fromEntries(points.map(({ id, provenance }) => [id, provenance.locator]));
  return { dataset, points: [...charted, ...derivedPoints(charted)], places, problems, slots, versions };
}

/** What `/datasets` gets: newest first, without those whose committed file has gone. */
export async function datasetList(): Promise<Dataset[]> {
  return (await openStore()).listDatasets();
}

/** The colour slot of each system that has one, for a preview of a file that is not stored yet. */
export async function systemSlots(): Promise<Record<string, number>> {
  return colourSlots(await openStore());
}

/** Every derived point, of the datasets that are not retired. */
export async function derivedData(): Promise<readonly ChartPoint[]> {
  return allDerived(await openStore());
}

/** What `/v/<id>` gets; null where no view has exactly that id. */
export async function storedView(id: string): Promise<StoredView | null> {
  return (await openStore()).findView(id);
}

/** The dataset of a full sha256, or of a prefix of 12 or more digits that only one has. */
export async function resolveDataset(store: Store, sha: string): Promise<Dataset | null> {
  if (/^[0-9a-f]{64}$/.test(sha)) return store.findDataset(sha);
  if (!/^[0-9a-f]{8,63}$/.test(sha)) return null;
  const found = await store.findDatasetsByPrefix(sha);
  return found.length === 1 ? (found[0] ?? null) : null;
}

type Shared = Omit<ExploreData, "points">;

/** All that does not depend on the tab. */
function sharedData(store: Store, pins?: readonly string[]): Promise<Shared> {
  return cachedByRevision(store, `shared ${pins?.join() ?? ""}`, async () => {
    const [slots, metrics, counts, datasets] = await Promise.all([
      colourSlots(store),
      metricCounts(store, pins),
      tabCounts(store, pins),
      pinnedDatasets(store, pins),
    ]);
    const trends = await trendsOf(store, metrics, pins);
    const names = datasets.map(({ sha256, name, title }) => [sha256, { name, title }] as const);
    return { slots, metrics, tabCounts: counts, trends, datasets: Object.fromEntries(names) };
  });
}

async function pinnedDatasets(store: Store, pins?: readonly string[]): Promise<Dataset[]> {
  if (!pins) return store.listDatasets();
  const found = await Promise.all(pins.map((pin) => store.findDataset(pin)));
  return found.filter((dataset) => dataset !== null);
}

/** Points of a tab or of any metric, for the chart; derived ones beside the stored. */
function tabPoints(store: Store, tab: string, pins?: readonly string[]): Promise<ChartPoint[]> {
  return cachedByRevision(store, `points ${tab} ${pins?.join() ?? ""}`, async () => {
    if (tab === "scaling") return (await statedPoints(store, scalingMetric, pins)).filter(canScale);
    const points = await statedPoints(store, tab, pins);
    if (!derivedMetrics.includes(tab)) return points;
    const derived = await allDerived(store, pins);
    return [...points, ...derived.filter(({ metric }) => metric === tab)];
  });
}

/** The points of both axes, of those setups of a file that have one on each. */
function paretoPoints(store: Store, { x, y }: ParetoAxes, pins?: readonly string[]): Promise<ChartPoint[]> {
  return cachedByRevision(store, `pareto ${x.id} ${y.id} ${pins?.join() ?? ""}`, async () => {
    const axes = await Promise.all([x.id, y.id].map((metric) => tabPoints(store, metric, pins)));
    const keys = axes.map((points) => new Set(points.map(setupKey)));
    return axes.flat().filter((point) => keys.every((each) => each.has(setupKey(point))));
  });
}

function setupKey({ dataset, case: of }: ChartPoint): string {
  return `${dataset} ${caseKey(of)}`;
}

/** Everything that follows from what the files state, in one pass over it. */
function allDerived(store: Store, pins?: readonly string[]): Promise<ChartPoint[]> {
  return cachedByRevision(store, `derived ${pins?.join() ?? ""}`, async () => {
    const metrics = new Set((await store.countMetrics(pins)).map(({ metric }) => metric));
    const named = Array.from(metrics).filter((metric) => isPart(metric) || derivedMetrics.includes(metric));
    const stated = await Promise.all(named.map((metric) => statedPoints(store, metric, pins)));
    return derivedPoints(stated.flat());
  });
}

/** The points of a metric as files state them. */
function statedPoints(store: Store, metric: string, pins?: readonly string[]): Promise<ChartPoint[]> {
  return cachedByRevision(store, `stated ${metric} ${pins?.join() ?? ""}`, () =>
    pointsOf(store, metric, pins),
  );
}

const scalingMetric = defaultView.metric;

function canScale(point: ChartPoint): boolean {
  return point.case.accelerators !== null;
}

async function pointsOf(store: Store, metric: string, pins?: readonly string[]): Promise<ChartPoint[]> {
  const filter: PointFilter = pins ? { metric, datasets: pins } : { metric };
  const points = await store.listLightPoints(filter);
  const stripLength = stripLengthFor(points);
  const charted = points.map((point) => chartPoint(point, stripLength));
  return charted.filter(({ limits }) => limits).length > limitsBudget
    ? charted.map(withUsualLimits)
    : charted;
}

/** The most points that carry the limits of their quantiles at every level; of more, each carries those at 95 %. */
const limitsBudget = 1000;

function withUsualLimits(point: ChartPoint): ChartPoint {
  if (!point.limits) return point;
  const usual = Object.entries(point.limits).map(([name, pairs]) => [
    name,
    pairs.map((pair, at) => (levels[at] === defaultView.level / 100 ? pair : null)),
  ]);
  return { ...point, limits: Object.fromEntries(usual) as NonNullable<ChartPoint["limits"]> };
}

/** Strip values that one page may carry: beyond it every strip is thinned, so that 5,000 points stay a page and not a download. */
const stripBudget = 40_000;

function stripLengthFor(points: readonly LightPoint[]): number {
  const strips = points.filter((point) => point.strip !== null).length;
  return Math.max(8, Math.min(stripLimit, Math.floor(stripBudget / Math.max(1, strips))));
}

/** What of a stored point travels to the page. */
export function chartPoint(point: LightPoint, stripLength = stripLimit): ChartPoint {
  const samples = point.samples && point.strip && { ...point.samples, values: point.strip, at: [] };
  const drawn = toChartPoint({
    ...point,
    samples,
    runs: point.runs.map((run) => ({ ...run, samples: null })),
  });
  return {
    ...drawn,
    strip: drawn.strip && pickEvenly(drawn.strip, stripLength),
    // The page gets plain objects only: one without a prototype cannot travel from server to browser.
    case: { ...drawn.case, extra: Object.fromEntries(Object.entries(point.case.extra)) },
  };
}

async function metricCounts(store: Store, pins?: readonly string[]): Promise<ExploreData["metrics"]> {
  const counts = await store.countMetrics(pins);
  const byMetric = new Map<string, { id: string; label: string; count: number }>();
  for (const { metric, unit, count } of [...counts, ...(await derivedCounts(store, pins))]) {
    const entry = byMetric.get(metric) ?? { id: metric, label: findMetric(metric, unit).label, count: 0 };
    byMetric.set(metric, { ...entry, count: entry.count + count });
  }
  return [...byMetric.values()].sort((a, b) => b.count - a.count);
}

async function derivedCounts(store: Store, pins?: readonly string[]) {
  const counts = new Map<string, number>();
  for (const { metric } of await allDerived(store, pins)) counts.set(metric, (counts.get(metric) ?? 0) + 1);
  return Array.from(counts, ([metric, count]) => ({ metric, unit: findMetric(metric).unit, count }));
}

async function tabCounts(store: Store, pins?: readonly string[]): Promise<Record<string, number>> {
  const counted = await Promise.all(
    tabs.map(async ({ id }) => [id, await countTab(store, id, pins)] as const),
  );
  return { ...Object.fromEntries(counted), pareto: await countPareto(store, pins) };
}

/** As many as the tab shows: files of one setup are one point there. */
async function countTab(store: Store, tab: string, pins?: readonly string[]): Promise<number> {
  return mergePoints(await tabPoints(store, tab, pins)).length;
}

/** Of a store with more points than this, only so many metrics beside those of the tabs are looked through for trends. */
const trendBudget = { points: 20_000, metrics: 12 };

/** The metrics of the tabs, then the others, of which some setup has two versions or days. */
async function trendsOf(
  store: Store,
  metrics: ExploreData["metrics"],
  pins?: readonly string[],
): Promise<Trend[]> {
  const inTabs = tabs.map(({ id }): string => id).filter((id) => id !== "scaling");
  const others = metrics.filter(({ id }) => !inTabs.includes(id));
  const total = metrics.reduce((sum, { count }) => sum + count, 0);
  const found = await Promise.all([
    ...inTabs.map(async (metric) => ({ metric, axes: trendsIn(await tabPoints(store, metric, pins)) })),
    ...(total > trendBudget.points
      ? others
          .filter(({ count }) => count <= trendBudget.points)
          .slice(0, trendBudget.metrics)
          .map(async ({ id }) => ({ metric: id, axes: trendsIn(await passingPoints(store, id, pins)) }))
      : await trendsAtOnce(store, others, pins)),
  ]);
  return found.filter(({ axes }) => axes.length > 0);
}

/** Of all metrics in one read, for a file may have hundreds of them. */
async function trendsAtOnce(
  store: Store,
  metrics: ExploreData["metrics"],
  pins?: readonly string[],
): Promise<Trend[]> {
  const wanted = new Set(metrics.map(({ id }) => id));
  const stored = await store.listLightPoints(pins ? { datasets: pins } : {});
  const placed = stored.filter(
    (point) =>
      wanted.has(point.metric) && (point.case.system_version !== null || point.context.measured_at !== null),
  );
  const derived = (await allDerived(store, pins)).filter(({ metric }) => wanted.has(metric));
  const byMetric = groupBy([...placed.map((point) => chartPoint(point)), ...derived], ({ metric }) => metric);
  return metrics.map(({ id }) => ({ metric: id, axes: trendsIn(byMetric.get(id) ?? []) }));
}

/** Looked at once: kept for each of hundreds of metrics, they would push out what every page needs. */
async function passingPoints(store: Store, metric: string, pins?: readonly string[]): Promise<ChartPoint[]> {
  return derivedMetrics.includes(metric) ? tabPoints(store, metric, pins) : pointsOf(store, metric, pins);
}

async function countPareto(store: Store, pins?: readonly string[]): Promise<number> {
  const view = { ...defaultView, metric: "pareto" };
  const merged = mergePoints(await paretoPoints(store, paretoAxes(view), pins));
  return paretoPairs(merged, paretoAxes(view), paretoStatistics(view)).points.length;
}

/** Colours that can be told apart. */
const mostSlots = 8;

/**
 * Slots 1 to 8 by system: measured ones from the first on, claimed ones from the last back, each by what was stored first. So a
 * system keeps its colour when others come: a new one takes a free slot, and only where none is left that of the last claim.
 */
async function colourSlots(store: Store): Promise<Record<string, number>> {
  const systems = await store.listSystems();
  const [measured, claimed] = [true, false].map((asked) => systems.filter((each) => each.measured === asked));
  const first = (measured ?? []).slice(0, mostSlots);
  const last = (claimed ?? []).slice(0, mostSlots - first.length);
  return Object.fromEntries([
    ...first.map(({ system }, at) => [system, at + 1]),
    ...last.map(({ system }, at) => [system, mostSlots - at]),
  ]);
}

async function readOverview(store: Store): Promise<OverviewData> {
  const [datasets, points] = await Promise.all([store.listDatasets(), store.listLightPoints({})]);
  const evidence = Object.fromEntries(evidences.map((each) => [each, 0])) as Record<Evidence, number>;
  const drawable = points.filter(isDrawable);
  for (const point of drawable) evidence[point.evidence] += 1;
  const cases = points.map((point) => displayCase(point.case).case);
  const distinct = (field: "model" | "system" | "hardware") =>
    new Set(cases.map((of) => of[field]).filter((value) => value !== null)).size;
  return {
    points: drawable.length,
    missing: points.length - drawable.length,
    datasets: datasets.length,
    evidence,
    models: distinct("model"),
    systems: distinct("system"),
    hardware: distinct("hardware"),
    notStated: notStatedBy(drawable),
    tabs: await Promise.all(tabs.map((tab) => overviewTab(tab))),
    wide: await wideTabs(),
    newest: datasets.slice(0, 6),
  };
}

function notStatedBy(points: readonly LightPoint[]): OverviewData["notStated"] {
  const counts = new Map<string, number>();
  for (const point of points) {
    for (const field of completeness(point.case, point.context).missing)
      counts.set(field, (counts.get(field) ?? 0) + 1);
  }
  return Array.from(counts, ([field, count]) => ({ field, points: count })).sort(
    (a, b) => b.points - a.points,
  );
}

async function overviewTab({ id, label }: { id: string; label: string }) {
  const data = await chartData({ ...defaultView, metric: id });
  return { id, label, count: data.tabCounts[id] ?? 0, data };
}

async function wideTabs(): Promise<OverviewData["wide"]> {
  const pareto = await exploreData({ ...defaultView, metric: "pareto" });
  const count = pareto.tabCounts["pareto"] ?? 0;
  const fronts = count > 0 ? [{ view: { ...defaultView, metric: "pareto" }, count, data: pareto }] : [];
  const [trend] = pareto.trends ?? [];
  const [axis] = trend?.axes ?? [];
  if (trend === undefined || axis === undefined) return fronts;
  const view = { ...defaultView, metric: trend.metric, x: axis.x };
  return [...fronts, { view, count: axis.count, data: await exploreData(view) }];
}
