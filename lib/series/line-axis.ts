import { isNumberField, type CaseField, type NumberField } from "../points/case";
import { dayNumber, dayText } from "../points/day";
import type { Scale } from "../view/view";
import { isTrendAxis, trendLabel, type TrendAxis } from "../view/trend-axes";
import { linearAxis, logAxis, type Axis } from "./axis";
import { caseLines, type CaseLines } from "./case-lines";
import type { ChartPoint } from "./chart-point";
import { fieldDetail, fieldLabel } from "./field-value";
import type { XSeries } from "./series";
import { trendLines, versionsOf } from "./trend-lines";

/** What a metric is drawn along. */
export interface LineAxis {
  x: XSeries["x"];
  /** Fields that may change along a line. */
  along: readonly CaseField[];
  /** Null where the point has no place. */
  at: (point: ChartPoint) => number | null;
  lines: (points: readonly ChartPoint[]) => CaseLines;
  /** Whether a point that no line joins is drawn: where nothing is said of it but its change, it is not. */
  drawsAlone: boolean;
  /** `8 accelerators`. */
  detail: (at: number) => string;
  axis: (xs: readonly number[]) => Axis;
}

/** Of a number field, a trend, or the concurrency where the view asks for neither. */
export function lineAxis(field: string, points: readonly ChartPoint[]): LineAxis {
  return isTrendAxis(field)
    ? trendAxis(field, points)
    : numberAxis(isNumberField(field) ? field : "concurrency");
}

/** Splitting the work changes with the accelerator count, and with it only; every other field runs along x alone. */
const alongWith: Partial<Record<NumberField, readonly CaseField[]>> = {
  accelerators: ["nodes", "tensor_parallel", "pipeline_parallel", "expert_parallel", "data_parallel"],
};

function numberAxis(field: NumberField): LineAxis {
  const along = [field, ...(alongWith[field] ?? [])];
  const at = (point: ChartPoint) => point.case[field];
  return {
    x: { field, label: fieldLabel(field), kind: "number", names: [] },
    ...{ along, at, axis: sweepAxis },
    lines: (points) => caseLines(points, along, at),
    drawsAlone: true,
    detail: (value) => fieldDetail(field, String(value)),
  };
}

function trendAxis(field: TrendAxis, points: readonly ChartPoint[]): LineAxis {
  const shared = {
    along: ["system_version"] as const,
    lines: (all: readonly ChartPoint[]) => trendLines(all, field),
    drawsAlone: false,
  };
  const x = { field, label: trendLabel[field] };
  if (field === "measured_at")
    return {
      ...shared,
      x: { ...x, kind: "day", names: [] },
      at: ({ measuredOn }) => (measuredOn === undefined ? null : dayNumber(measuredOn)),
      detail: dayText,
      axis: dayAxis,
    };
  // Only versions that are drawn have a place.
  const names = versionsOf(shared.lines(points).lines.flat());
  const places = new Map(names.map((name, at) => [name, at]));
  return {
    ...shared,
    x: { ...x, kind: "name", names },
    at: (point) => places.get(point.case.system_version ?? "") ?? null,
    detail: (at) => names[at] ?? "",
    axis: nameAxis,
  };
}

/** Sweeps go by doubling: an x that spans more than 8 times is drawn on a log axis, with its own values as ticks. */
function sweepAxis(xs: readonly number[]): Axis {
  const [low, high] = [xs[0] ?? 0, xs.at(-1) ?? 1];
  const scale: Scale = low > 0 && high / low >= 8 ? "log" : "linear";
  if (low === high) return linearAxis(0, high === 0 ? 1 : high);
  if (scale === "log")
    return {
      scale,
      domain: [low, high],
      ticks:
        xs.length <= 10 ? [...xs] : logAxis(low, high).ticks.filter((tick) => tick >= low && tick <= high),
    };
  const axis = linearAxis(low > high / 2 ? low : 0, high);
  return xs.length <= 7 ? { ...axis, ticks: [...xs] } : axis;
}

/** How much of an axis stays free before its first and after its last place, so that their names have room. */
const margin = 0.07;

/** Each name at a place of its own, as far from one as from the next. */
function nameAxis(xs: readonly number[]): Axis {
  return { scale: "linear", domain: padded(xs), ticks: [...xs] };
}

const mostDays = 7;

/** A day of measuring is a tick where they are few; else days as far from one as from the next. */
function dayAxis(xs: readonly number[]): Axis {
  const [low, high] = [xs[0] ?? 0, xs.at(-1) ?? 1];
  const step = Math.max(1, Math.ceil((high - low) / (mostDays - 1)));
  const even = Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, i) => low + i * step);
  return { scale: "linear", domain: padded(xs), ticks: xs.length <= mostDays ? [...xs] : even };
}

function padded(xs: readonly number[]): [number, number] {
  const [low, high] = [xs[0] ?? 0, xs.at(-1) ?? 1];
  const free = Math.max(0.2, margin * (high - low));
  return [low - free, high + free];
}
