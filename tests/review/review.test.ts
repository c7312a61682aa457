import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "@/lib/stats/seeded-random";
import { reviewMarkdown } from "@/lib/review/markdown";
import { reviewOf, reviewsOf } from "@/lib/review/review";
import { reviewJson } from "@/lib/review/review-json";
import { normalSource } from "../stats/normal-source";
import { runs, side } from "./sides";

const summary = (mean: number, sd: number, n: number, extra = "") =>
  `metric,value,unit,model,n,sd${extra === "" ? "" : ",flag"}\noutput_tokens_per_second,${mean},tok/s,A,${n},${sd}${extra === "" ? "" : `,${extra}`}\n`;

describe("reviewOf", () => {
  // Ratio, its log interval and Welch's test of (550, 4.2, 3) against (430, 5.1, 3) stand in the published reference
  // table: 1.2790697674418605, 1.2484570607357257 to 1.3104331109470884.
  it("compares two summaries by the ratio of their means, and clears the bar where the whole interval does", () => {
    const { comparisons } = reviewOf(side(summary(430, 5.1, 3)), side(summary(550, 4.2, 3), "b"));
    const [one] = comparisons;
    expect(comparisons).toHaveLength(1);
    expect(one!.ratio!.value).toBeCloseTo(1.2790697674418605, 12);
    expect(one!.ratio!.low).toBeCloseTo(1.2484570607357257, 12);
    expect(one!.ratio!.high).toBeCloseTo(1.3104331109470884, 12);
    expect(one!.ratio!.method).toBe("log-ratio");
    expect(one).toMatchObject({
      improvement: true,
      verdict: "clears bar",
      test: { name: "welch", family: 1 },
    });
    expect(one!.reason).toContain("what varies behind n and sd is not stated, they are read as runs");
  });

  it("turns the ratio round where lower is better, so that above 1 is always an improvement", () => {
    const ttft = (values: number[], dataset: string) =>
      side(runs(values, { metric: "ttft", unit: "ms" }), dataset);
    const { comparisons } = reviewOf(ttft([100, 101, 99, 100], "a"), ttft([125, 126, 124, 125], "b"));
    // 100 / 125.
    expect(comparisons[0]).toMatchObject({
      improvement: false,
      verdict: "slower",
      ratio: { inverted: true },
    });
    expect(comparisons[0]!.ratio!.value).toBeCloseTo(0.8, 12);
    expect(comparisons[0]!.cohensD).toBeLessThan(0);
  });

  it("gives no verdict on fewer runs than the review asks for, and says how many are needed", () => {
    const review = reviewOf(side(runs([100, 101])), side(runs([200, 201]), "b"));
    expect(review.comparisons[0]).toMatchObject({
      verdict: "inconclusive",
      test: null,
      cohensD: null,
      // The larger spread is sqrt(1/2) of 100.5, 0.704 %. At n = 2: (4.303 + 1.061) · 0.704 % = 3.8 %; at n = 3:
      // (2.776 + 0.941) · 0.704 % · sqrt(2/3) = 2.1 %.
      reason: "2 runs a side; 3 are needed for a verdict; need about 3 runs a side to see 3 %",
    });
    expect(
      reviewOf(side(runs([100, 101])), side(runs([200, 201]), "b"), { minRuns: 2 }).comparisons[0]!.verdict,
    ).toBe("clears bar");
  });

  it("says of a single run on a side that nothing can be significant at this n", () => {
    const stated = (value: number, dataset: string) =>
      side(`metric,value,unit,model,n\noutput_tokens_per_second,${value},tok/s,A,1\n`, dataset);
    expect(reviewOf(stated(100, "a"), stated(200, "b")).comparisons[0]!.reason).toBe(
      "1 run a side, which cannot be significant at this n; 3 are needed for a verdict",
    );
  });

  it("holds a single new run against where one more run of the baseline may lie, without a verdict", () => {
    const one = (value: number) =>
      side(`metric,value,unit,model,n\noutput_tokens_per_second,${value},tok/s,A,1\n`, "b");
    const review = (value: number) => reviewOf(side(runs([100, 101, 99, 100, 100])), one(value));
    // Mean 100, sd 0.7071, n 5: 100 ± 2.776 · 0.7071 · sqrt(1.2) = 97.85 to 102.15.
    expect(review(102).comparisons[0]!.reason).toContain("lies where one more run of the baseline may lie");
    expect(review(103).comparisons[0]!.reason).toContain("lies outside of where one more run");
    expect(review(103).comparisons[0]!.verdict).toBe("inconclusive");
  });

  it("lets no claim take part in a verdict, however many runs stand against it", () => {
    const claim = "metric,value,unit,model,evidence\noutput_tokens_per_second,550,tok/s,A,claim\n";
    const { comparisons, family } = reviewOf(side(claim), side(runs([100, 101, 99, 100]), "b"));
    expect(comparisons[0]).toMatchObject({ verdict: "not testable", test: null });
    expect(comparisons[0]!.ratio).toMatchObject({ low: null, high: null });
    expect(family).toBe(0);
  });

  it("says of no difference what could have been seen, and how many runs would show 3 %", () => {
    const { comparisons } = reviewOf(
      side(runs([100, 110, 90, 105, 95])),
      side(runs([101, 109, 92, 104, 96]), "b"),
    );
    expect(comparisons[0]!.verdict).toBe("level");
    // The larger spread is sqrt(250/4) of 100, 7.906 %. At 5 runs: (2.306 + 0.889) · 7.906 % · sqrt(2/5) = 16 %.
    // For 3 %: R's power.t.test(delta = 3, sd = 7.906, power = .8) gives n = 109.99.
    expect(comparisons[0]!.reason).toMatch(
      /; 5 runs a side show a change of about 16 % four times in five; need about 110 runs a side to see 3 %$/,
    );
  });

  it("adjusts p over the tested comparisons only", () => {
    const both = (a: number[], b: number[]) =>
      runs(a) + runs(b, { metric: "total_tokens_per_second" }).split("\n").slice(1).join("\n");
    const review = reviewOf(side(both([100, 101, 99], [50, 51, 49])), side(both([110, 111, 109], [50]), "b"));
    expect(review.comparisons.map(({ test }) => test?.family ?? null)).toEqual([1, null]);
    expect(review.comparisons[0]!.test!.pAdjusted).toBe(review.comparisons[0]!.test!.p);
  });

  it("equal numbers in every run are level; different ones cannot be tested", () => {
    const equal = reviewOf(side(runs([5, 5, 5])), side(runs([5, 5, 5]), "b"));
    expect(equal.comparisons[0]).toMatchObject({
      verdict: "level",
      reason: "every run on both sides gave the same number",
    });
    const other = reviewOf(side(runs([5, 5, 5])), side(runs([6, 6, 6]), "b"));
    expect(other.comparisons[0]!.verdict).toBe("inconclusive");
  });

  it("says first that setups differ in what is not under test", () => {
    const review = reviewOf(
      side(runs([100, 101, 99], { more: "driver=550" })),
      side(runs([100, 101, 99], { more: "driver=560" }), "b"),
    );
    expect(review.comparable).toBe(false);
    expect(review.differences).toMatchObject([
      { field: "driver", baseline: ["550"], candidate: ["560"], underTest: false },
    ]);
    const flags = reviewOf(
      side(runs([100, 101, 99], { more: "git_commit=aa" })),
      side(runs([100, 101, 99], { more: "git_commit=bb" }), "b"),
    );
    expect([flags.comparable, flags.differences.length]).toEqual([true, 1]);
  });

  it("matches cases that differ in a further field only, and names it; two candidates for one case stay unmatched", () => {
    const flagged = reviewOf(side(summary(100, 1, 5)), side(summary(110, 1, 5, "prefetch"), "b"));
    expect(flagged.comparisons[0]!.differs).toEqual(["extra.flag"]);
    const two = summary(110, 1, 5, "prefetch") + summary(112, 1, 5, "other").split("\n")[1] + "\n";
    const review = reviewOf(side(summary(100, 1, 5)), side(two, "b"));
    expect(review.comparisons).toEqual([]);
    expect([review.unmatched.baseline.length, review.unmatched.candidate.length]).toEqual([1, 2]);
  });

  it("lists what only one side has", () => {
    const review = reviewOf(
      side(runs([1, 2, 3])),
      side(runs([1, 2, 3], { metric: "ttft", unit: "ms" }), "b"),
    );
    expect(review.unmatched.baseline.map(({ point }) => point.metric)).toEqual(["output_tokens_per_second"]);
    expect(review.unmatched.candidate.map(({ point }) => point.metric)).toEqual(["ttft"]);
    expect(review.outcome).toBe("undecided");
  });

  it("takes the geometric mean of the ratios of cases that both have", () => {
    const models = (a: number, b: number) =>
      `metric,value,unit,model,n,sd\n${[
        ["A", a],
        ["B", b],
      ]
        .map(([model, value]) => `output_tokens_per_second,${value},tok/s,${model},5,1`)
        .join("\n")}\n`;
    const [one] = reviewOf(side(models(100, 100)), side(models(200, 50), "b")).aggregates;
    // sqrt(2 · 0.5) = 1.
    expect(one).toMatchObject({ metric: "output_tokens_per_second", cases: 2 });
    expect(one!.value).toBeCloseTo(1, 12);
    expect(one!.low).toBeGreaterThan(0.9);
  });

  it("gives that mean no interval where one of its ratios has none that says anything", () => {
    const both = (a: number[], b: number[]) =>
      runs(a) + runs(b).replaceAll(",A,", ",B,").split("\n").slice(1).join("\n");
    const [one] = reviewOf(
      side(both([1, 2, 3], [5, 5, 5])),
      side(both([2, 3, 4], [6, 6, 6]), "b"),
    ).aggregates;
    expect(one).toMatchObject({ cases: 2, low: null, high: null });
  });

  it("compares 200 cases of 20 runs within a review, each way round the same", () => {
    const random = seededRandom(5);
    const text = (shift: number) =>
      `metric,value,unit,model,run\n${Array.from({ length: 200 }, (_, of) =>
        Array.from(
          { length: 20 },
          (_, run) =>
            `output_tokens_per_second,${100 + shift + (random() % 1000) / 100},tok/s,M${of},${run + 1}`,
        ).join("\n"),
      ).join("\n")}\n`;
    const [a, b] = [side(text(0)), side(text(2), "b")];
    const [there, back] = [reviewOf(a, b), reviewOf(b, a)];
    expect(there.comparisons).toHaveLength(200);
    there.comparisons.forEach((one, i) => {
      expect(back.comparisons[i]!.test!.p).toBeCloseTo(one.test!.p, 12);
      expect(back.comparisons[i]!.ratio!.value).toBeCloseTo(1 / one.ratio!.value, 12);
    });
  });
});

