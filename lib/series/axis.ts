import { nice, ticks as linearTicks } from "d3-array";
import type { Scale } from "../view/view";
import { countText } from "./number-text";

/** An axis: what it spans and where its ticks stand, in the metric's unit. */
export interface Axis {
  scale: Scale;
  domain: [number, number];
  ticks: number[];
}

/** Values further apart than this, the largest over the smallest, are told apart on a log axis only: 2.5 powers of ten. */
export const wideSpan = 10 ** 2.5;

/** The scale that a view asks for; where it leaves that open, log for values that are all above 0 and far apart. */
export function scaleFor(asked: Scale | null, { low, high }: { low: number; high: number }): Scale {
  return asked ?? (low > 0 && high / low > wideSpan ? "log" : "linear");
}

/** Why an axis is log that nobody asked for: `Log axis: the largest value is 1200 times the smallest. …`. */
export function scaleNote(
  asked: Scale | null,
  scale: Scale,
  { low, high }: { low: number; high: number },
): string | false {
  if (asked !== null || scale !== "log") return false;
  const times = countText(Number((high / low).toPrecision(2)));
  return `Log axis: the largest value is ${times} times the smallest. Linear shows how far apart they are.`;
}

/** An axis that holds all values: a linear one starts at 0, a log one at a round number below the smallest above 0. */
export function axisFor(values: Iterable<number>, scale: Scale): Axis {
  let [low, high, above] = [0, 0, Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
    if (value > 0 && value < above) above = value;
  }
  return scale === "log" && high > 0 ? logAxis(above, high) : linearAxis(low, high);
}

/** 4 to 7 ticks at 1, 2 or 5 times a power of ten; an axis without extent becomes 0 to 1. */
export function linearAxis(low: number, high: number): Axis {
  if (low === high) return linearAxis(Math.min(0, low), low === 0 ? 1 : Math.max(0, high));
  const choices = [5, 6, 4, 7, 3].map((count) => {
    const domain = nice(low, high, count);
    return { scale: "linear" as const, domain, ticks: linearTicks(domain[0], domain[1], count) };
  });
  const fitting = choices.filter(({ ticks }) => ticks.length >= 4 && ticks.length <= 7);
  const spare = ({ domain }: Axis) => domain[1] - domain[0];
  return fitting.sort((a, b) => spare(a) - spare(b))[0] ?? (choices[0] as Axis);
}

/** Ends at 1, 2 or 5 times a power of ten; ticks at powers of ten, or between them where there are few. */
export function logAxis(low: number, high: number): Axis {
  const domain: [number, number] = [roundDown(low), roundUp(high)];
  if (domain[0] === domain[1]) domain[1] = roundUp(domain[0] * 1.01);
  const within = (ticks: number[]) => ticks.filter((tick) => tick >= domain[0] && tick <= domain[1]);
  const tens = within(stepsOfTen(domain, [1]));
  if (tens.length > 7) return { scale: "log", domain, ticks: everyNth(tens, Math.ceil(tens.length / 7)) };
  const choices = [tens, within(stepsOfTen(domain, [1, 3])), within(stepsOfTen(domain, [1, 2, 5]))];
  const ticks = choices.find((each) => each.length >= 4) ?? (choices[2] as number[]);
  return { scale: "log", domain, ticks };
}

function stepsOfTen([low, high]: [number, number], steps: number[]): number[] {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const decades = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return decades.flatMap((exponent) => steps.map((step) => timesTenTo(step, exponent)));
}

/** 5e-3 rather than 5 * 0.001, which is not the same double. */
function timesTenTo(step: number, exponent: number): number {
  return Number(`${step}e${exponent}`);
}

function roundDown(value: number): number {
  const steps = stepsOfTen([value, value], [1, 2, 5]);
  return steps.filter((step) => step <= value).at(-1) ?? value;
}

function roundUp(value: number): number {
  return (
    [...stepsOfTen([value, value], [1, 2, 5]), timesTenTo(1, Math.ceil(Math.log10(value)) + 1)].find(
      (step) => step >= value,
    ) ?? value
  );
}

function everyNth(ticks: number[], n: number): number[] {
  return ticks.filter((_, i) => i % n === 0);
}

/** Where a value stands on an axis, as a fraction of it from its start; null where it has no place (0 or less on a log axis). */
export function fractionOn(axis: Pick<Axis, "scale" | "domain">, value: number): number | null {
  const [low, high] = axis.domain;
  if (axis.scale === "linear") return (value - low) / (high - low);
  return value > 0 ? Math.log(value / low) / Math.log(high / low) : null;
}
