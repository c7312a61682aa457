import { describe, expect, it } from "vitest";
import { pointsCsv } from "@/lib/export/points-csv";
import type { Imported } from "@/lib/importers/index";
import { readText } from "./text-of";

const repeated = (line: number, first: string) => ({
  where: { line },
  found: `the same as ${first}, read once`,
  expected: "a row that differs, or a column that names the run of each",
});

const shown = ({ points }: Imported) =>
  points.map(({ metric, value, evidence, stats }) => [metric, value, evidence, stats.n]);

describe("a row that is the same as an earlier one in every cell is read once, and said", () => {
  it.each([
    ["whisker-csv", "metric,value,unit,model\nttft,50,ms,a\nttft,52,ms,b\nttft,50,ms,a\n"],
    ["wide-table", "model,TTFT (ms)\na,50\nb,52\na,50\n"],
    ["wide-table", "metric,result,unit,model\nTTFT,50,ms,a\nTTFT,52,ms,b\nTTFT,50,ms,a\n"],
  ])("%s", (importer, text) => {
    const read = readText(text);
    expect(read.importer?.id).toBe(importer);
    expect(shown(read)).toEqual([
      ["ttft", 50, "single", null],
      ["ttft", 52, "single", null],
    ]);
    expect(read.problems).toEqual([repeated(4, "line 2")]);
  });

  it("gives no interval of no width to a row that was pasted three times", () => {
    const read = readText("model,TTFT (ms)\na,50\na,50\na,50\n");
    expect(read.points).toMatchObject([
      { value: 50, evidence: "single", interval: null, stats: { n: null } },
    ]);
    expect(read.problems).toEqual([repeated(3, "line 2"), repeated(4, "line 2")]);
    expect(read.notes).toEqual([]);
  });

  it("with all its metrics, missing texts and summaries", () => {
    const row = "a,50,1.5,9,OOM";
    const read = readText(`model,TTFT mean (ms),TTFT sd (ms),TTFT n,tok/s\n${row}\nb,60,2,9,7\n${row}\n`);
    expect(shown(read)).toEqual([
      ["ttft", 50, "summary", 9],
      ["output_tokens_per_second", null, "single", null],
      ["ttft", 60, "summary", 9],
      ["output_tokens_per_second", 7, "single", null],
    ]);
    expect(read.problems).toEqual([repeated(4, "line 2")]);
  });

  it("where its cells are quoted in one place and not in the other, and lines end in CR LF", () => {
    const read = readText('model,TTFT (ms)\r\na,50\r\n"a","50"\r\n"b\r\nb",5\r\n"b\r\nb",5');
    expect(shown(read)).toEqual([
      ["ttft", 50, "single", null],
      ["ttft", 5, "single", null],
    ]);
    expect(read.problems).toEqual([repeated(3, "line 2"), repeated(6, "line 4")]);
  });

  it("as an object of JSON, which is named by its place", () => {
    const records = ["a", "b", "a"].map((model) => ({ model, ttft_ms: 50 }));
    const read = readText(JSON.stringify(records), "a.json");
    expect(shown(read)).toEqual([
      ["ttft", 50, "single", null],
      ["ttft", 50, "single", null],
    ]);
    expect(read.problems).toMatchObject([
      { where: { pointer: "/2/model" }, found: "the same as /0, read once" },
    ]);
  });

  it("as a row of a Markdown table, which is named by its line in the document", () => {
    const read = readText(
      "# Results\n\n| GPU | tok/s |\n|---|---|\n| A | 10 |\n| B | 12 |\n| A | 10 |\n",
      "a.md",
    );
    expect(shown(read)).toEqual([
      ["output_tokens_per_second", 10, "single", null],
      ["output_tokens_per_second", 12, "single", null],
    ]);
    expect(read.problems).toMatchObject([{ where: { line: 7 }, found: "the same as line 5, read once" }]);
  });
});

