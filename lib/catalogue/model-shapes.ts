/** The layer sizes of a model that decide what a token costs besides its weights. */
export interface ModelShape {
  layers: number;
  /** Values that one layer keeps of one token: a key and a value for each head that has its own, or one latent vector. */
  keptPerLayer: number;
  /** Parameters of the output head: only a token that is generated, or the last of a prompt, passes through it. */
  headParameters: number;
  /** Some layers look back over a window only, so that a long context costs less than all its tokens. */
  isWindowed: boolean;
}

type Row = readonly [
  layers: number,
  kvHeads: number | "latent",
  headSize: number,
  hidden: number,
  vocabulary: number,
];

/** From the published configurations, as the parameter counts in models.ts. */
const rows: Readonly<Record<string, Row>> = {
  "Llama-2-7B": [32, 32, 128, 4096, 32_000],
  "Llama-2-13B": [40, 40, 128, 5120, 32_000],
  "Llama-2-70B": [80, 8, 128, 8192, 32_000],
  "Llama-3-8B": [32, 8, 128, 4096, 128_256],
  "Llama-3-70B": [80, 8, 128, 8192, 128_256],
  "Llama-3.1-8B": [32, 8, 128, 4096, 128_256],
  "Llama-3.1-70B": [80, 8, 128, 8192, 128_256],
  "Llama-3.1-405B": [126, 8, 128, 16_384, 128_256],
  "Llama-3.2-1B": [16, 8, 64, 2048, 128_256],
  "Llama-3.2-3B": [28, 8, 128, 3072, 128_256],
  "Llama-3.3-70B-Instruct": [80, 8, 128, 8192, 128_256],
  "CodeLlama-34B": [48, 8, 128, 8192, 32_000],
  "TinyLlama-1.1B": [22, 4, 64, 2048, 32_000],
  "Mistral-7B-v0.1": [32, 8, 128, 4096, 32_000],
  "Mistral-7B-v0.3": [32, 8, 128, 4096, 32_768],
  "Mistral-Large-2407 (123B)": [88, 8, 128, 12_288, 32_768],
  "Mixtral-8x7B": [32, 8, 128, 4096, 32_000],
  "Mixtral-8x22B": [56, 8, 128, 6144, 32_768],
  "Qwen2.5-0.5B": [24, 2, 64, 896, 151_936],
  "Qwen2.5-1.5B": [28, 2, 128, 1536, 151_936],
  "Qwen2.5-3B": [36, 2, 128, 2048, 151_936],
  "Qwen2.5-7B": [28, 4, 128, 3584, 152_064],
  "Qwen2.5-14B": [48, 8, 128, 5120, 152_064],
  "Qwen2.5-32B": [64, 8, 128, 5120, 152_064],
  "Qwen2.5-72B": [80, 8, 128, 8192, 152_064],
  "QwQ-32B": [64, 8, 128, 5120, 152_064],
  "Qwen3-0.6B": [28, 8, 128, 1024, 151_936],
  "Qwen3-1.7B": [28, 8, 128, 2048, 151_936],
  "Qwen3-4B": [36, 8, 128, 2560, 151_936],
  "Qwen3-4B-Instruct-2507": [36, 8, 128, 2560, 151_936],
  "Qwen3-8B": [36, 8, 128, 4096, 151_936],
  "Qwen3-14B": [40, 8, 128, 5120, 151_936],
  "Qwen3-32B": [64, 8, 128, 5120, 151_936],
  "Qwen3-30B-A3B": [48, 4, 128, 2048, 151_936],
  "Qwen3-235B-A22B": [94, 4, 128, 4096, 151_936],
  "Qwen3-Coder-30B-A3B-Instruct": [48, 4, 128, 2048, 151_936],
  "Gemma-2-2b": [26, 4, 256, 2304, 256_000],
  "Gemma-2-9b": [42, 8, 256, 3584, 256_000],
  "Gemma-2-27b": [46, 16, 128, 4608, 256_000],
  "Gemma-3-1b-it": [26, 1, 256, 1152, 262_144],
  "Gemma-3-4b-it": [34, 4, 256, 2560, 262_144],
  "Gemma-3-12b-it": [48, 8, 256, 3840, 262_144],
  "Gemma-3-27b-it": [62, 16, 128, 5376, 262_144],
  "phi-2": [32, 32, 80, 2560, 51_200],
  "Phi-3-mini-4k-instruct": [32, 32, 96, 3072, 32_064],
  "phi-4": [40, 10, 128, 5120, 100_352],
  "Phi-4-mini-instruct": [32, 8, 128, 3072, 200_064],
  "falcon-7b": [32, 1, 64, 4544, 65_024],
  "falcon-40b": [60, 8, 64, 8192, 65_024],
  "falcon-180B": [80, 8, 64, 14_848, 65_024],
  "OLMo-2-1124-7B": [32, 32, 128, 4096, 100_352],
  "SmolLM2-135M": [30, 3, 64, 576, 49_152],
  "SmolLM2-1.7B": [24, 32, 64, 2048, 49_152],
  "pythia-6.9b": [32, 32, 128, 4096, 50_432],
  "GPT-2 (124M)": [12, 12, 64, 768, 50_257],
  "GPT-2 Medium (355M)": [24, 16, 64, 1024, 50_257],
  "GPT-2 Large (774M)": [36, 20, 64, 1280, 50_257],
  "GPT-2 XL (1.5B)": [48, 25, 64, 1600, 50_257],
  "GPT-3 175B (davinci)": [96, 96, 128, 12_288, 50_257],
  "BERT-base": [12, 12, 64, 768, 30_522],
  "BERT-large": [24, 16, 64, 1024, 30_522],
  "GPT-J-6B": [28, 16, 256, 4096, 50_400],
  "OPT-175B": [96, 96, 128, 12_288, 50_272],
  "BLOOM-176B": [70, 112, 128, 14_336, 250_880],
  "DeepSeek-V3": [61, "latent", 576, 7168, 129_280],
  "DeepSeek-R1": [61, "latent", 576, 7168, 129_280],
  "DeepSeek-V2-Lite": [27, "latent", 576, 2048, 102_400],
  "DeepSeek-R1-Distill-Llama-8B": [32, 8, 128, 4096, 128_256],
  "DeepSeek-R1-Distill-Llama-70B": [80, 8, 128, 8192, 128_256],
  "Kimi-K2": [61, "latent", 576, 7168, 163_840],
  "GLM-4.7-Flash": [47, "latent", 576, 2048, 154_880],
  "GLM-4.5-Air": [46, 8, 128, 4096, 151_552],
  "GLM-4.5": [92, 8, 128, 5120, 151_552],
  "GLM-4.6": [92, 8, 128, 5120, 151_552],
  "GLM-4.7": [92, 8, 128, 5120, 151_552],
  "GLM-4-9B": [40, 2, 128, 4096, 151_552],
  "gpt-oss-120b": [36, 8, 64, 2880, 201_088],
  "gpt-oss-20b": [24, 8, 64, 2880, 201_088],
  "Qwen3-VL-2B-Instruct": [28, 8, 128, 2048, 151_936],
  "Qwen3-VL-4B-Instruct": [36, 8, 128, 2560, 151_936],
  "Qwen3-Coder-480B-A35B-Instruct": [62, 8, 128, 6144, 151_936],
  "Mistral-Nemo-12B-2407": [40, 8, 128, 5120, 131_072],
  "Mistral-Small-24B-2501": [40, 8, 128, 5120, 131_072],
  "Yi-34B": [60, 8, 128, 7168, 64_000],
  "Llama-4-Scout-17B-16E": [48, 8, 128, 5120, 202_048],
  "Llama-4-Maverick-17B-128E": [48, 8, 128, 5120, 202_048],
};

/** Encoders generate nothing, and keep nothing of earlier tokens. */
const encoders = new Set(["BERT-base", "BERT-large"]);

/** Other layers than all look back over a window or a chunk: 4,096 tokens (Mistral, Gemma 2), 512 or 1,024 (Gemma 3), 128 (gpt-oss), 8,192 (Llama 4). */
const windowed = /^(?:Mistral-7B-v0\.1|Gemma-[23]-|gpt-oss-|Llama-4-)/;

/** The layer sizes of the catalogue's model of that name; null where they are not known. */
export function modelShape(name: string): ModelShape | null {
  const row = Object.hasOwn(rows, name) ? rows[name] : undefined;
  if (row === undefined) return null;
  const shape = shapeOf(row, windowed.test(name));
  return encoders.has(name) ? { ...shape, keptPerLayer: 0 } : shape;
}

export function shapeOf(
  [layers, kvHeads, headSize, hidden, vocabulary]: Row,
  isWindowed: boolean,
): ModelShape {
  return {
    layers,
    keptPerLayer: kvHeads === "latent" ? headSize : 2 * kvHeads * headSize,
    headParameters: hidden * vocabulary,
    isWindowed,
  };
}
