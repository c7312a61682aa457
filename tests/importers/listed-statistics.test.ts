import { describe, expect, it } from "vitest";
import { readFile } from "@/lib/importers/index";
import { parseRecipe } from "@/lib/importers/parse-recipe";
import { recipeId } from "@/lib/importers/recipe";
import { fileFromBytes } from "@/lib/importers/source-file";
import { listedParts, statisticListIn } from "@/lib/points/statistic-list";
import { bytesOf, readText } from "./text-of";

type Points = ReturnType<typeof readText>["points"];

/** The statistics that a metric's points hold, in the order of the file. */
function statsOf(points: Points, metric: string) {
  return points
    .filter((point) => point.metric === metric)
    .map(({ stats }) => Object.fromEntries(Object.entries(stats).filter(([, value]) => value !== null)));
}

describe("statisticListIn", () => {
  it.each([
    ["TTFT p50/p99 (ms)", "TTFT (ms)", ["median", "p99"]],
    ["TTFT (p50 / p99)", "TTFT", ["median", "p99"]],
    ["TTFT (ms, p50/p90/p99)", "TTFT (ms)", ["median", "p90", "p99"]],
    ["TPOT mean/p99 ms", "TPOT ms", ["mean", "p99"]],
    ["latency avg/p95/p99", "latency", ["mean", "p95", "p99"]],
    ["p50/90/99 ITL [ms]", "ITL [ms]", ["median", "p90", "p99"]],
    ["TTFT p50/p75/p99 ms", "TTFT ms", ["median", null, "p99"]],
    ["tok/s mean/std", "tok/s", ["mean", "sd"]],
  ])("%s", (header, rest, statistics) => {
    expect(statisticListIn(header)).toEqual({ header: rest, statistics });
  });

  it.each(["ISL/OSL", "tok/s", "TTFT/ms", "TTFT p99 (ms)", "mean/mean TTFT", "runs/mean", "p75/p25 TTFT"])(
    "finds none in %s",
    (header) => {
      expect(statisticListIn(header)).toBeNull();
    },
  );
});

it("parts of a cell are numbers, or what stands for none; the slash of a unit parts nothing", () => {
  expect(listedParts("12.3 / 45.6 tok/s")).toEqual(["12.3", "45.6 tok/s"]);
  expect(listedParts("1,2/-/n/a")).toEqual(["1,2", "-", "n/a"]);
  expect(listedParts("n/a")).toEqual(["n/a"]);
});

describe("a column of several statistics", () => {
  const table =
    "model,concurrency,TTFT p50/p99 (s),out tok/s\nA,1,0.0123/0.0456,100\nA,8,0.02 / 0.06,700\nA,16,0.03,900\nA,32,0.01/0.02/0.03,950\nA,64,OOM,990\n";

  it("is its metric with each of them, in the unit of the header", () => {
    const { points, problems } = readText(table);
    expect(points.map(({ metric, value, statistic }) => [metric, value, statistic])).toEqual([
      ["ttft", 12.3, "median"],
      ["output_tokens_per_second", 100, "mean"],
      ["ttft", 20, "median"],
      ["output_tokens_per_second", 700, "mean"],
      ["output_tokens_per_second", 900, "mean"],
      ["output_tokens_per_second", 950, "mean"],
      ["ttft", null, "median"],
      ["output_tokens_per_second", 990, "mean"],
    ]);
    expect(statsOf(points, "ttft")).toEqual([{ median: 12.3, p99: 45.6 }, { median: 20, p99: 60 }, {}]);
    expect(points[0]!.provenance).toMatchObject({
      locator: { line: 2, column: 3 },
      raw: "0.0123",
      statistics: { p99: { locator: { line: 2, column: 3 }, raw: "0.0456" } },
    });
    expect(problems).toEqual([
      { where: { line: 4, column: 3 }, found: "0.03", expected: "2 values: median/p99" },
      { where: { line: 5, column: 3 }, found: "0.01/0.02/0.03", expected: "2 values: median/p99" },
    ]);
  });

  it("takes the unit behind the last number of a cell for all of them", () => {
    const { points } = readText("model,TTFT (p50/p99)\nA,12.3 / 45.6 ms\nB,1.1 s/2.2 s\n");
    expect(statsOf(points, "ttft")).toEqual([
      { median: 12.3, p99: 45.6 },
      { median: 1100, p99: 2200 },
    ]);
  });

  it("holds decimal commas", () => {
    const { points } = readText("concurrency;TTFT Mittelwert/p99 (ms)\n1;12,3/45,6\n2;13,3/47,6\n");
    expect(statsOf(points, "ttft")).toEqual([
      { mean: 12.3, p99: 45.6 },
      { mean: 13.3, p99: 47.6 },
    ]);
  });

  it("of a metric that is not known, or whose unit is not said, is kept under its own name", () => {
    const { points } = readText("model,latency avg/p95 (s),TPOT p50/p99\nA,1.1/2.2,8.1/9.9\n");
    expect(statsOf(points, "custom:latency")).toEqual([{ mean: 1.1, p95: 2.2 }]);
    expect(statsOf(points, "custom:TPOT")).toEqual([{ median: 8.1, p99: 9.9 }]);
  });

  it("whose cells are single numbers is read as before", () => {
    const { points } = readText("model,TTFT p50/p99 (ms)\nA,12.3\nB,11\n");
    expect(points.map(({ metric }) => metric)).not.toContain("ttft");
  });

  it("is read so again by its recipe, from JSON", () => {
    const read = readText(table);
    const recipe = {
      headers: ["model", "concurrency", "TTFT p50/p99 (s)", "out tok/s"],
      columns: read.columns.map(({ role }) => role!),
      notation: null,
    };
    expect(recipe.columns[2]).toMatchObject({ as: "metric", statistics: ["median", "p99"] });
    const parsed = parseRecipe(JSON.parse(JSON.stringify(recipe)));
    if (!("recipe" in parsed)) throw new Error(JSON.stringify(parsed.problem));
    const again = readFile(fileFromBytes("results.csv", bytesOf(table)), { recipe: parsed.recipe });
    expect(statsOf(again.points, "ttft")).toEqual(statsOf(read.points, "ttft"));
    const other = structuredClone(parsed.recipe);
    Object.assign(other.columns[2]!, { statistics: ["median", "p95"] });
    expect(recipeId(other)).not.toBe(recipeId(parsed.recipe));
  });
});

describe("a row of several statistics", () => {
  it("is one for each system", () => {
    const text =
      "| Metric | vLLM | SGLang |\n|---|---|---|\n| TTFT p50/p99 (ms) | 12/45 | 10/40 |\n| Output tok/s | 900 | 950 |\n";
    const { points } = readText(text, "notes.md");
    expect(points.map((point) => [point.metric, point.case.system, point.value, point.stats.p99])).toEqual([
      ["ttft", "vLLM", 12, 45],
      ["ttft", "SGLang", 10, 40],
      ["output_tokens_per_second", "vLLM", 900, null],
      ["output_tokens_per_second", "SGLang", 950, null],
    ]);
  });

  it("is one below a column that lists them", () => {
    const { points } = readText("Metric,p50/p99\nTTFT (ms),12/45\nTPOT (ms),9/15\n");
    expect(statsOf(points, "ttft")).toEqual([{ median: 12, p99: 45 }]);
    expect(statsOf(points, "tpot")).toEqual([{ median: 9, p99: 15 }]);
  });
});
