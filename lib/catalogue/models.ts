import { modelShape, type ModelShape } from "./model-shapes";
import { readModelText, spellingOf, type ModelReading } from "./model-text";

/** A model whose weights are public, and so whose arithmetic per token is known. */
export interface CatalogueModel {
  /** How a reader is shown it. */
  name: string;
  /** Other names of the same weights. What differs in case, separators and the like need not be listed. */
  aliases: readonly string[];
  /** Names of benchmarks that run it: its arithmetic, but not its name. */
  benchmarks: readonly string[];
  /** Parameters in all, and those that one token passes through (fewer where experts take turns). */
  parameters: number;
  activeParameters: number;
  /** Active ones that every token reads: without the input embedding, of which it reads one row, where it is a matrix of its own. */
  readParameters: number;
  /** The fewest bits a weight that the model is published with, whatever a text says of its precision. */
  publishedBits: number;
  /** Null where its layer sizes are not known. */
  shape: ModelShape | null;
  /** Where the counts come from, in words. */
  basis: string;
}

const bases = {
  config: "computed from the layer sizes in the model's published configuration",
  published: "computed from the model's published layer sizes; agrees with the count that its authors state",
  stated: "the rounded count that its authors state",
} as const;

type Row = readonly [
  string,
  readonly string[],
  number,
  number,
  number,
  keyof typeof bases,
  (readonly string[])?,
];

