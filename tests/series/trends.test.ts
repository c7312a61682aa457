import { describe, expect, it } from "vitest";
import { compareVersions } from "@/lib/series/compare-versions";
import { exploreModel, shownPoints } from "@/lib/series/explore";
import type { XSeries } from "@/lib/series/series";
import { trendsIn } from "@/lib/series/trend-lines";
import { xText } from "@/lib/series/x-text";
import { parseView } from "@/lib/view/codec";
import { chartPoint, claim, exploreData, summary } from "./chart-points";

const setup = { model: "M", system: "vLLM", hardware: "H100" };
const version = (system_version: string | null, more = {}) => ({ ...setup, system_version, ...more });
const on = (measuredOn: string, digit = "a") => ({ measuredOn, dataset: digit.repeat(64) });

function trendOf(points: Parameters<typeof exploreData>[0], query: string) {
  const { series, rows } = exploreModel(exploreData(points), parseView(query));
  if (series.kind !== "lines") throw new Error(`expected lines, found ${series.kind}`);
  return { series, rows };
}

/** Each line as its places in words and values: `0.9.0 100`. */
const drawn = ({ lines, x }: XSeries) =>
  lines.map(({ points }) => points.map(({ x: at, mark }) => `${xText(x, at)} ${mark.value}`));

describe("compareVersions", () => {
  it("puts versions in the order in which they came", () => {
    const inOrder = [
      "0.9.2",
      "0.10.0.dev3",
      "0.10.0rc1",
      "0.10.0rc2",
      "v0.10.0",
      "0.10.0+cu124",
      "0.10.0.post1",
      "0.10.1",
      "1",
      "2024.10",
      "2025.2",
    ];
    expect(inOrder.toReversed().sort(compareVersions)).toEqual(inOrder);
    expect(["b5000", "b4999", "b10000"].sort(compareVersions)).toEqual(["b4999", "b5000", "b10000"]);
  });
});

describe("a metric over versions", () => {
  it("is a line for each setup, its points by version, each with its whisker and its source", () => {
    const { series, rows } = trendOf(
      [
        summary(110, 2, 4, version("0.10.0")),
        summary(100, 2, 4, version("0.9.0")),
        summary(60, 2, 4, version("0.9.0", { batch: 8 })),
        summary(66, 2, 4, version("0.10.0", { batch: 8 })),
      ],
      "x=system_version",
    );
    expect(drawn(series)).toEqual([
      ["0.9.0 100", "0.10.0 110"],
      ["0.9.0 60", "0.10.0 66"],
    ]);
    expect(series.title).toBe("Output tokens per second by system version");
    // t(0.975, 3) = 3.1824: ± 3.1824 · 2 / sqrt(4).
    const { interval, source } = series.lines[0]!.points[0]!.mark;
    expect([interval!.low, interval!.high]).toEqual([
      expect.closeTo(100 - 3.1824, 4) as number,
      expect.closeTo(100 + 3.1824, 4) as number,
    ]);
    expect(source).toMatch(/^a\.csv L\d+$/);
    expect(rows.map(({ detail, value }) => [detail, value])).toEqual([
      ["0.9.0", 100],
      ["0.10.0", 110],
      ["batch 8 · 0.9.0", 60],
      ["batch 8 · 0.10.0", 66],
    ]);
  });

  it("leaves out what has one version or states none, and says so", () => {
    const points = [
      chartPoint(1, version("1")),
      chartPoint(2, version("2")),
      chartPoint(3, version("1", { batch: 4 })),
      chartPoint(4, version(null)),
    ];
    const { series, rows } = trendOf(points, "x=system_version");
    expect(drawn(series)).toEqual([["1 1", "2 2"]]);
    expect(rows).toHaveLength(2);
    // Nor are they in the files of the view.
    const shown = shownPoints(exploreData(points), parseView("x=system_version"));
    expect(shown.map(({ value }) => value)).toEqual([1, 2]);
    expect(series.notes).toEqual([
      "2 points are not drawn: their setups have fewer than two stated versions.",
    ]);
  });

  it("says which further fields change along a line, and never joins a claim with a measurement", () => {
    const points = [
      chartPoint(1, version("1", { extra: { commit: "aaa", driver: "550" } })),
      chartPoint(2, version("2", { extra: { commit: "bbb", driver: "550" } })),
      claim(9, version("3")),
    ];
    const { series } = trendOf(points, "x=system_version");
    expect(drawn(series)).toEqual([["1 1", "2 2"]]);
    expect(series.notes[0]).toBe("Along a line these further fields change as well: commit.");
  });

  it("spaces versions evenly, and shows an empty chart where nothing is left", () => {
    const { series } = trendOf(
      [1, 2, 9].map((at) => chartPoint(at, version(`0.${at}`))),
      "x=system_version",
    );
    expect(series).toMatchObject({
      xScale: "linear",
      xTicks: [0, 1, 2],
      x: { names: ["0.1", "0.2", "0.9"] },
    });
    expect(trendOf([chartPoint(1, version("1"))], "x=system_version").series.lines).toEqual([]);
  });
});