describe("requests of one run are no repeats", () => {
  const normal = normalSource(11);
  /** Unchanged code: runs vary by 15 %, requests within a run by 2.8 %. */
  const measured = (runCount: number) => {
    const rows = Array.from({ length: runCount }, (_, run) => {
      const level = 100 * (1 + 0.15 * normal());
      return Array.from(
        { length: 60 },
        (_, i) => `e2e_latency,${(level * (1 + 0.028 * normal())).toFixed(4)},ms,A,${run + 1},${i + 1}`,
      );
    });
    return `metric,value,unit,model,run,sample\n${rows.flat().join("\n")}\n`;
  };

  it("one run of many requests a side gives no verdict, however small its own spread", () => {
    for (let i = 0; i < 20; i++) {
      const { counts, comparisons } = reviewOf(side(measured(1)), side(measured(1), "b"));
      expect(counts.faster + counts.slower + counts["clears bar"]).toBe(0);
      expect(comparisons[0]!.baseline.n).toBe(1);
    }
  });

  it("five runs of many requests a side give a false verdict in about 5 of 100 reviews, not in most", () => {
    let falseVerdicts = 0;
    for (let i = 0; i < 150; i++) {
      const mean = reviewOf(side(measured(5)), side(measured(5), "b")).comparisons.find(
        ({ statistic }) => statistic === "mean",
      )!;
      expect(mean.baseline.n).toBe(5);
      if (mean.test!.p < 0.05) falseVerdicts++;
    }
    expect(falseVerdicts / 150).toBeLessThan(0.1);
  });
});

