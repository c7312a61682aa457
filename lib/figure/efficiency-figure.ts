import { intervalText, percentText, ratioText } from "../series/number-text";
import type { ScalingLine, ScalingPoint, ScalingSeries } from "../series/series";
import { linearAxis } from "../series/axis";
import { hatchedArea } from "./bound-marks";
import { figureTag, type FigureOptions } from "./figure-tag";
import type { Hit } from "./hit";
import { MarkLayers } from "./mark-layers";
import { circlePath, diamondPath, markerRadius, tickPath, whiskerPath, type Sizes } from "./marks";
import { placeOn, type Place } from "./place-on";
import { marksAttribute } from "./row-figure";
import { sharedBase } from "./scaling-figure";
import { element, escapeXml, fitText, px, textWidth } from "./svg-text";

/** One column a count above the base, one row a system, on one axis of efficiency. In px. */
export interface EfficiencyLayout {
  width: number;
  height: number;
  nameWidth: number;
  columns: { times: number; label: string; left: number; right: number }[];
  rows: { line: ScalingLine; y: number }[];
  top: number;
  bottom: number;
  domain: [number, number];
  ticks: number[];
  /** Between measurements and claims; null where there is none. */
  ruleY: number | null;
  /** Counts for which there was no room. */
  leftOut: number;
}

const sizes: Sizes = { cap: 10, marker: 4.2 };
const narrowestColumn = 68;

export function efficiencyLayout(series: ScalingSeries, width: number): EfficiencyLayout {
  const needed = Math.max(
    80,
    ...series.lines.map(
      (line) => textWidth(line.label, 12) + (line.detail === "" ? 0 : 5 + textWidth(line.detail, 11)),
    ),
  );
  const nameWidth = Math.round(Math.min(needed, width * 0.34));
  const all = countsAbove(series);
  const fitting = Math.max(1, Math.floor((width - nameWidth) / narrowestColumn));
  const times = mostShared(all, series, fitting);
  const step = (width - nameWidth) / Math.max(1, times.length);
  const base = sharedBase(series);
  const columns = times.map((each, i) => {
    const left = nameWidth + i * step + 22;
    return {
      times: each,
      label: base === null ? `${px(each)}×` : `${px(each * base)} GPUs`,
      left,
      right: nameWidth + (i + 1) * step - 6,
    };
  });
  const pitch = Math.min(46, Math.max(26, 398 / Math.max(1, series.lines.length)));
  const rows = series.lines.map((line, i) => ({ line, y: 24 + pitch * (i + 0.5) }));
  const bottom = 24 + pitch * series.lines.length;
  const axis = efficiencyAxis(series);
  const ticks = step - 28 < 64 ? axis.ticks.filter((_, i) => i !== 1) : axis.ticks;
  const measured = series.lines.filter((line) => line.evidence !== "claim").length;
  const ruleY = measured > 0 && measured < series.lines.length ? 24 + pitch * measured : null;
  return {
    width,
    height: bottom + 40,
    nameWidth,
    columns,
    rows,
    top: 24,
    bottom,
    domain: axis.domain,
    ticks,
    ruleY,
    leftOut: all.length - times.length,
  };
}

/** Where there is no room for every count, those that most systems have. */
function mostShared(counts: readonly number[], { lines }: ScalingSeries, most: number): number[] {
  const systems = (times: number) =>
    lines.filter((line) => line.points.some((point) => point.accelerators / line.base === times)).length;
  const kept = counts.toSorted((a, b) => systems(b) - systems(a) || b - a).slice(0, most);
  return kept.sort((a, b) => a - b);
}

function countsAbove({ lines }: ScalingSeries): number[] {
  const counts = new Set(lines.flatMap((line) => line.points.map((point) => point.accelerators / line.base)));
  return Array.from(counts)
    .filter((count) => count > 1)
    .sort((a, b) => a - b);
}

/** From 60 to 100 %, and as far beyond as a system goes. */
function efficiencyAxis({ lines }: ScalingSeries): { domain: [number, number]; ticks: number[] } {
  const values = lines.flatMap((line) => line.points.map((point) => point.efficiency));
  const [low, high] = [Math.min(60, ...values), Math.max(100, ...values)];
  if (low >= 60 && high <= 100) return { domain: [60, 100], ticks: [60, 80, 100] };
  const { domain } =
    low < 60 ? linearAxis(0, high) : { domain: [60, Math.ceil(high / 10) * 10] as [number, number] };
  return { domain, ticks: low < 60 ? [0, 50, 100] : [60, 80, 100] };
}

