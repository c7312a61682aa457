import { describe } from "vitest";
import { areSamplesMissing } from "../text-of";
import { type Figure, itReadsThem, type SampleRow } from "./figures";

// The one published row of LMDeploy, in a Markdown table. The figures are what another program prints:
//   python3 tests/oracles/tables_of_runs.py ../shared/samples/lmdeploy/*

const table: SampleRow[] = [["lmdeploy/llama7b_profile_table.md", "markdown-table", 5, 0]];

const figures: Figure[] = [
  [
    "lmdeploy/llama7b_profile_table.md",
    "output_tokens_per_second",
    { system: "LMDeploy", batch: 128, num_prompts: "10000" },
    2582.949,
  ],
  ["lmdeploy/llama7b_profile_table.md", "total_tokens_per_second", {}, 5167.244],
  ["lmdeploy/llama7b_profile_table.md", "requests_per_second", {}, 5.049],
  ["lmdeploy/llama7b_profile_table.md", "ttft", {}, 152],
  ["lmdeploy/llama7b_profile_table.md", "ttft", { stat: "max" }, 4544],
  ["lmdeploy/llama7b_profile_table.md", "itl", { stat: "median" }, 44],
  ["lmdeploy/llama7b_profile_table.md", "itl", { stat: "p99" }, 112],
];

describe.skipIf(areSamplesMissing)(
  "the published row of LMDeploy (skipped without ../shared/samples)",
  () => {
    itReadsThem(table, figures);
  },
);
