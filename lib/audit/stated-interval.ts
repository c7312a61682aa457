import type { Finding } from "../points/finding";
import { findMetric } from "../points/metrics";
import type { Interval } from "../points/interval";
import type { Point } from "../points/point";
import { normalQuantile } from "../stats/normal-distribution";
import { criticalT } from "../stats/t-distribution";
import { amount } from "./amount";
import type { Rule } from "./rule";
import { findingOf, stated, statedRuns } from "./stated-runs";

const id = "stated-interval";

/** How near to one, two or three sd the half width must come to be called that, beside its rounding. */
const near = 0.01;

/** A printed interval of a mean, recomputed from the n and the sd that stand beside it. */
export const statedInterval: Rule = {
  id,
  title: "Printed interval, recomputed",
  levels: ["inconsistent", "untestable"],
  inequality: "half width ≈ t × sd ÷ √n, or z × sd ÷ √n; not sd itself, 2 sd or 3 sd",
  voidWhen:
    "The interval does not lie evenly about the mean (logarithms, bootstrap); sd times 1, 2 or 3 is also t or z times the standard error; any other width: values that are not independent, other methods.",
  source: "Student 1908; a published example of AIPerf prints ± sd as a confidence interval",
  *check({ summarised }) {
    const untested: Point[] = [];
    for (const point of summarised) {
      const { interval, stats } = point;
      if (interval === null || interval.method !== "stated" || point.statistic !== "mean") continue;
      if (stats.n === null || stats.sd === null) untested.push(point);
      else {
        const found = contradiction(point, interval);
        if (found !== null) yield found;
      }
    }
    if (untested.length > 0) yield untestable(untested);
  },
};

function contradiction(point: Point, { low, high, level }: Interval): Finding | null {
  const [run] = statedRuns(point);
  if (run === undefined || run.computed || point.runs.length > 0) return null;
  const [mean, sd] = [stated(run, "mean"), stated(run, "sd")];
  const n = run.stats.n!;
  if (mean === null || sd === null || n < 2 || sd.value === 0) return null;
  const half = (high - low) / 2;
  if (!(half > 0) || Math.abs(low + half - mean.value) > half / 20) return null;
  const error = sd.value / Math.sqrt(n);
  const [t, z] = [criticalT(level, n - 1), normalQuantile(1 - (1 - level) / 2)];
  if (t === null || z === null || [t, z].some((times) => Math.abs(half / (times * error) - 1) < 0.03))
    return null;
  const { high: most, low: least } = sd.limits;
  const times = [1, 2, 3].find((k) => half >= k * least * (1 - near) && half <= k * most * (1 + near));
  if (times === undefined) return null;
  const { label, unit } = findMetric(point.metric, point.unit);
  const as = times === 1 ? "the standard deviation" : `${times} standard deviations`;
  return findingOf(id, "inconsistent", {
    title: `Interval is ± ${times} sd`,
    says: `${label}: the printed interval of ${amount(level * 100)} % is the mean ± ${as} of the ${n} values, which is no interval of their mean.`,
    sum: `t × sd ÷ √n = ${amount(Number(t.toPrecision(4)))} × ${sd.text} ÷ √${n} = ± ${amount(Number((t * error).toPrecision(4)), unit)}; printed ± ${amount(Number(half.toPrecision(4)), unit)} = ${times} × sd`,
    cells: [mean.cell, sd.cell, { point: point.id, statistic: "n" }],
  });
}

function untestable(points: readonly Point[]): Finding {
  const missing = (["n", "sd"] as const).filter((name) => points.some(({ stats }) => stats[name] === null));
  const many = points.length === 1 ? "1 printed interval" : `${points.length} printed intervals`;
  return findingOf(id, "untestable", {
    title: "Printed interval not testable",
    says: `${many} cannot be recomputed: ${missing.join(" and ")} ${missing.length === 1 ? "is" : "are"} not stated.`,
    cells: points.map(({ id: point, statistic }) => ({ point, statistic })),
    missing,
  });
}
