import type { Mark, Slot } from "../series/series";

/** A mark where it is drawn, for hit-testing, focus and the tooltip. In the order of the chart and its table. */
export interface Hit {
  pointId: string;
  mark: Mark;
  /** px; the middle of a range, and a missing value's text. */
  x: number;
  y: number;
  /** What the mark and its whisker cover along x, in px: a tooltip keeps clear of it. */
  from: number;
  to: number;
  label: string;
  detail: string;
  group: string;
  slot: Slot;
  /** A derived value of the view, already written: `81 % of ideal`. */
  derived: string;
  /** The value as the chart shows it, where that is not the mark's own: `3.24×`, and its interval. */
  shown: { text: string; interval: string } | null;
}

/** The nearest hit: by distance, of those within `most` px; null where none is. */
export function nearestHit(hits: readonly Hit[], x: number, y: number, most: number): Hit | null {
  let best: Hit | null = null;
  let nearest = most * most;
  for (const hit of hits) {
    const dx = x < hit.from ? hit.from - x : x > hit.to ? x - hit.to : Math.abs(x - hit.x) / 1000;
    const distance = dx * dx + (y - hit.y) ** 2;
    if (distance < nearest) [best, nearest] = [hit, distance];
  }
  return best;
}
