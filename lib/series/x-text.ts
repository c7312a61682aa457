import { dayText } from "../points/day";
import { shortText } from "../points/short-text";
import { tickText } from "./number-text";
import type { XSeries } from "./series";

/** The longest that a name is written below an axis. */
const longest = 16;

/** A place along the axis in words: `16`, `0.6.3`, `2026-01-02`. */
export function xText({ kind, names }: XSeries["x"], at: number): string {
  if (kind === "number") return tickText(at);
  return kind === "day" ? dayText(at) : (names[at] ?? "");
}

/** The same where there is little room. */
export function xTickText(x: XSeries["x"], at: number): string {
  return shortText(xText(x, at), longest);
}
