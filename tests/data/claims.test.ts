import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { placeOf } from "./cited-place";
import { besides, disagreements, locatorsOf, type Row } from "./disagreements";
import { leftOut } from "./left-out";
import { readings } from "./wording";

const root = resolve(import.meta.dirname, "../..");
const shared = resolve(root, "../shared");
const seeds = join(shared, "seeds");
const reference = join(shared, "reference/published-mlperf-inference-v5.1.csv");

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

const withSeeds = existsSync(seeds);
const seeded = (title: string) => (withSeeds ? title : `${title} (skipped: no ../shared/seeds)`);
const linesOf = (document: string) => readFileSync(join(seeds, document), "utf8").split("\n");

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
    expect(
      columns(claims("optimization-highlights.csv"), "metric", "value", "range_low", "range_high"),
    ).toEqual([
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
    expect(rows).toHaveLength(42);
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
  it("marks every row as a claim and cites document and line", () => {
    for (const row of claims(name)) {
      expect(row["evidence"]).toBe("claim");
      expect(row["source"]).toBe(readings[name]?.document);
      expect(row["source_locator"]).toMatch(/^L[1-9]\d*(, L[1-9]\d*)*$/);
      expect(row["metric"]).toMatch(/^(custom:)?[a-z0-9_]+$/);
      expect(row["unit"]).not.toBe("");
    }
  });

  it("has no two rows of one metric and case", () => {
    const own = ["value", "range_low", "range_high", "as_printed", "source_locator"];
    const cases = claims(name).map((row) =>
      JSON.stringify({ ...row, ...Object.fromEntries(own.map((one) => [one, ""])) }),
    );
    expect(new Set(cases).size).toBe(cases.length);
  });

  it.skipIf(!withSeeds)(seeded("says of every row what each of its lines says, in the row's words"), () => {
    const lines = linesOf(readings[name]?.document ?? "");
    for (const row of claims(name)) expect(disagreements(name, row, lines), JSON.stringify(row)).toEqual([]);
  });

  it.skipIf(!withSeeds)(seeded("finds a row wrong that has another figure, sign, unit, name or line"), () => {
    const lines = linesOf(readings[name]?.document ?? "");
    const rows = claims(name);
    for (const row of rows)
      for (const wrong of mutants(row, rows))
        expect(disagreements(name, wrong, lines), JSON.stringify(wrong)).not.toEqual([]);
  });
});

/** Rows like this one that are wrong in one thing. */
function mutants(row: Row, rows: Row[]): Row[] {
  const others = (field: string) =>
    [...new Set(["", ...rows.map((one) => one[field] ?? "")])].filter((one) => one !== row[field]);
  const named = Object.keys(row).filter((field) => !besides.has(field));
  const figures = ["value", "range_low", "range_high"].filter((field) => row[field]);
  const cited = locatorsOf(row);
  return [
    ...[...named, "as_printed"].flatMap((field) =>
      (field in row ? others(field) : [])
        .filter((one) => field !== "as_printed" || !row[field]?.includes(one)) // fewer of the same words are not wrong
        .map((one) => ({ ...row, [field]: one })),
    ),
    ...figures.flatMap((field) => {
      const text = row[field] ?? "";
      const flipped = text.startsWith("-") ? text.slice(1) : `-${text}`;
      return [flipped, `${text}0`, `1${text}`, `<${text}`, `${text}+`, ""].map((one) => ({
        ...row,
        [field]: one,
      }));
    }),
    ...cited.flatMap((one, i) =>
      [-2, -1, 1, 2].map((by) => ({
        ...row,
        source_locator: cited
          .with(i, one + by)
          .map((at) => `L${at}`)
          .join(", "),
      })),
    ),
  ];
}

/** Rows by the section or lines that print them, counted in the documents by hand: first and last line, figures there. */
const counted: Record<string, [number, number, number][]> = {
  // Five tables: 3 models or 4 configurations by 5 systems.
  "AI_Execution_Benchmark_Comparisons.csv": [
    [18, 20, 15],
    [28, 30, 15],
    [38, 40, 15],
    [48, 51, 20],
    [59, 61, 15],
  ],
  // Six scripts under each of four models; two of the times once more.
  "model-execution-times.csv": [
    [10, 15, 6],
    [18, 23, 6],
    [26, 31, 6],
    [34, 39, 6],
    [61, 62, 2],
  ],
  // A table of state of the art with two figures, then the highlights with six.
  "optimization-highlights.csv": [
    [36, 39, 2],
    [120, 125, 6],
  ],
  // The summary, the table of 5 rows by 2 columns less one cell "Variable", the findings of four sections, one sentence,
  // the roadmap, the validation, the business figures.
  "optimization-research.csv": [
    [9, 9, 2],
    [17, 21, 9],
    [26, 29, 7],
    [42, 45, 4],
    [58, 61, 4],
    [69, 69, 1],
    [74, 77, 5],
    [90, 91, 2],
    [107, 113, 5],
    [127, 130, 4],
    [135, 135, 1],
  ],
};