/** Efficiency by accelerator count: the same data as the speed-up, as rows. */
export function efficiencyFigure(series: ScalingSeries, options: FigureOptions): string {
  const layout = efficiencyLayout(series, options.width);
  const { svg, hits } = efficiencyMarks(series, layout, options.selected);
  const content =
    efficiencyGrid(layout, options.idPrefix) +
    efficiencyNames(layout, options.selected) +
    element("g", { class: "marks", "data-marks": marksAttribute(hits) }, svg);
  const says = `Efficiency of ${series.lines.length} systems by GPU count, in percent of ideal. A table with the same values follows.`;
  return figureTag({ width: layout.width, height: layout.height, says }, content);
}

export function efficiencyPlace(
  layout: EfficiencyLayout,
  column: EfficiencyLayout["columns"][number],
): Place {
  return placeOn({ scale: "linear", domain: layout.domain }, column.left, column.right);
}

export function efficiencyGrid(layout: EfficiencyLayout, idPrefix: string): string {
  const beyond = layout.domain[1] > 100 ? hatchedArea(beyondIdeal(layout), idPrefix) : "";
  const columns = layout.columns.map((column) => {
    const place = efficiencyPlace(layout, column);
    const title = element(
      "text",
      { x: column.left, y: 14, class: "t-b" },
      escapeXml(fitText(column.label, column.right - column.left + 16, 12)),
    );
    return title + layout.ticks.map((tick) => tickLine(tick, place, layout)).join("");
  });
  const below = { x: layout.columns[0]?.left ?? layout.nameWidth, y: layout.bottom + 35, class: "t-s" };
  return beyond + columns.join("") + element("text", below, leftOutText(layout));
}

/** What is more than ideal, in each column. */
function beyondIdeal(layout: EfficiencyLayout): string {
  const { columns, top, bottom } = layout;
  const areas = columns.map((column) => {
    const x = efficiencyPlace(layout, column)(100) ?? column.right;
    return `M${px(x)} ${px(top)}H${px(column.right)}V${px(bottom)}H${px(x)}z`;
  });
  return areas.join("");
}

function leftOutText({ leftOut }: EfficiencyLayout): string {
  const says = leftOut === 0 ? "" : `; no room for ${leftOut} more`;
  return `Scaling efficiency, % of ideal${says}`;
}

function tickLine(tick: number, place: Place, { top, bottom }: EfficiencyLayout): string {
  const x = place(tick) ?? 0;
  const ideal = { stroke: "var(--ink)", "stroke-width": 1.25 };
  const line = element("path", {
    d: `M${px(x)} ${px(top)}V${px(bottom)}`,
    ...(tick === 100 ? ideal : { class: "grid" }),
  });
  return line + element("text", { x, y: bottom + 16, class: "t-ax", "text-anchor": "middle" }, String(tick));
}

export function efficiencyNames(
  { rows, nameWidth, ruleY, width }: EfficiencyLayout,
  selected: string | null,
): string {
  const rule =
    ruleY === null
      ? ""
      : element("path", { class: "sep", d: `M0 ${px(ruleY)}H${px(width)}`, "stroke-dasharray": "2 3" });
  const band = rows
    .filter(({ line }) => line.points.some((point) => point.mark.pointId === selected))
    .map(
      ({ y }) =>
        element("rect", {
          class: "chosen",
          x: -10,
          y: y - 13,
          width: width + 20,
          height: 26,
          rx: 4,
          fill: "var(--hl)",
        }) + element("rect", { x: -10, y: y - 13, width: 3, height: 26, rx: 1.5, fill: "var(--hl-bar)" }),
    );
  return band.join("") + rule + rows.map(({ line, y }) => nameText(line, y, nameWidth)).join("");
}

/** On one line where both fit, else the detail under the name: cut alike, two systems would look the same. */
function nameText({ label, detail, evidence }: ScalingLine, y: number, room: number): string {
  const isOneLine = detail === "" || textWidth(label, 12) + 5 + textWidth(detail, 11) <= room;
  const [name, rest] = [fitText(label, room, 12), isOneLine ? detail : fitText(detail, room, 10)];
  const place = isOneLine ? { dx: 5 } : { x: 0, dy: 11, "font-size": 10 };
  const span = rest === "" ? "" : element("tspan", { class: "t-s", ...place }, escapeXml(rest));
  const title =
    name === label && rest === detail ? "" : element("title", {}, escapeXml(`${label} ${detail}`.trim()));
  return element(
    "text",
    { x: 0, y: isOneLine ? y + 4 : y - 1, class: evidence === "claim" ? "t-2" : "t-1" },
    escapeXml(name) + span + title,
  );
}

