import { scaleLinear, scaleLog } from "d3-scale";
import { describe, expect, it } from "vitest";
import { figureSvg } from "@/lib/figure/figure-svg";
import { placeOn } from "@/lib/figure/place-on";
import { rowLayout } from "@/lib/figure/row-layout";
import { rowMarks } from "@/lib/figure/row-marks";
import { exploreModel } from "@/lib/series/explore";
import type { RowSeries } from "@/lib/series/series";
import { parseView } from "@/lib/view/codec";
import { chartPoint, claim, exploreData, summary } from "../series/chart-points";
import { all, hasClass, marksOf, readSvg, wholeText, type Read } from "./read-svg";

const on = (system: string, more = {}) => ({ model: "Llama-2 7B", system, ...more });

function seriesOf(points: Parameters<typeof exploreData>[0], query = ""): RowSeries {
  const slots = { vLLM: 1, SGLang: 2 };
  return exploreModel(exploreData(points, slots), parseView(query)).series as RowSeries;
}

function figureOf(
  points: Parameters<typeof exploreData>[0],
  query = "",
  width = 736,
  selected: string | null = null,
): Read {
  return readSvg(figureSvg(seriesOf(points, query), { width, selected }));
}

/** Where the axis stands, read from the labels of two of its ticks. */
function axisOf(figure: Read, low: string, high: string): { at: (fraction: number) => number } {
  const x = (text: string) =>
    Number(all(figure, (each) => hasClass(each, "t-ax") && each.text === text)[0]?.attributes["x"]);
  const [from, to] = [x(low), x(high)];
  return { at: (fraction) => from + fraction * (to - from) };
}

const paths = (figure: Read, name: string) =>
  all(figure, (each) => each.tag === "path" && hasClass(each, name));

const figureTexts = (figure: Read) => all(figure, (each) => each.tag === "text").map((each) => each.text);

