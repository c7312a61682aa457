import { describe, expect, it } from "vitest";
import type { Imported } from "@/lib/importers/index";
import { readText } from "./text-of";

/** Each run of the one point: its name and the mean and count of its samples. */
function runsIn({ points, problems }: Imported): unknown[] {
  expect(problems).toEqual([]);
  expect(points).toHaveLength(1);
  return points[0]!.runs.map(({ label, value, stats }) => [label, value, stats.n]);
}

describe.each([
  ["whisker-csv", "metric,model,value,unit,run,sample", (value: string) => `ttft,a,${value},ms`],
  ["wide-table", "model,TTFT (ms),run,sample", (value: string) => `a,${value}`],
])("%s: rows with a sample number and no run", (importer, header, row) => {
  const read = (...rows: [value: string, run: string, sample: string][]) => {
    const lines = rows.map(([value, run, sample]) => `${row(value)},${run},${sample}`);
    const imported = readText(`${header}\n${lines.join("\n")}\n`);
    expect(imported.importer?.id).toBe(importer);
    return imported;
  };

  it("are samples of one run while the numbers rise", () => {
    const { points } = read(["10", "", "1"], ["12", "", "2"], ["14", "", "7"]);
    expect(points).toMatchObject([
      { value: 12, runs: [], stats: { n: 3 }, samples: { varies: "within-run" } },
    ]);
  });

  it("begin the next run, which has no name either, where the number does not rise", () => {
    const rows = read(["10", "", "1"], ["12", "", "2"], ["20", "", "1"], ["22", "", "2"], ["24", "", "3"]);
    expect(runsIn(rows)).toEqual([
      [null, 11, 2],
      [null, 22, 3],
    ]);
  });

  it("stand beside runs with names, rows that are a run each, and cells that need a closer look", () => {
    const rows = read(
      ["10", "", "0"],
      ["12 ms", "", "1"],
      ["20", "", ""],
      ["30", "x", "1"],
      ["34", "x", "2"],
      ["40", "", "1"],
    );
    expect(runsIn(rows)).toEqual([
      [null, 11, 2],
      [null, 20, null],
      ["x", 32, 2],
      [null, 40, null],
    ]);
  });
});

describe("a point's own words", () => {
  it.each([
    ["whisker-csv", "metric,model,value,unit,measured_at\nttft,a,N/A,ms,Monday\nttft,a,5,ms,Tuesday\n"],
    ["wide-table", "model,TTFT (ms),date\na,N/A,Monday\na,5,Tuesday\n"],
  ])("%s: are those of its row, not of the row that named its setup first", (importer, text) => {
    const { importer: by, points } = readText(text);
    expect(by?.id).toBe(importer);
    expect(points.map(({ value, context }) => [value, context.measured_at])).toEqual([
      [null, "Monday"],
      [5, "Tuesday"],
    ]);
  });

  it("are those of each run where runs are summaries of a wide table", () => {
    const { points } = readText("model,date,TTFT mean (ms),TTFT p99 (ms)\na,Monday,5,9\na,Tuesday,7,11\n");
    expect(points[0]?.runs.map(({ value, context }) => [value, context.measured_at])).toEqual([
      [5, "Monday"],
      [7, "Tuesday"],
    ]);
  });
});
