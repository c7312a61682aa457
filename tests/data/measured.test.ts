import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { parseTable } from "./measure/python";

const measured = resolve(import.meta.dirname, "../../data/measured");

/** What decides which rows are repeats of one another: every column but the value, its place and its context. */
function caseOf(row: Record<string, string>): string {
  const context = ["value", "unit", "run", "sample", "measured_at", "command", "git_commit"];
  return JSON.stringify(Object.entries(row).filter(([name]) => !context.includes(name)));
}

describe("gpt2-124m-cpu, the measured results", () => {
  const { rows } = parseTable(readFileSync(`${measured}/gpt2-124m-cpu/results.csv`, "utf8"));

  it("hold five runs of ten passes of each of five cases", () => {
    const cases = new Map<string, Record<string, string>[]>();
    for (const row of rows) cases.set(caseOf(row), [...(cases.get(caseOf(row)) ?? []), row]);
    expect(cases.size).toBe(5 * 4);
    for (const of of cases.values()) {
      expect(new Set(of.map((row) => row["run"])).size).toBe(5);
      expect(of).toHaveLength(of[0]?.["metric"] === "peak_memory" ? 5 : 50);
    }
  });

  it("agree with themselves: tokens per second = batch × tokens / (TTFT + (tokens - 1) × TPOT)", () => {
    const passes = new Map<string, Record<string, number>>();
    for (const row of rows.filter((row) => row["metric"] !== "peak_memory")) {
      const key = ["threads", "batch", "input_tokens", "run", "sample"].map((name) => row[name]).join(" ");
      passes.set(key, {
        ...passes.get(key),
        [row["metric"] ?? ""]: Number(row["value"]),
        tokens: Number(row["output_tokens"]),
        batch: Number(row["batch"]),
      });
    }
    expect(passes.size).toBe(5 * 5 * 10);
    for (const {
      output_tokens_per_second: rate = 0,
      ttft = 0,
      tpot = 0,
      tokens = 0,
      batch = 0,
    } of passes.values())
      expect((rate * (ttft + (tokens - 1) * tpot)) / (1000 * batch * tokens)).toBeCloseTo(1, 5);
  });
});
