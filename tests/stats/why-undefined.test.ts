import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { effectSize } from "@/lib/stats/effect-size";
import { moments } from "@/lib/stats/moments";
import type { Summary } from "@/lib/stats/summary";
import { tInterval } from "@/lib/stats/t-interval";
import { welch } from "@/lib/stats/welch";
import { whyNoRanks, whyNoRatioInterval, whyNoRepeats, whyNoTest } from "@/lib/stats/why-undefined";

const summary = (mean: number | null, sd: number | null, n: number | null): Summary => ({ mean, sd, n });
const known = summary(10, 1, 5);

describe("why a statistic is undefined", () => {
  it.each([
    [summary(10, 1, null), "how many values there are is not stated"],
    [summary(null, null, 0), "there is no value"],
    [summary(10, null, 1), "one value does not say how much it varies"],
    [summary(10, null, 5), "how much the values vary is not known"],
    [summary(Infinity, 1, 5), "mean, spread or n is no number"],
    [known, null],
  ])("of the repeats %j: %s", (of, why) => {
    expect(whyNoRepeats(of)).toBe(why);
    expect(whyNoTest(of, known)).toBe(why);
    expect(whyNoTest(known, of)).toBe(why);
  });

  it("of a test and an effect size: neither side varies", () => {
    expect(whyNoTest(summary(5, 0, 3), summary(6, 0, 3))).toContain("neither side varies");
    expect(whyNoTest(summary(5, 0, 3), known)).toBeNull();
  });

  it("of a ratio's interval: a denominator that is 0, or that cannot be told from 0", () => {
    expect(whyNoRatioInterval(known, summary(0, 1, 5), 0.95)).toBe("the denominator is 0");
    // g = (12.706 · 20/√2 / 50)² > 1.
    expect(whyNoRatioInterval(summary(100, 10, 2), summary(50, 20, 2), 0.95)).toContain("no bounds");
    expect(whyNoRatioInterval(known, known, 0.95)).toBeNull();
  });

  it("of ranks: none, one that is no number, all equal", () => {
    expect(whyNoRanks([], [1])).toBe("there is no value");
    expect(whyNoRanks([NaN], [1])).toBe("a value is no number");
    expect(whyNoRanks([5, 5], [5])).toBe("all values are equal");
    expect(whyNoRanks([5, 5], [6])).toBeNull();
  });

  it("is said exactly where the statistic is null", () => {
    const values = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 });
    fc.assert(
      fc.property(values, values, (x, y) => {
        const [a, b] = [moments(x), moments(y)];
        expect(whyNoRepeats(a) === null).toBe(tInterval(a, 0.95) !== null);
        expect(whyNoTest(a, b) === null).toBe(welch(a, b, 0.95) !== null);
        expect(whyNoTest(a, b) === null).toBe(effectSize(a, b) !== null);
      }),
      { seed: 7, numRuns: 1000 },
    );
  });
});

const oraclePath = fileURLToPath(new URL("../../../shared/reference/stats_reference.json", import.meta.url));
const present = existsSync(oraclePath);

interface Case {
  kind: string;
  id: string;
  input: Record<string, number> & { x?: number[]; y?: number[]; history?: number[] };
  expected: { reason?: string };
}

const of = (values: number[] | undefined, ...stated: (number | undefined)[]): Summary => {
  const [mean = null, sd = null, n = null] = stated;
  return values ? moments(values) : { mean, sd, n };
};
const reasons: Record<string, (input: Case["input"]) => string | null> = {
  t_ci_mean: ({ x, mean, sd, n }) => whyNoRepeats(of(x, mean, sd, n)),
  welch: ({ x, y, mean1, sd1, n1, mean2, sd2, n2 }) =>
    whyNoTest(of(x, mean1, sd1, n1), of(y, mean2, sd2, n2)),
  ratio_ci: ({ x, y, conf, ...of_ }) =>
    whyNoRatioInterval(
      of(x, of_["mean_num"], of_["sd_num"], of_["n_num"]),
      of(y, of_["mean_den"], of_["sd_den"], of_["n_den"]),
      conf!,
    ),
  mann_whitney: ({ x, y }) => whyNoRanks(x!, y!),
  bootstrap_ci: ({ x }) => whyNoTest(of(x), of(x)),
  prediction_interval: ({ history }) => whyNoTest(of(history), of(history)),
};
/** What the oracle's words are in ours. */
const words: readonly [RegExp, RegExp][] = [
  [/^n=0$/, /no value/],
  [/n<2/, /one value does not say|no value/],
  [/varianc|variation/, /neither side varies/],
  [/g>=1/, /no bounds/],
  [/mean is 0/, /denominator is 0/],
  [/all values equal/, /all values are equal/],
];

describe.skipIf(!present)(
  `the reasons of the oracle${present ? "" : `, SKIPPED: ${oraclePath} is missing`}`,
  () => {
    const cases = present ? (JSON.parse(readFileSync(oraclePath, "utf8")) as { cases: Case[] }).cases : [];
    const undefinedOnes = cases.filter(({ expected }) => expected.reason !== undefined);

    it("are those of 18 cases", () => expect(undefinedOnes).toHaveLength(18));

    it.each(undefinedOnes.map((one) => [one.id, one] as const))("%s", (_, { kind, input, expected }) => {
      const ours = reasons[kind]!(input);
      expect(ours).not.toBeNull();
      const [, wanted] = words.find(([theirs]) => theirs.test(expected.reason!))!;
      expect(ours).toMatch(wanted);
    });
  },
);
