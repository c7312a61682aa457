import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { px } from "@/lib/figure/svg-text";

describe("px(value)", () => {
  it.each([
    [0, "0"],
    [12, "12"],
    [12.5, "12.5"],
    [12.05, "12.05"],
    [12.999, "13"],
    [0.004, "0"],
    [-0.004, "0"],
    [-3.456, "-3.46"],
    [1126.1, "1126.1"],
    [12_345_678.25, "12345678.25"],
  ])("writes %d as %s", (value, text) => {
    expect(px(value)).toBe(text);
  });

  it("writes what is within half a hundredth of the value, without zeros at the end", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e5, max: 1e5, noNaN: true }), (value) => {
        const text = px(value);
        expect(Math.abs(Number(text) - value)).toBeLessThanOrEqual(0.005 + 1e-9);
        expect(text).toMatch(/^(0|-?(0|[1-9]\d*)(\.\d?[1-9])?)$/);
      }),
    );
  });
});
