import { fractionOn } from "../series/axis";
import type { ForestAxis, ForestRow } from "../series/forest-series";
import { tickText } from "../series/number-text";
import { circlePath, diamondPath, markerRadius, tickPath, type Sizes } from "./marks";
import { element, escapeXml, textWidth } from "./svg-text";

/**
 * A forest plot as one strip for each row of a table. Along x everything stands in percent of the strip, so that one
 * picture serves a column of any width; what depends on px supposes the column's usual width.
 */
const usualWidth = 446;

const sizes: Sizes = { cap: 11, marker: 5 };

/** The column's width where the page is as narrow as it goes with one. */
const leastWidth = 380;

const betterText = "candidate better →";
/** px from the line of 1. */
const betterFrom = 8;

/** px within which two texts of the axis would touch. */
const tickRoom = 28;

/** The strip of a row: the lines of the axis through its whole height, its ratio and whisker in the middle. */
export function forestStrip(row: ForestRow | null, axis: ForestAxis): string {
  return strip(lines(axis) + (row === null ? "" : marks(row, axis)));
}

/** The head above the strips: which way is better, the ticks, the bar. */
export function forestHead(axis: ForestAxis): string {
  const one = part(axis, 1);
  const left = text("← baseline better", one, { y: 17, dx: -8, "text-anchor": "end", class: "t-s" });
  const right = text(betterText, one, { y: 17, dx: betterFrom, class: "t-s" });
  const bar = axis.bar === null ? "" : barHead(axis.bar, axis);
  return strip((one > 0.24 ? left : "") + (one < 0.6 ? right : "") + bar + tickLabels(axis).join(""));
}

function strip(content: string): string {
  return element(
    "svg",
    {
      class: "chart forest",
      xmlns: "http://www.w3.org/2000/svg",
      width: "100%",
      height: "100%",
      overflow: "visible",
      "aria-hidden": "true",
    },
    content,
  );
}

/** Where a ratio stands, from 0 to 1; below or above where it lies beyond the axis. */
function part({ domain }: ForestAxis, ratio: number): number {
  return fractionOn({ scale: "log", domain }, ratio) ?? -1;
}

function percent(at: number): string {
  return `${Math.round(at * 10_000) / 100}%`;
}

function lines(axis: ForestAxis): string {
  const upright = (ratio: number, attributes: Record<string, string | number>) => {
    const x = percent(part(axis, ratio));
    return element("line", { x1: x, x2: x, y1: 0, y2: "100%", ...attributes });
  };
  const grid = axis.ticks.filter((tick) => tick !== 1 && tick !== axis.bar);
  return (
    beyondBar(axis) +
    grid.map((tick) => upright(tick, { class: "grid" })).join("") +
    (axis.bar === null
      ? ""
      : upright(axis.bar, {
          class: "f-bar",
          stroke: "var(--fast)",
          "stroke-width": 1.4,
          "stroke-dasharray": "3 3",
        })) +
    upright(1, { class: "f-one", stroke: "var(--ink)", "stroke-width": 1.4 })
  );
}

function beyondBar(axis: ForestAxis): string {
  if (axis.bar === null || axis.bar <= 1) return "";
  const from = part(axis, axis.bar);
  return element("rect", {
    x: percent(from),
    y: 0,
    width: percent(1 - from),
    height: "100%",
    fill: "var(--fast)",
    opacity: 0.05,
  });
}

function marks(row: ForestRow, axis: ForestAxis): string {
  const [from, at, to] = [row.low, row.value, row.high].map((end) => (end === null ? null : part(axis, end)));
  const color = row.tone === "better" ? "var(--fast)" : row.tone === "worse" ? "var(--slow)" : "var(--ink-3)";
  const hasWhisker = from !== null && to !== null && row.evidence !== "claim";
  const radius = hasWhisker
    ? markerRadius(from! * usualWidth, to! * usualWidth, at! * usualWidth, sizes)
    : sizes.marker;
  const whisker = hasWhisker && radius !== null ? whiskerOf(from!, to!, color, row.tested) : "";
  const inner = whisker + point(at!, marker(row, radius, color));
  return element("svg", { y: "50%", width: "100%", overflow: "visible" }, inner);
}

