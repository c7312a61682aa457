import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { pointsCsv } from "@/lib/export/points-csv";
import { emptyStats, type Point, type Samples } from "@/lib/points/point";
import { emptyContext } from "@/lib/points/provenance";
import { readFile } from "@/lib/importers/index";
import { fileFromBytes } from "@/lib/importers/source-file";
import { pointsFrom } from "@/lib/runs/points-from";
import { withoutPlaces } from "../importers/case-folder";
import { readText } from "../importers/text-of";
import { draftOf } from "../runs/draft-of";

const data = new URL("../../data/", import.meta.url);
const committed = readdirSync(data, { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".csv"),
);

function expectSame(points: readonly Point[]): void {
  for (const form of ["people", "raw"] as const) {
    const again = readText(pointsCsv(points, form));
    expect(again.problems).toEqual([]);
    expect(again.points.map(withoutPlaces)).toEqual(points.map(withoutPlaces));
  }
}

describe("every committed file comes back from an export point by point", () => {
  it("there are such files", () => expect(committed.length).toBeGreaterThan(4));

  const pointsOf = (name: string) =>
    readFile(fileFromBytes(name, new Uint8Array(readFileSync(new URL(name, data))))).points;

  it.each(committed)("%s", (name) => {
    const points = pointsOf(name);
    expect(points.length).toBeGreaterThan(0);
    expectSame(points);
  });

  it("all of them in one export", () => expectSame(committed.flatMap(pointsOf)));
});

const at = (when: string) => ({ context: { ...emptyContext(), measured_at: when } });
const summary = (p99: number) => ({ stats: { ...emptyStats(), n: 100, sd: 3, p99 } });
const samples = (...values: number[]): { samples: Samples } => ({
  samples: { values, at: values.map((_, i) => i), pointer: "/x", column: null, varies: "within-run" },
});

describe("runs without a name have none after export and import", () => {
  it("where each has samples of its own", () => {
    const points = pointsFrom([draftOf(10, samples(9, 11)), draftOf(20, samples(19, 20, 21))], "f");
    expect(points[0]?.runs.map(({ label }) => label)).toEqual([null, null]);
    expect(pointsCsv(points)).toBe(
      [
        "metric,value,unit,model,run,sample,evidence",
        "ttft,9,ms,tiny,,1,samples",
        "ttft,11,ms,tiny,,2,samples",
        "ttft,19,ms,tiny,,1,samples",
        "ttft,20,ms,tiny,,2,samples",
        "ttft,21,ms,tiny,,3,samples",
        "",
      ].join("\n"),
    );
    expectSame(points);
  });

  it("where each is a summary, and equal summaries stay as many runs", () => {
    const points = pointsFrom([draftOf(40, summary(60)), draftOf(40, summary(60))], "f");
    expect(points).toMatchObject([{ stats: { n: 2 }, runs: [{ label: null }, { label: null }] }]);
    expectSame(points);
  });

  it("where a summary, a number and samples are runs of one point, each with its own date", () => {
    const points = pointsFrom(
      [
        draftOf(40, { ...summary(60), ...at("Monday") }),
        draftOf(42, at("Tuesday")),
        draftOf(43, at("Wednesday")),
        draftOf(44, { ...samples(43, 45), ...at("Thursday") }),
        draftOf(46, { ...samples(45, 47), ...at("Friday"), run: "last" }),
      ],
      "f",
    );
    expect(points[0]?.runs.map(({ label, context }) => [label, context.measured_at])).toEqual([
      [null, "Monday"],
      [null, "Tuesday"],
      [null, "Wednesday"],
      [null, "Thursday"],
      ["last", "Friday"],
    ]);
    expectSame(points);
  });

  it("where points of one case state different statistics", () => {
    const points = pointsFrom(
      [
        draftOf(40, summary(60)),
        draftOf(41, summary(61)),
        draftOf(90, { ...summary(90), statistic: "p99" }),
        draftOf(91, { statistic: "p99", run: "x" }),
      ],
      "f",
    );
    expect(points.map(({ statistic, runs }) => [statistic, runs.map(({ label }) => label)])).toEqual([
      ["mean", [null, null]],
      ["p99", [null, "x"]],
    ]);
    expectSame(points);
  });
});

describe("equal values of different runs stay as many after export and import", () => {
  it("of one point", () => {
    const points = pointsFrom([draftOf(5), draftOf(6), draftOf(5)], "f");
    expect(pointsCsv(points)).toBe(
      "metric,value,unit,model,run,evidence\nttft,5,ms,tiny,,samples\nttft,6,ms,tiny,,samples\nttft,5,ms,tiny,,samples\n",
    );
    expectSame(points);
  });

  it("of missing values, ranges and claims that say the same", () => {
    const range = { value: null, missing: null, range: { low: 2, high: 10 } };
    const points = pointsFrom(
      [
        ...[draftOf(null), draftOf(null), draftOf(1, range), draftOf(1, range)],
        ...[draftOf(3, { claim: true }), draftOf(3, { claim: true })],
      ],
      "f",
    );
    expect(points).toHaveLength(6);
    expectSame(points);
  });

  it("of two files, which become repeats of one another", () => {
    const points = [...pointsFrom([draftOf(5)], "a"), ...pointsFrom([draftOf(5)], "b")];
    const { points: again } = readText(pointsCsv(points));
    expect(again).toMatchObject([{ value: 5, stats: { n: 2, sd: 0 } }]);
  });
});
