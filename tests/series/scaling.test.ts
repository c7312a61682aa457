import { describe, expect, it } from "vitest";
import { exploreModel } from "@/lib/series/explore";
import { placedAt } from "@/lib/series/scaling-place";
import { serialShare } from "@/lib/series/serial-share";
import type { ScalingSeries } from "@/lib/series/series";
import { parseView } from "@/lib/view/codec";
import { between, chartPoint, claim, exploreData, summary } from "./chart-points";

function scalingOf(points: Parameters<typeof exploreData>[0], query = ""): ScalingSeries {
  const { series } = exploreModel(exploreData(points), parseView(`metric=scaling&${query}`));
  if (series.kind !== "scaling") throw new Error(`expected scaling, found ${series.kind}`);
  return series;
}

const at = (accelerators: number, more = {}) => ({ model: "Llama-2 7B", system: "A", accelerators, ...more });

describe("exploreModel, scaling", () => {
  it("gives speed-up and efficiency against the system's own smallest count, 1 and 100 % there without interval", () => {
    const { lines } = scalingOf([
      claim(550, at(1)),
      claim(1080, at(2)),
      claim(2150, at(4)),
      claim(4260, at(8)),
    ]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ base: 1, evidence: "claim" });
    expect(lines[0]?.points.map((point) => point.speedup)).toEqual([1, 1080 / 550, 2150 / 550, 4260 / 550]);
    expect(lines[0]?.points[0]).toMatchObject({ efficiency: 100, speedupInterval: null });
    expect(lines[0]?.points[3]?.efficiency).toBeCloseTo(96.818, 3);
    expect(lines[0]?.points.every((point) => point.speedupInterval === null)).toBe(true);
  });

  it("takes 16 as the base of a system measured at 16 and 32", () => {
    const { lines, xDomain } = scalingOf([chartPoint(62351.6, at(16)), chartPoint(124879, at(32))]);
    expect(lines[0]?.base).toBe(16);
    expect(lines[0]?.points[1]?.efficiency).toBeCloseTo(100.141, 3);
    expect(lines[0]?.serialShare).toBeNull();
    expect(xDomain).toEqual([1, 2]);
  });

  it("gives the interval of the ratio on the log scale where both sides have n, mean and sd", () => {
    // Equal n and equal relative error: df = 2 (n - 1) = 8, t = 2.3060; se = sqrt(2) 0.02 / sqrt(5) = 0.0126491.
    const { lines } = scalingOf([summary(100, 2, 5, at(1)), summary(190, 3.8, 5, at(2))]);
    const point = lines[0]?.points[1];
    expect(point?.speedupInterval?.low).toBeCloseTo(1.9 * Math.exp(-2.306 * 0.0126491), 4);
    expect(point?.speedupInterval?.high).toBeCloseTo(1.9 * Math.exp(2.306 * 0.0126491), 4);
    expect(point?.speedupInterval).toMatchObject({
      method: "log-ratio",
      level: 0.95,
      n: 5,
      varies: "between-run",
    });
    expect(point?.efficiencyInterval?.low).toBeCloseTo(95 * Math.exp(-2.306 * 0.0126491), 3);
  });

  it("gives the serial fraction of each count, from the ends of the speed-up's interval", () => {
    // S = 7.2 at 8: e = (1/7.2 - 1/8) / (7/8) = 0.01587302. The ends of S are 7.2 e^(±2.306004 × 0.0126491), as above:
    // 7.413109 and 6.993017, so that e is 0.01130991 to 0.02057119.
    const { lines } = scalingOf([summary(100, 2, 5, at(1)), summary(720, 14.4, 5, at(8))]);
    const [base, largest] = lines[0]?.points ?? [];
    expect(base).toMatchObject({ serialFraction: null, serialFractionInterval: null });
    expect(largest?.serialFraction).toBeCloseTo(0.01587302, 7);
    expect(largest?.serialFractionInterval?.low).toBeCloseTo(0.01130991, 7);
    expect(largest?.serialFractionInterval?.high).toBeCloseTo(0.02057119, 7);
    expect(largest?.serialFractionInterval).toMatchObject({ level: 0.95, method: "log-ratio" });
  });

  it("counts values that are alike as fewer, in the ratio too", () => {
    const alike = (mean: number, sd: number, count: number) => {
      const interval = { ...between(mean, mean, 50), correlation: { r1: 0.8, effectiveN: 5 } };
      return summary(mean, sd, 50, at(count), { interval });
    };
    // As five values each: the interval of the test before last.
    const { lines } = scalingOf([alike(100, 2, 1), alike(190, 3.8, 2)]);
    expect(lines[0]?.points[1]?.speedupInterval?.low).toBeCloseTo(1.9 * Math.exp(-2.306 * 0.0126491), 4);
  });

  it("gives no interval where one side is a single number", () => {
    const { lines } = scalingOf([chartPoint(100, at(1)), summary(190, 3.8, 5, at(2))]);
    expect(lines[0]?.points[1]?.speedupInterval).toBeNull();
    expect(lines[0]?.evidence).toBe("single");
  });

  it("joins points that differ in how the work is split, and in nothing else", () => {
    const joined = scalingOf([
      chartPoint(1, at(8, { nodes: 1, tensor_parallel: 8 })),
      chartPoint(2, at(16, { nodes: 2, tensor_parallel: 8, data_parallel: 2 })),
    ]);
    expect(joined.lines).toHaveLength(1);
    const other = scalingOf([
      chartPoint(1, at(8, { precision: "fp8" })),
      chartPoint(2, at(16, { precision: "bf16" })),
    ]);
    expect(other.lines).toHaveLength(0);
    expect(other.notes).toContain(
      "2 points of systems with one accelerator count are not drawn: a line needs two.",
    );
  });

  it("never joins a claim to a measurement", () => {
    expect(scalingOf([chartPoint(1, at(1)), claim(2, at(2))]).lines).toHaveLength(0);
  });

  it("keeps lines of one file apart by its own fields, and joins what those alone keep apart", () => {
    const apart = scalingOf([
      chartPoint(1, at(1, { extra: { variant: "x" } })),
      chartPoint(2, at(2, { extra: { variant: "x" } })),
      chartPoint(3, at(1, { extra: { variant: "y" } })),
      chartPoint(4, at(2, { extra: { variant: "y" } })),
    ]);
    expect(apart.lines.map((line) => line.points.map((point) => point.mark.value)).sort()).toEqual([
      [1, 2],
      [3, 4],
    ]);
    const joined = scalingOf([
      chartPoint(1, at(1, { extra: { job: "7" } })),
      chartPoint(2, at(2, { extra: { job: "8" } })),
    ]);
    expect(joined.lines).toHaveLength(1);
  });

  it("puts measured lines first, the most efficient first, and says what is not drawn", () => {
    const series = scalingOf([
      claim(1, at(1, { system: "C" })),
      claim(2, at(2, { system: "C" })),
      chartPoint(1, at(1, { system: "A" })),
      chartPoint(1.8, at(2, { system: "A" })),
      chartPoint(1, at(1, { system: "B" })),
      chartPoint(1.9, at(2, { system: "B" })),
      chartPoint(5, { system: "D" }),
      claim(null, at(4, { system: "A" })),
    ]);
    expect(series.lines.map((line) => line.label)).toEqual(["B", "A", "C"]);
    expect(series.notes).toEqual([
      "1 point without a stated accelerator count is not drawn.",
      "1 point without a value above 0 is not drawn.",
    ]);
    expect(series.counts).toMatchObject({ single: 4, claim: 2 });
  });

  it("places values by their counts where the view asks for them, each with its own interval", () => {
    const points = [summary(100, 2, 5, at(8)), summary(190, 3.8, 5, at(16)), chartPoint(180, at(24))];
    const series = scalingOf(points, "y=value");
    expect(series).toMatchObject({ y: "value", scale: "linear", xDomain: [8, 24], xTicks: [8, 16, 24] });
    expect(series.yDomain[0]).toBe(0);
    const [line] = series.lines;
    const places = line?.points.map((point) => placedAt(point, line, "value")) ?? [];
    expect(places.map(({ x, y }) => [x, y])).toEqual([
      [8, 100],
      [16, 190],
      [24, 180],
    ]);
    // t(0.975, 4) = 2.7764: 100 ± 2.7764 x 2 / sqrt(5) = 2.4833.
    expect(places[0]?.interval?.high).toBeCloseTo(102.4833, 3);
    expect(places[2]?.interval).toBeNull();
  });

  it("draws values that are far apart on log axes, speed-ups of the same systems on linear ones", () => {
    const small = [chartPoint(10, at(1)), chartPoint(19, at(2))];
    const large = [chartPoint(80_000, at(32, { system: "B" })), chartPoint(150_000, at(64, { system: "B" }))];
    expect(scalingOf([...small, ...large], "y=value")).toMatchObject({
      scale: "log",
      xDomain: [1, 64],
      yDomain: [10, 200_000],
    });
    expect(scalingOf([...small, ...large])).toMatchObject({ scale: "linear", xDomain: [1, 2] });
    expect(scalingOf([...small, ...large], "y=value&scale=linear").scale).toBe("linear");
  });

  it("gives an empty chart for no points", () => {
    expect(scalingOf([])).toMatchObject({ lines: [], xDomain: [1, 2], yDomain: [0, 2] });
    expect(scalingOf([], "y=value")).toMatchObject({ lines: [], xDomain: [1, 2], yDomain: [0, 1] });
  });
});

describe("serialShare", () => {
  it("gives back the share that Amdahl's law was computed with", () => {
    const amdahl = (times: number, s: number) => ({ times, speedup: 1 / (s + (1 - s) / times) });
    for (const s of [0, 0.03, 0.5, 1]) {
      expect(serialShare([1, 2, 4, 8].map((times) => amdahl(times, s)))).toBeCloseTo(s, 12);
    }
  });

  it("is null with fewer than 2 counts above the base, and below 0 beyond ideal", () => {
    expect(
      serialShare([
        { times: 1, speedup: 1 },
        { times: 2, speedup: 1.9 },
      ]),
    ).toBeNull();
    expect(
      serialShare([
        { times: 2, speedup: 2.1 },
        { times: 4, speedup: 4.2 },
      ]),
    ).toBeLessThan(0);
  });
});
