import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { catalogueModels, findModel } from "@/lib/catalogue/models";

describe("findModel", () => {
  it.each([
    ["Llama-2-7B", "Llama-2-7B"],
    ["LLaMA-2 7B", "Llama-2-7B"],
    ["meta-llama/Llama-2-7b-chat-hf", "Llama-2-7B"],
    ["llama2-70b-99", "Llama-2-70B"],
    ["llama2-70b-99.9", "Llama-2-70B"],
    ["llama3.1-405b", "Llama-3.1-405B"],
    ["Meta-Llama-3.1-8B-Instruct", "Llama-3.1-8B"],
    ["DeepSeek-R1", "DeepSeek-R1"],
  ])("finds %s as %s", (name, expected) => {
    expect(findModel(name)?.name).toBe(expected);
  });

  it.each(["", "GPT-4", "GPT-4 175B", "llama", "Llama-2-7B-quantised-by-me", "constructor", "__proto__"])(
    "knows nothing of %j",
    (name) => {
      expect(findModel(name)).toBeNull();
    },
  );

  it("has the published counts of GPT-2, and fewer active than total parameters only where experts take turns", () => {
    expect(findModel("gpt2")?.parameters).toBe(124_439_808);
    for (const { activeParameters, parameters } of catalogueModels) {
      expect(activeParameters).toBeLessThanOrEqual(parameters);
    }
    expect(findModel("Mixtral-8x7B")?.activeParameters).toBeLessThan(13e9);
  });
});

const reference = "../shared/reference/models.csv";

describe.skipIf(!existsSync(reference))("catalogueModels (skipped where ../shared is not there)", () => {
  const [header = [], ...rows] = (existsSync(reference) ? readFileSync(reference, "utf8") : "")
    .trim()
    .split("\n")
    .map(cells);
  const cell = (row: readonly string[], column: string) => row[header.indexOf(column)] ?? "";
  // Of GPT-4 nothing is disclosed, so that the catalogue has no line of it.
  const published = rows.filter((row) => cell(row, "total_params") !== "");

  it("has every model of the reference, and no other", () => {
    expect(catalogueModels.map(({ name }) => name).sort()).toEqual(published.map(([name]) => name).sort());
  });

  it.each(published.map((row) => [row[0]!, row]))("has the reference's figures of %s", (name, row) => {
    const model = catalogueModels.find((each) => each.name === name)!;
    const { shape } = model;
    const isLatent = cell(row, "kv_heads") === "MLA";
    expect({
      total: model.parameters,
      read: model.readParameters,
      layers: shape?.layers,
      // Two bytes a value at 16 bits.
      kept: 2 * shape!.layers * shape!.keptPerLayer,
      head: shape?.headParameters,
    }).toEqual({
      total: Number(cell(row, "total_params")),
      read: Number(cell(row, "decode_read_params")),
      layers: Number(cell(row, "layers")),
      kept: Number(cell(row, "kv_bytes_per_token_16bit")),
      head: Number(cell(row, "hidden_size")) * Number(cell(row, "vocab_size")),
    });
    if (isLatent) expect(shape?.keptPerLayer).toBe(512 + 64);
  });
});

function cells(line: string): string[] {
  return Array.from(line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g), ([, each = ""]) => each);
}
