import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sumsOf, findingsOf, table, type Row } from "./sums-of";

const rule = "below-resolution";
const time = (value: string, more: Row = {}): Row => ({
  metric: "execution_time",
  unit: "s",
  value,
  ...more,
});

describe("below-resolution", () => {
  it("says that 0.02 s is two units of its print, and 0.00 s less than half of one", () => {
    const rows = [time("0.00", { batch: 1 }), time("0.02", { batch: 2 }), time("7.64", { batch: 3 })];
    expect(findingsOf(rule, table(...rows))).toMatchObject([
      {
        level: "unusual",
        title: "2 of 3 below their print",
        says: "Execution time: 2 of 3 values are at or below the resolution of the print. 0.00 and 0.02 are known to ± 0.005.",
        sum: "0.02 ÷ 0.01 = 2 units of the last digit",
      },
    ]);
  });
  it("lets a time be three units of its print", () => {
    expect(sumsOf(rule, table(time("0.03")))).toEqual([]);
  });
  it("has nothing to say of a whole number, unless it is 0", () => {
    expect(sumsOf(rule, table(time("2")))).toEqual([]);
    expect(sumsOf(rule, table(time("0")))).toEqual(["unusual: 0 ÷ 1 = 0 units of the last digit"]);
  });
  it("looks at the number as it is printed: 0.02 s, not 20 ms", () => {
    const row = { metric: "ttft", unit: "s", value: "0.02" };
    expect(sumsOf(rule, table(row))).toEqual(["unusual: 0.02 ÷ 0.01 = 2 units of the last digit"]);
  });
  it("tells of the 24 execution times of data/claims what they are: 22 are 0.00 to 0.02 s", () => {
    const text = readFileSync("data/claims/model-execution-times.csv", "utf8");
    const [found, ...more] = findingsOf(rule, text);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ level: "unusual", title: "22 of 24 below their print" });
    expect(found?.points).toHaveLength(22);
  });
});
