import { describe, expect, it } from "vitest";
import { efficiencyFigure } from "@/lib/figure/efficiency-figure";
import { figureSvg } from "@/lib/figure/figure-svg";
import { spreadLabels } from "@/lib/figure/line-marks";
import { exploreModel } from "@/lib/series/explore";
import type { ScalingSeries } from "@/lib/series/series";
import { parseView } from "@/lib/view/codec";
import { chartPoint, claim, exploreData, summary } from "../series/chart-points";
import { all, hasClass, marksOf, readSvg, type Read } from "./read-svg";

const at = (accelerators: number, system = "A") => ({ model: "Llama-2 7B", system, accelerators });
const points = [
  summary(100, 2, 5, at(1)),
  summary(190, 3.8, 5, at(2)),
  summary(340, 6.8, 5, at(4)),
  claim(50, at(1, "B")),
  claim(99, at(2, "B")),
];
const series = (query = "") =>
  exploreModel(exploreData(points), parseView(`metric=scaling&${query}`)).series as ScalingSeries;

const tick = (figure: Read, text: string, name: "x" | "y") =>
  Number(all(figure, (each) => hasClass(each, "t-ax") && each.text === text)[0]?.attributes[name]);

describe("figureSvg of scaling", () => {
  it("places each point at its count and its speed-up, on its own ticks", () => {
    const figure = readSvg(figureSvg(series(), { width: 736 }));
    const [x1, x4] = [tick(figure, "1", "x"), tick(figure, "4", "x")];
    const [y0, y4] = [tick(figure, "0", "y"), tick(figure, "4×", "y")];
    const mark = marksOf(figure).get(points[2]?.id ?? "");
    expect(mark?.x).toBeCloseTo(x4, 1);
    // Tick labels stand 4 px below their ticks, all alike.
    expect((mark?.y ?? 0) + 4).toBeCloseTo(y0 + (3.4 / 4) * (y4 - y0), 1);
    const second = marksOf(figure).get(points[1]?.id ?? "");
    expect(second?.x).toBeCloseTo(x1 + (x4 - x1) / 3, 1);
  });

  it("draws the ideal line in ink from 1 to the largest count", () => {
    const figure = readSvg(figureSvg(series(), { width: 736 }));
    const [ideal] = all(figure, (each) => hasClass(each, "ideal"));
    const numbers = (ideal?.attributes["d"] ?? "").match(/[\d.]+/g)?.map(Number) ?? [];
    const base = marksOf(figure).get(points[0]?.id ?? "");
    expect(numbers.slice(0, 2)).toEqual([base?.x, base?.y]);
    expect(numbers[2]).toBeCloseTo(tick(figure, "4", "x"), 1);
    expect(numbers[3]).toBeCloseTo(tick(figure, "4×", "y") - 4, 1);
  });

  it("hatches what lies above the ideal line, up to the plot's top", () => {
    const figure = readSvg(figureSvg(series(), { width: 736 }));
    const [beyond, ...others] = all(figure, (each) => hasClass(each, "m-beyond"));
    expect(others).toEqual([]);
    const base = marksOf(figure).get(points[0]?.id ?? "");
    const numbers = (beyond?.attributes["d"] ?? "").match(/[\d.]+/g)?.map(Number) ?? [];
    const [x4, y4] = [tick(figure, "4", "x"), tick(figure, "4×", "y") - 4];
    const [x0 = NaN, y0 = NaN, x1 = NaN, y1 = NaN, top = NaN, back = NaN] = numbers;
    expect([x0, y0, back]).toEqual([base?.x, base?.y, base?.x]);
    expect(x1).toBeCloseTo(x4, 1);
    expect(y1).toBeCloseTo(y4, 1);
    expect(top).toBeLessThanOrEqual(y1);
    expect(
      all(readSvg(figureSvg(series("y=value"), { width: 736 })), (each) => hasClass(each, "m-beyond")),
    ).toEqual([]);
  });

  it("hatches efficiencies above 100 %, where a system has one", () => {
    const options = { width: 736, selected: null, idPrefix: "e" };
    const hatchedIn = (of: ScalingSeries) =>
      all(readSvg(efficiencyFigure(of, options)), (each) => hasClass(each, "m-beyond"));
    expect(hatchedIn(series())).toEqual([]);
    const more = [summary(100, 2, 5, at(1)), summary(230, 3.8, 5, at(2))];
    const above = exploreModel(exploreData(more), parseView("metric=scaling")).series as ScalingSeries;
    expect(hatchedIn(above)).toHaveLength(1);
  });

  it("places values by count and value where those are asked for, with each line's own ideal from its smallest count", () => {
    const figure = readSvg(figureSvg(series("y=value"), { width: 736 }));
    const [x1, x4] = [tick(figure, "1", "x"), tick(figure, "4", "x")];
    const [y0, y400] = [tick(figure, "0", "y"), tick(figure, "400", "y")];
    const last = marksOf(figure).get(points[2]?.id ?? "");
    expect(last?.x).toBeCloseTo(x4, 1);
    expect((last?.y ?? 0) + 4).toBeCloseTo(y0 + (340 / 400) * (y400 - y0), 1);
    const [ideal] = all(figure, (each) => hasClass(each, "ideal"));
    const numbers = (ideal?.attributes["d"] ?? "").match(/[\d.]+/g)?.map(Number) ?? [];
    // A: from 100 at 1 to 400 at 4. B: from 50 at 1 to 100 at 2, its own largest count.
    const at100 = y0 - 4 + (100 / 400) * (y400 - y0);
    const expected = [x1, at100, x4, y400 - 4, x1, (y0 - 4 + at100) / 2, x1 + (x4 - x1) / 3, at100];
    expected.forEach((each, i) => expect(numbers[i]).toBeCloseTo(each, 0));
    expect(all(figure, (each) => hasClass(each, "m-base"))).toHaveLength(0);
  });

  it("gives bands and whiskers to measured lines only, and dashes claims", () => {
    const figure = readSvg(figureSvg(series(), { width: 736 }));
    expect(all(figure, (each) => hasClass(each, "m-band"))).toHaveLength(1);
    const lines = all(figure, (each) => hasClass(each, "m-line"));
    expect(lines.map((line) => line.attributes["stroke-dasharray"])).toEqual(["2.5 3", undefined]);
    const whiskers = all(figure, (each) => hasClass(each, "m-whisker")).map(
      (each) => each.attributes["d"] ?? "",
    );
    // Two whiskers, none at the base: each has a line and two caps.
    expect(whiskers.join("").match(/V/g)).toHaveLength(2);
  });

  it.each([320, 350, 736, 1060])(
    "is well-formed at %d px in both scales, with nothing beyond its width",
    (width) => {
      for (const query of ["", "scale=log", "y=value", "y=value&scale=log"]) {
        const svg = figureSvg(series(query), { width });
        expect(svg).not.toMatch(/NaN|Infinity|undefined/);
        for (const { x } of marksOf(readSvg(svg)).values()) expect(x).toBeLessThanOrEqual(width);
      }
    },
  );

  it("draws an empty chart for no lines", () => {
    const empty = exploreModel(exploreData([]), parseView("metric=scaling")).series;
    expect(() => readSvg(figureSvg(empty, { width: 736 }))).not.toThrow();
  });
});