describe("a row that is the same as an earlier one, where others differ from it in their values alone, is a run that came out alike", () => {
  // Rounded figures tie: of 45, 45 and 46 the mean is 45.33, sd 0.577 (by hand), and nobody measured 45.5.
  it.each([
    ["whisker-csv", "metric,value,unit,model\nttft,45,ms,a\nttft,45,ms,a\nttft,46,ms,a\n"],
    ["wide-table", "model,TTFT (ms)\na,45\na,45\na,46\n"],
    ["wide-table", "metric,result,unit,model\nTTFT,45,ms,a\nTTFT,45,ms,a\nTTFT,46,ms,a\n"],
  ])("%s", (importer, text) => {
    const read = readText(text);
    expect(read.importer?.id).toBe(importer);
    expect(read.problems).toEqual([]);
    expect(read.points).toHaveLength(1);
    expect(read.points[0]?.stats.n).toBe(3);
    expect(read.points[0]?.value).toBeCloseTo(45.3333, 4);
    expect(read.points[0]?.stats.sd).toBeCloseTo(0.57735, 5);
    expect(read.notes).toContainEqual(
      expect.stringMatching(/^1 row is the same as another\. .*a run that came out alike\.$/),
    );
  });

  it("whatever their order, and with all their metrics", () => {
    const read = readText("model,TTFT (ms),tok/s\na,46,9\na,45,7\na,45,7\na,45,7\n");
    expect(shown(read)).toEqual([
      ["ttft", 45.25, "samples", 4],
      ["output_tokens_per_second", 7.5, "samples", 4],
    ]);
    expect(read.problems).toEqual([]);
  });

  it("but a row that states spread and count is a copy: two summaries do not come out alike in all of them", () => {
    const read = readText("model,TTFT mean (ms),TTFT sd (ms),TTFT n\na,50,1.5,9\na,52,1.4,9\na,50,1.5,9\n");
    expect(read.problems).toEqual([repeated(4, "line 2")]);
  });

  it("and a torn row is no other run", () => {
    const read = readText("model,batch,TTFT (ms)\na,1,50\na,1\na,1,50\n");
    expect(read.problems.map(({ found }) => found)).toEqual(["2 fields", "the same as line 2, read once"]);
  });
});

describe("rows stay repeats", () => {
  it.each([
    ["that differ in a cell that is not read", ",model,TTFT (ms)\n0,a,50\n1,a,50\n"],
    ["that write the number in another way", "model,TTFT (ms)\na,50\na,50.0\n"],
    ["whose time of measurement differs", "model,TTFT (ms),date\na,50,Monday\na,50,Tuesday\n"],
    ["in a table with a column of runs", "model,TTFT (ms),run\na,50,1\na,50,2\n"],
    ["in a table with a column of runs, blank though it be", "model,TTFT (ms),run\na,50,\na,50,\n"],
    ["of Whisker CSV with a column of runs", "metric,value,unit,run\nttft,50,ms,\nttft,50,ms,\n"],
    [
      "of Whisker CSV that differ in what they say of themselves",
      "metric,value,unit,host\nttft,50,ms,x\nttft,50,ms,y\n",
    ],
  ])("%s", (_, text) => {
    const { points, problems } = readText(text);
    expect(points.filter(({ metric }) => metric === "ttft")).toMatchObject([
      { value: 50, stats: { n: 2, sd: 0 }, interval: { low: 50, high: 50 } },
    ]);
    expect(problems.filter(({ found }) => found.includes("the same as"))).toEqual([]);
  });

  it("that are samples of one run", () => {
    const { points } = readText("metric,value,unit,run\nttft,50,ms,a\nttft,50,ms,a\n");
    expect(points).toMatchObject([{ stats: { n: 2 }, samples: { varies: "within-run" } }]);
  });

  it("is not asked of rows that say nothing of their setup: a column of numbers keeps all its numbers", () => {
    const { points, problems } = readText("TTFT (ms),TPOT (ms)\n50,7\n52,8\n50,7\n");
    expect(points.filter(({ metric }) => metric === "ttft").map(({ value }) => value)).toEqual([50, 52, 50]);
    expect(problems).toEqual([]);
  });
});

describe("rows of many thousand lines", () => {
  // Values 0 to 99 in turn, so that each has 199 others like it.
  const lines = Array.from({ length: 20_000 }, (_, i) => `${i},m,${i % 100}`);

  it("that share values are all repeats where a row number tells them apart", () => {
    const { points, problems } = readText(`,model,TTFT (ms)\n${lines.join("\n")}\n`);
    expect(points).toMatchObject([{ stats: { n: 20_000 } }]);
    expect(problems).toEqual([]);
  });

  it("are found by their text: one pasted row among them", () => {
    const table = `metric,value,unit,model,host\n${lines
      .map((_, i) => `ttft,${i % 100},ms,m,h${i}`)
      .concat("ttft,7,ms,m,h107")
      .join("\n")}\n`;
    const { points, problems } = readText(table);
    expect(points).toMatchObject([{ stats: { n: 20_000 } }]);
    expect(problems).toEqual([repeated(20_002, "line 109")]);
  });

  it("come back from an export with every equal value", () => {
    const { points } = readText(",model,TTFT (ms)\n0,a,50\n1,a,50\n2,a,50\n");
    expect(points).toMatchObject([{ stats: { n: 3, sd: 0 } }]);
    expect(readText(pointsCsv(points)).points).toMatchObject([{ stats: { n: 3, sd: 0 } }]);
  });
});
