import type { CaseField } from "@/lib/points/case";
import { evidences } from "@/lib/points/evidence";
import type { HardwareBound } from "@/lib/points/peak";
import { isDrawable } from "@/lib/points/point";
import type { ChartPoint } from "@/lib/series/chart-point";
import { exploreModel } from "@/lib/series/explore";
import type { ExploreData, ExploreModel } from "@/lib/series/explore-model";
import { detailOf } from "@/lib/series/row-detail";
import type { Mark, Slot } from "@/lib/series/series";
import { defaultView } from "@/lib/view/view";

/** What joins the parts of a row's detail. */
const between = " · ";

/** One row of a small chart. */
export interface MiniRow {
  label: string;
  slot: Slot;
  mark: Mark;
}

/** What a small chart of the overview shows: one model, its measured rows first, then claims. */
export interface Headline {
  /** `Llama-2 7B`; null where the points name no model. */
  model: string | null;
  /** The system of all measured rows; null where there are several, or none is named. */
  system: string | null;
  /** The setup that the measured rows share: `batch 1`; of one system, what holds where a row says nothing else. */
  setup: string;
  rows: MiniRow[];
  /** The bound that all measured rows share; null where one states none or another. It says nothing of claims below them. */
  bound: MeasuredBound | null;
  /** Rows of the model that have no room in the small chart. */
  more: number;
  /** Claims about another model, where none are made about this one and there is room; null elsewhere. */
  beside: { model: string; rows: MiniRow[] } | null;
}

/** A bound that holds for the first so many rows of a small chart. */
export interface MeasuredBound extends Pick<HardwareBound, "value" | "label"> {
  rows: number;
}

const mostRows = 8;
/** Of those, what measurements leave to claims where both are there. */
const roomForClaims = 3;

/**
 * The model of a metric that is known in most ways (claims beside measurements), then by more than one point, then best
 * known, then run by most systems; as rows. Null where the metric has nothing to draw.
 */
export function headlineRows(data: ExploreData, metric: string): Headline | null {
  const drawable = data.points.filter(isDrawable);
  const model = headlineModel(drawable);
  if (model === undefined) return null;
  const rows = rowsOf(data, metric, model);
  const { system, setup, measured } = comparable(rows.filter(({ mark }) => mark.evidence !== "claim"));
  const claims = rows.filter(({ mark }) => mark.evidence === "claim");
  const room = mostRows - Math.min(claims.length, Math.max(roomForClaims, mostRows - measured.length));
  const kept = [...measured.slice(0, room), ...claims.slice(0, mostRows - Math.min(room, measured.length))];
  return {
    model: model === "" ? null : model,
    system,
    setup,
    rows: kept.map(plainRow),
    bound: boundOf(measured.slice(0, room)),
    more: rows.length - kept.length,
    beside: claims.length > 0 ? null : claimsBeside(data, metric, mostRows - 1 - kept.length),
  };
}

function boundOf(measured: readonly SetUpRow[]): MeasuredBound | null {
  const bound = measured[0]?.bound ?? null;
  if (bound === null || measured.some((row) => row.bound?.value !== bound.value)) return null;
  return { value: bound.value, label: bound.label, rows: measured.length };
}

/** Claims about the model that most is claimed of, at most so many. */
function claimsBeside(data: ExploreData, metric: string, room: number): Headline["beside"] {
  const claimed = data.points.filter(
    (point) => isDrawable(point) && point.evidence === "claim" && point.case.model !== null,
  );
  const model = headlineModel(claimed);
  if (model === undefined || room < 2) return null;
  const rows = rowsOf(data, metric, model).filter(({ mark }) => mark.evidence === "claim");
  return { model, rows: rows.slice(0, room).map(plainRow) };
}

function rowsOf(data: ExploreData, metric: string, model: string): SetUpRow[] {
  return setUpRows(exploreModel(data, { ...defaultView, metric, filters: { model: [model] } }));
}

function plainRow({ label, slot, mark }: MiniRow): MiniRow {
  return { label, slot, mark };
}

interface SetUpRow extends MiniRow {
  detail: string;
  /** What two systems must share to be compared at a glance. */
  setup: string;
  bound: HardwareBound | null;
}

const setupFields: readonly CaseField[] = [
  "accelerators",
  "hardware",
  "batch",
  "concurrency",
  "request_rate",
  "precision",
  "quantization",
  "scenario",
];

