import { describe, expect, it } from "vitest";
import { readText } from "./text-of";

describe("readFile of cells that differ from their column", () => {
  it("takes a cell's own unit before that of its column, and records the conversion", () => {
    const { points, problems } = readText("model,Power (W)\na,250\nb,0.3kW\n");
    expect(problems).toEqual([]);
    expect(points.map(({ value, unit, provenance }) => [value, unit, provenance.raw])).toEqual([
      [250, "W", "250"],
      [300, "W", "0.3kW"],
    ]);
    expect(points[1]!.provenance.conversions).toMatchObject([{ by: expect.stringContaining("1000") }]);
  });

  it("still refuses a unit of another kind", () => {
    const { points, problems } = readText("model,Power (W)\na,250\nb,3ms\n");
    expect(points.map(({ value }) => value)).toEqual([250]);
    expect(problems).toEqual([{ where: { line: 3, column: 2 }, found: "3ms", expected: "a number, in W" }]);
  });

  it.each([
    ["wide-table", "model,accelerators,batch,TTFT (ms)\na,1,1,5\na,2x,eight,6\n", [2, 3]],
    ["whisker-csv", "metric,accelerators,batch,value,unit\nttft,1,1,5,ms\nttft,2x,eight,6,ms\n", [2, 3]],
  ])("%s: keeps a text in a column of numbers as a text, and says so", (importer, text, columns) => {
    const { importer: by, points, problems } = readText(text);
    expect(by?.id).toBe(importer);
    expect(points[1]!.case).toMatchObject({
      ...{ accelerators: null, batch: null, extra: { accelerators: "2x", batch: "eight" } },
    });
    expect(problems).toEqual([
      {
        where: { line: 3, column: columns[0] },
        ...{ found: "2x", expected: "a number for accelerators; kept as a text" },
      },
      {
        where: { line: 3, column: columns[1] },
        ...{ found: "eight", expected: "a number for batch; kept as a text" },
      },
    ]);
  });
});
