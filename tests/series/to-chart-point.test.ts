import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyCase } from "@/lib/points/case";
import { emptyStats, statistics, type Point } from "@/lib/points/point";
import { emptyContext } from "@/lib/points/provenance";
import type { Draft } from "@/lib/runs/draft";
import { intervalAt, valueOf } from "@/lib/runs/interval-at";
import { pointsFrom } from "@/lib/runs/points-from";
import { chartInterval, chartValue } from "@/lib/series/chart-interval";
import { toChartPoint } from "@/lib/series/to-chart-point";

function draft(value: number, more: Partial<Draft> = {}): Draft {
  return {
    metric: "ttft",
    unit: "ms",
    case: { ...emptyCase(), model: "M", system: "A" },
    context: emptyContext(),
    value,
    statistic: "mean",
    missing: null,
    range: null,
    stats: emptyStats(),
    samples: null,
    varies: "not-stated",
    stated: null,
    run: null,
    claim: false,
    provenance: { locator: { line: 7, column: 2 }, raw: String(value), conversions: [] },
    ...more,
  };
}

const stored = (drafts: Draft[]): (Point & { dataset: string; file: string })[] =>
  pointsFrom(drafts, "f".repeat(64)).map((point) => ({ ...point, dataset: "f".repeat(64), file: "a.csv" }));

describe("toChartPoint", () => {
  it("takes along what is drawn, and its place and raw text", () => {
    const [point] = stored([draft(45.2)]).map(toChartPoint);
    expect(point).toMatchObject({
      value: 45.2,
      evidence: "single",
      place: "L7, column 2",
      raw: "45.2",
      strip: null,
      places: null,
      audit: null,
      peak: null,
      parts: [],
    });
    expect(point).not.toHaveProperty("samples");
    expect(point).not.toHaveProperty("context");
  });

  it("keeps at most 400 values of a strip, the ends among them", () => {
    const [point] = stored(Array.from({ length: 1000 }, (_, i) => draft(i))).map(toChartPoint);
    expect(point?.strip).toHaveLength(400);
    expect(point?.strip?.[0]).toBe(0);
    expect(point?.strip?.at(-1)).toBe(999);
    expect(point?.stats.n).toBe(1000);
  });

  it("keeps per run the statistics that every run states", () => {
    const run = (mean: number, p99: number | null, median: number) =>
      draft(mean, { stats: { ...emptyStats(), n: 10, sd: 1, p99, median } });
    const [point] = stored([run(10, 20, 9), run(12, null, 11)]).map(toChartPoint);
    expect(point?.runStats).toEqual({ mean: [10, 12], median: [9, 11] });
  });
});

const finite = fc.double({ min: 0.1, max: 1e6, noNaN: true });
const anyDraft: fc.Arbitrary<Draft> = fc
  .record({
    value: finite,
    n: fc.option(fc.integer({ min: 1, max: 50 })),
    sd: fc.option(finite),
    p99: fc.option(finite),
    claim: fc.boolean(),
    statistic: fc.constantFrom("mean" as const, "median" as const, "p99" as const),
    varies: fc.constantFrom("between-run" as const, "within-run" as const, "not-stated" as const),
    samples: fc.option(fc.array(finite, { minLength: 1, maxLength: 6 })),
  })
  .map(({ value, n, sd, p99, claim, statistic, varies, samples }) =>
    draft(value, {
      statistic,
      claim,
      varies,
      stats: { ...emptyStats(), n, sd, p99 },
      samples: samples && {
        values: samples,
        at: samples.map((_, i) => i),
        pointer: "/x",
        column: null,
        varies: "within-run",
      },
    }),
  );

describe("chartInterval", () => {
  it("gives of what travelled the interval and value that lib/runs gives of the stored point", () => {
    fc.assert(
      fc.property(
        fc.array(anyDraft, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(0.9, 0.95, 0.99),
        (drafts, level) => {
          for (const point of stored(drafts)) {
            const travelled = toChartPoint(point);
            for (const statistic of statistics) {
              expect(chartValue(travelled, statistic)).toBe(valueOf(point, statistic));
              const [found, expected] = [
                chartInterval(travelled, level, statistic),
                intervalAt(point, level, statistic),
              ];
              if (expected === null || found === null) expect(found).toBe(expected);
              else {
                const near = (value: number) =>
                  expect.closeTo(value, 9 - Math.ceil(Math.log10(1 + Math.abs(value))));
                expect(found).toEqual({ ...expected, low: near(expected.low), high: near(expected.high) });
              }
            }
          }
        },
      ),
      { seed: 22, numRuns: 300 },
    );
  });
});
