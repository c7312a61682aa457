import { nice, ticks } from "d3-array";
import type { Interval } from "../points/interval";
import { countText, tickText, unitText } from "../series/number-text";
import type { Slot } from "../series/series";
import { figureTag } from "./figure-tag";
import { slotFill } from "./mark-layers";
import { circlePath, markerRadius, tickPath, whiskerPath, type Sizes } from "./marks";
import { placeOn, type Place } from "./place-on";
import { element, escapeXml, px, textWidth } from "./svg-text";

export interface Histogram {
  /** At least one; where `of` is more than these, they are a selection. */
  values: readonly number[];
  of: number;
  value: number | null;
  interval: Interval | null;
  slot: Slot;
  unit: string;
  /** Samples, runs: what the values are. */
  what: string;
}

const box = { left: 4, right: 4, top: 10, floor: 70, height: 104 };
const sizes: Sizes = { cap: 10, marker: 4.3 };

/** The values behind a point: how they are spread, each as a tick below, and the interval of their mean above. */
export function histogramFigure(of: Histogram, width: number): string {
  const edges = binEdges(of.values, domainOf(of));
  const domain = around(domainOf(of), edges);
  const place = placeOn({ scale: "linear", domain }, box.left, width - box.right);
  const { values, unit, what } = of;
  const some =
    values.length < of.of ? `${countText(values.length)} of ${countText(of.of)}` : countText(of.of);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const says = `Histogram of ${some} ${what}, from ${tickText(Number(low.toPrecision(4)))} to ${tickText(Number(high.toPrecision(4)))} ${unit}`;
  const content =
    band(of, place) +
    bars(of, edges, place) +
    floor(width) +
    sampleTicks(of, place) +
    whisker(of, place, width) +
    labels(of, domain, place, width);
  return figureTag({ width, height: box.height, says: says.trim() }, content);
}

/** Around the values and the interval, a little wider; values that are all equal get a span of their own. */
function domainOf({ values, interval }: Histogram): [number, number] {
  const all = [...values, ...(interval ? [interval.low, interval.high] : [])];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const span = high - low || Math.abs(high) / 10 || 1;
  return [low - span * 0.06, high + span * 0.06];
}

/** Wide enough for the outermost bars too, whose edges are round numbers. */
function around([low, high]: readonly [number, number], edges: readonly number[]): [number, number] {
  return [Math.min(low, edges[0] ?? low), Math.max(high, edges.at(-1) ?? high)];
}

function band({ interval }: Histogram, place: Place): string {
  if (interval === null) return "";
  const [from, to] = [place(interval.low) ?? 0, place(interval.high) ?? 0];
  return element("rect", {
    class: "h-band",
    x: from,
    y: 2,
    width: Math.max(1, to - from),
    height: box.floor - 2,
  });
}

/** Bars of equal steps at round numbers; the tallest fills the height. */
function bars({ values, slot }: Histogram, edges: readonly number[], place: Place): string {
  const counts = edges
    .slice(1)
    .map(
      (to, i) =>
        values.filter(
          (value) => value >= (edges[i] ?? 0) && (value < to || (i === edges.length - 2 && value <= to)),
        ).length,
    );
  const most = Math.max(1, ...counts);
  const tallest = box.floor - box.top - 6;
  const rects = counts.map((count, i) => {
    if (count === 0) return "";
    const [from, to] = [place(edges[i] ?? 0) ?? 0, place(edges[i + 1] ?? 0) ?? 0];
    const height = (count / most) * tallest;
    return `M${px(from + 0.75)} ${px(box.floor)}v${px(-height)}h${px(Math.max(1, to - from - 1.5))}v${px(height)}z`;
  });
  return element("path", { class: "h-bars", d: rects.join(""), fill: slotFill(slot), opacity: 0.42 });
}

/** About the square root of n steps, at least 6 and at most 16 over the values' own span. */
export function binEdges(values: readonly number[], domain: readonly [number, number]): number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (low === high)
    return [domain[0] + (domain[1] - domain[0]) * 0.45, domain[0] + (domain[1] - domain[0]) * 0.55];
  const count = Math.min(16, Math.max(6, Math.ceil(Math.sqrt(values.length) * 1.6)));
  const [from, to] = nice(low, high, count);
  return ticks(from, to, count);
}

function floor(width: number): string {
  return element("path", { class: "axis", d: `M${box.left} ${box.floor}H${px(width - box.right)}` });
}

function sampleTicks({ values, slot }: Histogram, place: Place): string {
  const d = values.map((value) => `M${px(place(value) ?? 0)} 73v5`).join("");
  return element("path", {
    class: "h-ticks",
    d,
    stroke: slotFill(slot),
    "stroke-width": 1,
    opacity: values.length > 150 ? 0.35 : 0.7,
    fill: "none",
  });
}

function whisker({ interval, value, slot }: Histogram, place: Place, width: number): string {
  const x = value === null ? null : place(value);
  if (interval === null || x === null) return "";
  const color = slotFill(slot);
  const [from, to] = [place(interval.low) ?? x, place(interval.high) ?? x];
  const radius = markerRadius(from, to, x, sizes);
  const down = element("path", {
    d: `M${px(x)} 13V${box.floor}`,
    stroke: color,
    "stroke-width": 1,
    "stroke-dasharray": "2 2",
  });
  if (radius === null) return down + element("path", { d: tickPath(x, 7, sizes), fill: color });
  const { line, caps } = whiskerPath(from, to, 7, sizes, { left: 0, right: width });
  return (
    down +
    element("path", { d: line + caps, stroke: color, "stroke-width": 1.8, fill: "none" }) +
    element("path", {
      d: circlePath(x, 7, radius),
      fill: color,
      stroke: "var(--surface)",
      "stroke-width": 1.4,
    })
  );
}

function labels({ unit }: Histogram, domain: readonly [number, number], place: Place, width: number): string {
  const shownUnit = unitText(unit);
  const room = width - box.right - textWidth(shownUnit, 11) - 8;
  const texts = ticks(domain[0], domain[1], 4).map((tick) => {
    const x = place(tick) ?? 0;
    const half = textWidth(tickText(tick), 11) / 2;
    if (x + half > room || x - half < 0) return "";
    return element("text", { x, y: 92, class: "t-ax", "text-anchor": "middle" }, escapeXml(tickText(tick)));
  });
  return (
    texts.join("") +
    element(
      "text",
      { x: width - box.right, y: 92, class: "t-ax", "text-anchor": "end" },
      escapeXml(shownUnit),
    )
  );
}