function whiskerOf(from: number, to: number, color: string, tested: boolean): string {
  const dash = tested ? null : "3 2.5";
  const stroke = { stroke: color, "stroke-width": tested ? 2 : 1.4 };
  const line = element("line", {
    class: "f-whisker",
    x1: percent(Math.max(0, from)),
    x2: percent(Math.min(1, to)),
    y1: 0,
    y2: 0,
    ...stroke,
    "stroke-dasharray": dash,
  });
  return line + whiskerEnd(from, -1, color) + whiskerEnd(to, 1, color);
}

/** A cap; an arrowhead where the end lies beyond the axis. */
function whiskerEnd(at: number, direction: -1 | 1, color: string): string {
  const isBeyond = at < 0 || at > 1;
  const d = isBeyond ? `M${-direction * 6} -5l${direction * 6} 5l${-direction * 6} 5` : "M0 -5.5v11";
  return point(
    Math.min(1, Math.max(0, at)),
    element("path", {
      class: isBeyond ? "f-beyond" : "f-cap",
      d,
      stroke: color,
      "stroke-width": 2,
      fill: "none",
    }),
  );
}

/** Draws around a place of the strip, in px. */
function point(at: number, content: string): string {
  return element("svg", { x: percent(at), overflow: "visible" }, content);
}

function marker({ evidence }: ForestRow, radius: number | null, color: string): string {
  if (radius === null) return element("path", { class: "f-tick", d: tickPath(0, 0, sizes), fill: color });
  const gap = "var(--gbg, var(--surface))";
  const hollow = { fill: gap, stroke: color, "stroke-width": 1.8 };
  const filled = { fill: color, stroke: gap, "stroke-width": 1.4 };
  const d = evidence === "summary" ? diamondPath(0, 0, radius) : circlePath(0, 0, radius);
  const style =
    evidence === "claim"
      ? { ...hollow, "stroke-width": 1.5, "stroke-dasharray": "2.2 1.9" }
      : evidence === "single"
        ? hollow
        : filled;
  return element("path", { class: `f-${evidence}`, d, ...style });
}

/** Beside the bar where there is room for it, else as near to it as what else stands there lets it; the tick below is the bar's. */
function barHead(bar: number, axis: ForestAxis): string {
  const label = `bar set: ${tickText(bar)}×`;
  const [at, one] = [part(axis, bar), part(axis, 1)];
  const taken = one < 0.6 ? one * leastWidth + betterFrom + textWidth(betterText, 11) + 8 : 0;
  const from = Math.max(at * leastWidth + 14, bar > 1 ? taken : 0);
  const width = textWidth(label, 11);
  const attributes = { y: 17, class: "t-s f-bar-text f-bar-set" };
  if (at <= 0.6 && from + width < leastWidth)
    return text(label, at, { dx: Math.round(from - at * leastWidth), "text-anchor": "start", ...attributes });
  if (leastWidth - width - 6 < taken) return "";
  return text(label, 1, { dx: -6, "text-anchor": "end", ...attributes });
}

/** 1 and the bar are always named; another tick is left unnamed where it would touch one of them. */
function tickLabels(axis: ForestAxis): string[] {
  const kept = [1, ...(axis.bar === null ? [] : [axis.bar])];
  const isFree = (tick: number) =>
    kept.every((other) => Math.abs(part(axis, tick) - part(axis, other)) * usualWidth >= tickRoom);
  const named = [...axis.ticks.filter((tick) => !kept.includes(tick) && isFree(tick)), ...new Set(kept)];
  return named.map((tick) =>
    text(`${tickText(tick)}×`, part(axis, tick), {
      y: 35,
      "text-anchor": "middle",
      class: tick === 1 ? "t-b t-11" : tick === axis.bar ? "t-b t-11 f-bar-text" : "t-ax",
    }),
  );
}

function text(content: string, at: number, attributes: Record<string, string | number>): string {
  return element("text", { x: percent(at), ...attributes }, escapeXml(content));
}