describe("steps of a trend", () => {
  const at = (system_version: string, mean: number, n = 5, more = {}) =>
    summary(mean, 1, n, version(system_version, more));

  it("rings what is worse than the point before it, with Welch's p after Holm over all tested steps", () => {
    // sd 1 and n 5 on both sides: t = 3 / sqrt(2/5) = 4.743, v = 8; R's 2 * pt(-4.743416, 8) = 0.001457, and that is the
    // smaller of two. 100 against 100.2: t = 0.316, p = 0.76.
    const { series } = trendOf([at("1", 100), at("2", 97), at("3", 97.2)], "x=system_version");
    const { points } = series.lines[0]!;
    expect(points.map(({ worse }) => worse ?? null)).toEqual([null, expect.closeTo(2 * 0.001457, 5), null]);
    expect(series.notes).toEqual([
      "1 step for the worse is ringed: vLLM at 2 (p = 0.003). Welch’s t test against the point before, p after Holm over the 2 steps with 3 runs or more on both sides.",
    ]);
  });

  it("knows which side is better, and rings no step for the better", () => {
    const ttft = { metric: "ttft", unit: "ms" };
    const of = (name: string, mean: number) => summary(mean, 1, 5, version(name), ttft);
    const { series } = trendOf([of("1", 100), of("2", 90), of("3", 95)], "metric=ttft&x=system_version");
    expect(series.lines[0]!.points.map(({ worse }) => worse !== undefined)).toEqual([false, false, true]);
  });

  it("tests neither claims, single runs nor fewer than three", () => {
    const few = trendOf([at("1", 100, 2), at("2", 50, 2)], "x=system_version").series;
    const single = trendOf(
      [chartPoint(100, version("1")), chartPoint(50, version("2"))],
      "x=system_version",
    ).series;
    const claims = trendOf([claim(100, version("1")), claim(50, version("2"))], "x=system_version").series;
    for (const { lines, notes } of [few, single, claims]) {
      expect(lines).toHaveLength(1);
      expect(lines[0]!.points.every(({ worse }) => worse === undefined)).toBe(true);
      expect(notes).toEqual([]);
    }
  });
});

describe("a metric over days", () => {
  it("keeps files of different days apart, which elsewhere are repeats, and merges those of one day", () => {
    const points = [
      chartPoint(100, setup, on("2026-03-01", "a")),
      chartPoint(104, setup, on("2026-03-01", "b")),
      chartPoint(110, setup, on("2026-03-09", "c")),
    ];
    const { series } = trendOf(points, "x=measured_at");
    expect(drawn(series)).toEqual([["2026-03-01 102", "2026-03-09 110"]]);
    expect(series.lines[0]!.points.map(({ mark }) => mark.n)).toEqual([2, null]);
    // Rows take all three files as runs of one setup.
    const { rows } = exploreModel(exploreData(points), parseView(""));
    expect(rows.map(({ n }) => n)).toEqual([3]);
  });

  it("goes on through an upgrade, but draws two versions of one day as two lines", () => {
    const upgraded = [
      chartPoint(1, version("1"), on("2026-03-01", "a")),
      chartPoint(2, version("2"), on("2026-03-02", "b")),
      chartPoint(3, version("2"), on("2026-03-03", "c")),
    ];
    expect(drawn(trendOf(upgraded, "x=measured_at").series)).toEqual([
      ["2026-03-01 1", "2026-03-02 2", "2026-03-03 3"],
    ]);
    const both = [...upgraded, chartPoint(9, version("1"), on("2026-03-03", "d"))];
    expect(drawn(trendOf(both, "x=measured_at").series)).toEqual([
      ["2026-03-01 1", "2026-03-03 9"],
      ["2026-03-02 2", "2026-03-03 3"],
    ]);
  });

  it("has each day as a tick while they are few", () => {
    const days = ["2026-03-01", "2026-03-02", "2026-03-30"];
    const points = days.map((day, at) => chartPoint(at + 1, setup, on(day, String(at))));
    const { series } = trendOf(points, "x=measured_at");
    expect(series.xTicks.map((tick) => xText(series.x, tick))).toEqual(days);
    expect(series.xDomain[0]).toBeLessThan(series.xTicks[0]!);
    expect(series.xDomain[1]).toBeGreaterThan(series.xTicks[2]!);
  });
});

describe("trendsIn", () => {
  it("finds none where no setup has two versions or days", () => {
    expect(trendsIn([chartPoint(1, version("1")), chartPoint(2, version("2", { batch: 4 }))])).toEqual([]);
    expect(
      trendsIn([chartPoint(1, setup, on("2026-03-01")), chartPoint(2, { model: "N" }, on("2026-03-02"))]),
    ).toEqual([]);
  });

  it("counts what each shows, the one with most points first", () => {
    const points = [
      chartPoint(1, version("1"), on("2026-03-01", "a")),
      chartPoint(2, version("2"), on("2026-03-02", "b")),
      chartPoint(3, version("2"), on("2026-03-03", "c")),
    ];
    expect(trendsIn(points)).toEqual([
      { x: "measured_at", count: 3 },
      { x: "system_version", count: 2 },
    ]);
  });
});