it.each(claimFiles)("%s has as many figures in each section as were counted there by hand", (name) => {
  const cited = claims(name).flatMap(locatorsOf);
  const sections = counted[name] ?? [];
  expect(
    sections.map(([first, last]) => [first, last, cited.filter((at) => at >= first && at <= last).length]),
  ).toEqual(sections);
  expect(sections.reduce((sum, [, , figures]) => sum + figures, 0)).toBe(cited.length);
});

describe("a document's figures", () => {
  it.skipIf(!withSeeds).each(Object.keys(leftOut))(
    seeded("are rows or left out for a reason: %s"),
    (document) => {
      const lines = linesOf(document);
      const rest = [...lines];
      const take = (text: string, at: number) => {
        const from = placeOf(text, rest[at - 1] ?? "");
        expect(from, `${text} once more on line ${at}`).toBeGreaterThanOrEqual(0);
        rest[at - 1] = `${rest[at - 1]?.slice(0, from)} ${rest[at - 1]?.slice(from + text.length)}`;
      };
      const cited = new Set<number>();
      const [name, reading] = Object.entries(readings).find(([, one]) => one.document === document) ?? [];
      for (const row of name ? claims(name) : [])
        for (const at of locatorsOf(row)) {
          cited.add(at);
          take(reading?.printed(row) ?? "", at);
        }
      for (const { text, lines: places } of leftOut[document] ?? [])
        for (const at of places.flatMap((place) =>
          typeof place === "number" ? [place] : between(...place),
        )) {
          if (text) take(text, at);
          else {
            expect(cited, `line ${at} left out whole`).not.toContain(at);
            expect(rest[at - 1], `line ${at} left out once`).toMatch(/\d/);
            rest[at - 1] = "";
          }
        }
      expect(rest.flatMap((line, i) => (/\d|N\/A/.test(line) ? [`L${i + 1} ${line}`] : []))).toEqual([]);
      for (const [first, last] of reading?.tables ?? [])
        for (const at of between(first, last))
          expect(rest[at - 1], `cells of line ${at}`).toMatch(/^\|[^|]*(\|[ *]*)+$/);
    },
  );

  it.skipIf(!withSeeds)(seeded("stand in the five documents that are known"), () => {
    expect(readdirSync(seeds).sort()).toEqual(Object.keys(leftOut));
  });
});

const between = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i);

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
    const keys = rows.map((row) =>
      JSON.stringify([row["metric"], { ...row, value: "", source_locator: "" }]),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("lets one product at several sizes be recognised", () => {
    const vary = ["value", "accelerators", "nodes", "source_locator"];
    const families = new Map<string, number[]>();
    for (const row of rows.filter((row) => row["metric"] === "output_tokens_per_second")) {
      const key = JSON.stringify(Object.entries(row).filter(([name]) => !vary.includes(name)));
      families.set(key, [...(families.get(key) ?? []), Number(row["accelerators"])]);
    }
    const sizes = [...families.values()]
      .filter((counts) => counts.length > 1)
      .map((counts) => counts.sort((a, b) => a - b).join(" "));
    expect(sizes.sort()).toEqual([
      "16 32",
      "16 32",
      "16 32",
      "16 32",
      "32 64",
      "8 16",
      "8 16",
      "8 16 24",
      "8 16 24",
    ]);
  });

  const title = "has every figure as the reference table has it";
  it.skipIf(!existsSync(reference))(
    existsSync(reference) ? title : `${title} (skipped: no ../shared/reference)`,
    () => {
      const published = new Map(
        readRows(reference).map((row) => [`${row["mlperf_id"]}, ${row["location"]}`, row]),
      );
      for (const row of rows) {
        const of = published.get(row["source_locator"] ?? "");
        expect(of?.[row["metric"] === "power" ? "system_power_w" : "tokens_per_second"]).toBe(row["value"]);
        expect(Number(of?.["accelerators_per_node"]) * Number(of?.["nodes"])).toBe(
          Number(row["accelerators"]),
        );
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
