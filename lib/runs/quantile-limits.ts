import { levels, quantileNames, type Interval, type QuantileLimits } from "../points/interval";
import type { Statistic } from "../points/point";
import { orderStatisticRanks } from "../stats/order-statistic-interval";
import { sortedValues } from "../stats/sorted-values";

const shares: Record<(typeof quantileNames)[number], number> = {
  median: 0.5,
  p90: 0.9,
  p95: 0.95,
  p99: 0.99,
};

/** Order-statistic limits of the median and the tail of independent values; undefined where too few values bound any. */
export function quantileLimits(values: ArrayLike<number>): QuantileLimits | undefined {
  const ranks = ranksOf(values.length);
  const bounded = quantileNames.filter((name) => ranks[name].some((pair) => pair !== null));
  const sorted = bounded.length > 0 ? sortedValues(values) : null;
  if (sorted === null) return undefined;
  const pairs = (name: (typeof quantileNames)[number]) =>
    ranks[name].map((pair) => pair && ([sorted[pair[0] - 1]!, sorted[pair[1] - 1]!] as const));
  return Object.fromEntries(bounded.map((name) => [name, pairs(name)]));
}

type Ranks = Record<(typeof quantileNames)[number], (readonly [low: number, high: number] | null)[]>;

const known = new Map<number, Ranks>();

/** Files have many points of one n each; ranks depend on nothing else. */
function ranksOf(n: number): Ranks {
  const found = known.get(n) ?? makeRanks(n);
  if (known.size > 1000) known.clear();
  known.set(n, found);
  return found;
}

function makeRanks(n: number): Ranks {
  const of = (share: number) =>
    levels.map((level) => {
      const ranks = orderStatisticRanks(n, share, level);
      const { lowRank = null, highRank = null } = ranks ?? {};
      return lowRank === null || highRank === null ? null : ([lowRank, highRank] as const);
    });
  const { median, p90, p95, p99 } = shares;
  return { median: of(median), p90: of(p90), p95: of(p95), p99: of(p99) };
}

/** The interval of a quantile of one run's values at one of `levels`; null where too few values bound it. */
export function limitsInterval(
  limits: QuantileLimits | undefined,
  n: number | null,
  level: number,
  statistic: Statistic,
): Interval | null {
  const name = quantileNames.find((each) => each === statistic);
  const pair = name && limits?.[name]?.[levels.findIndex((each) => each === level)];
  if (!pair) return null;
  return { low: pair[0], high: pair[1], level, method: "order-statistic", n, varies: "within-run" };
}
