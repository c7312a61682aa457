import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFile, type Imported } from "@/lib/importers/index";
import type { ColumnReading } from "@/lib/importers/importer";
import type { Recipe } from "@/lib/importers/recipe";
import { fileFromBytes } from "@/lib/importers/source-file";
import { caseFolders, importersWithCases } from "./case-folder";
import { bytesOf, readText } from "./text-of";

function column({ columns }: Imported, header: string): ColumnReading {
  return columns.find((each) => each.header === header)!;
}

function labels({ question }: ColumnReading): string[] {
  return question?.choices.map(({ label }) => label) ?? [];
}

/** The file read anew after choice `at` of the column's question, all other columns as they were read. */
function answered(text: string, header: string, at: number): Imported {
  const { columns } = readText(text);
  const roles = columns.map((each) =>
    each.header === header ? each.question!.choices[at]!.role : each.role!,
  );
  const recipe: Recipe = { headers: columns.map((each) => each.header), columns: roles, notation: null };
  return readFile(fileFromBytes("a.csv", bytesOf(text)), { recipe });
}

describe("what a header leaves open is asked", () => {
  it.each([
    ["Latency (s)", "1.5", "“Latency” in s may be one of several metrics.", "End-to-end latency, s"],
    ["Latenz (ms)", "1.5", "“Latenz” in ms may be one of several metrics.", "Time to first token, ms"],
    [
      "my rate (tok/s)",
      "1.5",
      "“my rate” in tok/s may be one of several metrics.",
      "Total tokens per second, tok/s",
    ],
    ["Memory (GB)", "1.5", "The file does not say whether “Memory (GB)” is the peak.", "peak memory"],
    [
      "QPS",
      "1.5",
      "“QPS” may be the rate of requests that was offered, or the one that was reached.",
      "requests per second that were reached",
    ],
  ])("%s", (header, cell, says, choice) => {
    const { question, role } = column(readText(`model,TPOT (ms),${header}\nA,5,${cell}\nB,6,2.5\n`), header);
    expect(question?.says).toBe(says);
    // What was read meanwhile stands first.
    expect(question?.choices[0]?.role).toEqual(role);
    expect(question?.choices.map(({ label }) => label)).toContain(choice);
  });

  it("a time of nothing that is called a latency asks nothing", () => {
    expect(
      column(readText("model,TTFT (ms),cooldown (s)\nA,5,1.5\nB,6,2.5\n"), "cooldown (s)").question,
    ).toBeNull();
  });

  it("numbers that repeat under an unknown name: a setting, or a result", () => {
    const read = readText("model,TTFT (ms),lanes\nA,5,2\nB,6,2\nC,7,2\n");
    expect(labels(column(read, "lanes"))).toEqual([
      "a further field of the setup",
      "its own name, without a unit",
    ]);
  });

  it("a bare count beside one metric with a spread", () => {
    const read = readText("model,TTFT mean (ms),TTFT std (ms),n\nA,5,1,30\nB,6,1,30\n");
    expect(labels(column(read, "n"))).toEqual(["the measurements behind TTFT", "a further field"]);
  });

  it("an answer keeps what the header fixes", () => {
    const text = "model,vLLM tok/s\nA,100.5\n";
    const { points } = answered(text, "vLLM tok/s", 1);
    expect(points).toMatchObject([
      { metric: "total_tokens_per_second", case: { model: "A", system: "vLLM" } },
    ]);
  });
});

describe("32k tokens", () => {
  const text = "model,ISL,TTFT (ms)\nA,512,5\nA,32k,6\n";

  it("are kept as written until someone says what k is", () => {
    const read = readText(text);
    expect(column(read, "ISL").question?.says).toBe("“32k” may be thousands, or multiples of 1024.");
    expect(read.points.map((point) => [point.case.input_tokens, point.case.extra["ISL"]])).toEqual([
      [null, "512"],
      [null, "32k"],
    ]);
  });

  it.each([
    [1, 32 * 1024],
    [2, 32_000],
  ])("answer %i: %i", (at, tokens) => {
    const { points } = answered(text, "ISL", at);
    expect(points.map((point) => point.case.input_tokens)).toEqual([512, tokens]);
  });

  it("in pairs", () => {
    const { points } = answered("model,ISL/OSL,TTFT (ms)\nA,1k/2k,5\n", "ISL/OSL", 1);
    expect(points).toMatchObject([{ case: { input_tokens: 1024, output_tokens: 2048 } }]);
  });
});

describe("columns headed by numbers", () => {
  const read = (name: string) => readFile(fileFromBytes(name, bytesOf("model,1,2,4\nA,10,20,30\n")));

  it("take a hint from the file's name, and nothing more", () => {
    const { questions, points } = read("table_batchsizes_x100.csv");
    expect(points).toEqual([]);
    expect(questions).toMatchObject([
      {
        kind: "pivot",
        hint: { field: "batch", says: "The file's name, “table_batchsizes_x100.csv”, speaks for batch." },
      },
    ]);
  });

  it.each(["data.csv", "batch_and_concurrency.csv"])("%s gives none", (name) => {
    expect(read(name).questions).toMatchObject([{ kind: "pivot", hint: null }]);
  });
});

