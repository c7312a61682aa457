import type { Evidence } from "../points/evidence";
import type { Slot } from "../series/series";
import { slotFill } from "./mark-layers";
import { circlePath, diamondPath, uprightWhisker } from "./marks";
import { element, escapeXml, fitText, px, textWidth } from "./svg-text";

/** A point of a line in px; `low` and `high` are its whisker's ends, `low` being further down. */
export interface LinePoint {
  x: number;
  y: number;
  whisker: { low: number; high: number } | null;
  evidence: Evidence;
  pointId: string;
  /** What a ring around the point says: it is worse than the one before it. */
  worse?: string;
}

export interface DrawnLine {
  slot: Slot;
  evidence: Evidence;
  points: readonly LinePoint[];
}

const lineSizes = { cap: 9, marker: 4 };

/**
 * Lines with their bands, whiskers and markers: claims below, measurements above them. One path for each line, its band,
 * its whiskers and each kind of its markers.
 */
export function lineMarks(lines: readonly DrawnLine[], selected: string | null): string {
  const claims = lines.filter((line) => line.evidence === "claim");
  const measured = lines.filter((line) => line.evidence !== "claim");
  const ordered = [...claims, ...measured];
  return (
    ordered.map((line) => bandOf(line) + strokeOf(line)).join("") +
    ordered.map((line) => markersOf(line)).join("") +
    chosenMarker(lines, selected) +
    lines.flatMap(({ points }) => points.map(ringOf)).join("")
  );
}

const ring = { r: 9, textBelow: 23 };

function ringOf({ x, y, whisker, worse }: LinePoint): string {
  if (worse === undefined) return "";
  const below = Math.max(y + ring.textBelow, (whisker?.low ?? y) + 13);
  const circle = element("path", {
    class: "m-ring",
    d: circlePath(x, y, ring.r),
    fill: "none",
    stroke: "var(--slow)",
    "stroke-width": 1.4,
  });
  const text = { x: px(x), y: px(below), class: "t-s", "text-anchor": "middle", style: "fill:var(--slow)" };
  return circle + element("text", text, escapeXml(worse));
}

/** Over the points that have a whisker; a point without one ends the band, and a base has its own value as both ends. */
function bandOf({ points, slot, evidence }: DrawnLine): string {
  if (evidence === "claim" || evidence === "single" || points.filter((point) => point.whisker).length < 1)
    return "";
  const upper = points.map((point) => `${px(point.x)} ${px(point.whisker?.high ?? point.y)}`);
  const lower = points.map((point) => `${px(point.x)} ${px(point.whisker?.low ?? point.y)}`).reverse();
  if (points.length < 2) return "";
  return element("path", {
    class: "m-band",
    d: `M${[...upper, ...lower].join("L")}Z`,
    fill: slotFill(slot),
    opacity: 0.16,
  });
}

function strokeOf({ points, slot, evidence }: DrawnLine): string {
  if (points.length < 2) return "";
  const d = `M${points.map((point) => `${px(point.x)} ${px(point.y)}`).join("L")}`;
  const style: Record<Evidence, Record<string, string | number>> = {
    samples: { "stroke-width": 1.9 },
    summary: { "stroke-width": 1.9 },
    single: { "stroke-width": 1.3, opacity: 0.7 },
    claim: { "stroke-width": 1.2, "stroke-dasharray": "2.5 3", opacity: 0.75 },
  };
  return element("path", {
    class: "m-line",
    d,
    fill: "none",
    stroke: slotFill(slot),
    "stroke-linejoin": "round",
    ...style[evidence],
  });
}

function markersOf({ points, slot }: DrawnLine): string {
  const color = slotFill(slot);
  const of = (...evidence: Evidence[]) => points.filter((point) => evidence.includes(point.evidence));
  const circles = (found: readonly LinePoint[], r: number) =>
    found.map(({ x, y }) => circlePath(x, y, r)).join("");
  const path = (d: string, attributes: Record<string, string | number>) =>
    d === "" ? "" : element("path", { d, ...attributes });
  const whiskers = points.flatMap(({ x, whisker }) =>
    whisker ? [uprightWhisker(x, whisker.low, whisker.high, lineSizes)] : [],
  );
  const filled =
    circles(of("samples"), lineSizes.marker) +
    of("summary")
      .map(({ x, y }) => diamondPath(x, y, lineSizes.marker))
      .join("");
  return (
    path(whiskers.join(""), { class: "m-whisker", stroke: color, "stroke-width": 1.6, fill: "none" }) +
    path(filled, { class: "m-filled", fill: color, stroke: "var(--surface)", "stroke-width": 1.4 }) +
    path(circles(of("single"), 3.4), {
      class: "m-single",
      fill: "var(--surface)",
      stroke: color,
      "stroke-width": 1.8,
    }) +
    path(circles(of("claim"), 3.7), {
      class: "m-claim",
      fill: "var(--surface)",
      stroke: color,
      "stroke-width": 1.5,
      "stroke-dasharray": "2.2 1.9",
    })
  );
}

