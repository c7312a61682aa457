import { describe, expect, it } from "vitest";
import { readText } from "./text-of";

/** Metric, value and model of each point, in the order of the file. */
function valuesOf({ points }: ReturnType<typeof readText>) {
  return points.map(({ metric, value, unit, case: of }) => [of.model, metric, value, unit]);
}

describe("a column whose header names several metrics", () => {
  it.each([
    ["CSV", "Model,Prompt / Gen tok/s\nA,1234 / 56.7\n", { line: 2, column: 2 }],
    ["Markdown", "| Model | Prompt / Gen tok/s |\n|---|---|\n| A | 1234 / 56.7 |\n", { line: 3, column: 2 }],
  ])("holds one of each in its cells: %s", (_, text, place) => {
    const read = readText(text);
    expect(valuesOf(read)).toEqual([
      ["A", "input_tokens_per_second", 1234, "tok/s"],
      ["A", "output_tokens_per_second", 56.7, "tok/s"],
    ]);
    expect(read.points[1]!.provenance.locator).toMatchObject(place);
    expect(read.problems).toEqual([]);
  });

  it.each([
    ["TTFT/TPOT (ms)", "45/9", [45, 9]],
    ["TTFT/TPOT/ITL (ms)", "45 / 9 / 8", [45, 9, 8]],
    ["TTFT (s) / TPOT (ms)", "0.5/9", [500, 9]],
    ["prefill/decode (tok/s)", "900/30", [900, 30]],
  ])("%s over %s", (header, cell, values) => {
    expect(readText(`model,${header}\nA,${cell}\n`).points.map(({ value }) => value)).toEqual(values);
  });

  it("leaves cells with another number of values unread, and names them", () => {
    const read = readText("model,TTFT/TPOT (ms)\nA,45/9\nB,70/12\nC,80\nD,OOM\n");
    expect(valuesOf(read).map(([model, , value]) => [model, value])).toEqual([
      ["A", 45],
      ["A", 9],
      ["B", 70],
      ["B", 12],
      ["D", null],
      ["D", null],
    ]);
    expect(read.problems).toEqual([
      { where: { line: 4, column: 2 }, found: "80", expected: "2 values: TTFT (ms), TPOT (ms)" },
    ]);
  });

  it("is one metric where its cells are single numbers, or its slash is a unit's", () => {
    const read = readText("model,Output/Input tok/s,tok/s\nA,3,900\nB,4,800\n");
    expect(read.importer?.id).toBe("wide-table");
    expect(valuesOf(read).filter(([, metric]) => metric === "output_tokens_per_second")).toEqual([
      ["A", "output_tokens_per_second", 900, "tok/s"],
      ["B", "output_tokens_per_second", 800, "tok/s"],
    ]);
  });
});

describe("memory that is used of what there is", () => {
  it.each(["Memory (GB)", "VRAM used/total (GB)", "VRAM (used/total, GB)"])("below %s", (header) => {
    const read = readText(`model;${header}\nA;71.4/80\nB;65/80\n`);
    expect(valuesOf(read)).toEqual([
      ["A", "peak_memory", 71.4, "GB"],
      ["B", "peak_memory", 65, "GB"],
    ]);
    expect(read.points.map(({ case: of }) => of.extra["memory capacity"])).toEqual(["80 GB", "80 GB"]);
  });

  it("stays a text where nothing says that the second number is the capacity", () => {
    const read = readText("model,Memory (GB),TTFT (ms)\nA,12/14,45\nB,20/26,70\n");
    expect(valuesOf(read).map(([, metric]) => metric)).toEqual(["ttft", "ttft"]);
    expect(read.points[0]!.case.extra["Memory (GB)"]).toBe("12/14");
  });
});
