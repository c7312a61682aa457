import { describe, expect, it } from "vitest";
import { readText } from "./text-of";

describe("readFile of several statistics columns of one metric", () => {
  it("reports texts that no point can keep, and keeps a mean that is no number", () => {
    const { points, problems } = readText(
      "model,TTFT (ms),TTFT p99 (ms)\nB,5,<20\nC,2-10,9\nF,N/A,7\nG,4,\n",
    );
    expect(problems).toEqual([{ where: { line: 2, column: 3 }, found: "<20", expected: "a number for p99" }]);
    const said = points.map(({ case: of, statistic, value, range, missing }) => ({
      ...{ model: of.model, statistic, value, range, missing },
    }));
    const none = { value: null, range: null, missing: null };
    expect(said).toHaveLength(6);
    expect(said).toEqual(
      expect.arrayContaining([
        { ...none, model: "B", statistic: "mean", value: 5 },
        { ...none, model: "C", statistic: "mean", range: { low: 2, high: 10 } },
        { ...none, model: "C", statistic: "p99", value: 9 },
        { ...none, model: "F", statistic: "mean", missing: "N/A" },
        { ...none, model: "F", statistic: "p99", value: 7 },
        { ...none, model: "G", statistic: "mean", value: 4 },
      ]),
    );
  });

  it("says once what a whole row says, and reports counts and spreads that cannot be", () => {
    const text = "model,TTFT mean (ms),TTFT p99 (ms),TTFT std (ms),TTFT n\nA,OOM,OOM,OOM,OOM\nB,5,9,-1,2.5\n";
    const { points, problems } = readText(text);
    expect(points.map(({ missing, value }) => [missing, value])).toEqual([
      ["OOM", null],
      [null, 5],
    ]);
    expect(problems).toEqual([
      { where: { line: 3, column: 4 }, found: "-1", expected: "a spread of 0 or more for sd" },
      { where: { line: 3, column: 5 }, found: "2.5", expected: "a whole number for n" },
    ]);
  });
});
