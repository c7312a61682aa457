import { marksOfPoint } from "@/components/datasets/line-marks";
import { findingQuery } from "@/components/datasets/selection";
import type { Finding } from "@/lib/points/finding";
import { locatorText } from "@/lib/points/locator";
import type { Statistic } from "@/lib/points/point";
import type { PointDetail } from "./point-detail";

/** The line of the file that a point's value (or its first sample) stands in; null where none is known. */
export function lineOf({ point, marks }: Pick<PointDetail, "point" | "marks">): number | null {
  return marks[0]?.from ?? marksOfPoint(point)[0]?.from ?? null;
}

/** `40 lines, L82 – L121`, `L12, column 3`, `/mean_ttft_ms`. */
export function placeText({ point }: Pick<PointDetail, "point">): string {
  const marks = marksOfPoint(point);
  const count = marks.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  const [first, last] = [marks[0], marks.at(-1)];
  if (count > 1 && first && last) return `${count} lines, L${first.from} – L${last.to}`;
  return locatorText(point.provenance.locator);
}

/** The cells that a finding rests on, in their file. */
export function findingHref(sha256: string, finding: Pick<Finding, "rule" | "points">): string {
  return `/datasets/${sha256}${findingQuery(finding)}`;
}

/** The raw file view at a line, or at its top. */
export function fileHref(
  sha256: string,
  line: number | null,
  pointId?: string,
  statistic?: Statistic,
): string {
  const query = new URLSearchParams({
    ...(line ? { line: String(line) } : {}),
    ...(pointId ? { point: pointId } : {}),
    ...(statistic && statistic !== "mean" ? { statistic } : {}),
  }).toString();
  return `/datasets/${sha256}${query === "" ? "" : `?${query}`}${line ? `#L${line}` : ""}`;
}
