import { describe, expect, it } from "vitest";
import { auditOf, levelsOf, rate } from "./audit-of";

const rule = "model-identity";

describe("model name and size agree", () => {
  it("contradicts itself for GPT-4 with a size, which nobody discloses: 175e9 are GPT-3's", () => {
    const [found] = auditOf(
      [rate(35, { model: "GPT-4 175B" }), rate(22, { model: "GPT-4 175B", system: "b" })],
      rule,
    );
    expect(found).toMatchObject({ level: "inconsistent", title: "No 175B model of that name is published" });
    expect(found?.says).toContain("175e9 parameters are those of GPT-3 175B (davinci)");
    expect(found?.points).toHaveLength(2);
  });

  it("contradicts itself for a size beside a model of another: 4.7B beside GLM-4.7-Flash, which has 29.94B", () => {
    const [found] = auditOf([rate(35, { model: "GLM-4.7-Flash", parameters: "4.7B" })], rule);
    expect(found).toMatchObject({ level: "inconsistent", title: "4.7B stated, 29.9B published" });
  });

  it("holds within 20 % of all parameters or of the active ones", () => {
    expect(levelsOf([rate(35, { model: "Llama-2-7B", parameters: "7B" })], rule)).toEqual([]);
    expect(levelsOf([rate(35, { model: "Qwen3-30B-A3B", n_params: "3300000000" })], rule)).toEqual([]);
    expect(levelsOf([rate(35, { model: "Qwen3-30B-A3B", n_params: "30.5 B" })], rule)).toEqual([]);
    // 29.94e9 × 1.2 = 35.93e9
    expect(levelsOf([rate(35, { model: "GLM-4.7-Flash", parameters: "35.9B" })], rule)).toEqual([]);
    expect(levelsOf([rate(35, { model: "GLM-4.7-Flash", parameters: "36.0B" })], rule)).toEqual([
      "inconsistent",
    ]);
  });

  it.each(["GPT-4", "gpt-4-turbo", "gpt4all-13b", "GPT-4-X-Alpaca-13B", "gpt4-x-vicuna-13B", "GPT-J-6B"])(
    "is void for %s",
    (model) => {
      expect(levelsOf([rate(35, { model })], rule)).toEqual([]);
    },
  );

  it("is untestable for a size beside a model that cannot be looked up", () => {
    expect(auditOf([rate(35, { model: "Our-Model", parameters: "7B" })], rule)[0]).toMatchObject({
      level: "untestable",
      missing: ["“Our-Model” in the catalogue"],
    });
  });
});
