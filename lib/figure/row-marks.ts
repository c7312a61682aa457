import { shortText } from "@/lib/points/short-text";
import type { ChartRow, Mark, RowSeries } from "../series/series";
import type { Hit } from "./hit";
import { hatches, MarkLayers } from "./mark-layers";
import {
  arrowhead,
  barPath,
  circlePath,
  densityStripPath,
  diamondPath,
  jitter,
  markerRadius,
  packedSizes,
  rangePath,
  rowSizes,
  stripPath,
  tickPath,
  whiskerPath,
  type Sizes,
} from "./marks";
import type { Place } from "./place-on";
import type { PlacedRow, RowLayout } from "./row-layout";
import { element, escapeXml, px, textWidth } from "./svg-text";

/** Samples up to which each is a dot. */
const dotsUpTo = 400;

const barHeight = 14;

export interface RowMarksOptions {
  place: Place;
  selected: string | null;
  /** Makes the ids of patterns unlike those of another figure on the page. */
  idPrefix: string;
}

/** The marks of a row chart as SVG, one path for each kind and colour, and where each of them stands. */
export function rowMarks(
  series: RowSeries,
  layout: RowLayout,
  options: RowMarksOptions,
): { svg: string; hits: Hit[] } {
  const [others, chosen] = [new MarkLayers(), new MarkLayers()];
  const hits: Hit[] = [];
  const notes: string[] = [];
  for (const placed of layout.rows) {
    if (placed.content.kind === "density") continue;
    const { row, group } = placed.content;
    row.marks.forEach((mark, i) => {
      const isChosen = mark.pointId === options.selected;
      const draw: Draw = {
        series,
        layout,
        row,
        mark,
        y: markY(series, placed, i),
        place: options.place,
        chosen: isChosen,
      };
      const extent = drawMark(isChosen ? chosen : others, draw);
      notes.push(besideMark(draw, extent));
      hits.push(hitOf(draw, extent, group));
    });
    notes.push(joinMarks(others, row, placed, layout, options.place));
  }
  const prefix = `${options.idPrefix}-hatch`;
  const slots = new Set([...others.hatched(), ...chosen.hatched()]);
  const svg =
    hatches(Array.from(slots), prefix) +
    others.svg("var(--surface)", prefix) +
    chosen.svg("var(--hl)", prefix);
  return { svg: svg + notes.join(""), hits };
}

/** Marks of a packed row are scattered over its height, so that fewer of them cover each other. */
function markY(series: RowSeries, placed: PlacedRow, index: number): number {
  return series.packing === "rows" ? placed.y : placed.y + jitter(index) * 10;
}

interface Draw {
  series: RowSeries;
  layout: RowLayout;
  row: ChartRow;
  mark: Mark;
  y: number;
  place: Place;
  chosen: boolean;
}

/** What a mark covers along x, and where its value stands. */
interface Extent {
  x: number;
  from: number;
  to: number;
}

function drawMark(layers: MarkLayers, draw: Draw): Extent {
  const { mark, layout, place } = draw;
  if (mark.range !== null) return drawRange(layers, draw);
  const x = mark.value === null ? null : place(mark.value);
  if (x === null) return at(layout.plot.left + 4);
  if (draw.series.mark === "bars" && draw.series.packing === "rows") return drawBar(layers, draw, x);
  drawStrip(layers, draw);
  return drawDot(layers, draw, x);
}

function at(x: number): Extent {
  return { x, from: x - 4, to: x + 4 };
}

function drawStrip(layers: MarkLayers, { mark, row, y, place, layout, series }: Draw): void {
  if (mark.strip === null || mark.evidence !== "samples" || series.packing !== "rows") return;
  if ((mark.n ?? mark.strip.length) > dotsUpTo)
    layers.add("densityStrip", row.slot, densityStripPath(mark.strip, y, place, layout.plot));
  else layers.add("strip", row.slot, stripPath(mark.strip, y, seedOf(mark.pointId), place, layout.plot));
}

function seedOf(pointId: string): number {
  return Number.parseInt(pointId.slice(0, 7), 16) || 0;
}

function drawDot(layers: MarkLayers, draw: Draw, x: number): Extent {
  const { mark, row, y, series, chosen } = draw;
  const sizes = sizesOf(series, chosen);
  if (mark.evidence === "claim") layers.add("claim", row.slot, circlePath(x, y, sizes.marker + 0.1));
  else if (mark.evidence === "single") layers.add("single", row.slot, circlePath(x, y, sizes.marker - 0.3));
  if (mark.evidence === "claim" || mark.evidence === "single") return { x, from: x - 5, to: x + 5 };
  const ends = whiskerEnds(draw);
  const radius = ends === null ? sizes.marker : markerRadius(ends.from, ends.to, x, sizes);
  if (radius === null) {
    layers.add("tick", row.slot, tickPath(x, y, sizes));
    return at(x);
  }
  if (ends !== null) drawWhisker(layers, draw, ends, sizes);
  layers.add(
    "filled",
    row.slot,
    mark.evidence === "samples" ? circlePath(x, y, radius) : diamondPath(x, y, radius),
  );
  const { left, right } = draw.layout.plot;
  return {
    x,
    from: Math.max(left, Math.min(x - 5, ends?.from ?? x)),
    to: Math.min(right, Math.max(x + 5, ends?.to ?? x)),
  };
}

