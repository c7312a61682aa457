import { describe, expect, it } from "vitest";
import { pointsCsv } from "@/lib/export/points-csv";
import { readText } from "./text-of";

describe("readFile of rows that repeat", () => {
  it.each([
    ["wide-table", "model,TTFT (ms)\na,OOM\na,50.0\na,52.10\n"],
    ["whisker-csv", "metric,model,value,unit,missing\nttft,a,,ms,OOM\nttft,a,50.0,ms,\nttft,a,52.10,ms,\n"],
  ])("%s: takes what a point's first value was written as from the row that has it", (importer, text) => {
    const { importer: by, points } = readText(text);
    expect(by?.id).toBe(importer);
    const column = importer === "wide-table" ? 2 : 3;
    expect(points.map(({ value, provenance }) => [value, provenance.raw, provenance.locator])).toEqual([
      [null, importer === "wide-table" ? "OOM" : "", { line: 2, column }],
      [51.05, "50.0", { line: 3, column }],
    ]);
  });
});

// By hand: the double beside 2^53 + 1 is 2^53, beside 2^53 + 3 it is 2^53 + 4.
describe("readFile of repeated numbers that no double holds", () => {
  it.each([
    ["wide-table", "model,run,TTFT (ms)\na,1,50\na,2,9007199254740993\na,3,9007199254740995\n"],
    [
      "whisker-csv",
      "metric,model,run,value,unit\nttft,a,1,50,ms\nttft,a,2,9007199254740993,ms\nttft,a,3,9007199254740995,ms\n",
    ],
  ])("%s: says what each later row writes, and what is held", (importer, text) => {
    const read = readText(text);
    expect(read.importer?.id).toBe(importer);
    const by = "the nearest number that a double holds";
    expect(read.points[0]!.provenance.conversions).toEqual([
      { from: "9007199254740993", to: "9007199254740992", by },
      { from: "9007199254740995", to: "9007199254740996", by },
    ]);
  });

  it("keeps the text of such a row that is a run of its own", () => {
    const { points } = readText("model,batch,TTFT (ms)\na,1,50\na,2,9007199254740993\n");
    expect(points[1]!.provenance.raw).toBe("9007199254740993");
  });
});

describe("readFile of rows that do not say their setup", () => {
  it.each([
    ["markdown-table", "| GPU | tok/s |\n|---|---|\n| A | 10 |\n|  | 20 |\n|  | 90 |\n"],
    ["wide-table", "GPU,tok/s\nA,10\n,20\n,90\n"],
  ])("%s: keeps rows with a blank naming cell apart, and says so", (importer, text) => {
    const { importer: by, points, notes } = readText(text);
    expect(by?.id).toBe(importer);
    expect(points.map(({ value, evidence, interval }) => [value, evidence, interval])).toEqual([
      [10, "single", null],
      [20, "single", null],
      [90, "single", null],
    ]);
    expect(notes.some((note) => note.includes("Rows whose GPU cell is blank are kept apart"))).toBe(true);
    const again = readText(Array.from(pointsCsv(points, "raw")).join(""));
    expect(again.points.map(({ value, interval }) => [value, interval])).toEqual([
      [10, null],
      [20, null],
      [90, null],
    ]);
  });

  it("keeps rows without any field of the case apart", () => {
    const { points } = readText("TTFT (ms),TPOT (ms)\n50,7\n52,8\n");
    expect(points.map(({ metric, value, runs }) => [metric, value, runs])).toEqual([
      ["ttft", 50, []],
      ["tpot", 7, []],
      ["ttft", 52, []],
      ["tpot", 8, []],
    ]);
  });

  it("still merges rows that state their setup and agree, and rows that name their runs", () => {
    expect(readText("GPU,tok/s\nA,10\nA,20\n").points.map(({ value }) => value)).toEqual([15]);
    expect(readText("run,TTFT (ms)\n1,10\n2,20\n").points.map(({ value }) => value)).toEqual([15]);
  });
});
