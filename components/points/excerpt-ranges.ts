import type { PointDetail, SourceDataset } from "./point-detail";
import { lineOf, linesAround } from "./source-place";

/** Which lines of the file the drawer shows: the header of a table, and the value's line with its neighbours. */
export function excerptRanges(
  point: PointDetail["point"],
  dataset: Pick<SourceDataset, "delimiter" | "lines">,
): { from: number; to: number }[] {
  const line = lineOf({ point });
  if (line === null) return [];
  const around = linesAround(line, dataset.lines);
  const header = dataset.delimiter !== null && around.from > 1 ? [{ from: 1, to: 1 }] : [];
  return [...header, around];
}
