import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { autocorrelation } from "@/lib/stats/autocorrelation";
import { fiellerInterval } from "@/lib/stats/fieller-interval";
import { moments } from "@/lib/stats/moments";
import { normalQuantile } from "@/lib/stats/normal-distribution";
import { orderStatisticInterval, orderStatisticRanks } from "@/lib/stats/order-statistic-interval";
import { quantile } from "@/lib/stats/quantile";
import { ratioInterval } from "@/lib/stats/ratio-interval";
import { repeatsOf, type Summary } from "@/lib/stats/summary";
import { criticalT, tQuantile, tTwoSidedP } from "@/lib/stats/t-distribution";
import { tInterval } from "@/lib/stats/t-interval";
import { welch } from "@/lib/stats/welch";
import { digitsShared, expectClose } from "./close";

// The oracle beside the repository: 240 cases from mpmath, exact rationals and R, at the tolerances that it states.
// Covered here: 177. Left to a later issue, 63: mann_whitney 23, p_adjust 12, bootstrap_ci 10, prediction_interval 7,
// mlperf_early_stopping_min_n 6, scaling 5; of the covered ones also Cohen's d and Hedges' g of welch and the delta method
// of ratio_ci.
const covered: Record<string, number> = {
  t_ci_mean: 47,
  welch: 29,
  median_ci_order: 26,
  ratio_ci: 21,
  t_quantile: 15,
  t_two_sided_p: 9,
  quantile_ci_order: 9,
  nist_mean_sd: 9,
  normal_quantile: 7,
  autocorr: 5,
};
const folder = fileURLToPath(new URL("../../../shared/reference/", import.meta.url));
const oraclePath = `${folder}stats_reference.json`;

interface Case {
  id: string;
  kind: string;
  input: unknown;
  expected: unknown;
  note?: string;
}

interface Oracle {
  meta: { tolerance: { default_rel: number; p_value_rel: number; p_below_1e_100_rel: number } };
  cases: Case[];
}

const present = existsSync(oraclePath);
const oracle: Oracle | null = present ? (JSON.parse(readFileSync(oraclePath, "utf8")) as Oracle) : null;
const stated = oracle?.meta.tolerance ?? { default_rel: 0, p_value_rel: 0, p_below_1e_100_rel: 0 };

/** Input and Expected name the fields that the cases of this kind have and the check reads. */
function family<Input, Expected>(
  kind: string,
  check: (input: Input, expected: Expected, note: string) => void,
): void {
  const own = oracle?.cases.filter((one) => one.kind === kind) ?? [];
  describe(kind, () => {
    const title = present
      ? `has ${covered[kind]} cases`
      : `${covered[kind]} cases SKIPPED: ${oraclePath} is missing`;
    it.skipIf(!present)(title, () => expect(own).toHaveLength(covered[kind]!));
    for (const { id, input, expected, note } of own) {
      it(id, () => check(input as Input, expected as Expected, note ?? ""));
    }
  });
}

type OrNull<Name extends string> = Record<Name, number | null>;
type Level = { conf: number };

function close(actual: number | null | undefined, expected: number | null): void {
  expectClose(actual, expected, stated.default_rel);
}

function closeP(actual: number | null | undefined, expected: number | null): void {
  const far = expected !== null && expected < 1e-100;
  expectClose(actual, expected, far ? stated.p_below_1e_100_rel : stated.p_value_rel);
}

family<({ x: number[] } | Summary) & Level, OrNull<"mean" | "sd" | "se" | "df" | "t_crit" | "lo" | "hi">>(
  "t_ci_mean",
  (input, expected) => {
    const { n, mean, sd } = "x" in input ? moments(input.x) : input;
    const interval = tInterval({ n, mean, sd }, input.conf);
    close(mean, expected.mean);
    close(sd, expected.sd);
    close(repeatsOf({ n, mean, sd })?.se ?? null, expected.se);
    close(expected.df === null ? null : criticalT(input.conf, n! - 1), expected.t_crit);
    close(interval?.low ?? null, expected.lo);
    close(interval?.high ?? null, expected.hi);
  },
);

interface TwoSummaries {
  mean1: number;
  sd1: number;
  n1: number;
  mean2: number;
  sd2: number;
  n2: number;
}

family<
  ({ x: number[]; y: number[] } | TwoSummaries) & Level,
  OrNull<"t" | "df" | "p" | "diff" | "diff_lo" | "diff_hi">
