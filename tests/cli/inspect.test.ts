import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { inspect, type InspectOptions } from "@/scripts/cli/inspect";

const cases = fileURLToPath(new URL("../cases/", import.meta.url));
const served = join(cases, "vllm-serve/detailed-with-failures/input.json");
const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "whisker-inspect-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function inspected(
  path: string,
  options: InspectOptions = {},
): Promise<{ code: number; text: string }> {
  const pieces: string[] = [];
  const code = await inspect(path, options, { write: (text) => pieces.push(text) });
  return { code, text: pieces.join("") };
}

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe("inspect --json", () => {
  it("writes one object as interfaces promise it", async () => {
    const { code, text } = await inspected(served, { json: true });
    const found = JSON.parse(text) as Record<string, unknown>;
    expect(code).toBe(0);
    expect(Object.keys(found)).toEqual(["file", "importer", "points", "problems", "notes"]);
    expect(found["file"]).toEqual({
      name: "input.json",
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      bytes: expect.any(Number) as number,
    });
    const ttft = (found["points"] as Record<string, unknown>[]).find(({ metric }) => metric === "ttft")!;
    expect(ttft).toMatchObject({
      ...{ unit: "ms", value: 100, statistic: "mean", samples: 4, evidence: "samples" },
      findings: [{ rule: "first-token", level: "untestable", says: expect.any(String) as string }],
      case: {
        model: "acme/tiny-llm-1b",
        tensor_parallel: 8,
        concurrency: null,
        extra: { backend: "openai" },
      },
      stats: { n: 4, mean: 100, min: 80, max: 120 },
      interval: { level: 0.95, method: "student-t", n: 4, varies: "within-run" },
      provenance: { locator: { pointer: "/mean_ttft_ms" }, raw: "100.0" },
    });
    expect(ttft).not.toHaveProperty("sample_values");
  });

  it("prints the samples where they are asked for", async () => {
    const { text } = await inspected(served, { json: true, samples: true });
    const { points } = JSON.parse(text) as {
      points: { metric: string; sample_values?: { values: number[] } }[];
    };
    expect(points.find(({ metric }) => metric === "ttft")!.sample_values!.values).toEqual([
      100, 120, 80, 100,
    ]);
  });

  it("writes a missing value with its text, and problems by line and column", async () => {
    const path = written("a.csv", "model,TTFT (ms)\nA,58.3\nB,N/A\nC,1,2\n");
    const { code, text } = await inspected(path, { json: true });
    const { points, problems } = JSON.parse(text) as { points: object[]; problems: object[] };
    expect(code).toBe(0);
    expect(points).toMatchObject([{ value: 58.3 }, { value: null, missing: "N/A" }]);
    expect(problems).toEqual([{ where: { line: 4, column: 3 }, found: "3 fields", expected: "2 fields" }]);
  });

  it.each([
    ["no results", "hello\nworld\n"],
    ["nothing", ""],
    ["broken JSON", '{"model_id": '],
  ])("exits with 2 and an error for a file of %s", async (_, content) => {
    const { code, text } = await inspected(written("b.txt", content), { json: true });
    const found = JSON.parse(text) as { error: { found: string; expected: string }; points: unknown[] };
    expect(code).toBe(2);
    expect(found.error.found).not.toBe("");
    expect(found.error.expected).not.toBe("");
    expect(found.points).toEqual([]);
  });

  it("exits with 2 and an error where there is no file, or a folder", async () => {
    const none = await inspected(join(folder, "none"), { json: true });
    expect(none.code).toBe(2);
    expect(JSON.parse(none.text)).toMatchObject({
      error: { found: `there is no file ${join(folder, "none")}` },
    });
    expect((await inspected(folder, { json: true })).code).toBe(2);
  });
});

describe("the whisker command", () => {
  const run = (command: string, args: string[], cwd: string) =>
    new Promise<{ code: number; out: string }>((resolve) => {
      execFile(command, args, { cwd }, (error, out) =>
        resolve({ code: typeof error?.code === "number" ? error.code : 0, out }),
      );
    });

  it("runs as npx whisker within the repository", async () => {
    const { code, out } = await run(
      "npx",
      ["--no-install", "whisker", "inspect", "tests/cases/vllm-serve/summary/input.json", "--json"],
      root,
    );
    expect(code).toBe(0);
    expect((JSON.parse(out) as { importer: string }).importer).toBe("vllm-serve");
  });

  it("reads a relative file from another folder", async () => {
    const { code, out } = await run(
      process.execPath,
      [join(root, "scripts/whisker.mjs"), "inspect", "input.json"],
      dirname(served),
    );
    expect(code).toBe(0);
    expect(out).toContain("10 points");
  });

  it.each([[["inspect"]], [["inspect", "x", "--colour"]], [["serve", "--port", "70000"]], [["dance"]]])(
    "exits with 2 for %j",
    async (args) => {
      expect((await run(process.execPath, [join(root, "scripts/whisker.mjs"), ...args], folder)).code).toBe(
        2,
      );
    },
  );
});
