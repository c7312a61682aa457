import type { LineMark } from "@/components/datasets/line-marks";
import type { PointDetail, SourceDataset } from "./point-detail";
import { lineOf } from "./source-place";

/** Lines shown on either side of the one that holds the value. */
const around = 2;

/** Which lines of the file the drawer shows: the header of a table, and the value's line with its neighbours. */
export function excerptRanges(
  point: PointDetail["point"],
  dataset: Pick<SourceDataset, "delimiter" | "lines">,
  marks: readonly LineMark[],
): { from: number; to: number }[] {
  const line = lineOf({ point, marks });
  if (line === null) return [];
  const near = {
    from: Math.max(1, line - around),
    to: Math.min(dataset.lines ?? line + around, line + around),
  };
  const header = dataset.delimiter !== null && near.from > 1 ? [{ from: 1, to: 1 }] : [];
  return [...header, near];
}
