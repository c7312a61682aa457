import { emptyCase, type Case } from "@/lib/points/case";
import type { Interval } from "@/lib/points/interval";
import { emptyStats, type Stats } from "@/lib/points/point";
import type { ChartPoint } from "@/lib/series/chart-point";
import type { ExploreData } from "@/lib/series/explore-model";

let count = 0;

/** A chart point of tokens per second: a single number unless more is said. Ids count up as hexadecimal digits. */
export function chartPoint(
  value: number | null,
  of: Partial<Case> = {},
  more: Partial<Omit<ChartPoint, "stats">> & { stats?: Partial<Stats> } = {},
): ChartPoint {
  count += 1;
  const id = count.toString(16).padStart(16, "0");
  return {
    id,
    metric: "output_tokens_per_second",
    unit: "tok/s",
    value,
    statistic: "mean",
    missing: value === null && !more.range ? "N/A" : null,
    range: null,
    case: { ...emptyCase(), ...of },
    written: null,
    evidence: "single",
    interval: null,
    strip: null,
    runStats: null,
    dataset: "a".repeat(64),
    file: "a.csv",
    place: `L${count}`,
    raw: value === null ? "N/A" : String(value),
    derivation: null,
    places: null,
    audit: null,
    peak: null,
    parts: [],
    ...more,
    stats: { ...emptyStats(), mean: value, ...more.stats },
  };
}

export function claim(
  value: number | null,
  of: Partial<Case> = {},
  more: Partial<ChartPoint> = {},
): ChartPoint {
  return chartPoint(value, of, { evidence: "claim", ...more });
}

/** A point with n, mean and sd; its interval is left to be computed from them. */
export function summary(
  mean: number,
  sd: number,
  n: number,
  of: Partial<Case> = {},
  more: Partial<ChartPoint> = {},
) {
  return chartPoint(mean, of, {
    evidence: "summary",
    interval: between(mean, mean, n),
    ...more,
    stats: { n, sd },
  });
}

/** A between-run interval whose level (0) no view asks for, so that it is computed again from the statistics. */
export function between(low: number, high: number, n: number): Interval {
  return { low, high, level: 0, method: "student-t", n, varies: "between-run" };
}

export function exploreData(points: ChartPoint[], slots: Record<string, number> = {}): ExploreData {
  const shas = Array.from(new Set(points.map((point) => point.dataset)));
  const datasets = Object.fromEntries(
    shas.map((sha) => [sha, { name: `${sha.slice(0, 1)}.csv`, title: `File ${sha.slice(0, 1)}` }]),
  );
  return { points, slots, tabCounts: {}, metrics: [], datasets };
}
