import type { Finding } from "../points/finding";
import type { Point } from "../points/point";
import { karpFlatt, karpFlattInterval } from "../stats/scaling-law";
import type { AuditedFile, MeasuredPoint } from "./audited-file";
import type { Bounds } from "./bounds";
import { figure, statedFigure } from "./figure";
import type { Rule } from "./rule";
import { speedupBounds } from "./scaling";
import { scalingLines } from "./scaling-lines";

const id = "serial-share";

/** The serial share that each speed-up of a line implies: it is a property of the program, or grows with what devices say to each other. */
export const serialShare: Rule = {
  id,
  title: "Serial share does not fall with more devices",
  levels: ["unusual"],
  inequality: "e(N) = (1/S − 1/N) / (1 − 1/N) not falling in N",
  voidWhen:
    "Fewer than three numbers of devices; a line that hardly scales, with a share above 0.5 at its second; a baseline that is slow for a reason of its own. Numbers count with their printed rounding and, without repeats, 5 % of scatter.",
  source: "Karp & Flatt, Communications of the ACM 33 (1990) 539-543",
  check,
};

const scatter = 0.05;

/** Above it more devices hardly help: layers lie on one after another, and the share says nothing of the program. */
const largest = 0.5;

function* check(file: AuditedFile): Generator<Finding> {
  for (const line of scalingLines(file)) {
    if (line.length < 3) continue;
    const base = line[0]!;
    const [first, last] = [line[1]!, line.at(-1)!];
    const share = serialShareOf(base, first);
    if (share > largest || serialShareOf(base, last) >= share) continue;
    const [before, after] = [shareOf(base, first), shareOf(base, last)];
    if (before && after && after.share.high < before.share.low) yield finding(base, before, after);
  }
}

interface Share {
  point: Point;
  speedup: number;
  times: number;
  share: Bounds;
}

function serialShareOf(base: MeasuredPoint, point: MeasuredPoint): number {
  return karpFlatt(point.value / base.value, point.case.accelerators! / base.case.accelerators!) ?? 0;
}

function shareOf(base: MeasuredPoint, point: MeasuredPoint): Share | null {
  const times = point.case.accelerators! / base.case.accelerators!;
  const { bounds, interval } = speedupBounds(base, point);
  const wide = interval ?? { low: bounds.low * (1 - scatter), high: bounds.high * (1 + scatter) };
  const share = karpFlattInterval(wide, times);
  return share && { point, times, speedup: point.value / base.value, share };
}

function finding(base: Point, first: Share, last: Share): Finding {
  const [e1, e2] = [first, last].map(({ speedup, times }) => karpFlatt(speedup, times)!);
  return {
    rule: id,
    level: "unusual",
    title: "Serial share falls with more devices",
    says: `The serial share that Amdahl's law needs falls from ${figure(e1!, 2)} at ${first.point.case.accelerators} to ${figure(e2!, 2)} at ${last.point.case.accelerators} devices. It is constant or grows, unless the work per device changed or the baseline is slow for a reason of its own.`,
    sum: [first, last]
      .map(
        ({ point, speedup, times }) =>
          `${statedFigure(point.value!)} ÷ ${statedFigure(base.value!)} = ${figure(speedup, 4)}: e = (1/${figure(speedup, 4)} − 1/${figure(times)}) ÷ (1 − 1/${figure(times)}) = ${figure(karpFlatt(speedup, times)!, 2)}`,
      )
      .join("; "),
    points: [last.point.id, first.point.id, base.id],
    cells: [base, first.point, last.point].map(({ id: point }) => ({ point })),
    missing: [],
  };
}