describe("efficiencyFigure", () => {
  it("places efficiency on an axis from 60 to 100 %", () => {
    const figure = readSvg(efficiencyFigure(series(), { width: 500, selected: null, idPrefix: "e" }));
    const [x60, x100] = [tick(figure, "60", "x"), tick(figure, "100", "x")];
    expect(marksOf(figure).get(points[1]?.id ?? "")?.x).toBeCloseTo(x60 + ((95 - 60) / 40) * (x100 - x60), 1);
  });

  it("reaches below 60 and above 100 % where a system does", () => {
    const wide = [
      chartPoint(100, at(1)),
      chartPoint(90, at(2)),
      chartPoint(100, at(1, "B")),
      chartPoint(220, at(2, "B")),
    ];
    const model = exploreModel(exploreData(wide), parseView("metric=scaling")).series as ScalingSeries;
    const figure = readSvg(efficiencyFigure(model, { width: 500, selected: null, idPrefix: "e" }));
    expect(tick(figure, "0", "x")).toBeGreaterThan(0);
    const marks = Array.from(marksOf(figure).values(), ({ x }) => x);
    expect(Math.max(...marks)).toBeLessThanOrEqual(500);
  });
});

describe("spreadLabels", () => {
  const label = (y: number) => ({
    key: String(y),
    label: "",
    detail: "",
    value: "",
    slot: null,
    isClaim: false,
    x: 0,
    y,
  });

  it("moves labels apart to the pitch, in order, within the plot", () => {
    const spread = spreadLabels([10, 11, 12, 200].map(label), 0, 210, 17).map(({ labelY }) => labelY);
    expect(spread).toEqual([10, 27, 44, 200]);
    const atFoot = spreadLabels([205, 206, 207].map(label), 0, 210, 17).map(({ labelY }) => labelY);
    expect(atFoot).toEqual([176, 193, 210]);
  });
});

describe("figureSvg of lines", () => {
  it("places points by x and value", () => {
    const sweep = [1, 2, 4, 8].map((x) => chartPoint(x * 10, { ...at(1), concurrency: x }));
    const lines = exploreModel(exploreData(sweep), parseView("x=concurrency")).series;
    const figure = readSvg(figureSvg(lines, { width: 736 }));
    const [x1, x8, y0, y80] = [
      tick(figure, "1", "x"),
      tick(figure, "8", "x"),
      tick(figure, "0", "y"),
      tick(figure, "80", "y"),
    ];
    const third = marksOf(figure).get(sweep[2]?.id ?? "");
    expect(third?.x).toBeCloseTo(x1 + (2 / 3) * (x8 - x1), 1);
    expect((third?.y ?? 0) + 4).toBeCloseTo((y0 + y80) / 2, 1);
  });
});
