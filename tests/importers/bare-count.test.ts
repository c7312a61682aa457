import { describe, expect, it } from "vitest";
import { readText } from "./text-of";

describe("readFile of a count that does not say of what", () => {
  it.each(["n", "Runs", "repeats", "count", "reps"])(
    "%s: is that of the one metric with a spread",
    (name) => {
      const { points } = readText(
        `model,TTFT mean (ms),TTFT std (ms),tok/s,${name}\na,50,2,900,4\nb,60,3,800,5\n`,
      );
      const ofTtft = points.filter(({ metric }) => metric === "ttft");
      expect(ofTtft.map(({ stats, evidence }) => [stats.mean, stats.sd, stats.n, evidence])).toEqual([
        [50, 2, 4, "summary"],
        [60, 3, 5, "summary"],
      ]);
      expect(points).toHaveLength(4);
    },
  );

  it("is no metric's where two have a spread", () => {
    const text = "model,TTFT (ms),TTFT std (ms),TPOT (ms),TPOT std (ms),n\na,50,2,9,1,4\nb,60,3,8,1,5\n";
    const { points } = readText(text);
    expect(points.every(({ stats }) => stats.n === null)).toBe(true);
  });
});

describe("readFile of a header alone", () => {
  it.each(["model,TTFT (ms)\n", "metric,model,value,unit\n"])("%j: says that there are no rows", (text) => {
    expect(readText(text).problems.map(({ found }) => found)).toEqual(["a header and no rows"]);
  });
});
