import { exploreModel, findRow, shownPoints } from "@/lib/series/explore";
import type { ExploreData, ExploreModel } from "@/lib/series/explore-model";
import type { ChartPoint } from "@/lib/series/chart-point";
import { captionOf, type Caption } from "@/lib/share/caption";
import { imageText } from "@/lib/share/image-text";
import type { Store, StoredView } from "@/lib/store/store";
import { parseView, viewQuery } from "@/lib/view/codec";
import { defaultView, type View } from "@/lib/view/view";
import { notFound } from "../http-problem";
import { openStore } from "../open-store";
import {
  chartPoint,
  datasetPage,
  derivedData,
  exploreData,
  filePatience,
  storedView,
  systemSlots,
} from "../page-data";
import { fatesOf, fateText, pinnedData, pinnedFindings, type PointFindings } from "../pinned-views";
import { pointAnswer } from "../point-answers";
import { withAudits } from "../point-audits";
import { rendererVersion } from "../renderer-version";
import { publicLink } from "../public-link";

/** A view, a stored one or a single point, with all that each of its forms is made from. */
export interface Shared {
  view: View;
  data: ExploreData;
  model: ExploreModel;
  caption: Caption;
  points: ChartPoint[];
  pins: readonly string[] | undefined;
  /** What the audit said of the points on the day of a stored view; null where it is today's that counts. */
  findings: PointFindings | null;
  /** Its page, and the start of the addresses of its forms: `/v/<id>`. */
  path: string;
  /** What follows the suffix of a form: `metric=ttft`. */
  query: string;
  /** The canonical query of the view itself. */
  viewQuery: string;
}

/** What an address names: enough to know whether an answer to it is kept already, and how to get the rest. */
export interface Subject {
  /** Of two subjects with the same key every form is the same. */
  key: string;
  /** Whether it is the same for ever. */
  pinned: boolean;
  /** How a file of it is called, without its suffix. */
  fileName: string;
  load(): Promise<Shared>;
  /** What became of a stored view's datasets since, a sentence each; absent of what is not pinned. */
  news?(): Promise<string[]>;
}

/** The view of `/explore`'s query, as today's data gives it; `view=<id>` names a stored one. */
export async function viewSubject(query: URLSearchParams): Promise<Subject> {
  const id = query.get("view");
  if (id !== null) return storedSubject(id, query);
  const view = parseView(query);
  const text = viewQuery(view);
  const store = await openStore();
  return {
    key: ["explore", text, await store.revision()].join("\0"),
    pinned: false,
    fileName: `whisker-${view.metric}`,
    load: async () => {
      const data = await exploreData(view, undefined, filePatience);
      const path = "/explore";
      const link = text === "" ? path : `${path}?${text}`;
      const shown = { view, data, pins: undefined, findings: null, path, query: text };
      return sharedOf(shown, { link, follows: true, date: null, renderer: rendererVersion });
    },
  };
}

/** A stored view as it was, or with `live=1` over today's data; `point` opens another of its points. */
export async function storedSubject(id: string, query: URLSearchParams): Promise<Subject> {
  const stored = await storedView(id);
  if (!stored) throw notFound("view with that id");
  const follows = query.get("live") === "1";
  const own = parseView(stored.query);
  const theme = parseView(query).theme ?? own.theme;
  const view = { ...own, theme, ...(query.has("point") ? { point: parseView(query).point } : {}) };
  const revision = follows ? [await (await openStore()).revision()] : [];
  return {
    key: ["v", id, viewQuery(view), String(follows), ...revision].join("\0"),
    pinned: !follows,
    fileName: `whisker-${view.metric}-${id.slice(0, 6)}`,
    load: async () => sharedOf(await shownOf(stored, view, follows), frameOf(stored, follows)),
    ...(follows ? {} : { news: () => newsOf(stored, view) }),
  };
}

async function newsOf(stored: StoredView, view: View): Promise<string[]> {
  const { datasets } = await pinnedData(stored, view);
  return (await fatesOf(stored, datasets)).map(fateText);
}

async function shownOf(stored: StoredView, view: View, follows: boolean) {
  const data = follows ? await exploreData(view, undefined, filePatience) : await pinnedData(stored, view);
  const pins = follows ? undefined : stored.datasets;
  const findings = follows ? null : await pinnedFindings(stored);
  return { view, data, pins, findings, path: `/v/${stored.id}`, query: follows ? "live=1" : "" };
}

function frameOf({ id, createdAt, renderer }: StoredView, follows: boolean): Frame {
  const date = follows ? null : createdAt.slice(0, 10);
  const link = `/v/${id}${follows ? "?live=1" : ""}`;
  return { link, follows, date, renderer: renderer ?? rendererVersion };
}

/** One point as its file has it, drawn as a chart of its own. */
export async function pointSubject(id: string): Promise<Subject> {
  const store = await openStore();
  const point = await findChartPoint(store, id);
  if (point === null) throw notFound("point of that id");
  return {
    key: ["point", id, await store.revision()].join("\0"),
    pinned: false,
    fileName: `whisker-${point.metric}-${id}`,
    load: async () => {
      const dataset = await store.findDataset(point.dataset);
      const data: ExploreData = {
        points: await withAudits(store, [point], filePatience),
        slots: await systemSlots(),
        tabCounts: {},
        metrics: [],
        datasets: { [point.dataset]: { name: point.file, title: dataset?.title ?? "" } },
      };
      const view = { ...defaultView, metric: point.metric, statistic: point.statistic };
      const shown = { view, data, pins: [point.dataset], findings: null, path: `/points/${id}`, query: "" };
      const date = dataset?.storedAt.slice(0, 10) ?? null;
      return sharedOf(shown, { link: shown.path, follows: false, date, renderer: rendererVersion });
    },
  };
}