>("welch", (input, expected) => {
  const first = "x" in input ? moments(input.x) : { mean: input.mean1, sd: input.sd1, n: input.n1 };
  const second = "y" in input ? moments(input.y) : { mean: input.mean2, sd: input.sd2, n: input.n2 };
  const found = welch(first, second, input.conf);
  close(found?.t ?? null, expected.t);
  close(found?.df ?? null, expected.df);
  closeP(found?.p ?? null, expected.p);
  close(found?.low ?? null, expected.diff_lo);
  close(found?.high ?? null, expected.diff_hi);
  // The oracle states the difference also where no test is possible.
  if (found) close(found.difference, expected.diff);
});

interface RatioOfSummaries {
  mean_num: number;
  sd_num: number;
  n_num: number;
  mean_den: number;
  sd_den: number;
  n_den: number;
}

type RatioExpected = OrNull<"ratio" | "df" | "log_lo" | "log_hi" | "fieller_g" | "fieller_lo" | "fieller_hi">;

family<({ x: number[]; y: number[] } | RatioOfSummaries) & Level, RatioExpected>(
  "ratio_ci",
  (input, expected) => {
    const top = "x" in input ? moments(input.x) : { mean: input.mean_num, sd: input.sd_num, n: input.n_num };
    const bottom =
      "y" in input ? moments(input.y) : { mean: input.mean_den, sd: input.sd_den, n: input.n_den };
    const log = ratioInterval(top, bottom, input.conf);
    close(log?.low ?? null, expected.log_lo);
    close(log?.high ?? null, expected.log_hi);
    const fieller = fiellerInterval(top, bottom, input.conf);
    close(fieller?.g ?? null, expected.fieller_g);
    close(fieller?.bounded ? fieller.low : null, expected.fieller_lo);
    close(fieller?.bounded ? fieller.high : null, expected.fieller_hi);
    for (const found of [log, fieller]) {
      if (found) close(found.ratio, expected.ratio);
      if (found) close(found.df, expected.df);
    }
  },
);

family<{ p: number; df: number }, { q: number }>("t_quantile", ({ p, df }, { q }) =>
  close(tQuantile(p, df), q),
);
family<{ t: number; df: number }, { p: number }>("t_two_sided_p", ({ t, df }, { p }) =>
  closeP(tTwoSidedP(t, df), p),
);
family<{ p: number }, { q: number }>("normal_quantile", ({ p }, { q }) => close(normalQuantile(p), q));

interface OrderExpected {
  lo_rank: number | null;
  hi_rank: number | null;
  coverage: number;
  median?: number;
  lo?: number;
  hi?: number;
}

function checkOrder(
  input: ({ n: number } | { x: number[] }) & { q: number } & Level,
  expected: OrderExpected,
): void {
  const ranks = orderStatisticRanks("x" in input ? input.x.length : input.n, input.q, input.conf);
  expect([ranks?.lowRank, ranks?.highRank]).toEqual([expected.lo_rank, expected.hi_rank]);
  close(ranks?.coverage, expected.coverage);
  if (!("x" in input)) return;
  close(quantile(input.x, input.q), expected.median!);
  expect(orderStatisticInterval(input.x, input.q, input.conf)).toMatchObject({
    low: expected.lo,
    high: expected.hi,
  });
}

family("median_ci_order", checkOrder);
family("quantile_ci_order", checkOrder);

family<{ x: number[] }, { r1: number; n: number; n_eff_ar1: number; significant_95: boolean }>(
  "autocorr",
  ({ x }, { r1, n, n_eff_ar1, significant_95 }) => {
    const found = autocorrelation(x)!;
    close(found.r1, r1);
    // The oracle's n_eff is not held within 2 and n.
    close(found.effectiveN, Math.min(n, Math.max(2, n_eff_ar1)));
    expect(found.significant).toBe(significant_95);
  },
);

/** Exact rational arithmetic on the doubles of NumAcc4 shares 11.03 digits of r1 with the certified value. */
const r1Tolerance = (file: string) => (file.includes("NumAcc4") ? 1e-11 : stated.default_rel);

family<{ file: string }, { mean: number; sd: number; r1: number }>(
  "nist_mean_sd",
  ({ file }, { mean, sd, r1 }, note) => {
    const values = readFileSync(`${folder}${file}`, "utf8").trim().split(/\s+/).map(Number);
    const found = moments(values);
    close(found.mean, mean);
    const digits = Number(/LRE\(sd\) >= ([\d.]+)/.exec(note)![1]);
    expect(digitsShared(found.sd, sd)).toBeGreaterThanOrEqual(digits);
    expectClose(autocorrelation(values)?.r1, r1, r1Tolerance(file));
  },
);
