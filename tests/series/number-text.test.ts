import { describe, expect, it } from "vitest";
import {
  claimText,
  countText,
  intervalText,
  measuredText,
  percentText,
  pText,
  rangeText,
  ratioSpread,
  ratioText,
  singleText,
  tickText,
  withUnit,
} from "@/lib/series/number-text";

const around = (value: number, half: number) => ({ low: value - half, high: value + half });
const thin = "\u2009";

describe("measuredText", () => {
  it.each([
    [151.2, 10.9, "151", "±11"],
    [41.8, 0.98, "41.80", "±0.98"],
    [612, 109, "610", "±110"],
    [171.34, 9.7, "171.3", "±9.7"],
    [13_140, 280, `13${thin}140`, "±280"],
    [5980, 150, "5980", "±150"],
    [9.99, 0.996, "10.0", "±1.0"],
    [0.6134, 0.0312, "0.613", "±0.031"],
    [-3.26, 0.51, "\u22123.26", "±0.51"],
    [-0.001, 0.51, "0.00", "±0.51"],
    [1_234_567, 12_345, `1${thin}235${thin}000`, `±12${thin}000`],
  ])("writes %d ± %d as %s %s", (value, half, text, spread) => {
    expect(measuredText(value, around(value, half))).toEqual({ text, spread });
  });

  it("writes ±0 where all values are equal, and the value as a single number", () => {
    expect(measuredText(41.8, around(41.8, 0))).toEqual({ text: "41.8", spread: "±0" });
  });

  it("takes half of the whole width of an interval that is not symmetric", () => {
    expect(measuredText(100, { low: 90, high: 112 })).toEqual({ text: "100", spread: "±11" });
  });

  it("writes no half width that is not finite", () => {
    expect(measuredText(5, { low: -Infinity, high: Infinity })).toEqual({ text: "5", spread: "" });
  });
});

describe("intervalText", () => {
  it.each([
    [140.3, 162.1, "140 – 162"],
    [41.8 - 0.98, 41.8 + 0.98, "40.82 – 42.78"],
    [503, 721, "500 – 720"],
    [7, 7, "7 – 7"],
  ])("writes %d and %d as %s", (low, high, text) => {
    expect(intervalText({ low, high })).toBe(text);
  });
});

describe("singleText", () => {
  it.each([
    [117, "117", "117"],
    [117, "117.0", "117.0"],
    [61.4, "", "61.4"],
    [117.256, "117.256", "117.3"],
    [34_864, "34864", `34${thin}860`],
    [0, "0", "0"],
    [0.000123456, "", "0.0001235"],
    [1.5e15, "", "1.5×10¹⁵"],
    [2.5e-9, "", "2.5×10⁻⁹"],
    [-12.5, "-12.5", "\u221212.5"],
  ])("writes %d, printed as '%s', as %s", (value, raw, text) => {
    expect(singleText(value, raw)).toBe(text);
  });
});

describe("claimText", () => {
  it.each([
    [550, "550", "550"],
    [550, "550.0", "550.0"],
    [1.5, "1.50x", "1.50"],
    [1234567, "1,234,567 tok/s", `1${thin}234${thin}567`],
    [12.345678, "12.345678", "12.345678"],
    [45, "0.045 s", "45"],
    [10.7, "0.01070 s", "10.70"],
    [1.073741824, "1 GiB", "1.07"],
    [8.05306368, "7.500 GiB", "8.053"],
    [1200, "1.2 s", "1200"],
    [0.5, ".5", "0.5"],
    [30, "-30%", "30"],
    [-30, "-30%", "\u221230"],
    [3, "", "3"],
  ])("writes %d, printed as '%s', as %s", (value, raw, text) => {
    expect(claimText(value, raw)).toBe(text);
  });
});

describe("rangeText", () => {
  it.each([
    [{ low: 2, high: 10 }, "2-10x", "2–10"],
    [{ low: 2.5, high: 10 }, "2.50 to 10", "2.50–10"],
    [{ low: null, high: 20 }, "<20 ms", "<20"],
    [{ low: null, high: 20 }, "up to 20 ms", "≤20"],
    [{ low: 1000, high: null }, "1000+", "≥1000"],
    [{ low: 1000, high: null }, ">1000", ">1000"],
    [{ low: 20_000, high: null }, "20,000+", `≥20${thin}000`],
    [{ low: null, high: null }, "", ""],
    [{ low: -60, high: -30 }, "30-60%", "\u221260 to \u221230"],
  ])("writes %o as printed '%s': %s", (range, raw, text) => {
    expect(rangeText(range, raw)).toBe(text);
  });

  it("takes the × of a ratio as its unit", () => {
    expect(withUnit(rangeText({ low: 2, high: 10 }, "2-10x"), "x")).toBe("2–10×");
  });
});

describe("ratioText", () => {
  it("has 2 decimals, and 3 where the half width is under 0.01", () => {
    expect(ratioText(3.2449, around(3.2449, 0.09))).toBe("3.24×");
    expect(ratioText(1.2834, around(1.2834, 0.004))).toBe("1.283×");
    expect(ratioText(2.8)).toBe("2.80×");
    expect(ratioSpread(around(6.39, 0.164))).toBe("±0.16");
    expect(ratioSpread(null)).toBe("");
  });
});

describe("pText", () => {
  it.each([
    [0.00004, "<0.0001"],
    [0, "<0.0001"],
    [0.00042, "0.0004"],
    [0.0041, "0.004"],
    [0.0994, "0.099"],
    [0.1, "0.10"],
    [0.456, "0.46"],
    [1, "1.00"],
  ])("writes %d as %s", (p, text) => {
    expect(pText(p)).toBe(text);
  });
});

describe("percentText, tickText, countText, withUnit", () => {
  it("follow the number rules", () => {
    expect(percentText(79.94, "chart")).toBe("80\u00a0%");
    expect(percentText(79.94, "table")).toBe("79.9\u00a0%");
    expect(tickText(0.30000000000000004)).toBe("0.3");
    expect(tickText(20_000)).toBe(`20${thin}000`);
    expect(tickText(-0)).toBe("0");
    expect(countText(12_345)).toBe(`12${thin}345`);
    expect(withUnit("151", "tok/s")).toBe("151\u00a0tok/s");
    expect(withUnit("151", "")).toBe("151");
  });
});