function setUpRows({ series, rows }: ExploreModel): SetUpRow[] {
  if (series.kind !== "rows") return [];
  const points = new Map(rows.map(({ pointId, point }) => [pointId, point]));
  return series.groups.flatMap((group) =>
    group.rows.flatMap(({ label, detail, slot, marks }) =>
      marks.filter(isDrawable).map((mark) => {
        const point = points.get(mark.pointId);
        const setup = point ? detailOf(point.case, setupFields) : "";
        return { label, detail, slot, mark, setup, bound: point?.peak?.bound ?? null };
      }),
    ),
  );
}

/**
 * Measured rows that may stand below each other without more words: of several systems, the best row of each at the setup
 * that most of them share; of one system all rows, named by what tells them apart.
 */
function comparable(
  rows: readonly SetUpRow[],
): Pick<Headline, "system" | "setup"> & { measured: SetUpRow[] } {
  const [first] = rows;
  if (first === undefined || rows.length === 1) return { system: null, setup: "", measured: [...rows] };
  if (rows.every(({ label }) => label === first.label)) return ofOneSystem(first.label, rows);
  const systems = new Map<string, Set<string>>();
  for (const { label, setup } of rows) systems.set(setup, (systems.get(setup) ?? new Set()).add(label));
  const [setup = ""] = Array.from(systems).sort((a, b) => b[1].size - a[1].size)[0] ?? [];
  const shared = rows.filter((row) => row.setup === setup);
  const isFirst = (row: SetUpRow, at: number) => shared.findIndex(({ label }) => label === row.label) === at;
  return { system: null, setup: setup.replaceAll(between, ", "), measured: shared.filter(isFirst) };
}

function ofOneSystem(system: string, rows: readonly SetUpRow[]) {
  const { usual, labels } = briefLabels(rows.map(({ detail }) => detail.split(between)));
  const setup = usual.length === 0 ? "" : `${usual.join(", ")} unless said`;
  const measured = rows.map((row, i) => ({ ...row, label: labels[i] || row.label }));
  return { system: system.endsWith("not stated") ? null : system, setup, measured };
}

/**
 * What rows say of their setup without saying again what most of them share: that is `usual`, said once. A row that has
 * all of it is named by its first part. Where two rows would then read the same, both say all they have.
 */
export function briefLabels(details: readonly (readonly string[])[]): { usual: string[]; labels: string[] } {
  const counts = new Map<string, number>();
  for (const part of details.flatMap((parts) => Array.from(new Set(parts))))
    counts.set(part, (counts.get(part) ?? 0) + 1);
  const isUsual = (part: string) => 2 * (counts.get(part) ?? 0) > details.length;
  const fullest = details.toSorted((a, b) => b.filter(isUsual).length - a.filter(isUsual).length)[0] ?? [];
  const inOrder = new Set([...fullest, ...counts.keys()]);
  const usual = Array.from(inOrder).filter((part) => part !== "" && isUsual(part));
  const brief = details.map((parts) => {
    const own = parts.filter((part) => !isUsual(part));
    return (own.length > 0 ? own : parts.slice(0, 1)).join(between);
  });
  const repeated = (text: string) => brief.indexOf(text) !== brief.lastIndexOf(text);
  return {
    usual,
    labels: brief.map((text, i) => (repeated(text) ? (details[i] ?? []).join(between) : text)),
  };
}

/** The model to show; "" stands for points that name none, undefined for no points at all. */
export function headlineModel(points: readonly ChartPoint[]): string | undefined {
  const byModel = new Map<string, ChartPoint[]>();
  for (const point of points) {
    const model = point.case.model ?? "";
    byModel.set(model, [...(byModel.get(model) ?? []), point]);
  }
  const ranked = Array.from(byModel, ([model, group]) => ({ model, rank: rankOf(group) }));
  ranked.sort(
    (a, b) => compareRanks(b.rank, a.rank) || a.model.localeCompare(b.model, "en", { numeric: true }),
  );
  return ranked[0]?.model;
}

function rankOf(points: readonly ChartPoint[]): number[] {
  const grades = new Set(points.map(({ evidence }) => evidence));
  const strongest = evidences.findIndex((grade) => grades.has(grade));
  const systems = new Set(points.map((point) => point.case.system)).size;
  return [grades.size, Math.min(points.length, 2), -strongest, systems, points.length];
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
