import { describe, expect, it } from "vitest";
import { binomialTail } from "@/lib/stats/binomial-tail";
import { poissonTail } from "@/lib/stats/poisson-tail";
import { expectClose } from "./close";

describe("binomialTail", () => {
  it("of all of n is p^n", () => {
    expectClose(binomialTail(7, 7, 0.2), 0.2 ** 7, 1e-14);
  });
  it("of 6 or more of 7 is 7 p^6 (1 − p) + p^7, and of 4 or more of 5 is 5 p^4 (1 − p) + p^5", () => {
    expectClose(binomialTail(6, 7, 0.2), 7 * 0.2 ** 6 * 0.8 + 0.2 ** 7, 1e-14);
    expectClose(binomialTail(4, 5, 0.2), 5 * 0.2 ** 4 * 0.8 + 0.2 ** 5, 1e-14);
  });
  it("of 5 or more of 10 fair coins is 638/1024", () => {
    expectClose(binomialTail(5, 10, 0.5), 638 / 1024, 1e-14);
  });
  it("keeps the digits of a tail that no double could be taken from 1 for: 1000 of 1000 at 0.5", () => {
    expectClose(binomialTail(1000, 1000, 0.5), 2 ** -1000, 1e-12);
  });
  it("is 1 from none on, 0 beyond n, and NaN of what is no count or no probability", () => {
    expect([binomialTail(0, 7, 0.2), binomialTail(8, 7, 0.2)]).toEqual([1, 0]);
    expect([binomialTail(1, 7, 0), binomialTail(7, 7, 1)]).toEqual([0, 1]);
    expect([binomialTail(1.5, 7, 0.2), binomialTail(1, -1, 0.2), binomialTail(1, 7, 1.2)]).toEqual([
      NaN,
      NaN,
      NaN,
    ]);
  });
});

describe("poissonTail", () => {
  it("of one or more is 1 − e^−λ, of two or more 1 − (1 + λ) e^−λ", () => {
    expectClose(poissonTail(1, 1e-5), -Math.expm1(-1e-5), 1e-14);
    expectClose(poissonTail(2, 3), 1 - 4 * Math.exp(-3), 1e-14);
  });
  it("of a small tail keeps its digits: 3 or more of λ = 0.0001 is λ³/6 − λ⁴/8 + …", () => {
    expectClose(poissonTail(3, 1e-4), 1e-12 / 6 - 1e-16 / 8, 1e-8);
  });
  it("of the mean or more is 1/2 and a third of the term there, where the mean is large", () => {
    // Ramanujan (1911): the terms of e^n below the n-th and a third of that one are half of it.
    const term = 1 / Math.sqrt(2 * Math.PI * 10_000);
    expectClose(poissonTail(10_000, 10_000), 0.5 + term / 3, 1e-6);
  });
  it("is 1 from none on, 0 without any, and NaN of what is no count or no mean", () => {
    expect([poissonTail(0, 2), poissonTail(3, 0)]).toEqual([1, 0]);
    expect([poissonTail(0.5, 2), poissonTail(1, -1), poissonTail(1, Infinity)]).toEqual([NaN, NaN, NaN]);
  });
});
