import type { RawLine } from "@/components/datasets/file-line";
import type { LineMark } from "@/components/datasets/line-marks";
import type { Audited } from "@/lib/points/audited";
import type { Point, Statistic } from "@/lib/points/point";

/** What the drawer says of the file that holds a point. */
export interface SourceDataset {
  sha256: string;
  /** The hash of the file's bytes; another than the dataset's where a recipe read them. */
  fileSha256: string;
  name: string;
  title: string;
  origin:
    | { kind: "committed"; path: string; gitCommit: string | null; gitDate: string | null }
    | { kind: "uploaded"; uploader: string | null };
  storedAt: string;
  delimiter: string | null;
  lines: number | null;
  importer: { id: string; label: string; version: string };
  /** By which its columns were read; null where the importer decided. */
  recipe: { id: string } | null;
  columns: { header: string; column: number; readAs: string; note: string }[];
}

/** A share of the hardware, 0 to 1, and its sum. */
export interface HardwareUse {
  share: number;
  sum: string;
}

/** All that is known of one stored point: the point, its file, and a few lines of it. */
export interface PointDetail {
  /** Its provenance is that of the statistic shown. */
  point: Point & { dataset: string; file: string };
  /** Whose cell is marked. */
  statistic: Statistic;
  dataset: SourceDataset;
  /** Ascending; the header line may stand apart from the others. Empty where the file has no lines to show. */
  lines: readonly RawLine[];
  /** Where the point's own value stands in those lines. */
  marks: readonly LineMark[];
  /** The catalogue's names of model and hardware, where they are shown in place of what the file wrote. */
  names: { model?: string | null; hardware?: string | null };
  /** The shares of its hardware that it takes, with their sums; null where they are not known. */
  uses: { mbu: HardwareUse | null; mfu: HardwareUse | null };
  /** What the audit says of it. */
  audited: Audited;
  /** How many raw values the point has; `point.samples` may hold fewer, evenly picked. */
  values: number;
}
