import { marksOfPoint, type LineMark } from "@/components/datasets/line-marks";
import { locatorText } from "@/lib/points/locator";
import type { PointDetail } from "./point-detail";

/** The line of the file that a point's value (or its first sample) stands in; null where it has none, as in one JSON object. */
export function lineOf({ point }: Pick<PointDetail, "point">): number | null {
  const { locator } = point.provenance;
  const own = "line" in locator ? (locator.line ?? null) : null;
  return own ?? marksOfPoint(point)[0]?.from ?? null;
}

/** `40 lines, L82 – L121`, `L12, column 3`, `/mean_ttft_ms`. */
export function placeText(detail: Pick<PointDetail, "point">): string {
  const marks = marksOfPoint(detail.point);
  const count = marks.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  const [first, last] = [marks[0], marks.at(-1)];
  if (count > 1 && first && last) return `${count} lines, L${first.from} – L${last.to}`;
  return locatorText(detail.point.provenance.locator);
}

/** The lines to show around a point's value: `before` and `after` of them, within the file. */
export function linesAround(line: number, total: number | null): { from: number; to: number } {
  return { from: Math.max(1, line - 2), to: Math.min(total ?? line + 2, line + 2) };
}

/** The raw file view at a line, or at its top. */
export function fileHref(sha256: string, line: number | null, pointId?: string): string {
  const query = new URLSearchParams({
    ...(line ? { line: String(line) } : {}),
    ...(pointId ? { point: pointId } : {}),
  });
  const text = query.toString();
  return `/datasets/${sha256}${text === "" ? "" : `?${text}`}${line ? `#L${line}` : ""}`;
}

/** The marks of one point's own place only: yellow in a short excerpt is one thing. */
export function marksNear(detail: Pick<PointDetail, "point">): LineMark[] {
  return marksOfPoint(detail.point);
}
