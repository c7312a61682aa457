import { describe, expect, it } from "vitest";
import { firstValues } from "@/lib/importers/first-values";
import { readFile } from "@/lib/importers/index";
import { fileFromBytes } from "@/lib/importers/source-file";

/** Of the columns that the file's importer finds: header and first values. */
function firstOf(name: string, text: string) {
  const file = fileFromBytes(name, new TextEncoder().encode(text));
  const { columns } = readFile(file);
  const values = firstValues(file, columns);
  return columns.map(({ header }, i) => [header, values[i]]);
}

describe("firstValues", () => {
  it("are those of a table's own rows, each once", () => {
    expect(firstOf("a.csv", "model,ttft_ms\nA,5\nA,6\nB,7\n")).toEqual([
      ["model", ["A", "B"]],
      ["ttft_ms", ["5", "6"]],
    ]);
  });

  it("of a Markdown document are those of each table, not the rule below its header", () => {
    const one = "| Model | TTFT (ms) |\n|-------|----------:|\n| A | 5 |\n| B | 6 |\n";
    const two = "| Model | Output tok/s |\n|---|---|\n| C | 70 |\n";
    expect(firstOf("a.md", `# Runs\n\n${one}\n## More\n\n${two}`)).toEqual([
      ["Model", ["A", "B"]],
      ["TTFT (ms)", ["5", "6"]],
      ["Model", ["C"]],
      ["Output tok/s", ["70"]],
    ]);
  });

  it("are none where the columns are of no table that is seen here", () => {
    const text = "Model        tok/s   TTFT (ms)\nmistral-7b   88.2    11\nllama-8b     90.1    12\n";
    const found = firstOf("a.txt", text);
    expect(found.length).toBeGreaterThan(0);
    for (const [, values] of found) expect(values).toEqual([]);
  });
});
