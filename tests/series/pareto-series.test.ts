import { describe, expect, it } from "vitest";
import { exploreModel, shownPoints } from "@/lib/series/explore";
import type { ParetoSeries } from "@/lib/series/series";
import { frontText } from "@/lib/series/pareto-series";
import { standardError } from "@/lib/series/standard-error";
import { derivedPoints } from "@/lib/series/derived/derived-points";
import { defaultView, type View } from "@/lib/view/view";
import { toChartPoint } from "@/lib/series/to-chart-point";
import { readText } from "../importers/text-of";
import { figureSvg } from "@/lib/figure/figure-svg";
import { all, hasClass, readSvg, wholeText } from "../figure/read-svg";

/** A row a run of one load: output tokens/s, and the time to first token beside it. */
const rows = (system: string, concurrency: number, rates: number[], ttfts: number[], more = "") =>
  rates.map((rate, i) => `M,${system},8,${concurrency},${i + 1},${rate},${ttfts[i]}${more}`).join("\n");
const head = "model,system,accelerators,concurrency,run,output tok/s,TTFT (ms)";
const table = [
  head,
  rows("a", 1, [100, 102, 98], [20, 21, 19]),
  rows("a", 16, [800, 810, 790], [60, 61, 59]),
  rows("a", 64, [1600, 1620, 1580], [200, 202, 198]),
  rows("b", 16, [400, 405, 395], [90, 91, 89]),
].join("\n");

const pointsOf = (text: string) => {
  const points = readText(text, "t.csv").points.map((point) =>
    toChartPoint({ ...point, dataset: "d".repeat(64), file: "t.csv" }),
  );
  return [...points, ...derivedPoints(points)];
};
const modelOf = (text: string, view: Partial<View> = {}) =>
  exploreModel(
    { points: pointsOf(text), slots: { a: 1, b: 2 }, tabCounts: {}, metrics: [], datasets: {} },
    { ...defaultView, metric: "pareto", ...view },
  );
const seriesOf = (...of: Parameters<typeof modelOf>) => modelOf(...of).series as ParetoSeries;

describe("a Pareto chart", () => {
  it("draws tokens per second and accelerator against those of a user, a line a system along its load", () => {
    const { lines, x, metric } = seriesOf(table);
    expect([x.metric.id, metric.id]).toEqual(["tokens_per_second_per_user", "tokens_per_second_per_gpu"]);
    expect(lines.map(({ label, points }) => [label, points.map(({ load }) => load)])).toEqual([
      ["a", ["concurrency 1", "concurrency 16", "concurrency 64"]],
      ["b", ["concurrency 16"]],
    ]);
    // 100 / 1 and 100 / 8; 800 / 16 and 800 / 8.
    expect(lines[0]!.points.slice(0, 2).map((mark) => [mark.x.value, mark.y.value])).toEqual([
      [100, 12.5],
      [50, 100],
    ]);
  });

  it("has whiskers in both directions", () => {
    const [mark] = seriesOf(table).lines[0]!.points;
    // 100 ± 4.303 · 2 / sqrt(3) = 4.97, over 1 and over 8.
    expect(mark!.x.interval!.high - mark!.x.value!).toBeCloseTo(4.97, 2);
    expect(mark!.y.interval!.high - mark!.y.value!).toBeCloseTo(4.97 / 8, 3);
  });

  it("says how likely each point is on the front: b at 16 is beaten by a at 16 on both axes", () => {
    const { lines, front } = seriesOf(table);
    expect(lines.map(({ points }) => points.map((mark) => mark.front))).toEqual([[1, 1, 1], [0]]);
    expect(front).toHaveLength(3);
  });

  it("moves both values of a point as one where they rest on one measurement", () => {
    // Tokens per user and per accelerator are the same runs over 16 and over 8: of two systems at one load the one with
    // the higher mean wins on both axes or on none. 100 and 101, standard errors 1: Φ(-1/√2) = 0.24 and 0.76.
    const sd = Math.sqrt(3);
    const spread = (mean: number) => [mean - sd, mean, mean + sd];
    const near = [head, rows("a", 16, spread(100), [1, 1, 1]), rows("b", 16, spread(101), [1, 1, 1])].join(
      "\n",
    );
    const found = seriesOf(near).lines.flatMap(({ points }) => points.map((mark) => mark.front!));
    const [a, b] = found.toSorted((one, other) => one - other);
    // 4,000 draws: sd 0.0068.
    expect(Math.abs(a! - 0.2398)).toBeLessThan(0.03);
    expect(a! + b!).toBeCloseTo(1, 12);
  });

  it("takes time to first token along x, of which less is better, and the whole system up y", () => {
    const { x, metric, lines } = seriesOf(table, { x: "ttft", y: "output_tokens_per_second" });
    expect([x.metric.id, metric.id]).toEqual(["ttft", "output_tokens_per_second"]);
    // b at 16 needs 90 ms for 400 tok/s, where a gives 800 in 60 ms.
    expect(lines.map(({ points }) => points.map((mark) => mark.front))).toEqual([[1, 1, 1], [0]]);
  });

  it("lets no claim take part in the front, and draws none of claims alone", () => {
    const claim = (system: string, metric: string, value: number) =>
      `${metric},${value},${metric === "ttft" ? "ms" : "tok/s"},M,${system},8,16,claim`;
    const claims = [
      "metric,value,unit,model,system,accelerators,concurrency,evidence",
      ...[claim("a", "ttft", 60), claim("a", "output_tokens_per_second", 800)],
      ...[claim("b", "ttft", 1), claim("b", "output_tokens_per_second", 9000)],
    ].join("\n");
    const { lines, front, notes } = seriesOf(claims, { x: "ttft", y: "output_tokens_per_second" });
    expect(lines.flatMap(({ points }) => points.map((mark) => mark.front))).toEqual([null, null]);
    expect(front).toEqual([]);
    expect(notes.join(" ")).toContain("a claim takes part in no comparison");
  });

  it("leaves out, and counts, what has no partner in its own file for its own setup", () => {
    const text = `model,system,accelerators,concurrency,TTFT (ms),output tok/s\nM,a,8,1,20,100\nM,a,8,2,,200\n`;
    const { lines, notes } = seriesOf(text, { x: "ttft" });
    expect(lines.flatMap(({ points }) => points)).toHaveLength(1);
    expect(notes.join(" ")).toMatch(/^1 point of tokens\/s\/gpu without|1 point of .* is not drawn/i);
  });

  it("has its table twin: both values and the share of draws, in the chart's order; its CSV holds both points", () => {
    const { rows: found, series } = modelOf(table);
    const marks = (series as ParetoSeries).lines.flatMap(({ points }) => points);
    expect(found.map(({ pointId, across, front }) => [pointId, across!.value, front])).toEqual(
      marks.map((mark) => [mark.y.pointId, mark.x.value, mark.front]),
    );
    const data = { points: pointsOf(table), slots: {}, tabCounts: {}, metrics: [], datasets: {} };
    const shown = shownPoints(data, { ...defaultView, metric: "pareto" });
    expect(shown.map(({ metric }) => metric).sort()).toEqual([
      ...Array<string>(4).fill("tokens_per_second_per_gpu"),
      ...Array<string>(4).fill("tokens_per_second_per_user"),
    ]);
  });

  it("is filtered like any chart, and names what a filter leaves", () => {
    const { lines } = seriesOf(table, { filters: { system: ["b"] } });
    expect(lines.map(({ label }) => label)).toEqual(["b"]);
    expect(lines[0]!.points[0]!.front).toBe(1); // alone it is the front
  });
});

