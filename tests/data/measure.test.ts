import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";

const folder = resolve(import.meta.dirname, "../../data/measured/gpt2-124m-cpu");

/** A Python that has PyTorch, or null. */
function findPython(): string | null {
  for (const python of ["/usr/bin/python3", "python3"]) {
    try {
      execFileSync(python, ["-c", "import torch"], { stdio: "ignore", timeout: 60_000 });
      return python;
    } catch {
      continue;
    }
  }
  return null;
}

function parse(text: string): { header: string[]; rows: Record<string, string>[] } {
  const { data, errors } = Papa.parse<string[]>(text.trimEnd(), { delimiter: "," });
  expect(errors).toEqual([]);
  const [header = [], ...lines] = data;
  return {
    header,
    rows: lines.map((fields) => Object.fromEntries(header.map((name, i) => [name, fields[i] ?? ""]))),
  };
}

/** What decides which rows are repeats of one another: every column but the value, its place and its context. */
function caseOf(row: Record<string, string>): string {
  const context = ["value", "unit", "run", "sample", "measured_at", "command", "git_commit"];
  return JSON.stringify(Object.entries(row).filter(([name]) => !context.includes(name)));
}

const columns =
  "metric,value,unit,model,system,system_version,hardware,accelerators,precision,batch,input_tokens,output_tokens," +
  "scenario,threads,weights,attention,blas,seed,run,sample,evidence,measured_at,tool,tool_version,git_commit," +
  "command,python,kernel";

const python = findPython();

describe("measure.py --tiny", () => {
  const title = "writes one row a sample, two runs a case";
  it.skipIf(!python)(
    python ? title : `${title} (skipped: no Python with PyTorch)`,
    { timeout: 120_000 },
    () => {
      const text = execFileSync(python ?? "", ["measure.py", "--tiny", "--runs", "2"], {
        cwd: folder,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      });
      const { header, rows } = parse(text);
      expect(header.join(",")).toBe(columns);
      expect(rows).toHaveLength(2 * 2 * (3 * 3 + 1)); // runs, cases, passes of three metrics, one peak
      for (const row of rows) {
        expect(Number(row["value"])).toBeGreaterThan(0);
        expect(row["accelerators"]).toBe("");
        expect(row["measured_at"]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      }
      expect(new Set(rows.map((row) => row["run"]))).toEqual(new Set(["1", "2"]));
      expect(new Set(rows.map(caseOf)).size).toBe(2 * 4);
    },
  );
});

describe("the measured results", () => {
  it("hold five runs of ten passes of each of five cases", () => {
    const { header, rows } = parse(readFileSync(`${folder}/results.csv`, "utf8"));
    expect(header.join(",")).toBe(columns);
    const cases = new Map<string, Record<string, string>[]>();
    for (const row of rows) cases.set(caseOf(row), [...(cases.get(caseOf(row)) ?? []), row]);
    expect(cases.size).toBe(5 * 4);
    for (const of of cases.values()) {
      expect(new Set(of.map((row) => row["run"])).size).toBe(5);
      expect(of).toHaveLength(of[0]?.["metric"] === "peak_memory" ? 5 : 50);
    }
  });

  it("agree with themselves: tokens per second = batch × tokens / (TTFT + (tokens - 1) × TPOT)", () => {
    const { rows } = parse(readFileSync(`${folder}/results.csv`, "utf8"));
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