/** To add a model, add its line: name, other names, parameters, active ones, read ones, basis, benchmarks of it. */
const rows: readonly Row[] = [
  ["Llama-2-7B", [], 6_738_415_616, 6_738_415_616, 6_607_343_616, "config"],
  ["Llama-2-13B", [], 13_015_864_320, 13_015_864_320, 12_852_024_320, "config"],
  [
    "Llama-2-70B",
    [],
    68_976_648_192,
    68_976_648_192,
    68_714_504_192,
    "config",
    ["llama2-70b-99", "llama2-70b-99.9"],
  ],
  ["Llama-3-8B", [], 8_030_261_248, 8_030_261_248, 7_504_924_672, "config"],
  ["Llama-3-70B", [], 70_553_706_496, 70_553_706_496, 69_503_033_344, "config"],
  ["Llama-3.1-8B", [], 8_030_261_248, 8_030_261_248, 7_504_924_672, "config"],
  ["Llama-3.1-70B", [], 70_553_706_496, 70_553_706_496, 69_503_033_344, "config"],
  ["Llama-3.1-405B", [], 405_853_388_800, 405_853_388_800, 403_752_042_496, "config"],
  ["Llama-3.2-1B", [], 1_235_814_400, 1_235_814_400, 1_235_814_400, "config"],
  ["Llama-3.2-3B", [], 3_212_749_824, 3_212_749_824, 3_212_749_824, "config"],
  ["Llama-3.3-70B-Instruct", ["Llama-3.3-70B"], 70_553_706_496, 70_553_706_496, 69_503_033_344, "config"],
  ["CodeLlama-34B", [], 33_743_970_304, 33_743_970_304, 33_481_826_304, "config"],
  ["TinyLlama-1.1B", [], 1_100_048_384, 1_100_048_384, 1_034_512_384, "config"],
  ["Mistral-7B-v0.1", [], 7_241_732_096, 7_241_732_096, 7_110_660_096, "config"],
  ["Mistral-7B-v0.3", [], 7_248_023_552, 7_248_023_552, 7_113_805_824, "config"],
  [
    "Mistral-Large-2407 (123B)",
    ["Mistral-Large-2407"],
    122_610_069_504,
    122_610_069_504,
    122_207_416_320,
    "config",
  ],
  ["Mixtral-8x7B", ["mixtral-8x7b-v0.1"], 46_702_792_704, 12_879_925_248, 12_748_853_248, "config"],
  ["Mixtral-8x22B", [], 140_630_071_296, 39_161_468_928, 38_960_142_336, "config"],
  ["Qwen2.5-0.5B", [], 494_032_768, 494_032_768, 494_032_768, "config"],
  ["Qwen2.5-1.5B", [], 1_543_714_304, 1_543_714_304, 1_543_714_304, "config"],
  ["Qwen2.5-3B", [], 3_085_938_688, 3_085_938_688, 3_085_938_688, "config"],
  ["Qwen2.5-7B", [], 7_615_616_512, 7_615_616_512, 7_070_619_136, "config"],
  ["Qwen2.5-14B", [], 14_770_033_664, 14_770_033_664, 13_991_465_984, "config"],
  ["Qwen2.5-32B", [], 32_763_876_352, 32_763_876_352, 31_985_308_672, "config"],
  ["Qwen2.5-72B", [], 72_706_203_648, 72_706_203_648, 71_460_495_360, "config"],
  ["QwQ-32B", [], 32_763_876_352, 32_763_876_352, 31_985_308_672, "config"],
  ["Qwen3-0.6B", [], 596_049_920, 596_049_920, 596_049_920, "config"],
  ["Qwen3-1.7B", [], 1_720_574_976, 1_720_574_976, 1_720_574_976, "config"],
  ["Qwen3-4B", [], 4_022_468_096, 4_022_468_096, 4_022_468_096, "config"],
  ["Qwen3-4B-Instruct-2507", [], 4_022_468_096, 4_022_468_096, 4_022_468_096, "config"],
  ["Qwen3-8B", [], 8_190_735_360, 8_190_735_360, 7_568_405_504, "config"],
  ["Qwen3-14B", [], 14_768_307_200, 14_768_307_200, 13_990_394_880, "config"],
  ["Qwen3-32B", [], 32_762_123_264, 32_762_123_264, 31_984_210_944, "config"],
  ["Qwen3-30B-A3B", [], 30_532_122_624, 3_353_032_704, 3_041_867_776, "config"],
  ["Qwen3-235B-A22B", [], 235_093_634_560, 22_190_763_520, 21_568_433_664, "config"],
  ["Qwen3-Coder-30B-A3B-Instruct", [], 30_532_122_624, 3_353_032_704, 3_041_867_776, "published"],
  ["Gemma-2-2b", [], 2_614_341_888, 2_614_341_888, 2_614_341_888, "config"],
  ["Gemma-2-9b", [], 9_241_705_984, 9_241_705_984, 9_241_705_984, "config"],
  ["Gemma-2-27b", [], 27_227_128_320, 27_227_128_320, 27_227_128_320, "config"],
  ["Gemma-3-1b-it", [], 999_885_952, 999_885_952, 999_885_952, "config"],
  ["Gemma-3-4b-it", [], 3_880_099_328, 3_880_099_328, 3_880_099_328, "config"],
  ["Gemma-3-12b-it", [], 11_765_788_416, 11_765_788_416, 11_765_788_416, "config"],
  ["Gemma-3-27b-it", [], 27_009_002_240, 27_009_002_240, 27_009_002_240, "config"],
  ["phi-2", [], 2_779_683_840, 2_779_683_840, 2_648_611_840, "config"],
  ["Phi-3-mini-4k-instruct", [], 3_821_079_552, 3_821_079_552, 3_722_578_944, "config"],
  ["phi-4", [], 14_659_507_200, 14_659_507_200, 14_145_704_960, "config"],
  ["Phi-4-mini-instruct", [], 3_836_021_760, 3_836_021_760, 3_836_021_760, "config"],
  ["falcon-7b", [], 6_921_720_704, 6_921_720_704, 6_921_720_704, "config"],
  ["falcon-40b", [], 41_303_293_952, 41_303_293_952, 41_303_293_952, "config"],
  ["falcon-180B", [], 178_557_088_768, 178_557_088_768, 178_557_088_768, "config"],
  ["OLMo-2-1124-7B", [], 7_298_494_464, 7_298_494_464, 6_887_452_672, "config"],
  ["SmolLM2-135M", [], 134_515_008, 134_515_008, 134_515_008, "config"],
  ["SmolLM2-1.7B", [], 1_711_376_384, 1_711_376_384, 1_711_376_384, "config"],
  ["pythia-6.9b", [], 6_857_302_016, 6_857_302_016, 6_650_732_544, "config"],
  ["GPT-2 (124M)", ["GPT-2", "GPT-2 small"], 124_439_808, 124_439_808, 123_653_376, "config"],
  ["GPT-2 Medium (355M)", ["gpt2-medium"], 354_823_168, 354_823_168, 353_774_592, "config"],
  ["GPT-2 Large (774M)", ["gpt2-large"], 774_030_080, 774_030_080, 772_719_360, "config"],
  ["GPT-2 XL (1.5B)", ["gpt2-xl"], 1_557_611_200, 1_557_611_200, 1_555_972_800, "config"],
  ["GPT-3 175B (davinci)", [], 174_604_259_328, 174_604_259_328, 174_579_093_504, "published"],
  ["BERT-base", [], 109_482_240, 109_482_240, 109_482_240, "config"],
  ["BERT-large", [], 335_141_888, 335_141_888, 335_141_888, "config"],
  ["GPT-J-6B", ["GPT-J"], 6_050_882_784, 6_050_882_784, 5_844_444_384, "published", ["gptj-99", "gptj-99.9"]],
  ["OPT-175B", [], 175_000_000_000, 175_000_000_000, 175_000_000_000, "stated"],
  ["BLOOM-176B", [], 176_247_271_424, 176_247_271_424, 176_247_271_424, "published"],
  ["DeepSeek-V3", [], 671_026_419_200, 37_552_282_624, 36_625_603_584, "config"],
  ["DeepSeek-R1", [], 671_026_419_200, 37_552_282_624, 36_625_603_584, "config"],
  ["DeepSeek-V2-Lite", [], 15_706_484_224, 2_661_150_208, 2_451_435_008, "published"],
  ["DeepSeek-R1-Distill-Llama-8B", [], 8_030_261_248, 8_030_261_248, 7_504_924_672, "config"],
  ["DeepSeek-R1-Distill-Llama-70B", [], 70_553_706_496, 70_553_706_496, 69_503_033_344, "config"],
  ["Kimi-K2", [], 1_026_408_232_448, 32_861_477_888, 31_687_072_768, "published"],
  ["GLM-4.5-Air", [], 106_852_251_264, 13_424_123_904, 12_803_366_912, "published"],
  ["GLM-4.5", [], 352_797_829_024, 33_632_251_904, 32_856_305_664, "published"],
  ["GLM-4.6", [], 352_797_829_024, 33_632_251_904, 32_856_305_664, "published"],
  ["GLM-4.7", [], 352_797_829_024, 33_632_251_904, 32_856_305_664, "published"],
  ["GLM-4.7-Flash", [], 29_943_393_920, 3_896_763_136, 3_579_568_896, "config"],
  ["GLM-4-9B", [], 9_399_951_360, 9_399_951_360, 8_779_194_368, "published"],
  ["gpt-oss-120b", [], 116_829_156_672, 5_711_982_912, 5_132_849_472, "config"],
  ["gpt-oss-20b", [], 20_914_757_184, 4_187_440_704, 3_608_307_264, "published"],
  ["Qwen3-Coder-480B-A35B-Instruct", [], 480_154_875_392, 35_474_765_312, 34_541_270_528, "published"],
  [
    "Mistral-Nemo-12B-2407",
    ["Mistral-Nemo-2407"],
    12_247_782_400,
    12_247_782_400,
    11_576_693_760,
    "published",
  ],
  ["Mistral-Small-24B-2501", [], 23_572_403_200, 23_572_403_200, 22_901_314_560, "published"],
  // Generating text leaves out the part that sees: its parameters are not active.
  ["Qwen3-VL-2B-Instruct", [], 2_127_532_032, 1_720_574_976, 1_720_574_976, "published"],
  ["Qwen3-VL-4B-Instruct", [], 4_440_000_000, 4_022_468_096, 4_022_468_096, "stated"],
  ["Llama-4-Scout-17B-16E", ["Llama-4-Scout"], 109_000_000_000, 17_000_000_000, 17_000_000_000, "stated"],
  [
    "Llama-4-Maverick-17B-128E",
    ["Llama-4-Maverick"],
    400_000_000_000,
    17_000_000_000,
    17_000_000_000,
    "stated",
  ],
  ["Yi-34B", [], 34_388_917_248, 34_388_917_248, 33_930_165_248, "published"],
];

