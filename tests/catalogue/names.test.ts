import { existsSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { namedAccelerators } from "@/lib/catalogue/accelerator-names";
import { catalogueModels, findModel } from "@/lib/catalogue/models";
import { hardwareName, modelName } from "@/lib/catalogue/names";
import { namesInSamples } from "../oracles/names-in-samples";
import { hardwareNames, modelNames } from "./reviewed-names";

const samples = "../shared/samples";

describe("modelName", () => {
  it.each(modelNames)("reads %j as %j", (text, name) => {
    expect(modelName(text)?.name ?? null).toBe(name);
  });

  it.each([
    ["/models/openai--gpt-oss-120b", "gpt-oss-120b"],
    ["meta-llama/Llama-2-7b-hf", "Llama-2-7B"],
    ["Llama-2-7B", "Llama-2-7B"],
    ["LLaMA-2 7B", "Llama-2-7B"],
    [
      "/root/.cache/huggingface/hub/models--meta-llama--Llama-3.1-8B-Instruct/snapshots/0e9e39f249a1",
      "Llama-3.1-8B-Instruct",
    ],
    ["/home/somebody/models/Qwen/Qwen3-32B/", "Qwen3-32B"],
    ["C:\\models\\llama-2-7b.Q4_0.gguf", "Llama-2-7B-Q4_0"],
    ["Qwen3-32B-Q8_0-00001-of-00002.gguf", "Qwen3-32B-Q8_0"],
    ["GPT-2 124M", "GPT-2 (124M)"],
    ["mistralai/Mistral-7B-Instruct-v0.3", "Mistral-7B-Instruct-v0.3"],
    ["mistralai/Mistral-Small-24B-Instruct-2501", "Mistral-Small-24B-Instruct-2501"],
    ["Qwen/Qwen3-30B-A3B-Instruct-2507", "Qwen3-30B-A3B-Instruct-2507"],
    ["llama3_1-405b", "Llama-3.1-405B"],
  ])("finds the model in %j", (text, name) => {
    expect(modelName(text)?.name).toBe(name);
  });

  it("keeps a tuned and a quantised model apart from the base, and a quantised one from another maker's", () => {
    const names = [
      "meta-llama/Llama-3.1-8B",
      "meta-llama/Llama-3.1-8B-Instruct",
      "meta-llama/Llama-3.1-8B-Instruct-FP8",
      "RedHatAI/Meta-Llama-3.1-8B-Instruct-FP8",
      "nvidia/Llama-3.1-8B-Instruct-FP8",
      "hugging-quants/Meta-Llama-3.1-8B-Instruct-AWQ-INT4",
    ].map((text) => modelName(text)?.name);
    expect(names).not.toContain(undefined);
    expect(new Set(names).size).toBe(names.length);
  });

  it("takes no name apart whose digits only look like another's", () => {
    // Without its separators Llama-2-7B would be spelled as a llama of 27 billion parameters.
    expect(modelName("llama-27b")).toBeNull();
    expect(modelName("Qwen-38B")).toBeNull();
    // Ollama's tags say neither tuning nor format.
    expect(modelName("llama2:7b")).toBeNull();
  });

  it("shows every catalogue name as itself, and none twice", () => {
    for (const { name } of catalogueModels) expect(modelName(name)?.name).toBe(name);
    const ids = catalogueModels.map(({ name }) => modelName(name)?.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("leaves a benchmark its own name, though its arithmetic is its model's", () => {
    expect(modelName("llama2-70b-99.9")).toBeNull();
    expect(findModel("llama2-70b-99.9")?.name).toBe("Llama-2-70B");
    expect(findModel("TheBloke/Llama-2-7B-GPTQ")?.name).toBe("Llama-2-7B");
  });
});

describe("hardwareName", () => {
  it.each(hardwareNames)("reads %j as %j, of which there are %j", (text, name, count) => {
    const found = hardwareName(text);
    expect([found?.name ?? null, found?.count ?? null]).toEqual([name, count]);
  });

  it.each([
    // As nvidia-smi and torch write them.
    ["NVIDIA H100 80GB HBM3", "h100-sxm"],
    ["NVIDIA H100 PCIe", "h100-pcie"],
    ["NVIDIA H100 NVL", "h100-nvl"],
    ["NVIDIA A100-SXM4-40GB", "a100-40-sxm"],
    ["NVIDIA A100 80GB PCIe", "a100-80-pcie"],
    ["Tesla V100-SXM2-16GB", "v100-sxm2-16"],
    ["Tesla T4", "t4"],
    ["NVIDIA L40S", "l40s"],
    ["NVIDIA RTX 6000 Ada Generation", "rtx-6000-ada"],
    ["AMD Instinct MI300X", "mi300x"],
    // As Kubernetes labels, clouds and people do.
    ["NVIDIA-A100-SXM4-80GB", "a100-80-sxm"],
    ["nvidia-tesla-t4", "t4"],
    ["H100-SXM5-80", "h100-sxm"],
    ["H100 SXM", "h100-sxm"],
    ["NVIDIA H100-SXM-80GB", "h100-sxm"],
    ["MI300X", "mi300x"],
    ["4090", "rtx-4090"],
    ["Intel(R) Gaudi(R) 2", "gaudi2"],
    ["Apple M3 Max 40-core GPU", "m3-max"],
  ])("knows %j as %s", (text, id) => {
    expect(hardwareName(text)?.id).toBe(id);
  });

  it.each([
    ["H100", "H100"], // SXM or PCIe
    ["NVIDIA H100 80GB", "H100 80GB"], // not the NVL, which has 94
    ["A100 80GB", "A100 80GB"],
    ["A100-SXM4", "A100 SXM4"], // 40 or 80
    ["NVIDIA H200", "H200"], // SXM or NVL
    ["Gaudi 3", "Gaudi 3"], // OAM or PCIe
    ["Apple M3 Max", "M3 Max"], // 30 or 40 cores
    ["NVIDIA RTX PRO 6000 Blackwell Server Edition", "RTX PRO 6000 Blackwell Server Edition"],
  ])("says no more of %j than %j", (text, name) => {
    const found = hardwareName(text);
    expect(found?.name).toBe(name);
    expect(found?.id).toMatch(/^like:/);
  });

  it.each([
    ["8 x NVIDIA A100-SXM4-80GB", "A100 80GB SXM4", 8],
    ["2xAMD Instinct MI325X", "Instinct MI325X", 2],
    ["NVIDIA RTX 4090, NVIDIA RTX 4090", "GeForce RTX 4090", 2],
    ["['Tesla T4', 'Tesla T4', 'Tesla T4']", "T4", 3],
    ["H100 x8", "H100", 8],
    ["H100x8", "H100", 8],
    ["2x4090", "GeForce RTX 4090", 2],
    ["4x MI300X; 4x MI300X", "Instinct MI300X", 8],
  ])("counts %j: %s, %d of it", (text, name, count) => {
    expect(hardwareName(text)).toMatchObject({ name, count });
  });

  it.each([
    "H100, A100",
    "A100-SXM-64GB", // a part made for one machine
    "RTX 4090 48GB",
    "RTX 4090 Laptop GPU",
    "RTX 3090 Ti",
    "RTX 6000",
    "tpu-v5e-16", // 16 chips, not 16 GB
    "0x H100",
    "GPU",
    "80GB",
  ])("knows nothing of %j", (text) => {
    expect(hardwareName(text)).toBeNull();
  });

  it("knows every device by the name it is shown under", () => {
    for (const { name, id } of namedAccelerators) expect(hardwareName(name)?.id).toBe(id);
  });
});

describe("texts that are no names", () => {
  it.each([
    "",
    " ",
    "__proto__",
    "constructor",
    "toString",
    "//",
    "[]",
    "''",
    ",;|",
    "x".repeat(10_000),
    "🦙",
  ])("are known as nothing: %.20j", (text) => {
    expect(modelName(text)).toBeNull();
    expect(hardwareName(text)).toBeNull();
  });

  it("never throws, and gives one answer however a text is cased and spaced", () => {
    const known = fc.constantFrom(
      ...modelNames.map(([text]) => text),
      ...hardwareNames.map(([text]) => text),
    );
    fc.assert(
      fc.property(fc.oneof(known, fc.string({ unit: "binary" })), (text) => {
        expect(modelName(` ${text.toUpperCase()} `)?.id).toBe(modelName(text.toUpperCase())?.id);
        expect(hardwareName(` ${text.toLowerCase()} `)?.id).toBe(hardwareName(text.toLowerCase())?.id);
      }),
    );
  });

  it("stays in time with its length, whatever is repeated", () => {
    // 400 characters is the most that is looked at; a pattern that tries every way would not come back.
    for (const text of ["q4-", "-", "1x", "models--a--", "a/", "8 x ", "(", "80gb "]) {
      const long = text.repeat(400 / text.length);
      expect(modelName(long)).toBeNull();
      expect(hardwareName(long)).toBeNull();
    }
  });
});

describe.skipIf(!existsSync(samples))("the sample files (skipped where ../shared is not there)", () => {
  it("hold no text for a model or an accelerator that was not reviewed", () => {
    const found = namesInSamples(samples);
    expect(found.model.length).toBeGreaterThan(60);
    const reviewed = new Set([...modelNames, ...hardwareNames].map(([text]) => text));
    expect([...found.model, ...found.hardware].filter((text) => !reviewed.has(text))).toEqual([]);
  });
});