/** A selected point on a line has no row to be yellow: it stands on a yellow disc with the bar's colour around it. */
function chosenMarker(lines: readonly DrawnLine[], selected: string | null): string {
  for (const line of lines) {
    const point = line.points.find((each) => each.pointId === selected);
    if (point === undefined) continue;
    const disc = element("path", {
      class: "chosen",
      d: circlePath(point.x, point.y, 9),
      fill: "var(--hl)",
      stroke: "var(--hl-bar)",
      "stroke-width": 2,
    });
    return disc + markersOf({ ...line, points: [point] });
  }
  return "";
}

/** A line's name at its end: where it would stand, and where there is room for it. */
export interface EndLabel {
  key: string;
  label: string;
  detail: string;
  value: string;
  slot: Slot;
  isClaim: boolean;
  x: number;
  y: number;
  labelY: number;
}

/** Moves labels apart to `pitch` px, in the order of their heights, within top and bottom where they fit at all. */
export function spreadLabels(
  labels: readonly Omit<EndLabel, "labelY">[],
  top: number,
  bottom: number,
  pitch: number,
): EndLabel[] {
  const sorted = labels.toSorted((a, b) => a.y - b.y);
  let next = top;
  const down = sorted.map((label) => {
    const labelY = Math.max(label.y, next);
    next = labelY + pitch;
    return { ...label, labelY };
  });
  let most = bottom;
  for (const label of down.reverse()) {
    label.labelY = Math.max(top, Math.min(label.labelY, most));
    most = label.labelY - pitch;
  }
  return down.reverse();
}

/** Names in a column beside the plot, each led to the end of its line; its value at the column's end in its colour. */
export function endLabels(labels: readonly EndLabel[], from: number, to: number): string {
  return labels.map((label) => leader(label, from) + labelText(label, from, to)).join("");
}

/** A long way to a name is dotted in the axis' grey, so that nobody takes it for a line of the chart. */
function leader({ x, y, labelY, slot, isClaim }: EndLabel, from: number): string {
  if (from - x < 8) return "";
  const d = `M${px(x + 7)} ${px(y)}L${px(from - 4)} ${px(labelY)}`;
  const near = { stroke: slotFill(slot), opacity: 0.6, "stroke-dasharray": isClaim ? "2 2" : null };
  const far = { stroke: "var(--axis)", "stroke-dasharray": "1 4" };
  return element("path", {
    class: "leader",
    d,
    fill: "none",
    "stroke-width": 1,
    ...(from - x > 40 ? far : near),
  });
}

function labelText({ label, detail, value, labelY, isClaim }: EndLabel, from: number, to: number): string {
  const room = to - from - textWidth(value, 12.7) - 10;
  const name = fitText(label, room, 12.7);
  const rest = fitText(detail, room - textWidth(name, 12.7) - 5, 11);
  const isCut = name !== label || rest !== detail;
  const span = rest === "" ? "" : element("tspan", { class: "t-s", dx: 5 }, escapeXml(rest));
  const whole = isCut
    ? element("title", {}, escapeXml([label, detail].filter((part) => part !== "").join(" ")))
    : "";
  return (
    element(
      "text",
      { x: from, y: labelY + 4, class: isClaim ? "t-2" : "t-b" },
      escapeXml(name) + span + whole,
    ) +
    element(
      "text",
      { x: to, y: labelY + 4, class: isClaim ? "tn t-3" : "tn t-b", "text-anchor": "end" },
      escapeXml(value),
    )
  );
}

/** Width that the names need, with their details and values. */
export function labelNeeds(labels: readonly { label: string; detail: string; value: string }[]): number {
  const widths = labels.map(
    ({ label, detail, value }) =>
      textWidth(label, 12.7) + (detail === "" ? 0 : 5 + textWidth(detail, 11)) + 12 + textWidth(value, 12.7),
  );
  return Math.max(0, ...widths);
}

/** Below a narrow chart: a line for each name, since there is no room beside it. */
export function legendBelow(
  labels: readonly Pick<EndLabel, "label" | "detail" | "value" | "slot" | "isClaim">[],
  top: number,
  width: number,
): string {
  return labels
    .map((label, i) => {
      const y = top + i * legendPitch + 14;
      const stroke = {
        stroke: slotFill(label.slot),
        "stroke-width": label.isClaim ? 1.2 : 1.9,
        "stroke-dasharray": label.isClaim ? "2.5 3" : null,
      };
      const key = element("path", { d: `M0 ${px(y - 4)}h16`, fill: "none", ...stroke });
      return key + labelText({ ...label, key: "", x: 0, y: 0, labelY: y - 4 }, 24, width);
    })
    .join("");
}

export const legendPitch = 24;