/** Models published in fewer than 16 bits: MXFP4 experts, FP8 weights, and INT4 ones of a variant of the same name. */
const publishedBits: Readonly<Record<string, number>> = {
  "gpt-oss-120b": 4.25,
  "gpt-oss-20b": 4.25,
  "DeepSeek-V3": 8,
  "DeepSeek-R1": 8,
  "Kimi-K2": 4,
};

export const catalogueModels: readonly CatalogueModel[] = rows.map(
  ([name, aliases, parameters, activeParameters, readParameters, basis, benchmarks = []]) => ({
    ...{ name, aliases, parameters, activeParameters, readParameters, benchmarks },
    publishedBits: publishedBits[name] ?? 16,
    shape: modelShape(name),
    basis: bases[basis],
  }),
);

/** A model that a text names, and how the text was understood. */
export interface FoundModel {
  model: CatalogueModel;
  reading: ModelReading;
  organisation: string | null;
}

/** How models are found by what a file calls them. */
export interface ModelFinder {
  /** The model that a text names in its own words, tuned or quantised as the reading says. Null where it is not known for sure. */
  readModel: (text: string) => FoundModel | null;
  /**
   * The model whose arithmetic a text stands for: spelled with other separators, below an organisation (`meta-llama/…`),
   * tuned or quantised (which changes no count of parameters), or a benchmark of it. Null where it is not known for sure.
   */
  findModel: (text: string) => CatalogueModel | null;
}

/** Later models of one name stand in front of earlier ones. */
export function modelFinder(models: readonly CatalogueModel[]): ModelFinder {
  const bySpelling = namedBy(models, ({ name, aliases }) => [name, ...aliases]);
  const byBenchmark = namedBy(models, ({ benchmarks }) => benchmarks);
  const readModel = (text: string): FoundModel | null => {
    const said = readModelText(text);
    for (const reading of said?.readings ?? []) {
      const model = bySpelling.get(reading.key);
      if (model) return { model, reading, organisation: said?.organisation ?? null };
    }
    return null;
  };
  const findModel = (text: string) => readModel(text)?.model ?? byBenchmark.get(spellingOf(text)) ?? null;
  return { readModel, findModel };
}

function namedBy(models: readonly CatalogueModel[], names: (model: CatalogueModel) => readonly string[]) {
  return new Map(models.flatMap((model) => names(model).map((name) => [spellingOf(name), model] as const)));
}

export const { readModel, findModel } = modelFinder(catalogueModels);
