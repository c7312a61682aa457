import { describe, expect, it } from "vitest";
import { emptyCase } from "@/lib/points/case";
import { emptyStats, type Point } from "@/lib/points/point";
import type { Draft } from "@/lib/runs/draft";
import { intervalAt } from "@/lib/runs/interval-at";
import { pointsFrom } from "@/lib/runs/points-from";
import { RowBook } from "@/lib/runs/row-book";
import { RowGroup, type RowFrame } from "@/lib/runs/row-group";
import { conversionTo } from "@/lib/points/units";
import { findMetric } from "@/lib/points/metrics";
import { emptyContext } from "@/lib/points/provenance";
import { draftOf } from "./draft-of";

// t quantiles from printed tables: t(0.975, 1) = 12.7062047, t(0.975, 2) = 4.30265273, t(0.995, 2) = 9.92484320.
const t1 = 12.706204736174707;
const t2 = 4.302652729749464;
const t2at99 = 9.92484320091807;

function one(drafts: Draft[]): Point {
  const points = pointsFrom(drafts, "f".repeat(64));
  expect(points).toHaveLength(1);
  return points[0]!;
}

describe("pointsFrom(drafts) merges repeats", () => {
  it("three rows without a run are three runs of one point", () => {
    const point = one([draftOf(10), draftOf(12), draftOf(14)]);
    expect(point).toMatchObject({ value: 12, evidence: "samples", runs: [] });
    expect(point.stats).toMatchObject({ n: 3, mean: 12, sd: 2, median: 12, min: 10, max: 14 });
    expect(point.interval).toMatchObject({ level: 0.95, method: "student-t", n: 3, varies: "between-run" });
    expect(point.interval!.low).toBeCloseTo(12 - (t2 * 2) / Math.sqrt(3), 9);
    expect(Array.from(point.samples!.values)).toEqual([10, 12, 14]);
    expect(point.samples!.varies).toBe("between-run");
  });

  it("rows that name one run are samples within it", () => {
    const row = { run: "a", varies: "within-run" } as const;
    const point = one([draftOf(10, row), draftOf(12, row), draftOf(14, row)]);
    expect(point).toMatchObject({ value: 12, evidence: "samples", runs: [] });
    expect(point.interval?.varies).toBe("within-run");
  });

  it("a row that was read closely joins the rows of its run, in the order of their lines", () => {
    const rows = {
      values: [10, 14],
      at: [10_001, 10_003],
      pointer: null,
      column: 2,
      varies: "within-run",
    } as const;
    const run = { run: "a", varies: "within-run" } as const;
    const odd = draftOf(12, {
      ...run,
      provenance: { locator: { line: 10_002, column: 2 }, raw: "1.2e1", conversions: [] },
    });
    const point = one([draftOf(12, { ...run, samples: rows }), odd]);
    expect(Array.from(point.samples!.values)).toEqual([10, 12, 14]);
    expect(point).toMatchObject({ value: 12, runs: [], stats: { n: 3 }, samples: { varies: "within-run" } });
  });

  it("runs of several rows keep their own statistics; n is the number of runs", () => {
    const a = { run: "a", varies: "within-run" } as const;
    const b = { run: "b", varies: "within-run" } as const;
    const point = one([draftOf(10, a), draftOf(20, b), draftOf(12, a), draftOf(24, b)]);
    expect(point).toMatchObject({ value: 16.5, stats: { n: 2, mean: 16.5, min: 10, max: 24 } });
    expect(point.runs.map(({ label, value, stats }) => [label, value, stats.n])).toEqual([
      ["a", 11, 2],
      ["b", 22, 2],
    ]);
    expect(point.interval!.high).toBeCloseTo(16.5 + t1 * 5.5, 9);
  });

  it("rows with statistics of their own are runs whatever they are called", () => {
    const stats = { ...emptyStats(), n: 100, sd: 3, p99: 60 };
    const point = one([
      draftOf(40, { run: "x", stats }),
      draftOf(44, { run: "x", stats: { ...stats, p99: 70 } }),
    ]);
    expect(point).toMatchObject({ value: 42, stats: { n: 2, p99: 65 }, evidence: "samples" });
    expect(point.runs).toHaveLength(2);
  });

  it("a draft that stands for many rows adds as many runs", () => {
    const rows = { values: Float64Array.of(10, 12), at: Uint32Array.of(7, 8), pointer: null, column: 2 };
    const many = draftOf(11, { samples: { ...rows, varies: "between-run" } });
    const point = one([many, draftOf(14)]);
    expect(point.stats).toMatchObject({ n: 3, mean: 12 });
    expect(Array.from(point.samples!.at).slice(0, 2)).toEqual([7, 8]);
  });

  it("cases that differ in a further field, a unit or a metric are never merged", () => {
    const extra = { ...emptyCase(), extra: { threads: "2" } };
    const drafts = [
      draftOf(1),
      draftOf(2, { case: extra }),
      draftOf(3, { metric: "itl" }),
      draftOf(4, { unit: "s" }),
    ];
    expect(pointsFrom(drafts, "f")).toHaveLength(4);
  });

  it("statistics of one run in rows of their own are one point", () => {
    const point = one([
      draftOf(101, { statistic: "p99" }),
      draftOf(58),
      draftOf(55, { statistic: "median" }),
    ]);
    expect(point).toMatchObject({ value: 58, statistic: "mean", stats: { mean: 58, median: 55, p99: 101 } });
  });

  it("statistics that cannot be paired run by run stay apart", () => {
    const points = pointsFrom([draftOf(101, { statistic: "p99" }), draftOf(58), draftOf(59)], "f");
    expect(points.map(({ statistic, value }) => [statistic, value])).toEqual([
      ["p99", 101],
      ["mean", 58.5],
    ]);
  });

  it("a mean of p99s is a p99, not a mean", () => {
    const point = one([100, 102, 104].map((value) => draftOf(value, { statistic: "p99" })));
    expect(point).toMatchObject({
      value: 102,
      statistic: "p99",
      stats: { n: 3, sd: 2, p99: 102, mean: null },
    });
    expect(point.interval?.varies).toBe("between-run");
  });
});

