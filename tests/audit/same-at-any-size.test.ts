import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sumsOf, findingsOf, table, type Row } from "./sums-of";

const rule = "same-at-any-size";
const scripts = ["speed", "memory", "power"];
const times = (...models: readonly string[]): Row[] =>
  models.flatMap((model) =>
    scripts.map((scenario) => ({ metric: "execution_time", unit: "s", value: "1.25", model, scenario })),
  );

describe("same-at-any-size", () => {
  it("says where a time is the same for models of any size", () => {
    expect(findingsOf(rule, table(...times("tiny-2B", "large-30B")))).toMatchObject([
      { level: "unusual", title: "The same for 2B to 30B", sum: "2B: 1.25, 30B: 1.25" },
    ]);
  });
  it("lets two such pairs be chance, and models of about one size be alike", () => {
    expect(
      sumsOf(rule, table(...times("tiny-2B", "large-30B").filter((row) => row["scenario"] !== "power"))),
    ).toEqual([]);
    expect(sumsOf(rule, table(...times("one-4B", "other-7B")))).toEqual([]);
  });
  it("compares only what differs in nothing else", () => {
    const rows = times("tiny-2B", "large-30B").map((row, batch) => ({ ...row, batch }));
    expect(sumsOf(rule, table(...rows))).toEqual([]);
  });
  it("has nothing to say where sizes are not known", () => {
    expect(sumsOf(rule, table(...times("tiny", "large")))).toEqual([]);
  });
  it("tells of data/claims that 20 of 24 execution times are those of models of 2B to 30B alike", () => {
    const text = readFileSync("data/claims/model-execution-times.csv", "utf8");
    const [found] = findingsOf(rule, text);
    expect(found?.title).toBe("The same for 2B to 30B");
    expect(found?.points).toHaveLength(20);
    expect(found?.sum).toBe("2B: 0.00, 4B: 0.00, 4.7B: 0.00, 30B: 0.00");
  });
});
