import { describe, expect, it } from "vitest";
import type { Importer } from "@/lib/importers/importer";
import { readFile, type Imported } from "@/lib/importers/index";
import { fileFromBytes } from "@/lib/importers/source-file";
import { metrics } from "@/lib/points/metrics";
import { draftOf } from "../runs/draft-of";
import { bytesOf, readText } from "./text-of";

const shown = ({ points }: Imported) => points.map(({ metric, value }) => [metric, value]);

describe("a number below 0 of what cannot be below 0 is a problem, and no point", () => {
  it.each([
    ["whisker-csv", "metric,value,unit,model\nttft,5,ms,a\nttft,-5,ms,b\n", { line: 3, column: 2 }],
    ["whisker-csv", "metric,value,unit,model\nttft,5,ms,a\nttft,-5,ms,a\n", { line: 3, column: 2 }],
    ["wide-table", "model,TTFT (ms)\na,5\na,-5\n", { line: 3, column: 2 }],
    ["wide-table", "model,run,TTFT (ms)\na,1,5\na,2,-5\n", { line: 3, column: 3 }],
    ["wide-table", "model,metric,unit,result\na,TTFT,ms,5\na,TTFT,ms,-5\n", { line: 3, column: 4 }],
    [
      "markdown-table",
      "| model | TTFT (ms) |\n|---|---|\n| a | 5 |\n| a | -5 |\n",
      { table: 1, row: 2, column: 2, line: 4 },
    ],
    ["whisker-json", '[{"model":"a","ttft_ms":5},\n{"model":"a","ttft_ms":-5}]', { pointer: "/1/ttft_ms" }],
    [
      "whisker-json",
      '{"points":[{"metric":"ttft","unit":"ms","value":5},{"metric":"ttft","unit":"ms","value":-5}]}',
      { pointer: "/points/1/value" },
    ],
  ])("%s: %j", (importer, text, where) => {
    const read = readText(text);
    expect(read.importer?.id).toBe(importer);
    expect(shown(read)).toEqual([["ttft", 5]]);
    expect(read.points).toMatchObject([{ evidence: "single", interval: null }]);
    expect(read.problems).toEqual([{ where, found: "-5", expected: "a number of ms, 0 or above" }]);
  });

  it("says what stands in the file, before its unit is converted", () => {
    const { problems } = readText("model,TTFT (s)\na,0.5\nb,-0.050\n");
    expect(problems).toEqual([
      { where: { line: 3, column: 2 }, found: "-0.050", expected: "a number of ms, 0 or above" },
    ]);
  });

  it.each(metrics.map(({ id, unit }) => [id, unit]))("%s, %o", (id, unit) => {
    const { points } = readText(`metric,value,unit,model\n${id},5,${unit},a\n${id},-5,${unit},b\n`);
    const negative = ["accuracy", "perplexity", "cost_change"].includes(id);
    expect(points.map(({ value }) => value)).toEqual(negative ? [5, -5] : [5]);
  });

  it("is not asked of metrics that Whisker does not know", () => {
    const read = readText("metric,value,unit\ncustom:delta,-5,ms\ncustom:delta,-7,ms\n");
    expect(read.points).toMatchObject([{ value: -6, stats: { n: 2 } }]);
    expect(read.problems).toEqual([]);
  });

  it("takes 0, however it is written", () => {
    expect(shown(readText("model,TTFT (ms)\na,0\nb,-0\nc,-0.0\n"))).toEqual([
      ["ttft", 0],
      ["ttft", 0],
      ["ttft", 0],
    ]);
  });

  it("holds for ranges and claims", () => {
    const read = readText(
      "metric,value,unit,range_low,range_high,evidence\nspeedup,,x,-2,10,claim\nspeedup,,x,2,10,claim\npower,-3,W,,,claim\n",
    );
    expect(read.points).toMatchObject([{ range: { low: 2, high: 10 } }]);
    expect(read.problems.map(({ where }) => where)).toEqual([
      { line: 2, column: 4 }, // the column that states the low side
      { line: 4, column: 2 },
    ]);
  });
});

