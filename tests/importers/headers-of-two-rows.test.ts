import { describe, expect, it } from "vitest";
import { readText } from "./text-of";

/** Metric, value and unit of the points of model A. */
function ofFirst({ points }: ReturnType<typeof readText>) {
  return points
    .filter(({ case: of }) => of.model === "A")
    .map(({ metric, value, unit }) => `${metric} ${value} ${unit}`);
}

describe("a quantity with its unit above names of metrics", () => {
  it.each([
    ["CSV", ",Latency (s),\nmodel,TTFT,TPOT\nA,0.5,0.009\nB,0.7,0.012\n"],
    [
      "Markdown",
      "|  | Latency (s) |  |\n|---|---|---|\n| model | TTFT | TPOT |\n| A | 0.5 | 0.009 |\n| B | 0.7 | 0.012 |\n",
    ],
  ])("gives them the unit: %s", (_, text) => {
    const read = readText(text);
    expect(ofFirst(read)).toEqual(["ttft 500 ms", "tpot 9 ms"]);
    expect(read.problems).toEqual([]);
  });

  it("is of the names below it, and no metric of its own", () => {
    const text =
      ",Latency (ms),,Throughput (tok/s),\nmodel,TTFT,TPOT,input,output\nA,45,9,1000,200\nB,70,12,900,180\n";
    expect(ofFirst(readText(text))).toEqual([
      "ttft 45 ms",
      "tpot 9 ms",
      "input_tokens_per_second 1000 tok/s",
      "output_tokens_per_second 200 tok/s",
    ]);
  });

  it("may have a name that is kept", () => {
    const read = readText(",vLLM (ms),\nmodel,TTFT,TPOT\nA,45,9\nB,70,12\n");
    expect(ofFirst(read)).toEqual(["ttft 45 ms", "tpot 9 ms"]);
    expect(read.points.map(({ case: of }) => of.system)).toEqual(Array(4).fill("vLLM"));
  });

  it("says nothing of columns that have a unit of their own", () => {
    const read = readText(",Results (s),\nmodel,TTFT (ms),TPOT (ms)\nA,45,9\nB,70,12\n");
    expect(ofFirst(read)).toEqual(["ttft 45 ms", "tpot 9 ms"]);
  });
});

describe("an engine's name", () => {
  it("may be a word that stands for no number elsewhere", () => {
    const { points, notes } = readText("engine,model,tok/s\nInfinity,A,1000\nvLLM,A,inf\n");
    expect(points.map(({ case: of, value }) => [of.system, value])).toEqual([
      ["Infinity", 1000],
      ["vLLM", null],
    ]);
    expect(notes).toEqual([]);
  });
});
