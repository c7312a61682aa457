import { describe, expect, it } from "vitest";
import { audit } from "@/lib/audit/audit";
import { readText } from "../importers/text-of";
import { auditOf, levelsOf, rate, type Row } from "./audit-of";

/** Level and rule of what is said of a table, but for what it leaves open and for its round digits, which are made up. */
function said(...lines: string[]): string[] {
  return audit(readText(`${lines.join("\n")}\n`).points)
    .filter(({ rule, level }) => rule !== "digit-heaping" && level !== "untestable")
    .map(({ level, rule }) => `${level} ${rule}`);
}

const a100: Row = { model: "Llama-2-7B", hardware: "A100-SXM4-80GB", accelerators: 1, batch: 1 };
const memory = (value: number | string, fields: Row): Row => ({
  ...{ metric: "peak_memory", value, unit: "GB" },
  ...fields,
});

describe("hardware that is named by its rack", () => {
  const header = "Model,Hardware,Precision,Scenario,Output tokens/s";

  // 289 712 tok/s × 73.25 GFLOP = 21.2 PFLOPS: more than one GPU's 10, and 3 % of 72 of them.
  it("has 72 devices to a GB200 NVL72: a certified 289 712 tok/s of DeepSeek-R1", () => {
    expect(said(header, "DeepSeek-R1,1x GB200 NVL72,FP4,Offline,289712")).not.toContain("impossible compute");
    expect(said(header, "DeepSeek-R1,1x GB200,FP4,Offline,289712")).toContain("impossible compute");
  });

  // 72 × 10 PFLOPS × 1.05 ÷ 73.25 GFLOP = 10.32e6 tok/s.
  it("is held to all 72: 10.2e6 tok/s is just inside, 10.4e6 is not", () => {
    expect(said(header, "DeepSeek-R1,1x GB200 NVL72,FP4,Offline,10211111")).toEqual(["unusual compute"]);
    expect(said(header, "DeepSeek-R1,1x GB200 NVL72,FP4,Offline,10411111")).toContain("impossible compute");
  });

  it("is one rack where the column of accelerators says 1, and so many devices where it says more", () => {
    // 404 GB of weights at 8 bits ÷ 8.4 TB/s: 20.8 tok/s a device and sequence, 8 × 166 = 1331 on 8 of them.
    const rack = { model: "Llama-3.1-405B", hardware: "GB200 NVL72", precision: "fp8", concurrency: 8 };
    expect(levelsOf([rate("1211", { ...rack, accelerators: 1 })], "decode-batch")).toEqual([]);
  });
});

describe("a column of tokens/s that does not say which", () => {
  const header = (rate: string) => `Model,GPU,GPUs,Precision,Batch size,Input tokens,Output tokens,${rate}`;
  const row = (value: string) => `Llama-2-7B,A100 80GB SXM,1,fp16,1,1024,1024,${value}`;

  // 2039 GB/s × 1.05 ÷ (13.215 + 0.134) GB = 160.4 generated tok/s, twice that with as many prompt tokens.
  it("is unusual up to what it can be with prompts counted, and impossible beyond: 318.3 and 323.3 of 320.8", () => {
    expect(said(header("Throughput (tokens/s)"), row("318.3"))).toEqual(["unusual decode-single"]);
    expect(said(header("Throughput (tokens/s)"), row("323.3"))).toEqual(["impossible decode-single"]);
  });

  it("is impossible at 318.3 where it says generated tokens", () => {
    expect(said(header("Output throughput (tokens/s)"), row("318.3"))).toEqual(["impossible decode-single"]);
  });

  // 312 TFLOPS × 1.05 ÷ 13.21 GFLOP = 24 790 tok/s; with prompts out of a cache half of them need not be computed.
  it("counts its generated share against arithmetic: 28 110 is unusual, 52 110 impossible", () => {
    const batched = (value: string) => `Llama-2-7B,A100 80GB SXM,1,fp16,4096,1024,1024,${value}`;
    expect(said(header("tok/s"), batched("28110.3"))).toContain("unusual compute");
    expect(said(header("tok/s"), batched("52110.3"))).toContain("impossible compute");
  });

  it("is taken for generated tokens where no lengths are stated", () => {
    expect(said("Model,GPU,GPUs,Precision,Batch,tok/s", "Llama-2-7B,A100 80GB SXM,1,fp16,1,323.3")).toEqual([
      "impossible decode-single",
    ]);
  });
});

