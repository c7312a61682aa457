import { emptyCase, type Case } from "@/lib/points/case";
import { emptyStats, type Stats } from "@/lib/points/point";
import type { Peak } from "@/lib/points/peak";
import type { PointAudit } from "@/lib/points/point-audit";
import type { ChartPoint } from "@/lib/series/chart-point";
import type { ExploreData } from "@/lib/series/explore-model";

/** What of `ExploreData` decides a model. The page carries it as one text: most of a point's fields are not stated. */
export type ModelData = Pick<ExploreData, "points" | "slots" | "datasets">;

/** A point without what it does not state; its file, its audit and its peak are indices into lists, which many points share. */
type PackedPoint = Partial<Omit<ChartPoint, "case" | "stats" | "dataset" | "file" | "audit" | "peak">> & {
  case?: Partial<Case>;
  stats?: Partial<Stats>;
  in: number;
  by?: number;
  at?: number;
};

interface Packed {
  files: [sha256: string, name: string][];
  audits: PointAudit[];
  peaks: Peak[];
  points: PackedPoint[];
  slots: ExploreData["slots"];
  datasets: ExploreData["datasets"];
}

export function packData({ points, slots, datasets }: ModelData): string {
  const files = new Map<string, [string, string]>();
  for (const { dataset, file } of points) files.set(dataset, [dataset, file]);
  const order = new Map(Array.from(files.keys(), (dataset, at) => [dataset, at]));
  const [audits, peaks] = [new Listed<PointAudit>(), new Listed<Peak>()];
  const packed: Packed = {
    files: Array.from(files.values()),
    points: points.map((point) => ({
      ...packPoint(point, order.get(point.dataset) ?? 0),
      ...(point.audit && { by: audits.indexOf(point.audit) }),
      ...(point.peak && { at: peaks.indexOf(point.peak) }),
    })),
    audits: audits.values,
    peaks: peaks.values,
    slots,
    datasets,
  };
  return JSON.stringify(packed);
}

/** Each of several equal values once, by its index. */
class Listed<T> {
  readonly values: T[] = [];
  private readonly indices = new Map<string, number>();

  indexOf(value: T): number {
    const key = JSON.stringify(value);
    let index = this.indices.get(key);
    if (index === undefined) this.indices.set(key, (index = this.values.push(value) - 1));
    return index;
  }
}

function packPoint(point: ChartPoint, file: number): PackedPoint {
  const { dataset: _dataset, file: _file, audit: _audit, peak: _peak, case: of, stats, ...rest } = point;
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
  { in: place, by, at, case: of, stats, ...rest }: PackedPoint,
  { files, audits, peaks }: Pick<Packed, "files" | "audits" | "peaks">,
): ChartPoint {
  const [dataset = "", file = ""] = files[place] ?? [];
  return {
    ...emptyPoint,
    ...rest,
    case: { ...emptyCase(), ...of, extra: of?.extra ?? {} },
    stats: { ...emptyStats(), ...stats },
    dataset,
    file,
    audit: by === undefined ? null : (audits[by] ?? null),
    peak: at === undefined ? null : (peaks[at] ?? null),
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
