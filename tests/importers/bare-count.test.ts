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

  it("is that of every metric where several have a spread, and is asked about", () => {
    const text = "model,TTFT (ms),TTFT std (ms),TPOT (ms),TPOT std (ms),n\na,50,2,9,1,4\nb,60,3,8,1,5\n";
    const { points, columns } = readText(text);
    expect(points.map(({ stats }) => stats.n)).toEqual([4, 4, 5, 5]);
    expect(columns.at(-1)?.question?.says).toBe("The file does not say what “n” counts.");
  });

  it("is no metric's where none has a spread", () => {
    const { points } = readText("model,TTFT (ms),TPOT (ms),n\na,50,9,4\nb,60,8,5\n");
    expect(points.every(({ stats }) => stats.n === null)).toBe(true);
  });
});

describe("readFile of a header alone", () => {
  it.each(["model,TTFT (ms)\n", "metric,model,value,unit\n"])("%j: says that there are no rows", (text) => {
    expect(readText(text).problems.map(({ found }) => found)).toEqual(["a header and no rows"]);
  });
});