export function efficiencyMarks(
  series: ScalingSeries,
  layout: EfficiencyLayout,
  selected: string | null,
): { svg: string; hits: Hit[] } {
  const [others, chosen] = [new MarkLayers(), new MarkLayers()];
  const hits: Hit[] = [];
  const texts: string[] = [];
  for (const { line, y } of layout.rows) {
    for (const column of layout.columns) {
      const point = line.points.find((each) => each.accelerators / line.base === column.times);
      if (point === undefined) continue;
      const isChosen = line.points.some((each) => each.mark.pointId === selected);
      const drawn = drawPoint(
        isChosen ? chosen : others,
        line,
        point,
        y,
        efficiencyPlace(layout, column),
        column,
      );
      texts.push(drawn.text);
      hits.push(drawn.hit);
    }
  }
  return { svg: others.svg() + chosen.svg("var(--hl)") + texts.join(""), hits };
}

function drawPoint(
  layers: MarkLayers,
  line: ScalingLine,
  point: ScalingPoint,
  y: number,
  place: Place,
  bounds: { left: number; right: number },
): { text: string; hit: Hit } {
  const { mark, efficiency, efficiencyInterval: interval } = point;
  const x = place(efficiency) ?? bounds.left;
  const ends = interval === null ? null : { from: place(interval.low) ?? x, to: place(interval.high) ?? x };
  const radius = ends === null ? sizes.marker : markerRadius(ends.from, ends.to, x, sizes);
  if (mark.evidence === "claim") layers.add("claim", line.slot, circlePath(x, y, sizes.marker));
  else if (ends === null)
    layers.add(
      mark.evidence === "single" ? "single" : "filled",
      line.slot,
      circlePath(x, y, sizes.marker - 0.4),
    );
  else if (radius === null) layers.add("tick", line.slot, tickPath(x, y, sizes));
  else {
    const { line: across, caps } = whiskerPath(ends.from, ends.to, y, sizes, {
      left: bounds.left - 8,
      right: bounds.right + 6,
    });
    layers.add("whisker", line.slot, across + caps);
    layers.add(
      "filled",
      line.slot,
      mark.evidence === "summary" ? diamondPath(x, y, radius) : circlePath(x, y, radius),
    );
  }
  const [from, to] = [Math.min(x - 5, ends?.from ?? x), Math.max(x + 5, ends?.to ?? x)];
  return { text: valueText(point, from, to, y, bounds), hit: hitOf(line, point, { x, y, from, to }) };
}

/** The value stands left of its mark, or right of it where the mark is at the column's start. */
function valueText(
  { efficiency, mark }: ScalingPoint,
  from: number,
  to: number,
  y: number,
  { left }: { left: number },
): string {
  const isLeft = from - 6 - 14 > left - 16;
  const attributes = { x: isLeft ? from - 6 : to + 6, y: y + 4, "text-anchor": isLeft ? "end" : null };
  return element(
    "text",
    { ...attributes, class: mark.evidence === "claim" ? "tn t-s" : "tn t-b t-11" },
    Math.round(efficiency).toFixed(0),
  );
}

function hitOf(
  line: ScalingLine,
  point: ScalingPoint,
  at: { x: number; y: number; from: number; to: number },
): Hit {
  const { mark, speedup, speedupInterval, efficiency, efficiencyInterval, accelerators } = point;
  const count = `${accelerators} ${accelerators === 1 ? "GPU" : "GPUs"}`;
  const detail = [line.detail, count].filter((part) => part !== "").join(" · ");
  const interval = efficiencyInterval === null ? "" : intervalText(efficiencyInterval);
  const shown = { text: percentText(efficiency, "table"), interval };
  return {
    pointId: mark.pointId,
    mark,
    ...at,
    label: line.label,
    detail,
    group: "",
    slot: line.slot,
    derived: `${ratioText(speedup, speedupInterval)} speed-up`,
    shown,
  };
}