describe("pointsFrom(drafts) never merges", () => {
  it("claims, missing values and ranges", () => {
    const drafts = [
      draftOf(1, { claim: true }),
      draftOf(2, { claim: true }),
      draftOf(null),
      draftOf(null),
      draftOf(null, { missing: null, range: { low: 2, high: 10 } }),
      draftOf(5),
    ];
    const points = pointsFrom(drafts, "f");
    expect(points.map(({ value, evidence }) => [value, evidence])).toEqual([
      [1, "claim"],
      [2, "claim"],
      [null, "single"],
      [null, "single"],
      [null, "single"],
      [5, "single"],
    ]);
    expect(new Set(points.map(({ id }) => id)).size).toBe(6);
  });
});

describe("pointsFrom(drafts) invents no interval", () => {
  it.each<[string, Partial<Draft>]>([
    ["one number", {}],
    ["a spread without n", { stats: { ...emptyStats(), sd: 2 } }],
    ["n without a spread", { stats: { ...emptyStats(), n: 20 } }],
    ["n = 1 with a spread of 0", { stats: { ...emptyStats(), n: 1, sd: 0 } }],
    [
      "n = 1 with an interval as wide as a point",
      {
        stats: { ...emptyStats(), n: 1 },
        stated: { low: 5, high: 5, level: 0.95, method: "stated", n: 1, varies: "not-stated" },
      },
    ],
  ])("%s is single", (_, more) => {
    expect(one([draftOf(5, more)])).toMatchObject({ evidence: "single", interval: null });
  });

  it("a claim with n and sd is a claim", () => {
    const stats = { ...emptyStats(), n: 20, sd: 2 };
    expect(one([draftOf(5, { claim: true, stats })])).toMatchObject({ evidence: "claim", interval: null });
  });

  it("a spread of one value is unknown", () => {
    expect(one([draftOf(5, { stats: { ...emptyStats(), n: 1, sd: 0 } })]).stats.sd).toBeNull();
  });

  it("one sample is no sample of anything", () => {
    const samples = { values: [5], at: [2], pointer: null, column: 2, varies: "within-run" } as const;
    expect(one([draftOf(5, { samples })])).toMatchObject({
      evidence: "single",
      samples: null,
      stats: { n: 1, sd: null },
    });
  });

  it("n, mean and sd are a summary, with what varies as the file says", () => {
    const stats = { ...emptyStats(), n: 3, sd: 2 };
    const point = one([draftOf(12, { stats, varies: "within-run" })]);
    expect(point).toMatchObject({ evidence: "summary", interval: { n: 3, varies: "within-run" } });
    expect(point.interval!.low).toBeCloseTo(12 - (t2 * 2) / Math.sqrt(3), 9);
  });

  it("equal repeats give an interval of no width, and huge values none at all", () => {
    expect(one([draftOf(5), draftOf(5)]).interval).toMatchObject({ low: 5, high: 5 });
    expect(one([draftOf(1.5e308), draftOf(-1.5e308)]).interval).toBeNull();
  });

  it("is empty for no drafts", () => {
    expect(pointsFrom([], "f")).toEqual([]);
  });
});

describe("pointsFrom(drafts, sha256)", () => {
  it("gives the same ids for the same file, and others for another", () => {
    const drafts = [draftOf(1), draftOf(2, { metric: "itl" })];
    const ids = (file: string) => pointsFrom(drafts, file).map(({ id }) => id);
    expect(ids("a")).toEqual(ids("a"));
    expect(new Set([...ids("a"), ...ids("b")]).size).toBe(4);
  });
});

