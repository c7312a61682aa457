import { describe, expect, it } from "vitest";
import { forestHead, forestStrip } from "@/lib/figure/forest-figure";
import type { ForestAxis, ForestRow } from "@/lib/series/forest-series";
import { all, hasClass, readSvg, wholeText, type Read } from "./read-svg";

// On a log axis from 1/2 to 2, 1 stands in the middle and the square root of 2 at three quarters.
const axis: ForestAxis = { domain: [0.5, 2], ticks: [0.5, 1, 2], bar: Math.SQRT2 };
const row = (more: Partial<ForestRow> = {}): ForestRow => ({
  value: 1,
  low: Math.SQRT1_2,
  high: Math.SQRT2,
  evidence: "samples",
  tone: "neutral",
  tested: true,
  ...more,
});
const strip = (more: Partial<ForestRow> | null) => readSvg(forestStrip(more && row(more), axis));
const first = (of: Read, name: string) => all(of, (each) => hasClass(each, name))[0];

describe("forestStrip", () => {
  it("places ratios on a log axis: 1, the bar, both ends of the whisker", () => {
    const figure = strip({});
    expect(first(figure, "f-one")?.attributes["x1"]).toBe("50%");
    expect(first(figure, "f-bar")?.attributes["x1"]).toBe("75%");
    expect(first(figure, "f-whisker")?.attributes).toMatchObject({ x1: "25%", x2: "75%" });
    expect(all(figure, (each) => hasClass(each, "f-cap"))).toHaveLength(2);
  });

  it.each([
    ["samples", "f-samples"],
    ["summary", "f-summary"],
    ["single", "f-single"],
    ["claim", "f-claim"],
  ] as const)("draws the marker of %s", (evidence, mark) => {
    expect(first(strip({ evidence }), mark)).toBeDefined();
  });

  it("draws no whisker of a claim, nor where there is no interval", () => {
    expect(first(strip({ evidence: "claim" }), "f-whisker")).toBeUndefined();
    expect(first(strip({ low: null, high: null }), "f-whisker")).toBeUndefined();
  });

  it("dashes the whisker of what was not tested", () => {
    expect(first(strip({ tested: false }), "f-whisker")?.attributes["stroke-dasharray"]).toBeDefined();
    expect(first(strip({}), "f-whisker")?.attributes["stroke-dasharray"]).toBeUndefined();
  });

  it("ends a whisker that leaves the axis in an arrowhead at its edge", () => {
    const figure = strip({ low: 0.1 });
    expect(first(figure, "f-whisker")?.attributes["x1"]).toBe("0%");
    expect(all(figure, (each) => hasClass(each, "f-beyond"))).toHaveLength(1);
    expect(all(figure, (each) => hasClass(each, "f-cap"))).toHaveLength(1);
  });

  it("draws a whisker too narrow for a marker as a tick", () => {
    const figure = strip({ low: 0.999, high: 1.001 });
    expect(first(figure, "f-tick")).toBeDefined();
    expect(first(figure, "f-whisker")).toBeUndefined();
  });

  it("has the lines of the axis alone beside a group's name, and is hidden from who reads the table", () => {
    const figure = strip(null);
    expect(first(figure, "f-one")).toBeDefined();
    expect(first(figure, "f-samples")).toBeUndefined();
    expect(figure.attributes["aria-hidden"]).toBe("true");
  });
});

describe("forestHead", () => {
  it("names the ticks, the bar and the better side", () => {
    const text = wholeText(readSvg(forestHead({ ...axis, bar: 1.2 })));
    for (const part of [
      "0.5×",
      "1×",
      "2×",
      "1.2×",
      "bar set: 1.2×",
      "← baseline better",
      "candidate better →",
    ])
      expect(text).toContain(part);
  });

  it("leaves a tick unnamed that would touch the bar's name", () => {
    const near = { domain: [0.5, 2], ticks: [1, 1.19, 2], bar: 1.2 } as ForestAxis;
    expect(wholeText(readSvg(forestHead(near)))).not.toContain("1.19×");
  });
});
