import { tickText } from "../series/number-text";
import type { Axis } from "../series/axis";
import { labelNeeds, legendPitch } from "./line-marks";
import { placeOn, type Place } from "./place-on";
import { narrowBelow } from "./row-layout";
import { textWidth } from "./svg-text";

/** Where everything of a chart between two axes stands, in px. */
export interface PlotLayout {
  width: number;
  height: number;
  form: "wide" | "narrow";
  plot: { left: number; right: number; top: number; bottom: number };
  /** Where the column of names begins; the legend below where narrow. */
  labelsFrom: number;
  legendTop: number;
}

/** Where a value of either axis stands. */
export interface PlotPlaces {
  x: Place;
  y: Place;
}

type LineName = Parameters<typeof labelNeeds>[0][number];
type PlacedAxis = Pick<Axis, "scale" | "domain">;

/** The pitch of names beside the plot. */
export const labelPitch = 17;

interface Wanted {
  width: number;
  /** The names beside the plot, or in the legend below it. */
  names: readonly LineName[];
  /** The least width of the column of names, and its most as a share of the whole. */
  column: { least: number; most: number };
  left: number;
  top: number;
  /** The least height of the plot. */
  plotHeight: Record<PlotLayout["form"], number>;
}

/** A plot with the names of its lines beside it, or below where it is narrow; it grows with their number. */
export function plotLayout({ width, names, column, left, top, plotHeight }: Wanted): PlotLayout {
  const form = width < narrowBelow ? "narrow" : "wide";
  const beside = Math.min(Math.max(column.least, labelNeeds(names)), width * column.most);
  const right = form === "wide" ? width - beside - 22 : width - 12;
  const bottom = top + Math.max(plotHeight[form], form === "wide" ? names.length * labelPitch : 0);
  const legend = form === "narrow" ? names.length * legendPitch + 8 : 0;
  return {
    width,
    height: bottom + 40 + legend,
    form,
    plot: { left, right, top, bottom },
    labelsFrom: right + 22,
    legendTop: bottom + 44,
  };
}

/** Room for the labels of an upright axis, in px. */
export function tickColumn(ticks: readonly number[]): number {
  return Math.max(24, ...ticks.map((tick) => textWidth(tickText(tick), 11))) + 12;
}

export function plotPlaces(x: PlacedAxis, y: PlacedAxis, { plot }: PlotLayout): PlotPlaces {
  return { x: placeOn(x, plot.left, plot.right), y: placeOn(y, plot.bottom, plot.top) };
}

/** The ticks of the axis along x whose labels stand clear of each other. */
export function roomyTicks(ticks: readonly number[], x: Place, text: (tick: number) => string): number[] {
  let free = -Infinity;
  return ticks.filter((tick) => {
    const [at, half] = [x(tick) ?? 0, textWidth(text(tick), 11) / 2 + 4];
    if (at - half < free) return false;
    free = at + half;
    return true;
  });
}