describe("formats of weights beside a precision of 16 bits", () => {
  const fp16 = { ...a100, precision: "fp16" };

  // 6.607e9 × 3 bits ÷ 8 = 2.478 GB; 2039 × 1.05 ÷ 2.478 = 864 tok/s.
  it.each(["OmniQuant W3A16", "W3A16", "INT3", "3-bit", "3.0bpw"])(
    "reads %s as 3 bits or fewer",
    (quantization) => {
      expect(levelsOf([rate("800", { ...fp16, quantization })], "decode-single")).not.toContain("impossible");
      // 6.738e9 × 3 bits ÷ 8 = 2.53 GB.
      expect(levelsOf([memory("4.3", { ...fp16, quantization })], "memory-floor")).toEqual([]);
    },
  );

  it("holds 3 bits to 864 tok/s and 2.53 GB", () => {
    const three = { ...fp16, quantization: "W3A16" };
    expect(levelsOf([rate("891", three)], "decode-single")).toEqual(["impossible"]);
    expect(levelsOf([memory("2.1", three)], "memory-floor")).toEqual(["inconsistent"]);
  });

  // 6.738e9 × 1.5625 bits ÷ 8 = 1.32 GB.
  it.each(["ternary", "BitNet b1.58", "1.58-bit", "TQ1_0"])(
    "reads %s as fewer than 2 bits",
    (quantization) => {
      expect(levelsOf([memory("1.6", { ...fp16, quantization })], "memory-floor")).toEqual([]);
      expect(levelsOf([memory("1.1", { ...fp16, quantization })], "memory-floor")).toEqual(["inconsistent"]);
    },
  );

  it("is untestable with a format that nobody knows", () => {
    const [found] = auditOf([rate("551", { ...fp16, quantization: "house format" })], "decode-single");
    expect(found).toMatchObject({ level: "untestable", missing: ["“house format” in the catalogue"] });
    expect(levelsOf([memory("4.3", { ...fp16, quantization: "yes" })], "memory-floor")).toEqual([
      "untestable",
    ]);
    expect(levelsOf([memory("4.3", { ...fp16, quantization: "none" })], "memory-floor")).toEqual([
      "inconsistent",
    ]);
  });
});

describe("methods that change what a token costs", () => {
  const fp16 = { ...a100, precision: "fp16" };

  it.each(["Medusa-2", "Hydra", "Jacobi decoding", "assisted generation", "multi-token prediction"])(
    "leaves open how many tokens %s accepts",
    (method) => {
      expect(auditOf([rate("331", { ...fp16, method })], "decode-single")[0]).toMatchObject({
        level: "untestable",
        missing: ["tokens accepted in one pass"],
      });
    },
  );

  it("leaves open how many weights a pruned model has, and what a method does that is only named", () => {
    const missingOf = (method: string) =>
      auditOf([rate("331", { ...fp16, method })], "decode-single")[0]?.missing;
    expect(missingOf("pruned 50 %")).toEqual(["the weights that are left"]);
    expect(missingOf("layer skipping")).toEqual(["the weights that are left"]);
    expect(missingOf("Turbo")).toEqual(["what “Turbo” changes"]);
    expect(levelsOf([memory("7.5", { ...fp16, method: "LLM-Pruner" })], "memory-floor")).toEqual([]);
  });

  // 312 TFLOPS × 1.05 ÷ 13.21 GFLOP = 24 790 tok/s.
  it("leaves open how much arithmetic a pruned model takes: 28 110 tok/s", () => {
    const pruned = { ...fp16, batch: 4096, method: "pruned 50 %" };
    expect(auditOf([rate("28110.3", pruned)], "compute")[0]).toMatchObject({
      level: "untestable",
      missing: ["the weights that are left"],
    });
    expect(levelsOf([rate("28110.3", { ...fp16, batch: 4096 })], "compute")).toEqual(["impossible"]);
  });

  it("is impossible at the same rate of a baseline: 331 > 162", () => {
    expect(levelsOf([rate("331", { ...fp16, method: "baseline" })], "decode-single")).toEqual(["impossible"]);
    expect(levelsOf([rate("331", { ...fp16, pruning: "none" })], "decode-single")).toEqual(["impossible"]);
  });
});

