import type { Finding } from "../points/finding";
import type { Point } from "../points/point";
import { ratioInterval } from "../stats/ratio-interval";
import type { AuditedFile, MeasuredPoint } from "./audited-file";
import type { Bounds } from "./bounds";
import { figure, statedFigure } from "./figure";
import type { Rule } from "./rule";
import { scalingLines } from "./scaling-lines";
import { statedBounds } from "./stated-bounds";
import { untestable, type Open } from "./untestable";

const id = "scaling";

/** The speed-up on N times the devices against N, by its interval. */
export const scaling: Rule = {
  id,
  title: "No more than N times on N times the devices",
  levels: ["unusual", "untestable"],
  inequality: "S = X_N / X_1 ≤ N",
  voidWhen:
    "More than ideal has honest causes: the larger system's caches and KV memory, a batch that grew with it, another baseline. So it is unusual, never more; with repeats on both sides only where the whole interval lies above N, without them only above 1.05 N.",
  source:
    "Amdahl, AFIPS Spring Joint Computer Conference 30 (1967) 483-485; interval of a ratio of means, Hedges, Gurevitch & Curtis, Ecology 80 (1999) 1150-1156",
  check,
};

/** What single runs scatter by: above it a speed-up without an interval wants a reason. */
const scatter = 1.05;

function* check(file: AuditedFile): Generator<Finding> {
  for (const line of scalingLines(file)) {
    const base = line[0]!;
    for (const point of line.slice(1)) {
      const found = superlinear(base, point);
      if (found !== null) yield found;
    }
  }
  for (const { point } of file.measured("scaling_efficiency"))
    if (statedBounds(point)!.low > 100) yield overFull(point);
  const open: Open[] = [];
  for (const { point } of file.measured("speedup")) {
    const count = point.case.accelerators ?? 0;
    if (count > 1 && statedBounds(point)!.low > count)
      open.push({ point, missing: ["the baseline's number of accelerators"] });
  }
  if (open.length > 0) yield untestable(id, open, openText(open));
}

function superlinear(base: MeasuredPoint, point: MeasuredPoint): Finding | null {
  const times = point.case.accelerators! / base.case.accelerators!;
  if (point.value / base.value <= times) return null;
  const speedup = speedupBounds(base, point);
  const isTested = speedup.interval !== null;
  if (speedup.bounds.low <= (isTested ? times : scatter * times)) return null;
  const ratio = point.value / base.value;
  const interval = speedup.interval
    ? `, 95 % interval ${figure(speedup.interval.low)} to ${figure(speedup.interval.high)}`
    : ", and no repeats to test it by";
  return {
    rule: id,
    level: "unusual",
    title: `${figure(ratio)}× on ${figure(times)}× the devices`,
    says: `${figure(ratio)} times the rate of ${base.case.accelerators} on ${point.case.accelerators} devices${interval}. More than ideal wants a reason: more cache or KV memory in all, a larger batch, another baseline.`,
    sum: `${statedFigure(point.value!)} ÷ ${statedFigure(base.value!)} = ${figure(ratio, 4)} > ${figure(times)}; efficiency ${figure((100 * ratio) / times, 4)} %`,
    points: [point.id, base.id],
    cells: [point, base].flatMap((each) => [{ point: each.id }, { point: each.id, field: "accelerators" }]),
    missing: [],
  };
}

/** By the 95 % interval of the ratio where both sides have repeats, else by how the numbers are printed. */
export function speedupBounds(base: Point, point: Point): { bounds: Bounds; interval: Bounds | null } {
  const interval = ratioInterval(point.stats, base.stats, 0.95);
  if (interval !== null) return { bounds: interval, interval };
  const [x, y] = [statedBounds(point)!, statedBounds(base)!];
  return {
    bounds: { low: x.low / y.high, high: x.high / Math.max(y.low, Number.MIN_VALUE) },
    interval: null,
  };
}

function overFull(point: Point): Finding {
  return {
    rule: id,
    level: "unusual",
    title: `Efficiency above 100 %`,
    says: `A scaling efficiency of ${statedFigure(point.value!)} % is more than ideal: it wants a reason, such as more cache or KV memory in all, a larger batch, or another baseline.`,
    sum: `${statedFigure(point.value!)} % > 100 %`,
    points: [point.id],
    cells: [{ point: point.id }],
    missing: [],
  };
}

function openText(open: readonly Open[]): Pick<Finding, "title" | "says" | "sum"> {
  const { point } = open[0]!;
  return {
    title: "Speed-up above the number of devices",
    says: `${statedFigure(point.value!)}× on ${point.case.accelerators} devices is more than ideal only against one of them: the number of accelerators of the baseline is not stated.`,
    sum: null,
  };
}
