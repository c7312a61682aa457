import { describe, expect, it } from "vitest";
import { readText } from "./text-of";

describe("readFile of Whisker CSV rows with statistics of their own", () => {
  it("says where the value came from that its column leaves blank", () => {
    const { points, problems } = readText("metric,model,value,unit,n,mean,sd\nttft,a,,s,4,0.050,0.002\n");
    expect(problems).toEqual([]);
    expect(points).toMatchObject([
      {
        value: 50,
        provenance: { raw: "0.050", locator: { line: 2, column: 6 }, conversions: [{}] },
      },
    ]);
  });

  it("keeps a value that its own statistic contradicts, without an interval about the other", () => {
    const { points, problems } = readText("metric,model,value,unit,n,mean,sd\nttft,a,50,ms,4,51,2\n");
    expect(points).toMatchObject([{ value: 50, interval: null, stats: { mean: 50, sd: null, n: 4 } }]);
    expect(problems).toEqual([
      { where: { line: 2, column: 6 }, found: "51", expected: "the row's value, 50; no interval is drawn" },
    ]);
  });

  it("draws no stated interval that does not hold the value", () => {
    const { points, problems } = readText(
      "metric,model,value,unit,ci_low,ci_high,ci_level\nttft,a,50,ms,60,70,0.95\nttft,b,50,ms,45,56,0.95\n",
    );
    expect(points.map(({ interval }) => interval && [interval.low, interval.high])).toEqual([null, [45, 56]]);
    expect(problems).toEqual([
      {
        where: { line: 2, column: 5 },
        found: "60 to 70",
        expected: "an interval that holds the row's value",
      },
    ]);
  });
});