describe("a statistic that cannot be is a problem at its own place; the point stays without it", () => {
  it("in a table", () => {
    const read = readText("model,TTFT mean (ms),TTFT min (ms),TTFT p99 (ms)\na,5,-1,9\n");
    expect(read.points).toMatchObject([{ value: 5, stats: { mean: 5, min: null, p99: 9 } }]);
    expect(read.problems).toEqual([
      { where: { line: 2, column: 3 }, found: "-1", expected: "a number of ms, 0 or above" },
    ]);
  });

  it("in JSON, n and sd as well", () => {
    const stats = { n: 2.5, mean: 5, sd: -1, min: -1, max: 6 };
    const read = readText(JSON.stringify({ points: [{ metric: "ttft", unit: "ms", value: 5, stats }] }));
    expect(read.points).toMatchObject([
      { value: 5, interval: null, stats: { n: null, sd: null, min: null, max: 6 } },
    ]);
    expect(read.problems.map(({ where, found }) => [where, found])).toEqual([
      [{ pointer: "/points/0/stats/min" }, "-1"],
      [{ pointer: "/points/0/stats/sd" }, "-1"],
      [{ pointer: "/points/0/stats/n" }, "2.5"],
    ]);
  });

  it("among samples: the others are kept, and their mean is taken anew", () => {
    const point = {
      metric: "ttft",
      unit: "ms",
      value: 5,
      sample_values: { values: [4, -1, 8], varies: "within-run" },
    };
    const read = readText(JSON.stringify({ points: [point] }));
    // (4 + 8) / 2
    expect(read.points).toMatchObject([{ value: 6, stats: { n: 2, mean: 6, min: 4 } }]);
    expect(Array.from(read.points[0]!.samples!.values)).toEqual([4, 8]);
    expect(read.problems).toEqual([
      {
        where: { pointer: "/points/0/sample_values/values/1" },
        ...{ found: "-1", expected: "a number of ms, 0 or above" },
      },
    ]);
  });
});

describe("a setup that cannot be keeps its row, without the number", () => {
  const expected = (field: string) => `a whole number for ${field}, 0 or above; kept as a text`;

  it.each([
    ["whisker-csv", "metric,accelerators,batch,value,unit\nttft,-3,1.5,6,ms\n"],
    ["wide-table", "model,accelerators,batch,TTFT (ms)\na,-3,1.5,6\n"],
    ["whisker-json", '[{"model":"a","accelerators":-3,"batch":1.5,"ttft_ms":6},{"model":"b"}]'],
  ])("%s: as a text under its name, so that setups stay apart", (importer, text) => {
    const read = readText(text);
    expect(read.importer?.id).toBe(importer);
    expect(read.points).toMatchObject([
      { value: 6, case: { accelerators: null, batch: null, extra: { accelerators: "-3", batch: "1.5" } } },
    ]);
    const places =
      importer === "whisker-json"
        ? [{ pointer: "/0/accelerators" }, { pointer: "/0/batch" }]
        : [
            { line: 2, column: 2 },
            { line: 2, column: 3 },
          ];
    expect(read.problems).toEqual([
      { where: places[0], found: "-3", expected: expected("accelerators") },
      { where: places[1], found: "1.5", expected: expected("batch") },
    ]);
  });

  it("in a file of points", () => {
    const point = { metric: "ttft", unit: "ms", value: 6, case: { nodes: -2, request_rate: 0.5 } };
    const read = readText(JSON.stringify({ points: [point] }));
    expect(read.points).toMatchObject([
      { value: 6, case: { nodes: null, request_rate: 0.5, extra: { nodes: "-2" } } },
    ]);
    expect(read.problems).toEqual([
      { where: { pointer: "/points/0/value" }, found: "nodes -2", expected: expected("nodes") },
    ]);
  });

  it("takes 0, and a request rate with fractions; not one below 0", () => {
    const read = readText("metric,batch,request_rate,value,unit\nttft,0,0.25,6,ms\nttft,1,-0.25,7,ms\n");
    expect(read.points).toMatchObject([
      { case: { batch: 0, request_rate: 0.25 } },
      { case: { batch: 1, request_rate: null } },
    ]);
    expect(read.problems).toEqual([
      {
        where: { line: 3, column: 3 },
        ...{ found: "-0.25", expected: "a number for request_rate, 0 or above; kept as a text" },
      },
    ]);
  });
});

it("every importer obeys, one that knows nothing of the rule too", () => {
  const careless: Importer = {
    id: "careless",
    label: "Careless",
    version: "1",
    recognises: () => true,
    read: () => ({
      drafts: [draftOf(-5), draftOf(7, {}, { batch: -1 })],
      problems: [],
      columns: [],
      notes: [],
    }),
  };
  const read = readFile(fileFromBytes("x.txt", bytesOf("anything")), { importers: [careless] });
  expect(read.points).toMatchObject([{ value: 7, case: { batch: null, extra: { batch: "-1" } } }]);
  expect(read.problems.map(({ found }) => found)).toEqual(["-5", "batch -1"]);
});
