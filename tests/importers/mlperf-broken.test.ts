import { describe, expect, it } from "vitest";
import { cutOff, withoutLines, withoutMembers } from "./broken-copies";
import { caseFolders } from "./case-folder";
import { expectWhole } from "./expect-whole";
import { readText } from "./text-of";

const importers = ["mlperf-summary", "mlperf-detail", "mlperf-results", "mlperf-described", "mlperf-power"];
const folders = importers.flatMap((importer) =>
  caseFolders(importer).map((folder) => ({ ...folder, importer })),
);
const texts = folders.map((folder) => ({ ...folder, text: new TextDecoder().decode(folder.bytes) }));

describe.each(texts)("$importer: broken copies of $name", ({ text, fileName }) => {
  it("cut off anywhere, is read up to there or reported", () => {
    for (const copy of cutOff(text)) expectWhole(readText(copy, "data.bin"));
  });

  it("without a line or member, or with another value in it, is read or reported", () => {
    const copies = fileName.endsWith(".json") ? withoutMembers(text) : withoutLines(text);
    expect(copies.length).toBeGreaterThan(5);
    for (const copy of copies) expectWhole(readText(copy, "data.bin"));
  });
});

describe("good results beside a broken one", () => {
  const result = (model: string) => ({
    ...{ Model: model, Scenario: "Offline", Performance_Result: 10.5, Performance_Units: "Tokens/s" },
    ...{ Nodes: 1, "a#": 8, Accelerator: "X" },
  });

  it.each([
    ["a text for a number", { ...result("b"), Performance_Result: "fast" }, "/1/Performance_Result"],
    ["an object without keys", {}, "/1"],
  ])("summary_results.json: %s", (_, broken, pointer) => {
    const read = readText(JSON.stringify([result("a"), broken, result("c")]), "data.bin");
    expect(read.points.map(({ case: of }) => of.model)).toEqual(["a", "c"]);
    expect(read.problems).toMatchObject([{ where: { pointer } }]);
  });

  it("mlperf_log_detail.txt: a line that is no JSON is reported by its number", () => {
    const line = (key: string, value: string) => `:::MLLOG {"key": "${key}", "value": ${value}}\n`;
    const read = readText(
      line("effective_scenario", '"Offline"') +
        line("result_samples_per_second", "10.5,,") +
        line("result_tokens_per_second", "20"),
      "data.bin",
    );
    expect(read.points.map(({ metric }) => metric)).toEqual(["output_tokens_per_second"]);
    expect(read.problems).toMatchObject([{ where: { line: 2 } }]);
  });

  it("mlperf_log_summary.txt: a text for a number is reported by its line, the others are kept", () => {
    const read = readText(
      "MLPerf Results Summary\nScenario : Offline\nSamples per second: many\nTokens per second: 20.5\n",
      "data.bin",
    );
    expect(read.points.map(({ metric, value }) => [metric, value])).toEqual([
      ["output_tokens_per_second", 20.5],
    ]);
    expect(read.problems).toMatchObject([{ where: { line: 3 }, found: "many", expected: "a number" }]);
  });
});
