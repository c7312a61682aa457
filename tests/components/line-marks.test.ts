import { describe, expect, it } from "vitest";
import {
  isMarked,
  markLimit,
  marksAt,
  marksOfPoint,
  mergeMarks,
  rangesIn,
} from "@/components/datasets/line-marks";

const field = (number: number) => ({ field: number });

describe("marksAt", () => {
  it("marks the line and field of delimited text, the cell of a Markdown table, the line of JSON Lines", () => {
    expect(marksAt({ line: 3, column: 2 })).toEqual([{ from: 3, to: 3, cell: { field: 2 } }]);
    expect(marksAt({ table: 1, row: 2, column: 4, line: 9 })).toEqual([
      { from: 9, to: 9, cell: { markdown: 4 } },
    ]);
    expect(marksAt({ pointer: "/a", line: 5 })).toEqual([{ from: 5, to: 5, cell: null }]);
  });

  it("marks no line for a pointer into a whole file", () => {
    expect(marksAt({ pointer: "/a" })).toEqual([]);
  });
});

describe("marksOfPoint", () => {
  const provenance = (line: number) => ({ locator: { line, column: 2 }, raw: "1", conversions: [] });

  it("joins the lines of samples that follow each other", () => {
    const samples = {
      values: [1, 2, 3],
      at: [4, 2, 3],
      pointer: null,
      column: 2,
      varies: "between-run" as const,
    };
    expect(marksOfPoint({ provenance: provenance(2), samples, runs: [] })).toEqual([
      { from: 2, to: 4, cell: field(2) },
    ]);
  });

  it("gives no line to samples that stand in a JSON array", () => {
    const samples = {
      values: [1, 2],
      at: [0, 1],
      pointer: "/ttfts",
      column: null,
      varies: "within-run" as const,
    };
    expect(
      marksOfPoint({
        provenance: { locator: { pointer: "/a" }, raw: "1", conversions: [] },
        samples,
        runs: [],
      }),
    ).toEqual([]);
  });
});

describe("mergeMarks", () => {
  it("keeps lines apart that differ in their cell or do not touch", () => {
    const marks = [
      { from: 1, to: 1, cell: field(2) },
      { from: 2, to: 2, cell: field(3) },
      { from: 5, to: 5, cell: field(3) },
    ];
    expect(mergeMarks(marks)).toEqual(marks);
  });

  it("keeps at most its limit of ranges", () => {
    const every2nd = Array.from({ length: 2 * markLimit }, (_, i) => ({
      from: 2 * i + 1,
      to: 2 * i + 1,
      cell: null,
    }));
    expect(mergeMarks(every2nd)).toHaveLength(markLimit);
  });
});

describe("rangesIn", () => {
  it("counts characters from the line's beginning, where only a part of the line is here", () => {
    const marks = [{ from: 1, to: 1, cell: { characters: [20_010, 20_016] as [number, number] } }];
    expect(rangesIn({ line: 1, text: "a".repeat(5000), before: 20_000 }, marks, null)).toEqual([[10, 16]]);
    expect(rangesIn({ line: 1, text: "a".repeat(5000), before: 30_000 }, marks, null)).toEqual([]);
  });

  const line = { line: 2, text: "a,bb,c" };

  it("gives the characters of a field, by the delimiter's name or sign", () => {
    const marks = [{ from: 1, to: 3, cell: field(2) }];
    expect(rangesIn(line, marks, "comma")).toEqual([[2, 4]]);
    expect(rangesIn(line, marks, ",")).toEqual([[2, 4]]);
  });

  it("gives nothing for another line, a missing field, or text without a delimiter", () => {
    expect(rangesIn(line, [{ from: 3, to: 3, cell: field(2) }], ",")).toEqual([]);
    expect(rangesIn(line, [{ from: 2, to: 2, cell: field(9) }], ",")).toEqual([]);
    expect(rangesIn(line, [{ from: 2, to: 2, cell: field(2) }], null)).toEqual([]);
  });

  it("gives ranges in order, overlapping ones as one", () => {
    const at = (from: number, to: number) => ({
      from: 2,
      to: 2,
      cell: { characters: [from, to] as [number, number] },
    });
    expect(rangesIn(line, [at(4, 6), at(0, 2), at(1, 3)], null)).toEqual([
      [0, 3],
      [4, 6],
    ]);
  });
});

describe("isMarked", () => {
  it("holds for both ends of a range and for nothing beyond", () => {
    const marks = [{ from: 3, to: 5, cell: null }];
    expect([2, 3, 5, 6].map((line) => isMarked(marks, line))).toEqual([false, true, true, false]);
  });
});
