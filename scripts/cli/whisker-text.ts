import type { Point } from "@/lib/points/point";

const width = 24;

/**
 * A point and its interval on a line of 24 characters, on the common scale of its group: `├──●──┤` with an interval, a
 * lone `●` for a measured number without one, `◌` for a claim. Empty where there is no number.
 */
export function whiskerText(point: Point, group: readonly Point[]): string {
  if (point.value === null) return "";
  const ends = group.flatMap(({ value, interval }) => [
    value,
    interval?.low ?? value,
    interval?.high ?? value,
  ]);
  const numbers = ends.filter((end) => end !== null);
  const low = Math.min(...numbers);
  const high = Math.max(...numbers);
  const at = (value: number) =>
    high === low ? width >> 1 : Math.round(((value - low) / (high - low)) * (width - 1));
  const line = Array.from({ length: width }, () => " ");
  if (point.interval !== null) drawInterval(line, at(point.interval.low), at(point.interval.high));
  line[at(point.value)] = point.evidence === "claim" ? "◌" : "●";
  return line.join("");
}

function drawInterval(line: string[], from: number, to: number): void {
  for (let i = from; i <= to; i++) line[i] = "─";
  line[from] = "├";
  line[to] = "┤";
}
