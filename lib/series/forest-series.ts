import type { Evidence } from "../points/evidence";

/** A ratio on a forest plot, above 1 where the candidate is better. */
export interface ForestRow {
  value: number;
  low: number | null;
  high: number | null;
  /** The weaker of both sides: it decides the marker. */
  evidence: Evidence;
  tone: "better" | "worse" | "neutral";
  /** Whether a test stands behind it; without one its whisker is dashed. */
  tested: boolean;
}

/** A log axis of ratios around 1. */
export interface ForestAxis {
  domain: [number, number];
  ticks: number[];
  /** From where on a speed-up counts; null where it lies far beyond every ratio. */
  bar: number | null;
}

/** The share of the axis that stays free at each end. */
const margin = 0.05;

/** An axis narrower than this, 1 over 1.1, would make nothing of a large difference. */
const leastReach = Math.log(1.1);

/** Spans 1, the bar and every ratio, and whiskers as far as twice the furthest of those: beyond, an arrowhead tells. */
export function forestAxis(rows: readonly ForestRow[], bar: number): ForestAxis {
  const values = rows.map(({ value }) => value).filter((value) => value > 0 && Number.isFinite(value));
  const reach = Math.max(leastReach, ...values.map((value) => Math.abs(Math.log(value))));
  const shown = Math.abs(Math.log(bar)) <= Math.max(3 * reach, Math.log(2)) ? bar : null;
  const ends = rows.flatMap(({ low, high }) => [low, high]).filter((end) => end !== null && end > 0);
  const near = (ends as number[]).filter((end) => Math.abs(Math.log(end)) <= 2 * reach);
  const all = [1, ...values, ...near, ...(shown === null ? [] : [shown])].map(Math.log);
  const [low, high] = [Math.min(...all, -leastReach / 2), Math.max(...all, leastReach / 2)];
  const pad = (high - low) * margin;
  const domain: [number, number] = [Math.exp(low - pad), Math.exp(high + pad)];
  return { domain, ticks: ratioTicks(domain), bar: shown };
}

const mostTicks = 8;

/** Round ratios, 1 always among them: even steps on a short axis, 1, 2 and 5 times powers of ten on a long one. */
export function ratioTicks([low, high]: readonly [number, number]): number[] {
  const choices = high / low <= 8 ? [0.01, 0.02, 0.05, 0.1, 0.2, 0.5] : [];
  for (const step of choices) {
    const ticks = multiples(step, low, high);
    if (ticks.length <= mostTicks) return ticks;
  }
  const decades = [[1, 2, 5], [1, 3], [1]].map((steps) => tensTicks(steps, low, high));
  const fitting = decades.find((ticks) => ticks.length <= mostTicks) ?? decades[2]!;
  const every = Math.ceil(fitting.length / mostTicks);
  const one = fitting.indexOf(1);
  return fitting.filter((_, i) => (i - one) % every === 0);
}

function multiples(step: number, low: number, high: number): number[] {
  const [first, last] = [Math.ceil(low / step), Math.floor(high / step)];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) =>
    Number(((first + i) * step).toPrecision(6)),
  );
}

function tensTicks(steps: readonly number[], low: number, high: number): number[] {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
    .flatMap((exponent) => steps.map((step) => Number(`${step}e${exponent}`)))
    .filter((tick) => tick >= low && tick <= high);
}
