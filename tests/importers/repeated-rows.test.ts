import { describe, expect, it } from "vitest";
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
