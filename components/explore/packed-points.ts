import { emptyCase, type Case } from "@/lib/points/case";
import { emptyStats, type Stats } from "@/lib/points/point";
import type { PointAudit } from "@/lib/points/point-audit";
import type { ChartPoint } from "@/lib/series/chart-point";
import type { ExploreData } from "@/lib/series/explore-model";

/** What of `ExploreData` decides a model. The page carries it as one text: most of a point's fields are not stated. */
export type ModelData = Pick<ExploreData, "points" | "slots" | "datasets">;

/** A point without what it does not state; its file and its audit are indices into lists, which many points share. */
type PackedPoint = Partial<Omit<ChartPoint, "case" | "stats" | "dataset" | "file" | "audit">> & {
  case?: Partial<Case>;
  stats?: Partial<Stats>;
  in: number;
  by?: number;
};

interface Packed {
  files: [sha256: string, name: string][];
  audits: PointAudit[];
  points: PackedPoint[];
  slots: ExploreData["slots"];
  datasets: ExploreData["datasets"];
}

export function packData({ points, slots, datasets }: ModelData): string {
  const files = new Map<string, [string, string]>();
  for (const { dataset, file } of points) files.set(dataset, [dataset, file]);
  const order = new Map(Array.from(files.keys(), (dataset, at) => [dataset, at]));
  const audits = new Map<string, PointAudit>();
  for (const { audit } of points) if (audit) audits.set(auditKey(audit), audit);
  const auditOrder = new Map(Array.from(audits.keys(), (key, at) => [key, at]));
  const packed: Packed = {
    files: Array.from(files.values()),
    audits: Array.from(audits.values()),
    points: points.map((point) => ({
      ...packPoint(point, order.get(point.dataset) ?? 0),
      ...(point.audit && { by: auditOrder.get(auditKey(point.audit)) ?? 0 }),
    })),
    slots,
    datasets,
  };
  return JSON.stringify(packed);
}

function auditKey({ level, title }: PointAudit): string {
  return `${level} ${title}`;
}

function packPoint(point: ChartPoint, file: number): PackedPoint {
  const { dataset: _dataset, file: _file, audit: _audit, case: of, stats, ...rest } = point;
  const { extra, ...fields } = of;
  const stated = Object.keys(extra).length > 0 ? { extra } : {};
  return {
    ...withoutEmpty(rest),
    case: { ...withoutEmpty(fields), ...stated },
    stats: withoutEmpty(stats),
    in: file,
  };
}

function withoutEmpty<T extends object>(from: T): Partial<T> {
  const stated = Object.entries(from).filter(([, value]) => value !== null && !isEmptyList(value));
  return Object.fromEntries(stated) as Partial<T>;
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

export function unpackData(text: string): ModelData {
  const { slots, datasets, ...packed } = JSON.parse(text) as Packed;
  return { points: packed.points.map((point) => unpackPoint(point, packed)), slots, datasets };
}

function unpackPoint(
  { in: at, by, case: of, stats, ...rest }: PackedPoint,
  { files, audits }: Pick<Packed, "files" | "audits">,
): ChartPoint {
  const [dataset = "", file = ""] = files[at] ?? [];
  return {
    ...emptyPoint,
    ...rest,
    case: { ...emptyCase(), ...of, extra: of?.extra ?? {} },
    stats: { ...emptyStats(), ...stats },
    dataset,
    file,
    audit: by === undefined ? null : (audits[by] ?? null),
  } as ChartPoint;
}

/** The fields that may be left out. */
const emptyPoint = {
  written: null,
  value: null,
  missing: null,
  range: null,
  interval: null,
  strip: null,
  runStats: null,
  places: null,
  derivation: null,
  parts: [],
} satisfies Partial<ChartPoint>;
