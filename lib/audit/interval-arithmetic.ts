import type { Bounds } from "./bounds";

/** Interval arithmetic on numbers that are not below 0. */
export function times(...factors: readonly Bounds[]): Bounds {
  return factors.reduce((a, b) => ({ low: positive(a.low) * positive(b.low), high: a.high * b.high }), one);
}

export function over(a: Bounds, b: Bounds): Bounds {
  const low = positive(b.low);
  return { low: positive(a.low) / b.high, high: low === 0 ? Infinity : a.high / low };
}

export function plus(...parts: readonly Bounds[]): Bounds {
  return parts.reduce((a, b) => ({ low: a.low + b.low, high: a.high + b.high }), { low: 0, high: 0 });
}

const one: Bounds = { low: 1, high: 1 };

function positive(value: number): number {
  return Math.max(0, value);
}