// TPOT × tokens/s of a user = 1: 0.02 s × 50/s. Output tokens/s × TPOT = requests at a time: 400/s × 0.02 s = 8.
// Requests/s × E2E = requests at a time: 4/s × 2 s = 8. E2E = TTFT + 99 × TPOT: 0.1 s + 99 × 0.02 s = 2.08 s.
// Requests/s × output tokens = output tokens/s: 4/s × 100 = 400/s.
describe("a unit that the rows contradict", () => {
  it.each([
    ["TPOT (ms),tok/s/user", "0.02,50", "0.04,25", "TPOT (ms)", "Time per output token, s"],
    ["TPOT (s),tok/s/user", "20,50", "40,25", "TPOT (s)", "Time per output token, ms"],
    [
      "TPOT (ms),Output tok/s,concurrency",
      "0.02,400,8",
      "0.04,800,32",
      "TPOT (ms)",
      "Time per output token, s",
    ],
    ["E2E latency (ms),req/s,concurrency", "2,4,8", "3,4,12", "E2E latency (ms)", "End-to-end latency, s"],
    [
      "E2E latency (ms),TTFT (ms),TPOT (ms),output tokens",
      "2.08,100,20,100",
      "4.08,100,40,100",
      "E2E latency (ms)",
      "End-to-end latency, s",
    ],
    [
      "req/s,output tokens,Output tok/s",
      "4,100,0.4",
      "8,100,0.8",
      "Output tok/s",
      "Output tokens per second, ktok/s",
    ],
  ])("%s: %s; %s", (header, first, second, asked, unit) => {
    const text = `model,${header}\nA,${first}\nB,${second}\n`;
    const read = readText(text);
    expect(read.problems).toHaveLength(1);
    expect(read.problems[0]!.where).toMatchObject({
      line: 1,
      column: `model,${header}`.split(",").indexOf(asked) + 1,
    });
    expect(labels(column(read, asked))[0]).toBe(unit);
    expect(read.columns.filter(({ question }) => question?.says.includes("rows"))).toHaveLength(1);
    // Nothing is changed unasked; the answer changes it by 1000.
    const { metric, value } = read.points.find(
      (point) => point.metric === (column(read, asked).role as { metric: string }).metric,
    )!;
    const after = answered(text, asked, 0).points.find((point) => point.metric === metric)!;
    expect([1000, 0.001]).toContainEqual(Number((after.value! / value!).toPrecision(9)));
  });

  it.each([
    ["TPOT (ms),tok/s/user", "20,50", "40,25"],
    ["TPOT (ms),Output tok/s,concurrency", "20,400,8", "40,800,32"],
    // Output tokens of the whole run of 1000 requests.
    ["req/s,output tokens,Output tok/s", "4,100000,400", "8,100000,800"],
    // One row alone, and rows that disagree.
    ["TPOT (ms),tok/s/user", "0.02,50", "40,25"],
  ])("is none in %s: %s; %s", (header, first, second) => {
    const read = readText(`model,${header}\nA,${first}\nB,${second}\n`);
    expect(read.problems).toEqual([]);
  });
});

describe("every column has a reason", () => {
  const tables = ["wide-table", "turned-table", "stacked-tables", "markdown-table"];
  const folders = importersWithCases()
    .filter((importer) => tables.includes(importer))
    .flatMap((importer) =>
      caseFolders(importer).map(({ name, bytes }) => [`${importer}: ${name}`, bytes] as const),
    );

  it.each(folders)("%s", (_, bytes) => {
    const { columns } = readFile(fileFromBytes("data.bin", bytes));
    expect(columns.filter(({ reason, question }) => !reason || question?.says === "")).toEqual([]);
  });

  it("whatever stands in a table", () => {
    const cell = fc.oneof(
      fc.constantFrom(
        "",
        "model",
        "TTFT (ms)",
        "Throughput",
        "n",
        "GPU",
        "8xH100",
        "12",
        "1,234",
        "1k",
        "mean",
        "p99",
        "OOM",
        "#",
      ),
      fc.string({ maxLength: 8 }),
    );
    const record = fc.array(cell, { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 6 }), (records) => {
        const text = records
          .map((cells) => cells.map((each) => `"${each.replaceAll('"', '""')}"`).join(","))
          .join("\n");
        const { columns } = readText(`${text}\n`);
        expect(columns.filter(({ reason, role }) => role !== undefined && !reason)).toEqual([]);
      }),
      { seed: 20260105, numRuns: 500 },
    );
  });
});

describe("columns headed by systems, without a word on what they hold", () => {
  const read = (text: string) => readFile(fileFromBytes("pivot.csv", bytesOf(text)));
  const shown = (text: string) =>
    read(text).points.map(({ case: { model, system }, metric, unit, value }) => [
      ...[model, system, metric, unit, value],
    ]);

  it("are tokens/s where their cells say so, in any spelling, in one row as in several", () => {
    const metric = "output_tokens_per_second";
    expect(shown("Model,vLLM,Ollama\nA,92.49 Tokens/s,45 Tokens/s\n")).toEqual([
      ["A", "vLLM", metric, "tok/s", 92.49],
      ["A", "Ollama", metric, "tok/s", 45],
    ]);
    expect(shown("Model,vLLM,Ollama\nA,92.49 Tokens/s,45 Tokens/s\nB,80 tok/s,N/A\n")).toEqual([
      ["A", "vLLM", metric, "tok/s", 92.49],
      ["A", "Ollama", metric, "tok/s", 45],
      ["B", "vLLM", metric, "tok/s", 80],
      ["B", "Ollama", metric, "tok/s", null],
    ]);
  });

  it("are asked about where the unit is of a time of anything, or there is none", () => {
    for (const text of ["Model,vLLM,Ollama\nA,12 ms,45 ms\n", "Model,vLLM,Ollama\nA,92.49,45\n"]) {
      const { points, questions } = read(text);
      expect(points).toEqual([]);
      expect(questions).toMatchObject([{ kind: "pivot", columns: [2, 3] }]);
    }
  });
});