describe("claims", () => {
  const stated = (metric: string, unit: string, claim: boolean, values: number[]) =>
    side(
      `metric,value,unit,model,run,evidence\n${values.map((value, i) => `${metric},${value},${unit},A,${claim ? "" : i + 1},${claim ? "claim" : ""}`).join("\n")}\n`,
      claim ? "claimed" : "measured",
    );

  it.each([
    ["output_tokens_per_second", "tok/s"],
    ["ttft", "ms"],
    ["peak_memory", "GB"],
    ["accuracy", ""],
    ["perplexity", ""],
    ["custom:iterations to convergence", ""],
  ])("of %s (%s) take part in no verdict, no test, no rule and no mean, on either side", (metric, unit) => {
    const [claim, measured] = [
      stated(metric, unit, true, [50]),
      stated(metric, unit, false, [100, 101, 99, 100]),
    ];
    for (const review of [reviewOf(claim, measured), reviewOf(measured, claim), reviewOf(claim, claim)]) {
      expect(review.comparisons).toMatchObject([
        { verdict: "not testable", test: null, cohensD: null, ratio: { low: null, high: null } },
      ]);
      expect([review.checks, review.aggregates, review.outcome]).toEqual([[], [], "undecided"]);
    }
  });
});

describe("the whole review", () => {
  const value = fc.integer({ min: 900, max: 1100 });
  const sample = fc.array(value, { minLength: 3, maxLength: 8 });

  it("says the opposite with the sides exchanged", () => {
    const opposite = { "clears bar": "slower", faster: "slower", slower: "better", level: "level" } as const;
    fc.assert(
      fc.property(sample, sample, fc.constantFrom("ttft", "output_tokens_per_second"), (a, b, metric) => {
        const of = (values: number[], name: string) =>
          side(runs(values, { metric, unit: metric === "ttft" ? "ms" : "tok/s" }), name);
        const [there] = reviewOf(of(a, "a"), of(b, "b")).comparisons;
        const [back] = reviewOf(of(b, "b"), of(a, "a")).comparisons;
        expect(back!.ratio!.value).toBeCloseTo(1 / there!.ratio!.value, 12);
        if (there!.ratio!.low !== null) expect(back!.ratio!.high).toBeCloseTo(1 / there!.ratio!.low, 9);
        const wanted = opposite[there!.verdict as keyof typeof opposite] ?? there!.verdict;
        if (wanted === "better") expect(["faster", "clears bar"]).toContain(back!.verdict);
        else expect(back!.verdict).toBe(wanted);
      }),
      { seed: 8, numRuns: 150 },
    );
  });

  it("says the same in any unit", () => {
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const of = (values: number[], unit: string, name: string) =>
          side(runs(values, { metric: "ttft", unit }), name);
        const [ms] = reviewOf(of(a, "ms", "a"), of(b, "ms", "b")).comparisons;
        const [s] = reviewOf(of(a, "s", "a"), of(b, "s", "b")).comparisons;
        expect(s!.verdict).toBe(ms!.verdict);
        expect(s!.ratio!.value).toBeCloseTo(ms!.ratio!.value, 12);
        expect(s!.baseline.mean).toBeCloseTo(ms!.baseline.mean! * 1000, 6);
        if (ms!.test) expect(s!.test!.p).toBeCloseTo(ms!.test.p, 9);
      }),
      { seed: 9, numRuns: 150 },
    );
  });
});

