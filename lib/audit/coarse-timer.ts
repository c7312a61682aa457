import type { Finding } from "../points/finding";
import { findMetric } from "../points/metrics";
import type { Point } from "../points/point";
import { sortedValues } from "../stats/sorted-values";
import { amount, share } from "./amount";
import type { Rule } from "./rule";
import { findingOf } from "./stated-runs";

const id = "coarse-timer";

const fewest = 10;
/** Below so many ticks of a clock, a time is a count of ticks. */
const enoughTicks = 100;
/** Beyond, the first ones tell as much. */
const most = 4096;

/** Whether a clock could tell raw values apart. */
export const coarseTimer: Rule = {
  id,
  title: "Values that a clock could not tell apart",
  levels: ["unusual"],
  inequality:
    "of 10 raw values or more: fewer than half are 0; 3 or more are different; of more than 100, fewer than half are the median; if all are multiples of one step, the median is 100 steps or more",
  voidWhen: "Fewer than 10 raw values; figures of no time; a simulator that always takes the same time.",
  source: "tinybench, timer diagnostics: zero-dominated, low-distinct, zero-mad",
  *check({ sampled }) {
    for (const point of sampled) {
      const found = findingAbout(point);
      if (found !== null) yield found;
    }
  },
};

const dimensions = new Set(["time", "token-rate", "request-rate", "sample-rate"]);

function findingAbout(point: Point): Finding | null {
  const { samples, metric, unit } = point;
  if (samples === null || samples.values.length < fewest) return null;
  const { dimension, label, unit: shown } = findMetric(metric, unit);
  if (!dimensions.has(dimension)) return null;
  const sorted = sortedValues(Array.from(samples.values).slice(0, most));
  const diagnosis = sorted && diagnose(sorted, dimension === "time", shown);
  return (
    diagnosis &&
    findingOf(id, "unusual", {
      ...diagnosis,
      says: `${label}: ${diagnosis.says}`,
      cells: [{ point: point.id, statistic: point.statistic }],
    })
  );
}

interface Diagnosis {
  title: string;
  says: string;
  sum: string;
}

/** The first that holds; each takes in less than the one before. */
function diagnose(sorted: ArrayLike<number>, isTime: boolean, unit: string): Diagnosis | null {
  const n = sorted.length;
  const zeros = countIn(sorted, 0);
  if (isTime && zeros * 2 > n)
    return {
      title: "Mostly zeros",
      says: "most raw values are 0, which no duration is.",
      sum: `${zeros} of ${n} are 0`,
    };
  const distinct = distinctIn(sorted);
  if (distinct.length < 3) {
    const values = distinct.map((value) => amount(value, unit)).join(" and ");
    return {
      title: `${distinct.length === 1 ? "1 value" : "2 values"} in ${n}`,
      says: "raw values are hardly different from one another.",
      sum: `${n} values: ${values}`,
    };
  }
  const median = sorted[Math.floor(n / 2)]!;
  const same = countIn(sorted, median);
  if (n > 100 && same * 2 > n)
    return {
      title: "More than half are one value",
      says: "more than half of the raw values are the same.",
      sum: `${same} of ${n} (${share(same / n)}) are ${amount(median, unit)}`,
    };
  return isTime ? ticksOf(distinct, median, unit) : null;
}

function countIn(values: ArrayLike<number>, wanted: number): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (values[i] === wanted) count++;
  return count;
}

function distinctIn(sorted: ArrayLike<number>): number[] {
  const distinct: number[] = [];
  for (let i = 0; i < sorted.length; i++) if (sorted[i] !== distinct.at(-1)) distinct.push(sorted[i]!);
  return distinct;
}

/** A step that all values are multiples of, where the median is not many steps. */
function ticksOf(distinct: readonly number[], median: number, unit: string): Diagnosis | null {
  const gaps = distinct.slice(1).map((value, i) => value - distinct[i]!);
  const step = Math.min(...gaps);
  const ticks = median / step;
  if (!(ticks < enoughTicks) || !distinct.every((value) => isWhole(value / step))) return null;
  return {
    title: `In steps of ${amount(step, unit)}`,
    says: "all raw values are multiples of one step, and few of it.",
    sum: `${amount(median, unit)} ÷ ${amount(step, unit)} = ${amount(Math.round(ticks))} steps at the median, fewer than ${enoughTicks}`,
  };
}

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < 1e-3;
}
