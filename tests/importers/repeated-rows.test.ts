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
