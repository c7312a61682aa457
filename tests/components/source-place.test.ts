import { describe, expect, it } from "vitest";
import { excerptRanges } from "@/components/points/excerpt-ranges";
import type { PointDetail } from "@/components/points/point-detail";
import { fileHref, lineOf, placeText } from "@/components/points/source-place";
import { emptyCase } from "@/lib/points/case";
import { emptyStats } from "@/lib/points/point";
import { emptyContext } from "@/lib/points/provenance";

function pointAt(
  locator: PointDetail["point"]["provenance"]["locator"],
  sampleLines: number[] = [],
): PointDetail["point"] {
  const samples = {
    values: sampleLines.map(() => 1),
    at: sampleLines,
    pointer: null,
    column: 2,
    varies: "between-run" as const,
  };
  return {
    id: "0123456789abcdef",
    metric: "ttft",
    unit: "ms",
    value: 1,
    statistic: "mean",
    missing: null,
    range: null,
    case: emptyCase(),
    stats: emptyStats(),
    samples: sampleLines.length > 0 ? samples : null,
    evidence: "single",
    interval: null,
    provenance: { locator, raw: "1", conversions: [] },
    context: emptyContext(),
    runs: [],
    derivation: null,
    dataset: "a".repeat(64),
    file: "f.csv",
  };
}

describe("placeText", () => {
  it("names one line with its column, and many lines by first and last", () => {
    expect(placeText({ point: pointAt({ line: 12, column: 3 }) })).toBe("L12, column 3");
    expect(placeText({ point: pointAt({ line: 4, column: 2 }, [4, 5, 9]) })).toBe("3 lines, L4 – L9");
    expect(placeText({ point: pointAt({ pointer: "/mean_ttft_ms" }) })).toBe("/mean_ttft_ms");
  });
});

describe("lineOf", () => {
  it("takes the mark that was found for a JSON pointer", () => {
    const point = pointAt({ pointer: "/mean_ttft_ms" });
    expect(lineOf({ point, marks: [] })).toBeNull();
    expect(lineOf({ point, marks: [{ from: 7, to: 7, cell: null }] })).toBe(7);
  });
});

describe("excerptRanges", () => {
  const table = { delimiter: ",", lines: 100 };

  it("gives the header and two lines on either side", () => {
    expect(excerptRanges(pointAt({ line: 50, column: 2 }), table, [])).toEqual([
      { from: 1, to: 1 },
      { from: 48, to: 52 },
    ]);
  });

  it("stays inside the file, and does not give the header twice", () => {
    expect(excerptRanges(pointAt({ line: 2, column: 2 }), table, [])).toEqual([{ from: 1, to: 4 }]);
    expect(excerptRanges(pointAt({ line: 100, column: 2 }), table, []).at(-1)).toEqual({ from: 98, to: 100 });
  });

  it("gives no header for a file that is no table, and nothing for a place that is no line", () => {
    const json = { delimiter: null, lines: 40 };
    expect(excerptRanges(pointAt({ pointer: "/a" }), json, [{ from: 9, to: 9, cell: null }])).toEqual([
      { from: 7, to: 11 },
    ]);
    expect(excerptRanges(pointAt({ pointer: "/a" }), json, [])).toEqual([]);
  });
});

describe("fileHref", () => {
  it("opens the file at the line with the point selected, or at its top", () => {
    expect(fileHref("ab", 12, "cd")).toBe("/datasets/ab?line=12&point=cd#L12");
    expect(fileHref("ab", null)).toBe("/datasets/ab");
  });
});