describe("memory that is less than the weights", () => {
  it("is no contradiction where the device could not hold them either: DeepSeek-R1 on one RTX 4090", () => {
    const large = { model: "DeepSeek-R1", hardware: "RTX 4090", accelerators: 1, precision: "fp8" };
    expect(levelsOf([memory("14.2", large)], "memory-floor")).toEqual([]);
    expect(levelsOf([memory("14.2", large)], "memory-ceiling")).toEqual(["unusual"]);
  });

  // 6.738e9 × 2 B = 13.477e9 B = 12.551 GiB: cut off 12.5, and 12.4 is anything below 12.5 GiB = 13.42e9 B.
  it("may have its last decimal cut off: 12.5 of 12.55 GiB is just inside, 12.4 is not", () => {
    expect(levelsOf([memory("12.5", { ...a100, precision: "fp16" })], "memory-floor")).toEqual([]);
    expect(levelsOf([memory("12.4", { ...a100, precision: "fp16" })], "memory-floor")).toEqual([
      "inconsistent",
    ]);
  });

  it("may be the host's where a column says RAM: 61.2 GB beside an RTX 4090", () => {
    const row = "Llama-3.1-8B,RTX 4090,1,61.2";
    expect(said("Model,GPU,GPUs,Peak RAM (GB)", row)).toEqual([]);
    expect(said("Model,GPU,GPUs,Peak VRAM (GB)", row)).toEqual(["inconsistent memory-ceiling"]);
  });
});

describe("memory beyond the device's own", () => {
  it("is that of its processor for a superchip: 150 GB on one GH200 of 96, and not on an H100", () => {
    const used = (hardware: string) => memory("150.2", { model: "Llama-3-70B", hardware, accelerators: 1 });
    expect(levelsOf([used("GH200 480GB")], "memory-ceiling")).toEqual([]);
    expect(levelsOf([used("H100 SXM")], "memory-ceiling")).toEqual(["inconsistent"]);
  });
});

describe("counts of devices", () => {
  // 16 × 3350 GB/s × 1.05 ÷ (36.63e9 B) = 1536 tok/s of one sequence; 8 give 768.
  it("are never fewer than experts lie on: 16 of expert parallelism beside 8", () => {
    const experts = {
      model: "DeepSeek-R1",
      hardware: "H100 SXM",
      accelerators: 8,
      precision: "fp8",
      batch: 1,
    };
    expect(levelsOf([rate("911", experts)], "decode-single")).toEqual(["impossible"]);
    expect(levelsOf([rate("911", { ...experts, expert_parallel: 16 })], "decode-single")).toEqual([]);
    expect(levelsOf([rate("1611", { ...experts, expert_parallel: 16 })], "decode-single")).toEqual([
      "impossible",
    ]);
  });
});

describe("rates that several copies or moments give", () => {
  const of = { ...a100, precision: "fp16" };

  // 2039 GB/s × 1.05 ÷ 13.2147 GB = 162.0 tok/s of one, 648 of four.
  it("are held to all replicas: 641 of 4 × 162, and not 661", () => {
    expect(levelsOf([rate("641", { ...of, replicas: 4 })], "decode-single")).not.toContain("impossible");
    expect(levelsOf([rate("661", { ...of, replicas: 4 })], "decode-single")).toEqual(["impossible"]);
    expect(levelsOf([rate("641", { ...of, replicas: 1 })], "decode-single")).toEqual(["impossible"]);
  });

  it("are no rate of the hardware at their peak, where tokens arrive in bunches", () => {
    const header = (rate: string) => `Model,GPU,GPUs,Precision,Batch,${rate}`;
    const row = "Llama-2-7B,A100 80GB SXM,1,fp16,1,331.5";
    expect(said(header("Max output tokens/s"), row)).toEqual([]);
    expect(said(header("Mean output tokens/s"), row)).toEqual(["impossible decode-single"]);
  });
});

