import type { ChartGroup, ChartRow, DensityRow, RowSeries } from "../series/series";
import { countText, tickText } from "../series/number-text";
import type { Bounds } from "./marks";
import { placeOn } from "./place-on";
import { isRowDoubtful, severityRoom } from "./severity-mark";
import { textWidth } from "./svg-text";

/** Below this width names stand above their rows. */
export const narrowBelow = 560;

/** What a row of the chart holds: marks, or a density. */
export type RowContent =
  { kind: "marks"; row: ChartRow; group: string } | { kind: "density"; row: DensityRow };

export interface PlacedRow {
  content: RowContent;
  /** The row's strip, and in it the height of its marks. */
  top: number;
  bottom: number;
  y: number;
  /** Baseline of the name and the value. */
  baseline: number;
}

export interface PlacedGroup {
  key: string;
  label: string;
  note: string;
  /** Top of the group, its title's baseline, and where its rows end. */
  top: number;
  titleBaseline: number;
  bottom: number;
  /** Where the dashed rule between measurements and claims stands; null where there is none. */
  ruleY: number | null;
}

/** Where everything of a row chart stands, in px. The static figure and the interactive chart both draw from it. */
export interface RowLayout {
  width: number;
  height: number;
  form: "wide" | "narrow";
  plot: Bounds & { top: number; bottom: number };
  /** Where values end: beside them stand the marks of what is doubtful. */
  valueRight: number;
  /** Room for a row's name, from x = 0. */
  nameWidth: number;
  /** Baselines of the tick labels above and below, and of the axis title. */
  topTicks: number;
  bottomTicks: number;
  axisTitle: number;
  ticks: number[];
  groups: PlacedGroup[];
  rows: PlacedRow[];
}

const sizes = {
  wide: { row: 25, packed: 34, title: 26, beforeRows: 8, name: 12, detail: 11 },
  narrow: { row: 44, packed: 52, title: 24, beforeRows: 8, name: 12, detail: 11 },
} as const;

const swatchWidth = 17;

export function rowLayout(series: RowSeries, width: number): RowLayout {
  const form = width < narrowBelow ? "narrow" : "wide";
  const size = sizes[form];
  const nameWidth = form === "wide" ? nameWidthOf(series, width) : width;
  const plot =
    form === "wide"
      ? { left: nameWidth + 14, right: width - valueWidthOf(series) - severityRoomOf(series) - 14 }
      : { left: 6, right: width - 6 };
  const rowHeight = series.packing === "rows" ? size.row : size.packed;
  const placed = placeGroups(series, form, rowHeight);
  const bottom = placed.bottom + size.beforeRows;
  return {
    width,
    height: bottom + 40,
    form,
    plot: { ...plot, top: 22, bottom },
    valueRight: width - severityRoomOf(series),
    nameWidth,
    topTicks: 14,
    bottomTicks: bottom + 16,
    axisTitle: bottom + 33,
    ticks: readableTicks(series, plot),
    groups: placed.groups,
    rows: placed.rows,
  };
}

interface GroupOfRows {
  key: string;
  label: string;
  note: string;
  measured: number;
  contents: RowContent[];
}

function groupsOf(series: RowSeries): GroupOfRows[] {
  if (series.packing !== "density") return series.groups.map(groupOfRows);
  const groups = new Map<string, GroupOfRows>();
  for (const row of series.density) {
    const group = groups.get(row.group) ?? {
      key: row.group,
      label: row.group,
      note: "",
      measured: 0,
      contents: [],
    };
    group.contents.push({ kind: "density", row });
    if (!row.isClaim) group.measured += 1;
    groups.set(row.group, group);
  }
  return Array.from(groups.values());
}

function groupOfRows({ key, label, note, measured, rows }: ChartGroup): GroupOfRows {
  return { key, label, note, measured, contents: rows.map((row) => ({ kind: "marks", row, group: label })) };
}

function placeGroups(series: RowSeries, form: RowLayout["form"], rowHeight: number) {
  const size = sizes[form];
  const groups: PlacedGroup[] = [];
  const rows: PlacedRow[] = [];
  let y = 30;
  for (const group of groupsOf(series)) {
    const top = y;
    y += size.title;
    const first = y;
    for (const content of group.contents) {
      rows.push(placeRow(content, y, rowHeight, form));
      y += rowHeight;
    }
    const hasBoth = group.measured > 0 && group.measured < group.contents.length;
    const ruleY = hasBoth ? first + group.measured * rowHeight : null;
    const { key, label, note } = group;
    groups.push({ key, label, note, top, titleBaseline: top + 14, bottom: y, ruleY });
    y += 16;
  }
  return { groups, rows, bottom: groups.length === 0 ? 30 : y - 16 };
}

function placeRow(content: RowContent, top: number, height: number, form: RowLayout["form"]): PlacedRow {
  const bottom = top + height;
  if (form === "wide") return { content, top, bottom, y: top + height / 2, baseline: top + height / 2 + 4 };
  return { content, top, bottom, y: top + 18 + (height - 18) / 2, baseline: top + 14 };
}

/** Names take what the longest needs, but at most two fifths of the width. */
function nameWidthOf(series: RowSeries, width: number): number {
  const widths = groupsOf(series).flatMap(({ contents }) => contents.map(nameNeeds));
  return Math.ceil(Math.min(Math.max(96, ...widths) + 2, width * 0.4));
}

function nameNeeds(content: RowContent): number {
  const { name, detail } = sizes.wide;
  const text = detailOf(content);
  return swatchWidth + textWidth(content.row.label, name) + (text === "" ? 0 : 5 + textWidth(text, detail));
}

export function detailOf(content: RowContent): string {
  if (content.kind === "marks") return content.row.detail;
  const { count, isClaim } = content.row;
  return `${countText(count)} ${isClaim ? "claim" : "point"}${count === 1 ? "" : "s"}`;
}

function valueWidthOf(series: RowSeries): number {
  const rows = series.groups.flatMap((group) => group.rows);
  const widths =
    series.packing === "rows"
      ? rows.map(({ marks }) => textWidth(marks.map((mark) => `${mark.text} ${mark.spread}`).join(" · "), 12))
      : [];
  return Math.ceil(Math.max(48, ...widths));
}

function severityRoomOf({ groups }: RowSeries): number {
  return groups.some(({ rows }) => rows.some(isRowDoubtful)) ? severityRoom : 0;
}

/** Ticks whose labels leave each other room; the first always stays. */
export function readableTicks({ ticks, domain, scale }: RowSeries, plot: Bounds): number[] {
  const place = placeOn({ scale, domain }, plot.left, plot.right);
  const labels = ticks.map((tick) => ({
    tick,
    x: place(tick) ?? 0,
    half: textWidth(tickText(tick), 11) / 2 + 5,
  }));
  for (const every of [1, 2, 3, 4]) {
    const kept = labels.filter((_, i) => i % every === 0);
    if (
      kept.every(
        (label, i) => i === 0 || label.x - label.half >= (kept[i - 1]?.x ?? 0) + (kept[i - 1]?.half ?? 0),
      )
    )
      return kept.map(({ tick }) => tick);
  }
  return ticks.slice(0, 1);
}