describe("figureSvg of rows", () => {
  // Half width of mean 100, sd 20, n 16: t(0.975, 15) = 2.13145 x 20 / 4 = 10.65725.
  const vllm = summary(100, 20, 16, on("vLLM"));
  const phi = claim(550, on("Phi"));
  const other = chartPoint(240, on("Other"));

  it("places marks where the scale's arithmetic says, on its own ticks", () => {
    const figure = figureOf([vllm, phi, other]);
    const axis = axisOf(figure, "0", "600");
    const marks = marksOf(figure);
    expect(marks.get(vllm.id)?.x).toBeCloseTo(axis.at(100 / 600), 1);
    expect(marks.get(phi.id)?.x).toBeCloseTo(axis.at(550 / 600), 1);
    expect(marks.get(other.id)?.x).toBeCloseTo(axis.at(240 / 600), 1);
  });

  it("places marks on a log axis by their logarithms", () => {
    const figure = figureOf([vllm, phi, other], "scale=log");
    const axis = axisOf(figure, "100", "1000");
    expect(marksOf(figure).get(phi.id)?.x).toBeCloseTo(axis.at(Math.log10(5.5)), 0);
    expect(marksOf(figure).get(other.id)?.x).toBeCloseTo(axis.at(Math.log10(2.4)), 0);
    expect(figureTexts(figure)).toContain("Output tokens per second, tok/s, log axis");
    expect(figureTexts(figureOf([vllm, phi, other]))).toContain("Output tokens per second, tok/s");
  });

  it("keeps the labels of a phone's axis on the figure: the last one moves in from its tick", () => {
    const figure = figureOf([chartPoint(12, on("A")), chartPoint(900_000, on("B"))], "", 358);
    const labels = all(figure, (each) => hasClass(each, "t-ax")).map(({ text, attributes }) => ({
      text,
      x: Number(attributes["x"]),
    }));
    // 10^6 ends the plot at 352 px. Its label is nine characters of some 6 px: half of it is about 25 px.
    const last = labels.find(({ text }) => /^1\D000\D000$/.test(text));
    expect(last?.x).toBeGreaterThan(330);
    expect(last?.x).toBeLessThan(345);
    expect(labels.find(({ text }) => text === "1000")?.x).toBeCloseTo(6 + (2 / 5) * 346, 0);
  });

  it("draws the whisker from one end of the interval to the other, in the row of its mark", () => {
    const figure = figureOf([vllm, phi]);
    const axis = axisOf(figure, "0", "600");
    const d = paths(figure, "m-whisker")
      .map((path) => path.attributes["d"])
      .join("");
    const [, from, y, to] = /M([\d.]+) ([\d.]+)H([\d.]+)/.exec(d) ?? [];
    expect(Number(from)).toBeCloseTo(axis.at((100 - 10.65725) / 600), 1);
    expect(Number(to)).toBeCloseTo(axis.at((100 + 10.65725) / 600), 1);
    expect(Number(y)).toBe(marksOf(figure).get(vllm.id)?.y);
  });

  it("draws no whisker for claims and single numbers", () => {
    const figure = figureOf([phi, other]);
    for (const layer of ["m-whisker", "m-whiskerDashed", "m-barWhisker", "m-tick"])
      expect(paths(figure, layer)).toEqual([]);
    expect(paths(figure, "m-claim")).toHaveLength(1);
    expect(paths(figure, "m-single")).toHaveLength(1);
  });

  it("dashes the whisker of 2 to 4 values and writes n beside it", () => {
    const figure = figureOf([summary(100, 10, 3, on("vLLM"))]);
    expect(paths(figure, "m-whiskerDashed")).toHaveLength(1);
    expect(all(figure, (each) => each.text === "n = 3")).toHaveLength(1);
  });

  it.each([358, 736])(
    "writes n left of a whisker that ends near the right edge, on its line, at %i px",
    (width) => {
      const near = summary(99.5, 0.05, 3, on("vLLM"));
      const figure = figureOf([near, summary(20, 0.05, 3, on("other"))], "scale=linear", width);
      const mark = marksOf(figure).get(near.id)!;
      const ns = all(figure, (each) => each.text === "n = 3").map(({ attributes }) => attributes);
      const beside = ns.find(({ y }) => Number(y) === mark.y + 4)!;
      expect(beside["text-anchor"]).toBe("end");
      expect(Number(beside["x"])).toBeLessThan(mark.x);
    },
  );

  it("starts bars at 0 and puts their whiskers in ink", () => {
    const figure = figureOf([vllm, phi, other], "mark=bars");
    const zero = axisOf(figure, "0", "600").at(0);
    for (const layer of ["m-bar", "m-barClaim", "m-barSingle"]) {
      const [path] = paths(figure, layer);
      expect(Number(/^M([\d.]+)/.exec(path?.attributes["d"] ?? "")?.[1])).toBeCloseTo(zero, 1);
    }
    expect(paths(figure, "m-barWhisker")[0]?.attributes["stroke"]).toBe("var(--ink)");
    const [hatch] = all(figure, (each) => each.tag === "pattern");
    expect(paths(figure, "m-barClaim")[0]?.attributes["fill"]).toBe(`url(#${hatch?.attributes["id"]})`);
  });

  it("draws a range as a band without caps, from end to end", () => {
    const figure = figureOf([claim(null, on("A"), { range: { low: 200, high: 400 }, raw: "200-400" }), phi]);
    const axis = axisOf(figure, "0", "600");
    const [, from, width] =
      /^M([\d.]+) [\d.]+h([\d.]+)/.exec(paths(figure, "m-range")[0]?.attributes["d"] ?? "") ?? [];
    expect(Number(from)).toBeCloseTo(axis.at(200 / 600), 1);
    expect(Number(width)).toBeCloseTo(axis.at(400 / 600) - axis.at(200 / 600), 1);
    expect(paths(figure, "m-whisker")).toEqual([]);
  });

  it("keeps the row of a missing value and says why", () => {
    const figure = figureOf([claim(null, on("A")), phi]);
    expect(all(figure, (each) => each.text === "N/A in the source")).toHaveLength(1);
  });

  it("marks the selected row in yellow, with the bar, and its marker's gap in yellow too", () => {
    const figure = figureOf([vllm, phi], "", 736, vllm.id);
    const [chosen] = all(figure, (each) => hasClass(each, "chosen"));
    const y = marksOf(figure).get(vllm.id)?.y ?? 0;
    expect(chosen?.children.map((rect) => rect.attributes["fill"])).toEqual(["var(--hl)", "var(--hl-bar)"]);
    const { y: top, height } = chosen?.children[0]?.attributes ?? {};
    expect(Number(top) + Number(height) / 2).toBe(y);
    expect(paths(figure, "m-filled")[0]?.attributes["stroke"]).toBe("var(--hl)");
  });

  it("says in one sentence what it shows, as an image's label", () => {
    const figure = figureOf([vllm, phi]);
    expect(figure.attributes["role"]).toBe("img");
    expect(figure.attributes["aria-label"]).toBe(
      "Dot plot: Output tokens per second in tok/s; 1 measured with 95 percent confidence intervals where the data supports them, 1 claims. Higher is better. A table with the same values follows.",
    );
  });

  it("puts names above their rows below 560 px, everything within the width", () => {
    const series = seriesOf([vllm, phi, other]);
    const layout = rowLayout(series, 350);
    expect(layout.form).toBe("narrow");
    for (const row of layout.rows) {
      expect(row.baseline).toBeLessThan(row.y);
      expect(row.bottom - row.top).toBeGreaterThanOrEqual(44);
    }
    for (const { x } of marksOf(figureOf([vllm, phi, other], "", 350)).values()) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(350);
    }
  });

  it("cuts a name that is too long, and keeps the whole of it for hover", () => {
    const name = "An engine whose name does not end ".repeat(6).trim();
    const figure = figureOf([claim(1, on(name))]);
    const [label] = all(
      figure,
      (each) => each.tag === "text" && each.children.some((child) => child.tag === "title"),
    );
    expect(wholeText(label as Read)).toMatch(/^An engine .*…$/);
    expect(label?.children.at(-1)?.text).toBe(name);
  });

  it.each([
    "<script>alert(1)</script>",
    `"><img src=x onerror=alert(1)>`,
    "a & b < c > d \u0000\u0008\ud800 end",
    "]]><![CDATA[",
    "\u202eright to left",
  ])("shows %j as text in every place that a file's text can reach", (text) => {
    const svg = figureSvg(
      seriesOf([
        claim(1, { model: text, system: text, hardware: text }, { raw: text, file: text }),
        claim(null, { model: text, system: "B" }, { missing: text, raw: text }),
      ]),
      { width: 736 },
    );
    expect(() => readSvg(svg)).not.toThrow();
    expect(all(readSvg(svg), (each) => ["script", "img"].includes(each.tag))).toEqual([]);
  });

  it.each([
    ["no points", []],
    ["one point", [5]],
    ["all equal", [7, 7, 7]],
    ["one huge value", [1, 2, 1e300]],
    ["tiny values", [1e-300, 2e-300]],
    ["negative values", [-30, -60]],
    ["zero", [0]],
  ] as const)("draws %s without a number that is none", (_, values) => {
    for (const query of ["", "scale=log", "mark=bars"]) {
      const points = values.map((value, i) => chartPoint(value, on(`S${i}`)));
      const svg = figureSvg(seriesOf(points, query), { width: 736 });
      expect(svg).not.toMatch(/NaN|Infinity|undefined|null/);
      readSvg(svg);
    }
  });

  it("draws 2,000 points in a few paths, and 100,000 as density, in a picture of bounded size", () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, i) =>
        summary(1 + (i % 997), 3, 5, { model: `M${i % 5}`, system: `S${i % 12}`, batch: i }),
      );
    const packed = figureSvg(seriesOf(many(2000)), { width: 736 });
    expect(all(readSvg(packed), (each) => /^m-/.test(each.attributes["class"] ?? "")).length).toBeLessThan(
      100,
    );
    const density = figureSvg(seriesOf(many(100_000)), { width: 736 });
    expect(density.length).toBeLessThan(200_000);
    expect(all(readSvg(density), (each) => hasClass(each, "m-density"))).toHaveLength(60);
  });
});

