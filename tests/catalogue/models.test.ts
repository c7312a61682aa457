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
