import { px } from "./svg-text";

/** The measures of marks, in px (design.md, section 4). All functions give a path's `d`; several are joined into one path. */

/** A horizontal extent that a mark may not leave. */
export interface Bounds {
  left: number;
  right: number;
}

export interface Sizes {
  /** Whole height of a cap. */
  cap: number;
  /** Radius of a filled marker. */
  marker: number;
}

export const rowSizes: Sizes = { cap: 11, marker: 4.3 };
export const packedSizes: Sizes = { cap: 6, marker: 3 };
export const smallSizes: Sizes = { cap: 8, marker: 2.9 };

/** A marker keeps this far from the caps, so that they stay free like brackets. */
const capClearance = 2.7;
const smallestMarker = 2.3;

/** Half length in px below which a whisker and its marker become one tick. */
export const tickBelow = 3.2;

/** Line and caps; an arrowhead where an end leaves the bounds. `dashed` gives the line apart from caps. */
export function whiskerPath(
  from: number,
  to: number,
  y: number,
  size: Sizes,
  bounds: Bounds,
): { line: string; caps: string } {
  const [start, end] = [Math.max(from, bounds.left), Math.min(to, bounds.right)];
  const line = `M${px(start)} ${px(y)}H${px(end)}`;
  const low = from < bounds.left ? arrowhead(start, y, -1) : cap(start, y, size);
  const high = to > bounds.right ? arrowhead(end, y, 1) : cap(end, y, size);
  return { line, caps: low + high };
}

function cap(x: number, y: number, { cap: height }: Sizes): string {
  return `M${px(x)} ${px(y - height / 2)}v${px(height)}`;
}

/** Points left (-1) or right (1), its tip 1 px beyond the end of the line. */
export function arrowhead(x: number, y: number, direction: -1 | 1): string {
  return `M${px(x - direction * 5)} ${px(y - 5)}l${px(direction * 6)} 5l${px(-direction * 6)} 5`;
}

/** A vertical whisker, for charts whose values run up. */
export function uprightWhisker(x: number, low: number, high: number, size: Sizes): string {
  const half = size.cap / 2;
  const bar = (y: number) => `M${px(x - half)} ${px(y)}h${px(size.cap)}`;
  return `M${px(x)} ${px(low)}V${px(high)}${bar(low)}${bar(high)}`;
}

/** Radius of a marker within a whisker: smaller where the whisker is narrow; null where the whisker is drawn as a tick. */
export function markerRadius(from: number, to: number, x: number, size: Sizes): number | null {
  if ((to - from) / 2 < tickBelow) return null;
  const room = Math.min(x - from, to - x) - capClearance;
  return Math.min(size.marker, Math.max(Math.min(smallestMarker, size.marker), room));
}

export function circlePath(x: number, y: number, r: number): string {
  return `M${px(x - r)} ${px(y)}a${px(r)} ${px(r)} 0 1 1 ${px(2 * r)} 0a${px(r)} ${px(r)} 0 1 1 ${px(-2 * r)} 0z`;
}

/** A diamond that looks as large as a circle of that radius. */
export function diamondPath(x: number, y: number, r: number): string {
  const d = px(r * 1.28);
  return `M${px(x)} ${px(y - r * 1.28)}l${d} ${d}l-${d} ${d}l-${d} -${d}z`;
}

/** Stands for a whisker too narrow to be drawn: 3.6 × 13 px for rows. */
export function tickPath(x: number, y: number, { cap: height }: Sizes): string {
  return `M${px(x - 1.8)} ${px(y - (height + 2) / 2)}h3.6v${px(height + 2)}h-3.6z`;
}

/** Samples as dots, each a line of no length with a round cap; the same file always draws the same. */
export function stripPath(
  values: readonly number[],
  y: number,
  seed: number,
  place: (value: number) => number | null,
  bounds: Bounds,
): string {
  let path = "";
  values.forEach((value, i) => {
    const x = place(value);
    if (x === null || x < bounds.left || x > bounds.right) return;
    path += `M${px(x)} ${px(y + jitter(seed + i) * 6.5)}h0`;
  });
  return path;
}

/** From -1 to 1, the same for the same number; scattered, so that neighbours are far apart (mulberry32). */
export function jitter(seed: number): number {
  let mixed = (seed + 0x6d2b79f5) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2147483648 - 1;
}

/** More samples than can be dots: how dense they are along the axis, as a band of at most ±6.5 px. */
export function densityStripPath(
  values: readonly number[],
  y: number,
  place: (value: number) => number | null,
  bounds: Bounds,
): string {
  const step = 3;
  const bins = new Map<number, number>();
  for (const value of values) {
    const x = place(value);
    if (x === null || x < bounds.left || x > bounds.right) continue;
    const bin = Math.floor(x / step);
    bins.set(bin, (bins.get(bin) ?? 0) + 1);
  }
  const most = Math.max(1, ...bins.values());
  return Array.from(bins, ([bin, count]) => {
    const half = Math.max(0.5, (6.5 * count) / most);
    return `M${px(bin * step)} ${px(y - half)}h${step}v${px(2 * half)}h-${step}z`;
  }).join("");
}

/** A bar from the axis to the value, its end rounded. */
export function barPath(from: number, to: number, y: number, height: number): string {
  const [left, right] = [Math.min(from, to), Math.max(from, to)];
  const r = Math.min(2, (right - left) / 2);
  const top = y - height / 2;
  const across = px(right - left - r);
  return to >= from
    ? `M${px(left)} ${px(top)}h${across}q${px(r)} 0 ${px(r)} ${px(r)}v${px(height - 2 * r)}q0 ${px(r)} ${px(-r)} ${px(r)}h-${across}z`
    : `M${px(right)} ${px(top)}h-${across}q${px(-r)} 0 ${px(-r)} ${px(r)}v${px(height - 2 * r)}q0 ${px(r)} ${px(r)} ${px(r)}h${across}z`;
}

/** A stated range: a band without caps, so that nobody takes it for a whisker. An open side fades into an arrowhead. */
export function rangePath(from: number, to: number, y: number): string {
  const width = Math.max(2, to - from);
  return `M${px(from)} ${px(y - 3.5)}h${px(width)}v7h${px(-width)}z`;
}
