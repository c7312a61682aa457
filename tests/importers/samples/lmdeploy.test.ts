import { describe, expect, it } from "vitest";
import { areSamplesMissing } from "../text-of";
import { figureIn, readSample, type Figure } from "./figures";

// The one published row of LMDeploy, in a Markdown table. The figures are what another program prints:
//   python3 tests/oracles/tables_of_runs.py ../shared/samples/lmdeploy/*

const table: [path: string, importer: string | null, points: number, problems: number][] = [
  ["lmdeploy/llama7b_profile_table.md", "markdown-table", 5, 0],
];

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
    it.each(table)("%s is read by %s: %i points, %i problems", (path, importer, points, problems) => {
      const read = readSample(path);
      expect([read.importer?.id ?? null, read.points.length, read.problems.length]).toEqual([
        importer,
        points,
        problems,
      ]);
    });

    it.each(figures)("%s: %s of %j is %d", (...figure) => {
      expect(figureIn(figure)! / figure[3]).toBeCloseTo(1, 9);
    });

    it("has a figure of every file that is read", () => {
      const known = new Set(figures.map(([path]) => path));
      expect(table.filter(([path, importer]) => importer !== null && !known.has(path))).toEqual([]);
    });
  },
);
