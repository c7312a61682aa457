import { expect, it } from "vitest";
import { NeumaierSum } from "@/lib/stats/neumaier-sum";

function sumOf(...values: number[]): number {
  const sum = new NeumaierSum();
  for (const value of values) sum.add(value);
  return sum.total;
}

it("NeumaierSum without values is 0", () => expect(sumOf()).toBe(0));
it("NeumaierSum keeps what plain addition loses beside a large value", () => {
  expect(sumOf(1, 1e100, 1, -1e100)).toBe(2);
});
it("NeumaierSum of ten tenths is 1", () => expect(sumOf(...Array<number>(10).fill(0.1))).toBe(1));
it("NeumaierSum of very small values is exact", () => expect(sumOf(5e-324, 5e-324)).toBe(1e-323));
