import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { timesDecimal } from "@/lib/points/decimal";
import { findMetric } from "@/lib/points/metrics";
import { convert, findUnit } from "@/lib/points/units";

describe("findUnit", () => {
  it.each([
    ["ms", "ms"],
    ["MS", "ms"],
    ["us", "µs"],
    ["μs", "µs"],
    ["Tokens/sec", "tok/s"],
    ["t/s", "tok/s"],
    ["tokens per second", "tok/s"],
    ["qps", "req/s"],
    ["GiB", "GiB"],
    ["gb", "GB"],
    ["mW", "mW"],
    ["TFLOPs/W", "TFLOPS/W"],
    ["J/token", "J/tok"],
    ["X", "x"],
    ["US$", "USD"],
  ])("%o is %o", (spelling, symbol) => expect(findUnit(spelling)?.symbol).toBe(symbol));

  it.each(["MW", "mw", "parsec", "", "toString", "__proto__", "GPUs"])(
    "%o is no unit that is sure",
    (spelling) => {
      expect(findUnit(spelling)).toBeNull();
    },
  );
});

describe("convert", () => {
  it.each([
    [0.045, "s", "ttft", 45, "× 1000"],
    [0.0581, "sec", "ttft", 58.1, "× 1000"],
    [59218000, "ns", "ttft", 59.218, "× 0.000001"],
    [2, "min", "execution_time", 120, "× 60"],
    [80, "GiB", "peak_memory", 85.89934592, "× 1.073741824"],
    [36630, "MiB", "peak_memory", 38.40933888, "× 0.001048576"],
    [16107127360, "bytes", "peak_memory", 16.10712736, "× 1e-9"],
    [120, "req/min", "requests_per_second", 2, "÷ 60"],
    [5, "mW", "power", 0.005, "× 0.001"],
    [0.95, "fraction", "scaling_efficiency", 95, "× 100"],
    [1500, "GFLOPS/W", "tflops_per_watt", 1.5, "× 0.001"],
    [0.002, "$/1K tokens", "cost_per_million_tokens", 2, "× 1000"],
  ] as const)("%d %s of %s is %d", (value, unit, metric, expected, by) => {
    const found = convert(value, unit, findMetric(metric));
    expect(found?.value).toBe(expected);
    expect(found?.conversion?.by).toBe(by);
  });

  it("records nothing where the unit is canonical, however spelled", () => {
    expect(convert(5, "milliseconds", findMetric("ttft"))).toEqual({ value: 5, conversion: null });
  });

  it("refuses units of another kind, of nobody, and of another's part", () => {
    expect(convert(5, "tok/s", findMetric("ttft"))).toBeNull();
    expect(convert(5, "parsec", findMetric("ttft"))).toBeNull();
    expect(convert(5, "", findMetric("ttft"))).toBeNull();
    expect(convert(5, "tok/s/gpu", findMetric("output_tokens_per_second"))).toBeNull();
    expect(convert(5, "tok/s/gpu", findMetric("tokens_per_second_per_gpu"))?.value).toBe(5);
  });

  it("leaves the values of metrics without a dimension in the unit of their file", () => {
    expect(convert(71.5, "%", findMetric("accuracy"))).toEqual({ value: 71.5, conversion: null });
  });
});

describe("timesDecimal", () => {
  it("is the decimal product, rounded once: as a text with the point moved reads", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 }), (value) => {
        const [digits, exponent = "0"] = String(value).split("e");
        expect(timesDecimal(value, 1, 3)).toBe(Number(`${digits}e${Number(exponent) + 3}`) || 0);
      }),
      { seed: 7 },
    );
  });

  it("times a whole number agrees with whole numbers", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (value) => {
        expect(timesDecimal(value, 1048576, 0)).toBe(value * 1048576 || 0);
      }),
      { seed: 7 },
    );
  });
});