describe("several candidates", () => {
  it("are one family of tests, each held against the baseline by itself", () => {
    const fast = () => side(runs([130, 131, 129]), "b");
    const [first, second] = reviewsOf(side(runs([100, 101, 99])), [fast(), side(runs([101, 102, 100]), "c")]);
    expect([first!.family, second!.family]).toEqual([2, 2]);
    // Holm: the smaller of two p counts twice.
    expect(first!.comparisons[0]!.test!.pAdjusted).toBeCloseTo(2 * first!.comparisons[0]!.test!.p, 15);
    expect(second!.comparisons[0]!.candidate.n).toBe(3);
    expect(reviewOf(side(runs([100, 101, 99])), fast()).family).toBe(1);
  });
});

describe("checks", () => {
  const memory = (values: number[], dataset: string) =>
    side(runs(values, { metric: "peak_memory", unit: "GB" }), dataset);

  it.each([
    [[10, 10.01, 9.99], [10.2, 10.21, 10.19], "pass"],
    [[10, 10.01, 9.99], [11, 11.01, 10.99], "fail"],
    [[10], [11], "undecided"],
    [[10], [10.4], "pass"],
  ])("memory %j against %j at most +5 %%: %s", (a, b, outcome) => {
    const found = reviewOf(memory(a, "a"), memory(b, "b")).checks.find(({ rule }) => rule === "memory");
    expect(found?.outcome).toBe(outcome);
  });

  const one = (metric: string, value: number | string, unit = "") =>
    `metric,value,unit,model\n${metric},${value},${unit},A\n`;

  it.each([
    ["accuracy", 0.75, 0.750009, "pass"],
    ["accuracy", 0.75, 0.75002, "fail"],
    ["perplexity", 5.1, 5.1, "pass"],
    ["perplexity", 5.1, 5.2, "fail"],
    ["custom:iterations to convergence", 1000, 1050, "pass"],
    ["custom:iterations to convergence", 1000, 1051, "fail"],
    ["accuracy", 75, 75.0009, "pass", "%"],
    ["accuracy", 75, 75.002, "fail", "%"],
  ])("%s of %d and %d: %s %s", (metric, a, b, outcome, unit = "") => {
    const { checks } = reviewOf(side(one(metric, a, unit)), side(one(metric, b, unit), "b"));
    expect(checks.map((check) => check.outcome)).toEqual([outcome]);
  });

  it("perplexity fails where any case is worse by test, not only the one that differs most", () => {
    const table = (noisy: number[], steady: number[]) =>
      `metric,value,unit,model,run\n${[
        ["A", noisy],
        ["B", steady],
      ]
        .flatMap(([model, values]) =>
          (values as number[]).map((value, i) => `perplexity,${value},,${model as string},${i + 1}`),
        )
        .join("\n")}\n`;
    const [before, after] = [
      table([5, 6, 7], [5, 5.001, 4.999]),
      table([5.5, 6.5, 7.5], [5.1, 5.101, 5.099]),
    ];
    const outcome = (rules = {}) =>
      reviewOf(side(before), side(after, "b"), rules).checks.find(({ rule }) => rule === "perplexity");
    expect(outcome()).toMatchObject({
      outcome: "fail",
      asks: "perplexity is not worse",
      found: "+0.1, Perplexity, B",
    });
    // 5 to 5.1 is 2 %; A's half a point is no more than its runs scatter.
    expect(outcome({ maxPerplexityIncrease: 0.03 })).toMatchObject({
      outcome: "pass",
      asks: "perplexity grows by at most 3 %",
    });
  });

  it("a gradient norm fails above the multiple of its median that the review sets", () => {
    const norms = `metric,value,unit,model,median,max\ncustom:grad norm,1,,A,1,50\n`;
    const outcome = (maxExplosion: number) =>
      reviewOf(side(norms), side(norms, "b"), { maxExplosion }).checks.map((check) => check.outcome);
    expect([outcome(100), outcome(40)]).toEqual([["pass"], ["fail"]]);
  });

  it("a training loss that is nan fails", () => {
    const { checks, outcome } = reviewOf(
      side(one("custom:training loss", 2.1)),
      side(one("custom:training loss", "nan"), "b"),
    );
    expect(checks).toMatchObject([{ rule: "finite", outcome: "fail" }]);
    expect(outcome).toBe("fail");
  });
});

