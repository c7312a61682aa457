import type { RawLine } from "@/components/datasets/file-line";
import type { Point } from "@/lib/points/point";

/** What the drawer says of the file that holds a point. */
export interface SourceDataset {
  sha256: string;
  name: string;
  title: string;
  origin:
    | { kind: "committed"; path: string; gitCommit: string | null; gitDate: string | null }
    | { kind: "uploaded"; uploader: string | null };
  storedAt: string;
  delimiter: string | null;
  lines: number | null;
  importer: { id: string; label: string; version: string };
  columns: { header: string; column: number; readAs: string; note: string }[];
}

/** All that is known of one stored point: what `/api/points/<id>` answers, and a few lines of the file around its value. */
export interface PointDetail {
  point: Point & { dataset: string; file: string };
  dataset: SourceDataset;
  /** Ascending; the header line may stand apart from the others. Empty where the file has no lines to show. */
  lines: RawLine[];
}
