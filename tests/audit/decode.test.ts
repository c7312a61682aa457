import { describe, expect, it } from "vitest";
import { auditOf, levelsOf, rate, type Row } from "./audit-of";

const single = "decode-single";
const batched = "decode-batch";
const oneH100: Row = {
  model: "Llama-2-7B",
  hardware: "NVIDIA H100 SXM5 80GB",
  accelerators: 1,
  precision: "fp16",
  batch: 1,
};
const without = (field: string): Row => ({ ...oneH100, [field]: "" });

describe("decoding one sequence", () => {
  // 3350 GB/s × 1.05 ÷ (6 607 343 616 parameters read × 2 B = 13.2147 GB) = 266.18 tok/s.
  it("is impossible at 550 tok/s with 16 bits on one H100: 550 > 3350 × 1.05 ÷ 13.21 = 266", () => {
    const [found, ...others] = auditOf([rate(550, oneH100)], single);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ level: "impossible", missing: [] });
    expect(found?.says).toContain("at most 266 tok/s of Llama-2-7B");
    expect(found?.sum).toContain("÷ 13.2 GB of weights = 266 tok/s < 550 tok/s");
    expect(found?.cells.map(({ field }) => field)).toContain("hardware");
  });

  it("holds just inside: 240 tok/s is 95 % of 253.5, the peak without tolerance", () => {
    expect(levelsOf([rate(240, oneH100)], single)).toEqual([]);
  });

  it("is unusual at 250 tok/s: 98.6 % of 253.5, where measured results stay below 90 %", () => {
    expect(auditOf([rate(250, oneH100)], single)[0]).toMatchObject({
      level: "unusual",
      title: "98.6 % of the bandwidth bound",
    });
  });

  it("takes a number by its printed rounding: 270 may be 265, 271 not", () => {
    expect(levelsOf([rate("270", oneH100)], single)).toEqual(["unusual"]);
    expect(levelsOf([rate("271", oneH100)], single)).toEqual(["impossible"]);
  });

  it("takes the fastest device that a text may mean: H100 is also the NVL at 3938 GB/s, for 312.9", () => {
    expect(levelsOf([rate(280, { ...oneH100, hardware: "H100" })], single)).toEqual([]);
    expect(levelsOf([rate(320, { ...oneH100, hardware: "H100" })], single)).toEqual(["impossible"]);
  });

  it("takes the smallest format that is stated, in the model's name too: 4 bits give 1065", () => {
    expect(levelsOf([rate(550, { ...oneH100, quantization: "AWQ" })], single)).toEqual([]);
    expect(levelsOf([rate(550, { ...oneH100, model: "TheBloke/Llama-2-7B-GPTQ" })], single)).toEqual([]);
    expect(levelsOf([rate(500, { ...oneH100, weights: "int8 weight-only" })], single)).toEqual([]);
  });

  it("reads a model that is published in 4 bits at those, whatever precision is stated beside it", () => {
    // gpt-oss-120b: 5.133e9 parameters read; 16 bits would allow 343, 4.25 bits 1290 tok/s on one H100.
    const row = rate(500, { ...oneH100, model: "openai/gpt-oss-120b", precision: "bf16" });
    expect(levelsOf([row], single)).toEqual([]);
  });

  it("counts devices in all: 8 of each of 2 nodes read together", () => {
    const nodes = { ...oneH100, accelerators: 8, nodes: 2 };
    expect(levelsOf([rate(3800, nodes)], single)).toEqual([]);
    expect(levelsOf([rate(4411, nodes)], single)).toEqual(["impossible"]);
  });

  it("counts k + 1 tokens a pass where k are speculated, and is untestable where k is not stated", () => {
    expect(levelsOf([rate(550, { ...oneH100, "num speculative tokens": 3 })], single)).toEqual([]);
    expect(levelsOf([rate(1111, { ...oneH100, "num speculative tokens": 3 })], single)).toEqual([
      "impossible",
    ]);
    expect(auditOf([rate(550, { ...oneH100, speculative_model: "EAGLE" })], single)[0]).toMatchObject({
      level: "untestable",
      missing: ["tokens accepted in one pass"],
    });
    expect(levelsOf([rate(550, { ...oneH100, "Spec Decoding": "none" })], single)).toEqual(["impossible"]);
  });

  it("counts every sequence that a request makes", () => {
    expect(levelsOf([rate(900, { ...oneH100, best_of: 4 })], single)).toEqual([]);
  });

  it("is void where weights lie in caches: 247 MB of GPT-2 in less than 2 × 256 MB", () => {
    expect(levelsOf([rate(100000, { ...oneH100, model: "gpt2" })], single)).toEqual([]);
  });

  it("is void for an encoder, which generates nothing", () => {
    expect(levelsOf([rate(100000, { ...oneH100, model: "BERT-large" })], single)).toEqual([]);
  });

  it("is untestable in an open division, where another model may have run", () => {
    const [found] = auditOf([rate(550, { ...oneH100, division: "open" })], single);
    expect(found).toMatchObject({
      level: "untestable",
      missing: ["the model that an open-division result ran"],
    });
  });

  it("is only unusual where the time beside it shows that prompts are counted: 550 × 4.19 s = 2048 + 256", () => {
    const lengths = { ...oneH100, input_tokens: 2048, output_tokens: 256 };
    const latency = { metric: "batch_latency", value: 4189, unit: "ms", ...lengths };
    expect(levelsOf([rate(550, lengths), latency], single)).toEqual(["unusual"]);
    expect(levelsOf([rate(550, lengths)], single)).toEqual(["impossible"]);
  });

  it.each(["hardware", "accelerators", "precision", "batch"])(
    "is untestable at 550 tok/s without %s",
    (field) => {
      const [found] = auditOf([rate(550, without(field))], single);
      expect(found).toMatchObject({ level: "untestable", missing: [field] });
    },
  );

  it("guesses nothing of a device or a model that the catalogue does not know", () => {
    expect(auditOf([rate(550, { ...oneH100, hardware: "SambaNova SN40L" })], single)[0]).toMatchObject({
      level: "untestable",
      missing: ["“SambaNova SN40L” in the catalogue"],
    });
    expect(auditOf([rate(550, { ...oneH100, model: "Our-Model-7B" })], single)[0]).toMatchObject({
      level: "untestable",
      missing: ["“Our-Model-7B” in the catalogue"],
    });
  });

  it("says nothing of a rate that any device could give: 5 tok/s", () => {
    expect(levelsOf([rate(5, { model: "Llama-2-7B" })], single)).toEqual([]);
  });

  it("says how many sequences a rate takes where nobody says: 2000 ÷ 266.2 = 7.5", () => {
    const [found] = auditOf([rate(2000, without("batch"))], single);
    expect(found?.says).toContain("at least 8 sequences at once on one H100 SXM5 80GB at 16 bits");
  });

  it("is impossible on every catalogued device where none is stated but the rest is: WSE-3 at 21 PB/s gives 1.67e6", () => {
    expect(levelsOf([rate(2_111_111, without("hardware"))], single)).toEqual(["impossible"]);
    // 140.6e9 × 2 B are more than the 44 GiB of SRAM; what is announced reads 23.3 TB/s: × 1.05 ÷ 139 GB = 176 tok/s.
    const large = { ...without("hardware"), model: "Llama-3-70B" };
    expect(levelsOf([rate(170, large)], single)).toEqual(["untestable"]);
    expect(levelsOf([rate("211", large)], single)).toEqual(["impossible"]);
  });
});