describe("reviewMarkdown", () => {
  const frame = {
    title: "Prefetch | <b>",
    url: "https://example.org/r/1",
    baseline: "main.csv",
    candidate: "a`b.csv",
  };
  const review = reviewOf(side(runs([100, 101, 99, 100])), side(runs([130, 131, 129, 130]), "b"));

  it("is a headline, a table with a row a case, the rules, and the link", () => {
    const text = reviewMarkdown(review, frame, "table");
    expect(text).toContain("### Prefetch \\| &lt;b&gt;: 1 faster");
    expect(text).toContain("Faster in 1 of 1 case.");
    // sd of 100, 101, 99, 100 is sqrt(2/3) = 0.8165; t(0.975, 3) = 3.1824: ± 3.1824 · 0.8165 / 2 = 1.30.
    // ln 1.3 ± 2.9: se² = 0.40825² (1/100² + 1/130²) = (0.005151)², df 5.6, t 2.49: 1.3 e^(±0.0128) = 1.283 to 1.317.
    expect(text).toMatch(
      /^\| Output tokens per second \(tok\/s\), A \| 100\.0 ±1\.3 \| 130\.0 ±1\.3 \| \*\*1\.30\*\* \[1\.28, 1\.32\] \|  <0\.0001 \| ▲ bar \|$/m,
    );
    expect(text).toContain("- **Pass**: no case is slower than the baseline: none of the tested cases is");
    expect(text).toContain("[Open in Whisker](https://example.org/r/1)");
    expect(text).toContain("``a`b.csv``".replace("``a`b.csv``", "`` a`b.csv ``"));
  });

  it("has a summary that is a sentence, and a full form with setup and what was not compared", () => {
    expect(reviewMarkdown(review, frame, "summary")).not.toContain("| Case |");
    expect(reviewMarkdown(review, frame, "full")).toContain("**Setup**: 0 of");
  });

  it("every row has as many cells, whatever a model is called", () => {
    const named = (values: number[]) => runs(values).replaceAll(",A,", ',"a|b `c` <i> @d",');
    const text = reviewMarkdown(
      reviewOf(side(named([1, 2, 3])), side(named([2, 3, 4]), "b")),
      frame,
      "table",
    );
    const rows = text.split("\n").filter((line) => line.startsWith("|"));
    expect(rows.map((row) => row.split(/(?<!\\)\|/).length)).toEqual(rows.map(() => 8));
    // The columns line up also where nothing renders them.
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
    expect(text).not.toContain("<i>");
  });
});

describe("reviewJson", () => {
  it("has the promised members", () => {
    const json = JSON.parse(
      JSON.stringify(reviewJson(reviewOf(side(runs([100, 101, 99])), side(runs([130, 131, 129]), "b")))),
    ) as {
      comparisons: object[];
    };
    expect(Object.keys(json)).toEqual(
      expect.arrayContaining(["verdict", "rules", "comparisons", "unmatched", "setup_differences"]),
    );
    expect(json.comparisons[0]).toMatchObject({
      metric: "output_tokens_per_second",
      baseline: { n: 3, mean: 100, sd: 1 },
      candidate: { n: 3, mean: 130, sd: 1 },
      ratio: { value: 1.3, method: "log-ratio" },
      test: { name: "welch", family: 1 },
      improvement: true,
      verdict: "clears bar",
    });
  });
});
