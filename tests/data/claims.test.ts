import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const shared = resolve(root, "../shared");
const seeds = join(shared, "seeds");
const reference = join(shared, "reference/published-mlperf-inference-v5.1.csv");

type Row = Record<string, string>;

function readRows(path: string): Row[] {
  const text = readFileSync(path, "utf8");
  const parsed = Papa.parse<string[]>(text.trimEnd(), { delimiter: "," });
  expect(parsed.errors).toEqual([]);
  const [header = [], ...lines] = parsed.data;
  expect(new Set(header).size).toBe(header.length);
  return lines.map((fields) => {
    expect(fields.length).toBe(header.length);
    return Object.fromEntries(header.map((name, i) => [name, fields[i] ?? ""]));
  });
}

const claims = (name: string) => readRows(join(root, "data/claims", name));
const columns = (rows: Row[], ...names: string[]) => rows.map((row) => names.map((name) => row[name]));
const countBy = (rows: Row[], name: string) =>
  Object.fromEntries(
    [...new Set(rows.map((row) => row[name]))].map((v) => [v, rows.filter((row) => row[name] === v).length]),
  );
const claimFiles = readdirSync(join(root, "data/claims")).filter((name) => name.endsWith(".csv"));

describe("claims of document 000", () => {
  const rows = claims("AI_Execution_Benchmark_Comparisons.csv");

  it("holds the 80 cells of the five tables, 4 of them N/A", () => {
    expect(rows).toHaveLength(80);
    expect(rows.filter((row) => row["value"] === "N/A")).toHaveLength(4);
    expect(countBy(rows, "metric")).toEqual({
      output_tokens_per_second: 35,
      ttft: 15,
      peak_memory: 15,
      tflops_per_watt: 15,
    });
  });

  it("holds each system at 1, 2, 4 and 8 accelerators", () => {
    const scaling = rows.filter((row) => row["scenario"] === "Multi-GPU scaling");
    expect(countBy(scaling, "accelerators")).toEqual({ "1": 5, "2": 5, "4": 5, "8": 5 });
    expect(countBy(rows, "system")).toEqual({
      "Φ(a)-Optimized": 16,
      "OpenAI GPT-4": 16,
      Grok: 16,
      DeepSeek: 16,
      Ollama: 16,
    });
  });

  it("keeps the digits as printed", () => {
    expect(columns(rows, "metric", "value", "model", "system", "source_locator")).toContainEqual([
      "tflops_per_watt",
      "0.90",
      "LLaMA-2 7B",
      "Grok",
      "L59",
    ]);
  });
});

describe("claims of document 002", () => {
  const rows = claims("model-execution-times.csv");

  it("holds 24 execution times: 6 scripts of 4 models", () => {
    expect(rows).toHaveLength(24);
    expect(Object.values(countBy(rows, "model"))).toEqual([6, 6, 6, 6]);
    expect(Object.values(countBy(rows, "scenario"))).toEqual([4, 4, 4, 4, 4, 4]);
    expect(rows.filter((row) => Number(row["value"]) > 0).map((row) => row["value"])).toEqual([
      "7.64",
      "0.02",
      "7.75",
      "0.01",
    ]);
  });
});

describe("claims of documents 003 and 004", () => {
  it("holds the highlights' figures", () => {
    expect(columns(claims("optimization-highlights.csv"), "metric", "value", "range_low", "range_high")).toEqual([
      ["speedup", "1.42", "", ""],
      ["custom:memory_improvement", "2", "", ""],
      ["custom:sequence_length", "", "2000000", ""],
      ["speedup", "1.3", "", ""],
      ["custom:memory_reduction", "15", "", ""],
      ["speedup", "4.2", "", ""],
    ]);
  });

  it("gives each row of the research either a value or a range, and a reduction of cost as a negative change", () => {
    const rows = claims("optimization-research.csv");
    expect(rows).toHaveLength(38);
    for (const row of rows) {
      const ranged = row["range_low"] !== "" || row["range_high"] !== "";
      expect(row["value"] === "").toBe(ranged);
      if (row["metric"] === "cost_change") {
        const [low, high] = [Number(row["range_low"]), Number(row["range_high"])];
        expect(low).toBeLessThan(high);
        expect(high).toBeLessThan(0);
      }
    }
  });
});