describe("sizes beside a model's name", () => {
  const sized = (model: string, params: string) => said("Model,Params,tok/s", `${model},${params},12.7`);

  it.each([
    ["Llama-3.2-1B", "1B"], // has 1.236e9
    ["google/gemma-2-2b-it", "2B"], // 2.614e9
    ["Mixtral-8x22B", "176B"], // 8 × 22; 140.6e9
    ["Mixtral-8x7B", "7B"],
    ["GPT-2", "1.5B"], // the XL
    ["Qwen3-30B-A3B", "3B"],
    ["Qwen3-0.6B", "0.44B"], // without the embedding that it shares with its head
    ["DeepSeek-R1", "685B"], // with its module for more tokens
  ])("agree: %s of %s", (model, params) => {
    expect(sized(model, params)).toEqual([]);
  });

  it.each([
    ["Llama-3.2-1B", "3B"],
    ["Mixtral-8x22B", "70B"],
    ["GPT-2", "7B"],
    ["Llama-2-13B", "7B"],
  ])("contradict: %s of %s", (model, params) => {
    expect(sized(model, params)).toEqual(["inconsistent model-identity"]);
  });
});

describe("one client that sends a whole batch", () => {
  const of = { model: "Llama-3.1-8B", concurrency: 1, input_tokens: 128, output_tokens: 128 };
  const pair = (fields: Row): Row[] => [
    rate("15900", { ...of, ...fields }),
    { metric: "tpot", value: "61.0", unit: "ms", ...of, ...fields },
  ];

  // 15 900 tok/s × 61 ms = 970 streams: 970 times one, and fewer than a batch of 1024.
  it("has as many streams as its batch: 970 of 1024", () => {
    expect(levelsOf(pair({ batch: 1024 }), "unit-contradicted")).toEqual([]);
    expect(levelsOf(pair({ batch: 1 }), "unit-contradicted")).toEqual(["inconsistent"]);
  });

  // 8 req/s × 7.5 s = 60 requests in flight.
  it("has as many requests in flight: 60 of 64, and not of 32", () => {
    const flight = (batch: number): Row[] => [
      { metric: "requests_per_second", value: "8.01", unit: "req/s", concurrency: 1, batch },
      { metric: "e2e_latency", value: "7502.1", unit: "ms", concurrency: 1, batch, n: 6400 },
    ];
    expect(levelsOf(flight(64), "littles-law")).toEqual([]);
    expect(levelsOf(flight(32), "littles-law")).toEqual(["inconsistent"]);
  });
});

describe("energy of all tokens beside a rate of generated ones", () => {
  const row = (joules: string): Row[] => {
    const of = { model: "Llama-3.1-8B", hardware: "H100 SXM", accelerators: 1 };
    const lengths = { ...of, input_tokens: 8192, output_tokens: 512 };
    return [
      rate("1901", lengths),
      { metric: "power", value: "691", unit: "W", ...lengths },
      { metric: "energy_per_token", value: joules, unit: "J/tok", ...lengths },
    ];
  };

  // (8192 + 512) ÷ 512 = 17 tokens of each generated one: 1901 × 17 × 0.0213 J = 688 W; twice 1901 × 17 × 0.0100 J = 646 W.
  it("comes to the same watts: 0.0213 J × 17 × 1901 = 688 W, and 0.0100 J does not", () => {
    expect(levelsOf(row("0.0213"), "power")).toEqual([]);
    expect(levelsOf(row("0.0100"), "power")).toEqual(["inconsistent"]);
  });
});

describe("a spread beside one run", () => {
  it("is of its requests where a percentile stands beside it, or another metric in its row", () => {
    const header = "Model,Runs,Mean TTFT (ms),TTFT std (ms),P99 TTFT (ms)";
    expect(said(header, "Llama-3.1-8B,1,42.1,12.2,93.1")).toEqual(["unusual spread-of-one"]);
    const others = "Model,Runs,Mean TTFT (ms),TTFT std (ms),Output tok/s";
    expect(said(others, "Llama-3.1-8B,1,42.1,12.2,93.1")).toEqual(["unusual spread-of-one"]);
  });
});

describe("values that stand twice in a list of certified results", () => {
  const row = (benchmark: string, i: number) =>
    `${benchmark},H200-SXM-141GB,8,${34000 + i * 17.13},closed/x/results/${benchmark}/${i}`;
  const table = (other: string) =>
    said(
      "Model,GPU,GPUs,Output tokens/s,Location",
      ...[1, 2, 3].flatMap((i) => [row("llama2-70b-99", i), row(other, i)]),
    );

  it("are one measurement told under two names, though they lie in two folders", () => {
    expect(table("llama2-70b-99.9")).not.toContain("unusual repeated-values");
    expect(table("mixtral-8x7b")).toContain("unusual repeated-values");
  });
});
