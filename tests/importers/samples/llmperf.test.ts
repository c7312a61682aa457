import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { pairLlmperf, readLlmperfPair } from "@/lib/importers/llmperf-pair";
import { fileFromBytes } from "@/lib/importers/source-file";
import { areSamplesMissing, samples } from "../text-of";
import { type Figure, figureIn, itReadsThem, type SampleRow } from "./figures";

// Every file of LLMPerf there is; its README holds no results. The figures are what another program prints:
//   python3 tests/oracles/llmperf.py ../shared/samples/llmperf/*.json

const table: SampleRow[] = [
  ["llmperf/1_x_A40_llama2-7b_550_150_summary.json", "llmperf", 9, 0],
  ["llmperf/1_x_A40_llama2-7b_550_150_individual_responses.json", "llmperf", 6, 0],
  ["llmperf/leaderboard_anyscale_70b_summary.json", "llmperf", 9, 0],
  ["llmperf/leaderboard_anyscale_70b_individual_responses.json", "llmperf", 6, 0],
  ["llmperf/leaderboard_bedrock_70b_summary.json", "llmperf", 9, 0],
  ["llmperf/leaderboard_bedrock_70b_individual_responses.json", "llmperf", 6, 0],
  ["llmperf/README", null, 0, 1],
];

const figures: Figure[] = [
  [
    "llmperf/1_x_A40_llama2-7b_550_150_summary.json",
    "output_tokens_per_second",
    { concurrency: 1, model: "meta-llama/Llama-2-7b-chat-hf" },
    24.068302917015732,
  ],
  [
    "llmperf/1_x_A40_llama2-7b_550_150_summary.json",
    "requests_per_second",
    { stat: "mean" },
    0.1626236683582144,
  ],
  ["llmperf/1_x_A40_llama2-7b_550_150_summary.json", "ttft", { stat: "sd" }, 67.23969670127167],
  ["llmperf/1_x_A40_llama2-7b_550_150_summary.json", "ttft", { stat: "n" }, 2],
  ["llmperf/1_x_A40_llama2-7b_550_150_individual_responses.json", "ttft", {}, 921.6368545312434],
  ["llmperf/1_x_A40_llama2-7b_550_150_individual_responses.json", "ttft", { stat: "p99" }, 968.2315871235915],
  [
    "llmperf/1_x_A40_llama2-7b_550_150_individual_responses.json",
    "custom:inter-token latency with first token",
    {},
    0.03477940492907827,
  ],
  [
    "llmperf/leaderboard_anyscale_70b_summary.json",
    "output_tokens_per_second",
    { concurrency: 5 },
    207.52121071152493,
  ],
  ["llmperf/leaderboard_anyscale_70b_summary.json", "ttft", {}, 248.90269464666667],
  ["llmperf/leaderboard_anyscale_70b_summary.json", "e2e_latency", { stat: "p99" }, 3705.7007264000185],
  [
    "llmperf/leaderboard_anyscale_70b_individual_responses.json",
    "e2e_latency",
    { stat: "sd" },
    463.57832921211445,
  ],
  [
    "llmperf/leaderboard_anyscale_70b_individual_responses.json",
    "tokens_per_second_per_user",
    {},
    25.609051329052246,
  ],
  ["llmperf/leaderboard_anyscale_70b_individual_responses.json", "ttft", { stat: "n" }, 150],
  ["llmperf/leaderboard_bedrock_70b_summary.json", "requests_per_second", {}, 0.41980645855095916],
  ["llmperf/leaderboard_bedrock_70b_summary.json", "ttft", { stat: "n", system: "bedrock" }, 101],
  ["llmperf/leaderboard_bedrock_70b_summary.json", "custom:error rate", {}, 49 / 150],
  ["llmperf/leaderboard_bedrock_70b_individual_responses.json", "ttft", { stat: "n" }, 101],
  ["llmperf/leaderboard_bedrock_70b_individual_responses.json", "ttft", {}, 408.3736377920329],
  ["llmperf/leaderboard_bedrock_70b_individual_responses.json", "ttft", { stat: "sd" }, 74.99181263613727],
];

const sampleFile = (path: string) => fileFromBytes(path, new Uint8Array(readFileSync(`${samples}${path}`)));

describe.skipIf(areSamplesMissing)("the published LLMPerf files (skipped without ../shared/samples)", () => {
  itReadsThem(table, figures);

  it("pairs each summary with its responses, whose requests become its samples", () => {
    const files = table.map(([path]) => sampleFile(path));
    const { pairs, rest } = pairLlmperf(files);
    expect(pairs.map(({ summary }) => summary.name)).toEqual(
      table.map(([path]) => path).filter((path) => path.endsWith("_summary.json")),
    );
    expect(rest.map(({ name }) => name)).toEqual(["llmperf/README"]);
    for (const pair of pairs) {
      const read = readLlmperfPair(pair);
      expect(read.points).toHaveLength(9);
      const ttft = read.points.find(({ metric }) => metric === "ttft")!;
      expect(ttft).toMatchObject({ evidence: "samples", interval: { varies: "within-run" } });
      expect(ttft.value! / figureIn([pair.responses.name, "ttft", {}, 0])).toBeCloseTo(1, 9);
    }
  });
});
