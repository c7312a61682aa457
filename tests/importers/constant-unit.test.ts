import { expect, it } from "vitest";
import { readText } from "./text-of";

it("a column of one unit throughout is of the metrics beside it that say none", () => {
  const read = readText("model,TTFT,TPOT,Output (tok/s),unit\nA,0.1,0.005,900,s\nB,0.11,0.006,950,s\n");
  expect(read.points.map(({ metric, value, case: of }) => [metric, value, of.extra])).toEqual([
    ["ttft", 100, {}],
    ["tpot", 5, {}],
    ["output_tokens_per_second", 900, {}],
    ["ttft", 110, {}],
    ["tpot", 6, {}],
    ["output_tokens_per_second", 950, {}],
  ]);
  expect(read.columns.map(({ question }) => question ?? null)).toEqual(Array(5).fill(null));
  expect(read.notes).toContain("“unit” says one unit throughout: it is that of the metrics that say none.");
});

it("a unit that is not of all metrics without one is left open, and each is asked", () => {
  const read = readText("model,throughput,latency,unit\nA,100,5,ms\nB,110,6,ms\n");
  expect(read.points.map(({ metric, unit }) => [metric, unit])).toEqual([
    ["custom:throughput", ""],
    ["custom:latency", ""],
    ["custom:throughput", ""],
    ["custom:latency", ""],
  ]);
  expect(read.columns.filter(({ question }) => question).map(({ header }) => header)).toEqual([
    "throughput",
    "latency",
  ]);
});
