import type { Finding } from "../points/finding";
import { groupBy } from "../points/group-by";
import { findMetric } from "../points/metrics";
import type { Point } from "../points/point";
import { poissonTail } from "../stats/poisson-tail";
import { chance } from "./amount";
import { areOther } from "./other-setup";
import type { PrintedValue } from "./printed-values";
import type { Rule } from "./rule";
import { findingOf } from "./stated-runs";

const id = "repeated-values";

/** Digits from which two measurements that agree in all of them are hardly two. */
const fullPrecision = 5;
/** Values of one file stand close together: so many times more often than evenly spread ones do two agree. */
const crowded = 10;
const rare = 1e-5;

/** Two measurements of time do not agree to many digits, unless they are one. */
export const repeatedValues: Rule = {
  id,
  title: "The same digits twice",
  levels: ["unusual"],
  inequality:
    "pairs of values that agree in 5 digits or more ≤ what chance brings: pairs × 10 ÷ 10^(digits − 1), Poisson tail 0.00001",
  voidWhen:
    "Memory, accuracy and other figures that are computed and come out the same; derived figures; raw samples; setups that state nothing that contradicts one another, which may be one measurement told twice.",
  source: "birthday problem; Poisson 1837",
  *check(file) {
    for (const ofMetric of file.printedByMetric.values()) {
      for (const alike of groupBy(ofMetric, ({ point }) => point.statistic).values()) {
        if (!haveTwins(alike)) continue;
        const found = findingAbout(alike.map(measuredOf).filter((each) => each !== null));
        if (found !== null) yield found;
      }
    }
  },
};

/** Whether any two may agree in all digits: of most files none do. */
function haveTwins(values: readonly PrintedValue[]): boolean {
  const long = values.filter(({ text }) => text.length >= fullPrecision);
  const numbers = new Float64Array(long.map(digitsAsNumber)).sort();
  return numbers.some((number, i) => number === numbers[i - 1]);
}

/** `27432.550` as 2743255; numbers of too many digits for a double may come out the same. */
function digitsAsNumber({ text }: PrintedValue): number {
  let [digits, zeros] = [0, 0];
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit === 0) zeros++;
    else if (digit > 0 && digit < 10) {
      digits = digits * 10 ** (zeros + 1) + digit;
      zeros = 0;
    } else if (text[i] !== ".") break;
  }
  return digits;
}

interface Measured {
  point: Point;
  digits: string;
}

function measuredOf({ point, text }: PrintedValue): Measured | null {
  if (text.length < fullPrecision) return null;
  const digits = digitsOf(text);
  return digits.length < fullPrecision ? null : { point, digits };
}

/** `27432.55` as `2743255`: without point, exponent and zeros about it. */
function digitsOf(text: string): string {
  const exponent = text.indexOf("e");
  const mantissa = exponent < 0 ? text : text.slice(0, exponent);
  const point = mantissa.indexOf(".");
  const digits = point < 0 ? mantissa : mantissa.slice(0, point) + mantissa.slice(point + 1);
  let [from, to] = [0, digits.length];
  while (from < to && digits[from] === "0") from++;
  while (to > from && digits[to - 1] === "0") to--;
  return digits.slice(from, to);
}

function findingAbout(measured: readonly Measured[]): Finding | null {
  if (new Set(measured.map(({ digits }) => digits)).size === measured.length) return null;
  const alike = [...groupBy(measured, ({ digits }) => digits).values()].filter(isGroup);
  const same = alike.map(ofOtherSetups).filter(isGroup);
  if (same.length === 0) return null;
  const pairs = same.reduce((all, { length }) => all + length - 1, 0);
  const expected = expectedPairs(measured);
  const p = poissonTail(pairs, expected);
  if (p >= rare) return null;
  const points = same.flat().map(({ point }) => point);
  const { label } = findMetric(points[0]!.metric, points[0]!.unit);
  const example = same[0]!.map(({ point }) => point.provenance.raw.trim()).slice(0, 2);
  return findingOf(id, "unusual", {
    title: `${points.length} values with a twin`,
    says: `${label}: ${points.length} of ${measured.length} values are digit for digit those of another setup. Unless one measurement stands for several, chance hardly brings that.`,
    sum: `${example.join(" = ")}; ${pairs} ${pairs === 1 ? "pair" : "pairs"} where chance brings ${chance(expected)}: p = ${chance(p)}`,
    cells: points.map((point) => ({ point: point.id, statistic: point.statistic })),
  });
}

function isGroup(group: readonly Measured[]): boolean {
  return group.length > 1;
}

/** The first of a group, with those that are plainly of another setup. */
function ofOtherSetups([first, ...others]: readonly Measured[]): Measured[] {
  return [first!, ...others.filter(({ point }) => areOther(point.case, first!.point.case))];
}

function expectedPairs(measured: readonly Measured[]): number {
  const byLength = groupBy(measured, ({ digits }) => String(digits.length));
  return [...byLength].reduce((all, [length, { length: n }]) => {
    return all + (((n * (n - 1)) / 2) * crowded) / 10 ** (Number(length) - 1);
  }, 0);
}