describe("decoding a batch", () => {
  // 16 × 3350 GB/s × 1.05 ÷ 13.2147 GB = 4258.9 tok/s without contexts.
  const sixteen = { ...oneH100, batch: 16 };

  it("is impossible above B times the bound of one sequence: 4300 > 16 × 266.2 = 4259", () => {
    const [found] = auditOf([rate("4311", sixteen)], batched);
    expect(found).toMatchObject({ level: "impossible" });
    expect(found?.says).toContain("at most 4260 tok/s of Llama-2-7B, 16 sequences at once");
    expect(auditOf([rate("4311", sixteen)], single)).toEqual([]);
  });

  it("holds just inside: 3800", () => {
    expect(levelsOf([rate(3800, sixteen)], batched)).toEqual([]);
  });

  it("counts what each sequence reads of its own context, with 4 bits a value: 16 × 4096 tokens × 131 kB = 8.6 GB", () => {
    // 131 072 B a token at 4 bits: 16 × 3517.5 GB/s ÷ (13.2147 + 8.5899) GB = 2581 tok/s.
    const long = { ...sixteen, input_tokens: 4096, output_tokens: 10 };
    expect(levelsOf([rate("2311", long)], batched)).toEqual([]);
    expect(levelsOf([rate("2645", long)], batched)).toEqual(["impossible"]);
  });

  it("counts no context of a model that looks back over a window", () => {
    // Gemma-2-9b: 9.2417e9 × 2 B = 18.483 GB; 16 × 3517.5 ÷ 18.483 = 3045 tok/s.
    const windowed = { ...sixteen, model: "gemma-2-9b-it", input_tokens: 4096, output_tokens: 10 };
    expect(levelsOf([rate("2999", windowed)], batched)).toEqual(["unusual"]);
    expect(levelsOf([rate("3066", windowed)], batched)).toEqual(["impossible"]);
  });

  it("lets all sequences share their experts: Mixtral reads at least 12.75e9 of its parameters", () => {
    // 16 × 3517.5 GB/s ÷ 25.4977 GB = 2207 tok/s; all 46.7e9 would allow 602.
    const experts = { ...sixteen, model: "Mixtral-8x7B" };
    expect(levelsOf([rate("1911", experts)], batched)).toEqual([]);
    expect(levelsOf([rate("2211", experts)], batched)).toEqual(["impossible"]);
  });

  it("takes concurrency as sequences at once, and the larger where batch stands beside it", () => {
    expect(levelsOf([rate(3800, { ...oneH100, batch: "", concurrency: 16 })], batched)).toEqual([]);
    expect(levelsOf([rate(3800, { ...oneH100, concurrency: 16 })], batched)).toEqual([]);
  });

  it("is void of speculation as for one sequence, and untestable without a precision", () => {
    expect(levelsOf([rate(9000, { ...sixteen, "num speculative tokens": 3 })], batched)).toEqual([]);
    expect(auditOf([rate(9000, { ...sixteen, precision: "" })], batched)[0]).toMatchObject({
      level: "untestable",
      missing: ["precision"],
    });
  });
});
