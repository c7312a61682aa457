import { nice, ticks } from "d3-array";
import type { Evidence } from "../points/evidence";
import { tickText, unitText } from "../series/number-text";
import { kernelDensity } from "../stats/kernel-density";
import { figureTag } from "./figure-tag";
import { circlePath, diamondPath, jitter, markerRadius, tickPath, whiskerPath, type Sizes } from "./marks";
import { placeOn, type Place } from "./place-on";
import { element, escapeXml, fitText, px, textWidth } from "./svg-text";

/** One side of a comparison: its runs as dots, their mean and its interval. */
export interface SideDrawn {
  label: string;
  /** The value as written: `612 ±20`. */
  text: string;
  mean: number;
  interval: { low: number; high: number } | null;
  /** One value a run, where they are known. */
  values: readonly number[];
  evidence: Evidence;
  color: string;
}

const width = 428;
const left = 96;
const rowHeight = 54;
const top = 14;
const sizes: Sizes = { cap: 11, marker: 4.6 };

/** Both sides of a comparison above one axis: what was measured, not a summary of it alone. */
export function sidesFigure(sides: readonly SideDrawn[], unit: string): string {
  const floor = top + sides.length * rowHeight;
  const values = sides.flatMap(({ mean, interval, values: runs }) => [
    mean,
    ...(interval ? [interval.low, interval.high] : []),
    ...runs,
  ]);
  const domain = domainOf(values);
  const place = placeOn({ scale: "linear", domain }, left, width - 10);
  const rows = sides.map((side, i) => sideRow(side, top + 20 + i * rowHeight, place));
  const says = sides.map(({ label, text }) => `${label} ${text} ${unit}`.trim()).join(", ");
  return figureTag({ width, height: floor + 30, says }, axis(domain, place, floor, unit) + rows.join(""));
}

function domainOf(values: readonly number[]): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const span = high - low || Math.abs(high) / 10 || 1;
  return nice(low - span * 0.04, high + span * 0.04, 40) as [number, number];
}

function axis(domain: [number, number], place: Place, floor: number, unit: string): string {
  const shown = unitText(unit);
  const room = width - textWidth(shown, 11) - 10;
  const named = ticks(domain[0], domain[1], 5).map((tick) => {
    const x = place(tick) ?? 0;
    const line = element("line", { class: "grid", x1: x, x2: x, y1: 2, y2: floor });
    const half = textWidth(tickText(tick), 11) / 2;
    if (x + half > room || x - half < left - 30) return line;
    const label = element(
      "text",
      { x, y: floor + 17, class: "t-ax", "text-anchor": "middle" },
      escapeXml(tickText(tick)),
    );
    return line + label;
  });
  const of = element(
    "text",
    { x: width, y: floor + 17, class: "t-ax", "text-anchor": "end" },
    escapeXml(shown),
  );
  return named.join("") + of;
}

function sideRow(side: SideDrawn, y: number, place: Place): string {
  const label = element("text", { x: 0, y: y - 2, class: "t-1" }, escapeXml(side.label));
  const value = element(
    "text",
    { x: 0, y: y + 13, class: "t-s tn" },
    escapeXml(fitText(side.text, left - 8, 11)),
  );
  return label + value + silhouette(side, y, place) + dots(side, y + 15, place) + mean(side, y, place);
}

/** Fewer runs than these have no shape: they are seen one by one. */
const leastForShape = 8;
const silhouetteHeight = 17;
const silhouetteSteps = 90;

/** How the runs are spread, above the line of their mean. */
function silhouette({ values, color }: SideDrawn, y: number, place: Place): string {
  if (values.length < leastForShape) return "";
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const reach = (high - low) * 0.4;
  const step = (high - low + 2 * reach) / silhouetteSteps;
  const at = Array.from({ length: silhouetteSteps + 1 }, (_, i) => low - reach + i * step);
  const density = kernelDensity(values, at);
  const inside = at.flatMap((value, i) => {
    const x = place(value);
    return density === null || x === null || x < left || x > width ? [] : [{ x, of: density[i]! }];
  });
  const peak = Math.max(...inside.map(({ of }) => of));
  if (!(peak > 0)) return "";
  const line = inside.map(({ x, of }) => `L${px(x)} ${px(y - 1 - (of / peak) * silhouetteHeight)}`).join("");
  const d = `M${px(inside[0]!.x)} ${px(y - 1)}${line}L${px(inside.at(-1)!.x)} ${px(y - 1)}Z`;
  return element("path", { class: "s-shape", d, fill: color, opacity: 0.15 });
}

/** Runs below the mean, scattered over a few px so that equal ones are seen beside each other. */
function dots({ values, color }: SideDrawn, y: number, place: Place): string {
  const d = values.map((value, i) => `M${px(place(value) ?? 0)} ${px(y + jitter(i) * 4.5)}h0`).join("");
  if (d === "") return "";
  return element("path", {
    class: "s-runs",
    d,
    stroke: color,
    "stroke-width": 3.8,
    "stroke-linecap": "round",
    opacity: 0.55,
    fill: "none",
  });
}

function mean({ mean: value, interval, color, evidence }: SideDrawn, y: number, place: Place): string {
  const x = place(value) ?? 0;
  const [from, to] = interval ? [place(interval.low) ?? x, place(interval.high) ?? x] : [x, x];
  const radius = interval ? markerRadius(from, to, x, sizes) : sizes.marker;
  if (radius === null) return element("path", { class: "s-mean", d: tickPath(x, y, sizes), fill: color });
  const bounds = { left, right: width };
  const { line, caps } = interval ? whiskerPath(from, to, y, sizes, bounds) : { line: "", caps: "" };
  const whisker =
    line === ""
      ? ""
      : element("path", {
          class: "s-whisker",
          d: line + caps,
          stroke: color,
          "stroke-width": 1.9,
          fill: "none",
        });
  const isHollow = evidence === "single" || evidence === "claim";
  const d = evidence === "summary" ? diamondPath(x, y, radius) : circlePath(x, y, radius);
  const dash = evidence === "claim" ? "2.2 1.9" : null;
  const style = isHollow
    ? { fill: "var(--surface)", stroke: color, "stroke-width": 1.7, "stroke-dasharray": dash }
    : { fill: color, stroke: "var(--surface)", "stroke-width": 1.4 };
  return whisker + element("path", { class: "s-mean", d, ...style });
}