describe("its figure", () => {
  const figure = readSvg(figureSvg(seriesOf(table), { width: 734 }));
  const named = (name: string) => all(figure, (each) => hasClass(each, name));

  it("has the front as one stepped line, a line for each system of several loads, and the loads along one", () => {
    expect(named("p-front")).toHaveLength(1);
    expect(named("p-front")[0]!.attributes["d"]?.match(/V/g)).toHaveLength(3);
    expect(named("m-line")).toHaveLength(1);
    const text = wholeText(figure);
    for (const part of ["concurrency 1", "16", "64", "up and right is better", "log y axis"])
      expect(text).toContain(part);
  });

  it("points up and left where less of x is better", () => {
    const ttft = readSvg(figureSvg(seriesOf(table, { x: "ttft" }), { width: 734 }));
    expect(wholeText(ttft)).toContain("up and left is better");
  });
});

describe("standardError", () => {
  it("comes back from a t interval, and from one on the log scale", () => {
    // 10 ± 2.776 · 0.5 with n = 5.
    const t = { low: 10 - 2.7764451 * 0.5, high: 10 + 2.7764451 * 0.5, level: 0.95, n: 5 };
    expect(
      standardError({ value: 10, interval: { ...t, method: "student-t", varies: "between-run" } }),
    ).toBeCloseTo(0.5, 6);
    const log = { low: 10 * Math.exp(-2.7764451 * 0.05), high: 10 * Math.exp(2.7764451 * 0.05), level: 0.95 };
    expect(
      standardError({
        value: 10,
        interval: { ...log, n: 5, df: 4, method: "log-ratio", varies: "between-run" },
      }),
    ).toBeCloseTo(0.5, 6);
    expect(standardError({ value: 10, interval: null })).toBeNull();
  });
});

describe("frontText", () => {
  it.each([
    [null, "–"],
    [0, "0 %"],
    [0.0003, "<1 %"],
    [0.714, "71 %"],
    [0.999, ">99 %"],
    [1, "100 %"],
  ])("%d is %s", (share, text) => expect(frontText(share).replace("\u00a0", " ")).toBe(text));
});