describe.each(claimFiles)("%s", (name) => {
  const rows = claims(name);

  it("marks every row as a claim and cites document and line", () => {
    for (const row of rows) {
      expect(row["evidence"]).toBe("claim");
      expect(row["source"]).toMatch(/^00\d_[0-9a-f]{16}\.txt$/);
      expect(row["source_locator"]).toMatch(/^L\d+(, L\d+)*$/);
      expect(row["metric"]).toMatch(/^(custom:)?[a-z0-9_]+$/);
      expect(row["unit"]).not.toBe("");
    }
  });

  const title = "has every printed figure on each line that it cites";
  it.skipIf(!existsSync(seeds))(existsSync(seeds) ? title : `${title} (skipped: no ../shared/seeds)`, () => {
    for (const row of rows) {
      const lines = readFileSync(join(seeds, row["source"] ?? ""), "utf8").split("\n");
      const printed = row["as_printed"] || row["value"] || "";
      for (const locator of (row["source_locator"] ?? "").split(", ")) {
        const line = lines[Number(locator.slice(1)) - 1] ?? "";
        for (const figure of printed.match(/N\/A|\d+(\.\d+)?/g) ?? ["no figure"])
          expect(figuresOf(line), `${row["metric"]} ${printed} at ${locator}`).toContain(figure);
      }
    }
  });

  it.skipIf(!existsSync(seeds))(`stands in the cell or heading of its row's names${existsSync(seeds) ? "" : " (skipped: no ../shared/seeds)"}`, () => {
    for (const row of rows) {
      const text = readFileSync(join(seeds, row["source"] ?? ""), "utf8").replaceAll("Î¦", "Φ");
      for (const field of ["model", "system", "baseline", "hardware", "parameters"])
        if (row[field]) expect(text.toLowerCase()).toContain(row[field].toLowerCase());
    }
  });
});

/** The numbers of a line as printed, whole: `430` is not found in `4300`. */
function figuresOf(line: string): string[] {
  return line.match(/N\/A|\d+(\.\d+)?/g) ?? [];
}

describe("the cells of document 000", () => {
  const title = "stand in the column of their system";
  it.skipIf(!existsSync(seeds))(existsSync(seeds) ? title : `${title} (skipped: no ../shared/seeds)`, () => {
    const rows = claims("AI_Execution_Benchmark_Comparisons.csv");
    const order = ["Φ(a)-Optimized", "OpenAI GPT-4", "Grok", "DeepSeek", "Ollama"];
    for (const row of rows) {
      const lines = readFileSync(join(seeds, row["source"] ?? ""), "utf8").split("\n");
      const cells = (lines[Number(row["source_locator"]?.slice(1)) - 1] ?? "").split("|").map((cell) => cell.trim());
      const cell = cells[order.indexOf(row["system"] ?? "") + 2] ?? "";
      expect(cell.split(" ")[0]?.replace("TFLOPS/W", "")).toBe(row["value"]);
      if (row["model"]) expect(cells[1]).toBe(row["model"]);
    }
  });
});

describe("published MLPerf results", () => {
  const rows = readRows(join(root, "data/published/mlperf-inference-v5.1.csv"));
  const caseOf = (row: Row) =>
    JSON.stringify(Object.entries(row).filter(([name]) => !["metric", "value", "unit"].includes(name)));

  it("holds 36 results and the power of 6 of them, each with its MLPerf ID", () => {
    expect(countBy(rows, "metric")).toEqual({ output_tokens_per_second: 36, power: 6 });
    for (const row of rows) {
      expect(row["evidence"]).toBe("single");
      expect(row["source_locator"]).toMatch(/^5\.1-\d{4}, (closed|open)\/\S+$/);
    }
  });

  it("gives power and tokens of one result the same case", () => {
    const tokens = rows.filter((row) => row["metric"] === "output_tokens_per_second").map(caseOf);
    for (const row of rows.filter((row) => row["metric"] === "power")) {
      expect(tokens.filter((one) => one === caseOf(row))).toHaveLength(1);
      expect(row["power_scope"]).toBe("wall");
    }
  });

  it("has no two results of one case", () => {
    const keys = rows.map((row) => JSON.stringify([row["metric"], { ...row, value: "", source_locator: "" }]));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("lets one product at several sizes be recognised", () => {
    const vary = ["value", "accelerators", "nodes", "source_locator"];
    const families = new Map<string, number[]>();
    for (const row of rows.filter((row) => row["metric"] === "output_tokens_per_second")) {
      const key = JSON.stringify(Object.entries(row).filter(([name]) => !vary.includes(name)));
      families.set(key, [...(families.get(key) ?? []), Number(row["accelerators"])]);
    }
    const sizes = [...families.values()].filter((counts) => counts.length > 1).map((counts) => counts.sort((a, b) => a - b).join(" "));
    expect(sizes.sort()).toEqual(["16 32", "16 32", "16 32", "16 32", "32 64", "8 16", "8 16", "8 16 24", "8 16 24"]);
  });

  const title = "has every figure as the reference table has it";
  it.skipIf(!existsSync(reference))(
    existsSync(reference) ? title : `${title} (skipped: no ../shared/reference)`,
    () => {
      const published = new Map(readRows(reference).map((row) => [`${row["mlperf_id"]}, ${row["location"]}`, row]));
      for (const row of rows) {
        const of = published.get(row["source_locator"] ?? "");
        expect(of?.[row["metric"] === "power" ? "system_power_w" : "tokens_per_second"]).toBe(row["value"]);
        expect(Number(of?.["accelerators_per_node"]) * Number(of?.["nodes"])).toBe(Number(row["accelerators"]));
        expect([of?.["model"], of?.["accelerator"], of?.["scenario"], of?.["submitter"]]).toEqual([
          row["model"],
          row["hardware"],
          row["scenario"],
          row["submitter"],
        ]);
      }
    },
  );
});