async function findChartPoint(store: Store, id: string): Promise<ChartPoint | null> {
  if (!/^[0-9a-f]{16}$/.test(id)) return null;
  const derived = (await derivedData()).find((point) => point.id === id);
  if (derived) return derived;
  const answer = await pointAnswer(id);
  if (answer === null) return null;
  const light = await store.listLightPoints({
    datasets: [answer.point.dataset],
    metric: answer.point.metric,
  });
  const found = light.find((point) => point.id === id);
  return found ? chartPoint(found) : null;
}

/** A dataset as the picture of its link: the chart of the metric that it has most points of. */
export async function datasetSubject(sha: string): Promise<Subject> {
  const store = await openStore();
  const page = await datasetPage(sha);
  if (page === null) throw notFound("dataset of that hash");
  const { dataset, points, slots } = page;
  const metric = mostFrequent(points.map((point) => point.metric)) ?? defaultView.metric;
  return {
    key: ["dataset", dataset.sha256, await store.revision()].join("\0"),
    pinned: false,
    fileName: `whisker-${dataset.sha256.slice(0, 12)}`,
    load: async () => {
      const { sha256, name, title, storedAt } = dataset;
      const own = points.filter((point) => point.metric === metric);
      const data = {
        points: await withAudits(store, own, filePatience),
        slots,
        tabCounts: {},
        metrics: [],
        datasets: { [sha256]: { name, title } },
      };
      const shown = {
        view: { ...defaultView, metric },
        data,
        pins: [sha256],
        findings: null,
        path: `/datasets/${sha256}`,
        query: "",
      };
      const frame = {
        link: shown.path,
        follows: false,
        date: storedAt.slice(0, 10),
        renderer: rendererVersion,
      };
      const shared = await sharedOf(shown, frame);
      const subtitle = `${shared.caption.title}. ${shared.caption.subtitle}`;
      return {
        ...shared,
        caption: { ...shared.caption, title: imageText(name), subtitle: imageText(subtitle) },
      };
    },
  };
}

function mostFrequent(all: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const each of all) counts.set(each, (counts.get(each) ?? 0) + 1);
  const [first] = Array.from(counts).sort((a, b) => b[1] - a[1]);
  return first?.[0] ?? null;
}

interface Frame {
  link: string;
  follows: boolean;
  /** Null: the day on which the newest of its datasets came; today where it has none. */
  date: string | null;
  renderer: number;
}

type ShownBy = Pick<Shared, "view" | "data" | "pins" | "findings" | "path" | "query">;

async function sharedOf(shown: ShownBy, { link, follows, date, renderer }: Frame): Promise<Shared> {
  const { data, view } = shown;
  const model = exploreModel(data, view);
  const points = shownPoints(data, view);
  const datasets = datasetsOf(points, data, shown.pins);
  const caption = captionOf(model, {
    ...{ datasets, follows, renderer },
    date: date ?? (await newestDay(datasets.map(({ sha256 }) => sha256))),
    link: publicLink(link) ?? link,
  });
  return { ...shown, model, points, caption, viewQuery: viewQuery(view) };
}

/** The datasets that a view is pinned to, or those behind what it shows: merged points stand on several. */
function datasetsOf(points: readonly ChartPoint[], data: ExploreData, pins: readonly string[] | undefined) {
  const home = new Map(data.points.map(({ id, dataset }) => [id, dataset]));
  const behind = points.flatMap(({ dataset, parts }) => [
    dataset,
    ...parts.map((id) => home.get(id) ?? dataset),
  ]);
  const found = pins ?? Array.from(new Set(behind));
  return found.map((sha256) => ({ sha256, name: data.datasets[sha256]?.name ?? sha256.slice(0, 12) }));
}

/** A view's opened point as a chart of its own, which a link to it shows; null where none is open. */
export function openedPoint(shared: Shared): Shared | null {
  const { view, data, caption, path, query } = shared;
  const row = findRow(shared.model.rows, view.point);
  if (row === null) return null;
  const { metric, statistic } = row.point;
  const ids = new Set([row.pointId, ...row.point.parts]);
  const own = { ...data, points: data.points.filter(({ id }) => ids.has(id)) };
  const alone = { ...defaultView, metric, statistic, level: view.level, point: view.point };
  const model = exploreModel(own, alone);
  if (model.rows.length !== 1) return null;
  const points = shownPoints(own, alone);
  const { follows, date, renderer } = caption;
  const link = linkWith(path, query, `point=${view.point}`);
  const datasets = datasetsOf(points, own, undefined);
  const frame = { datasets, follows, date, renderer, link: publicLink(link) ?? link };
  return { ...shared, data: own, model, points, caption: captionOf(model, frame) };
}

/** An address with a further part of its query. */
function linkWith(path: string, query: string, asked: string): string {
  const others = new URLSearchParams(query);
  others.delete("point");
  return `${path}?${[others.toString(), asked].filter((part) => part !== "").join("&")}`;
}

async function newestDay(ids: readonly string[]): Promise<string> {
  const store = await openStore();
  const found = await Promise.all(ids.map((id) => store.findDataset(id)));
  const days = found.map((dataset) => dataset?.storedAt ?? "").sort();
  return (days.at(-1) || new Date().toISOString()).slice(0, 10);
}
