import { emptyCase, type Case } from "@/lib/points/case";
import { emptyStats, type Stats } from "@/lib/points/point";
import type { ChartPoint } from "@/lib/series/chart-point";
import type { ExploreData } from "@/lib/series/explore-model";

/** What of `ExploreData` decides a model. The page carries it as one text: most of a point's fields are not stated. */
export type ModelData = Pick<ExploreData, "points" | "slots" | "datasets">;

/** A point without what it does not state; its file is an index into the list of files. */
type PackedPoint = Partial<Omit<ChartPoint, "case" | "stats" | "dataset" | "file">> & {
  case?: Partial<Case>;
  stats?: Partial<Stats>;
  in: number;
};

interface Packed {
  files: [sha256: string, name: string][];
  points: PackedPoint[];
  slots: ExploreData["slots"];
  datasets: ExploreData["datasets"];
}

export function packData({ points, slots, datasets }: ModelData): string {
  const files = new Map<string, [string, string]>();
  for (const { dataset, file } of points) files.set(dataset, [dataset, file]);
  const order = Array.from(files.keys());
  const packed: Packed = {
    files: Array.from(files.values()),
    points: points.map((point) => packPoint(point, order.indexOf(point.dataset))),
    slots,
    datasets,
  };
  return JSON.stringify(packed);
}

function packPoint(point: ChartPoint, file: number): PackedPoint {
  const { dataset: _dataset, file: _file, case: of, stats, ...rest } = point;
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
  const { files, points, slots, datasets } = JSON.parse(text) as Packed;
  return { points: points.map((point) => unpackPoint(point, files)), slots, datasets };
}

function unpackPoint({ in: at, case: of, stats, ...rest }: PackedPoint, files: Packed["files"]): ChartPoint {
  const [dataset = "", file = ""] = files[at] ?? [];
  return {
    ...emptyPoint,
    ...rest,
    case: { ...emptyCase(), ...of, extra: of?.extra ?? {} },
    stats: { ...emptyStats(), ...stats },
    dataset,
    file,
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