function sizesOf(series: RowSeries, chosen: boolean): Sizes {
  const sizes = series.packing === "rows" ? rowSizes : packedSizes;
  return chosen ? { ...sizes, marker: sizes.marker + 0.7 } : sizes;
}

/** Ends of the whisker in px, not cut at the axis; an end without a place on a log axis lies beyond it. */
function whiskerEnds({ mark, place, layout }: Draw): { from: number; to: number } | null {
  if (mark.interval === null) return null;
  const [from, to] = [place(mark.interval.low), place(mark.interval.high)];
  return { from: from ?? layout.plot.left - 20, to: to ?? layout.plot.left };
}

function drawWhisker(
  layers: MarkLayers,
  { mark, row, y, layout, series }: Draw,
  ends: { from: number; to: number },
  sizes: Sizes,
): void {
  const { line, caps } = whiskerPath(ends.from, ends.to, y, sizes, layout.plot);
  if (series.packing !== "rows") return layers.add("thinWhisker", row.slot, line + caps);
  layers.add(isFew(mark) ? "whiskerDashed" : "whisker", row.slot, line);
  layers.add("whisker", row.slot, caps);
}

/** Of 2 to 4 values the whisker is dashed, and their number stands beside it. */
function isFew(mark: Mark): boolean {
  return mark.n !== null && mark.n >= 2 && mark.n <= 4 && mark.interval !== null;
}

function drawBar(layers: MarkLayers, draw: Draw, x: number): Extent {
  const { mark, row, y, place, layout } = draw;
  const zero = place(0) ?? layout.plot.left;
  const full = barPath(zero, x, y, barHeight);
  const inner = barPath(zero, x, y, barHeight - 1.5);
  if (mark.evidence === "claim") {
    layers.add("barClaim", row.slot, full);
    layers.add("barClaimLine", row.slot, inner);
  } else
    layers.add(
      mark.evidence === "single" ? "barSingle" : "bar",
      row.slot,
      mark.evidence === "single" ? inner : full,
    );
  const ends = whiskerEnds(draw);
  if (ends !== null && ends.to - ends.from >= 2) {
    const { line, caps } = whiskerPath(ends.from, ends.to, y, { ...rowSizes, cap: 10 }, layout.plot);
    layers.add("barWhisker", row.slot, line + caps);
  }
  return { x, from: Math.min(zero, x), to: Math.max(x, ends?.to ?? x) };
}

function drawRange(layers: MarkLayers, { mark, row, y, place, layout }: Draw): Extent {
  const { left, right } = layout.plot;
  const low = mark.range?.low == null ? null : place(mark.range.low);
  const high = mark.range?.high == null ? null : place(mark.range.high);
  const [from, to] = [Math.max(left, low ?? left), Math.min(right, high ?? right)];
  layers.add("range", row.slot, rangePath(from, to, y));
  layers.add("rangeLine", row.slot, rangePath(from, to, y));
  if (low === null) layers.add("whisker", row.slot, arrowhead(from, y, -1));
  if (high === null) layers.add("whisker", row.slot, arrowhead(to, y, 1));
  return { x: (from + to) / 2, from, to };
}

/** What is written into the plot beside a mark: n where it is small, and why there is no value. */
function besideMark({ mark, layout, y, series }: Draw, { from, to }: Extent): string {
  if (series.packing !== "rows") return "";
  if (mark.missing !== null) {
    const says = mark.missing === "" ? "no value in the source" : `${mark.missing} in the source`;
    return element(
      "text",
      { x: layout.plot.left + 10, y: y + 4, class: "t-s t-i" },
      escapeXml(shortText(says, 60)),
    );
  }
  if (!isFew(mark)) return "";
  const text = `n = ${mark.n}`;
  const { left, right } = layout.plot;
  const needed = 8 + textWidth(text, 11);
  // Above the mark only where neither side has room: in a narrow form the value stands there.
  const place =
    to + needed <= right
      ? { x: to + 8, y: y + 4 }
      : from - needed >= left
        ? { x: from - 8, y: y + 4, "text-anchor": "end" }
        : { x: right, y: y - 8, "text-anchor": "end" };
  return element("text", { ...place, class: "t-s t-h" }, text);
}

/** A claim and its measurement: a dotted line between them, with claim / measured at its end. */
function joinMarks(
  layers: MarkLayers,
  row: ChartRow,
  placed: PlacedRow,
  layout: RowLayout,
  place: Place,
): string {
  const [measured, claim] = row.marks;
  if (row.ratio === null || measured?.value == null || claim?.value == null) return "";
  const [from, to] = [place(measured.value), place(claim.value)];
  if (from === null || to === null) return "";
  const [left, right] = [Math.min(from, to), Math.max(from, to)];
  if (right - left > 12) layers.add("join", row.slot, `M${px(left + 6)} ${px(placed.y)}H${px(right - 6)}`);
  const text = `${Number(row.ratio.toPrecision(2))}× measured`;
  const fits = right + 11 + textWidth(text, 11) <= layout.plot.right;
  const x = fits ? right + 11 : left - 11;
  return element("text", { x, y: placed.y + 4, class: "t-s t-h", "text-anchor": fits ? null : "end" }, text);
}

function hitOf({ mark, row, y }: Draw, { x, from, to }: Extent, group: string): Hit {
  const { label, detail, slot } = row;
  return {
    pointId: mark.pointId,
    mark,
    x,
    y,
    from,
    to,
    label,
    detail,
    group,
    slot,
    derived: "",
    shown: null,
  };
}
