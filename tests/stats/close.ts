import { expect } from "vitest";

/** The actual value is the expected one within a relative error; null only where null is expected, 0 only where 0 is. */
export function expectClose(
  actual: number | null | undefined,
  expected: number | null,
  relative: number,
): void {
  if (actual === null || actual === undefined || expected === null) expect(actual).toBe(expected);
  else if (!(Math.abs(actual - expected) <= relative * Math.abs(expected))) {
    const off = Math.abs(actual - expected) / Math.abs(expected);
    expect.fail(`${actual} is not ${expected} within ${relative}: off by ${off.toExponential(2)}`);
  }
}

/** The number of digits in which the two agree: NIST's log relative error. */
export function digitsShared(actual: number | null, certified: number): number {
  if (actual === null) return 0;
  return actual === certified ? Infinity : -Math.log10(Math.abs(actual - certified) / Math.abs(certified));
}