describe("intervalAt(point, level, statistic)", () => {
  const repeated = one([draftOf(10), draftOf(12), draftOf(14)]);

  it("widens with the level", () => {
    expect(intervalAt(repeated, 0.95)).toEqual(repeated.interval);
    expect(intervalAt(repeated, 0.99)!.high).toBeCloseTo(12 + (t2at99 * 2) / Math.sqrt(3), 9);
  });

  it("has none for a statistic that the runs do not state", () => {
    expect(intervalAt(repeated, 0.95, "p99")).toBeNull();
  });

  it("is over runs for a statistic that each run states", () => {
    const stats = { ...emptyStats(), n: 100, sd: 3 };
    const point = one([
      draftOf(40, { stats: { ...stats, p99: 60 } }),
      draftOf(44, { stats: { ...stats, p99: 70 } }),
    ]);
    expect(intervalAt(point, 0.95, "p99")).toMatchObject({ n: 2, varies: "between-run" });
    expect(intervalAt(point, 0.95, "p99")!.high).toBeCloseTo(65 + t1 * 5, 9);
  });

  it("keeps a stated interval at its own level", () => {
    const stated = { low: 4, high: 6, level: 0.9, method: "stated", n: null, varies: "not-stated" } as const;
    expect(intervalAt(one([draftOf(5, { stated })]), 0.99)).toEqual(stated);
  });

  it("has none for a percentile of one run, whatever n it had", () => {
    const stats = { ...emptyStats(), n: 500, sd: 3 };
    expect(intervalAt(one([draftOf(5, { stats, statistic: "p99" })]), 0.95)).toBeNull();
  });
});

describe("RowGroup", () => {
  const frame: RowFrame = {
    metric: "ttft",
    unit: "ms",
    case: emptyCase(),
    context: emptyContext(),
    statistic: "mean",
    varies: "within-run",
    step: conversionTo("s", findMetric("ttft"))!,
    provenance: { locator: { line: 2, column: 3 }, raw: "0.0100", conversions: [] },
  };

  it("gives rows without runs back as one draft for all, converted", () => {
    const group = new RowGroup(frame, [], new RowBook());
    for (let i = 0; i < 9; i++) group.push((10 + i) / 1000, 2 + i, -1);
    const [draft, ...others] = group.drafts();
    expect(others).toEqual([]);
    expect(Array.from(draft!.samples!.values)).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18]);
    expect(Array.from(draft!.samples!.at)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(draft!.provenance).toMatchObject({
      raw: "0.0100",
      conversions: [{ from: "0.01 s", to: "10 ms" }],
    });
  });

  it("gives each run with several rows a draft of its own", () => {
    const group = new RowGroup(frame, ["a", "b"], new RowBook());
    group.push(0.01, 2, 0);
    group.push(0.02, 3, 1);
    group.push(0.012, 4, 0);
    group.push(0.5, 5, -1);
    const drafts = group.drafts();
    expect(drafts.map(({ run, samples }) => [run, samples && Array.from(samples.values)])).toEqual([
      [null, null],
      ["a", [10, 12]],
      ["b", null],
    ]);
    expect(drafts[2]).toMatchObject({ value: 20, provenance: { locator: { line: 3, column: 3 } } });
  });

  it("keeps the rows of each group apart, in their order, however they come and however many they are", () => {
    const book = new RowBook();
    const groups = [0, 1, 2].map(() => new RowGroup(frame, ["a"], book));
    // More than the book's first blocks hold, of a group that takes turns of 1, 2 and 3 with the others.
    for (let row = 0; row < 300_000; row++) groups[[0, 1, 1, 2, 2, 2][row % 6]!]!.push(row, row + 1, -1);
    const drafts = groups.map((group) => group.drafts());
    expect(drafts.map(({ length }) => length)).toEqual([1, 1, 1]);
    const [first, second, third] = drafts.map(([draft]) => draft!.samples!);
    expect([first!.values.length, second!.values.length, third!.values.length]).toEqual([
      50_000, 100_000, 150_000,
    ]);
    expect(Array.from(second!.at).slice(0, 4)).toEqual([2, 3, 8, 9]);
    expect(Array.from(third!.values).slice(149_997)).toEqual([299_997_000, 299_998_000, 299_999_000]);
    expect(first!.at[49_999]).toBe(299_995);
  });

  it("forgets rows that are left out, and closes the gaps", () => {
    const book = new RowBook();
    const group = new RowGroup(frame, [], book);
    [10, 20, 30, 40].forEach((value, i) => group.push(value / 1000, 2 + i, -1, i === 3 ? 7 : i));
    expect(group.linesAlike()).toEqual([]);
    group.leaveOut(new Map([[3, 2]]));
    const [draft] = group.drafts();
    expect(Array.from(draft!.samples!.values)).toEqual([10, 30, 40]);
    expect(Array.from(draft!.samples!.at)).toEqual([2, 4, 5]);
  });

  it("tells the lines of rows whose hash is another's too", () => {
    const group = new RowGroup(frame, [], new RowBook());
    [5, 6, 5, 7].forEach((hash, i) => group.push(1, 2 + i, -1, hash));
    expect(group.linesAlike()).toEqual([2, 4]);
  });

  it("gives nothing for no rows", () => {
    expect(new RowGroup(frame, [], new RowBook()).drafts()).toEqual([]);
  });
});