describe("rowMarks", () => {
  // The interactive chart hands over the scale of its axes, which is d3's: both must give the same marks.
  it.each(["", "scale=log"])(
    "gives the same marks from d3's scales as from the figure's own (%s)",
    (query) => {
      const points = [summary(100, 20, 16, on("A")), claim(550, on("B")), chartPoint(3, on("C"))];
      const series = seriesOf(points, query);
      const layout = rowLayout(series, 736);
      const { left, right } = layout.plot;
      const d3 = (series.scale === "log" ? scaleLog() : scaleLinear())
        .domain(series.domain)
        .range([left, right]);
      const options = { selected: null, idPrefix: "x" };
      const own = rowMarks(series, layout, { place: placeOn(series, left, right), ...options });
      expect(rowMarks(series, layout, { place: (value) => d3(value), ...options })).toEqual({
        svg: own.svg,
        hits: own.hits.map((hit) => ({
          ...hit,
          x: expect.closeTo(hit.x, 6),
          from: expect.closeTo(hit.from, 6),
          to: expect.closeTo(hit.to, 6),
        })),
      });
    },
  );
});

describe("figureSvg with a theme", () => {
  it("has its colours and styles written into it and refers to nothing outside", () => {
    const svg = figureSvg(seriesOf([claim(5, on("A"))]), { width: 736, theme: "dark" });
    expect(svg).not.toContain("var(");
    expect(svg).toContain("#14171b");
    expect(svg).not.toMatch(/url\((?!#)|href/);
  });
});
