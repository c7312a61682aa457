import { describe, expect, it } from "vitest";
import { markOf } from "@/lib/series/mark-of";
import { chartPoint } from "./chart-points";

const point = chartPoint(
  100,
  {},
  { evidence: "summary", stats: { n: 4, sd: 10, p99: 140 }, runStats: { p99: [130, 150] } },
);

/** Half of the interval of n = 4, sd 10: t / 2 x 10, t of 3 degrees from a printed table. */
const half = { 95: (3.182 / 2) * 10, 99: (5.841 / 2) * 10 };

describe("markOf(point, asked, name) of a point that was drawn before", () => {
  it("is that mark while nothing else is asked", () => {
    const first = markOf(point, { statistic: "mean", level: 95 }, "vLLM");
    expect(markOf(point, { statistic: "mean", level: 95 }, "vLLM")).toBe(first);
  });

  it("follows the level, there and back", () => {
    for (const level of [95, 99, 95] as const) {
      const { interval, spread } = markOf(point, { statistic: "mean", level }, "vLLM");
      expect(interval?.high).toBeCloseTo(100 + half[level], 1);
      expect(spread).toBe(level === 95 ? "±16" : "±29");
    }
  });

  it("follows the statistic and the name", () => {
    expect(markOf(point, { statistic: "p99", level: 95 }, "vLLM").value).toBe(140);
    expect(markOf(point, { statistic: "mean", level: 95 }, "SGLang").says).toMatch(/^SGLang, /);
    expect(markOf(point, { statistic: "mean", level: 95 }, "vLLM").says).toMatch(/^vLLM, /);
  });
});
