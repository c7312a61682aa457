import type { Point } from "@/lib/points/point";
import { scaleFor } from "@/lib/series/axis";
import { tickText } from "@/lib/series/number-text";
import type { Scale } from "@/lib/view/view";

/** The common scale of the points of one metric: from the smallest to the largest of their values and ends. */
export interface LineAxis {
  low: number;
  high: number;
  scale: Scale;
}

type Drawn = Pick<Point, "value" | "interval" | "range" | "evidence">;

/** Log where values are all above 0 and far apart, as on the page; null where no point has a number. */
export function axisOf(points: readonly Drawn[]): LineAxis | null {
  const ends = points
    .flatMap(({ value, interval, range }) => [value, interval?.low, interval?.high, range?.low, range?.high])
    .filter((end) => end !== null && end !== undefined && Number.isFinite(end)) as number[];
  if (ends.length === 0) return null;
  const low = ends.reduce((a, b) => Math.min(a, b));
  const high = ends.reduce((a, b) => Math.max(a, b));
  return { low, high, scale: scaleFor(null, { low, high }) };
}

/** What stands above the whiskers: both ends of the axis. */
export function axisText({ low, high }: LineAxis, width: number): string {
  const [from, to] = [low, high].map((end) => tickText(Number(end.toPrecision(3))));
  if (low === high) return (to ?? "").padStart((width >> 1) + 1).slice(-width);
  const space = width - (from ?? "").length - (to ?? "").length;
  return space < 1 ? "" : `${from}${" ".repeat(space)}${to}`;
}

/**
 * A point on a line of characters: `├──●──┤` with an interval, a lone `●` for a measured number without one, `◌` for a
 * claim, `◌┄┄◌` for a claimed range, open where it is. Empty where there is no number.
 */
export function whiskerText(point: Drawn, axis: LineAxis, width: number): string {
  const { value, interval, range, evidence } = point;
  const line = Array.from({ length: width }, () => " ");
  const at = (end: number) => placeOn(axis, end, width);
  if (value !== null) {
    if (interval !== null) draw(line, at(interval.low), at(interval.high), "├─┤");
    line[at(value)] = evidence === "claim" ? "◌" : "●";
  } else if (range !== null) {
    // An open side runs on to the end of the axis.
    const low = range.low === null ? 0 : at(range.low);
    const high = range.high === null ? width - 1 : at(range.high);
    const [left, right] = evidence === "claim" ? ["◌", "◌"] : ["‹", "›"];
    draw(line, low, high, `${range.low === null ? "┄" : left}┄${range.high === null ? "┄" : right}`);
  }
  return line.join("").trimEnd();
}

function placeOn({ low, high, scale }: LineAxis, end: number, width: number): number {
  if (high === low) return width >> 1;
  const part = scale === "log" ? Math.log(end / low) / Math.log(high / low) : (end - low) / (high - low);
  return Math.min(width - 1, Math.max(0, Math.round(part * (width - 1))));
}

function draw(line: string[], from: number, to: number, [left, middle, right]: string | string[]): void {
  for (let i = from; i <= to; i++) line[i] = middle ?? " ";
  line[from] = left ?? " ";
  line[to] = right ?? " ";
}
