import { describe, expect, it } from "vitest";
import { compareSeries, seriesReview, type SeriesPair } from "@/lib/review/compare-series";
import { matchCases } from "@/lib/review/match";
import { side } from "./sides";

const head = "metric,value,unit,model,run,system,hardware,batch,evidence\n";
const row = (value: number | string, of: Record<string, string>, metric = "output_tokens_per_second") => {
  const { model = "A", run = "", system = "", hardware = "", batch = "", evidence = "" } = of;
  const unit = metric === "ttft" ? "ms" : "tok/s";
  return `${[metric, value, unit, model, run, system, hardware, batch, evidence].join(",")}\n`;
};
const rows = (values: number[], of: Record<string, string>, metric?: string) =>
  values.map((value, i) => row(value, { ...of, run: String(i + 1) }, metric)).join("");
const bySystem: SeriesPair = { series: "system", baseline: "x", candidate: "y", level: 0.95 };
const review = (text: string, pair: Partial<SeriesPair> = {}) =>
  seriesReview(side(head + text), { ...bySystem, ...pair });

describe("two series held against each other", () => {
  const both = rows([100, 101, 99], { system: "x" }) + rows([130, 131, 129], { system: "y" });

  it("are the two sides of one review: 130 over 100 clears the bar", () => {
    const { comparisons, counts } = review(both);
    expect(comparisons).toHaveLength(1);
    expect(comparisons[0]!.ratio!.value).toBeCloseTo(1.3, 12);
    // sd 1 a side, se = sqrt(2/3) = 0.816, t = 36.7; log-ratio interval of 1.3 about ± 2 %: above 1.2.
    expect(comparisons[0]!.verdict).toBe("clears bar");
    expect(counts["clears bar"]).toBe(1);
  });

  it("swapped, have the inverse ratio and the opposite verdict", () => {
    const [only] = review(both, { baseline: "y", candidate: "x" }).comparisons;
    expect(only!.ratio!.value).toBeCloseTo(100 / 130, 12);
    expect(only!.verdict).toBe("slower");
  });

  it("have a ratio above 1 where a time falls: 50 ms against 40 ms is 1.25", () => {
    const text = rows([50, 51, 49], { system: "x" }, "ttft") + rows([40, 41, 39], { system: "y" }, "ttft");
    const [only] = review(text).comparisons;
    expect(only!.ratio!.value).toBeCloseTo(1.25, 12);
    expect(["faster", "clears bar"]).toContain(only!.verdict);
  });

  it("leave points of any further series out", () => {
    const { comparisons, unmatched } = review(both + rows([1, 2, 3], { system: "z" }));
    expect(comparisons[0]!.baseline.n).toBe(3);
    expect(comparisons[0]!.candidate.n).toBe(3);
    expect(unmatched).toEqual({ baseline: [], candidate: [] });
  });

  it("are matched case by case without the field that names them, and by the value they do not state too", () => {
    const text = ["1", "8"].flatMap((batch, i) => [
      rows([10 + i, 11 + i, 12 + i], { batch, model: "one" }),
      rows([20 + i, 21 + i, 22 + i], { batch, model: "two" }),
    ]);
    const { comparisons, differences } = review(text.join(""), {
      series: "model",
      baseline: "one",
      candidate: "two",
    });
    // 21 over 11 at batch 1, 22 over 12 at batch 8.
    expect(comparisons.map(({ ratio }) => ratio!.value)).toEqual([21 / 11, 22 / 12]);
    expect(differences.map(({ field, underTest }) => [field, underTest])).toEqual([["model", true]]);
    const stated = rows([1, 2, 3], {}) + rows([2, 4, 6], { system: "y" });
    expect(review(stated, { baseline: "" }).comparisons[0]!.ratio!.value).toBe(2);
  });

  it("warn of a setup that differs and is not what the series are of", () => {
    const text =
      rows([100, 101, 99], { system: "x", hardware: "H100" }) +
      rows([130, 131, 129], { system: "y", hardware: "A100" });
    const { comparable, differences } = review(text);
    expect(comparable).toBe(false);
    expect(differences[0]).toMatchObject({ field: "hardware", underTest: false });
    expect(review(text, { series: "hardware", baseline: "H100", candidate: "A100" }).comparable).toBe(true);
  });

  it("list what only one of them has", () => {
    const { unmatched } = review(both + rows([5, 6, 7], { system: "y", batch: "4", model: "B" }));
    expect(unmatched.baseline).toEqual([]);
    expect(unmatched.candidate.map(({ point }) => point.case.model)).toEqual(["B"]);
  });

  it("aggregate over the cases that both have: the geometric mean of 2 and 8 is 4", () => {
    const text =
      rows([10, 11, 9], { system: "x", batch: "1" }) +
      rows([20, 21, 19], { system: "y", batch: "1" }) +
      rows([10, 11, 9], { system: "x", batch: "2" }) +
      rows([80, 81, 79], { system: "y", batch: "2" });
    expect(review(text).aggregates).toMatchObject([{ cases: 2, value: expect.closeTo(4, 12) as number }]);
  });

  it("give a claim its plain ratio, without verdict, test or interval", () => {
    const text = row(50, { system: "x", evidence: "claim" }) + rows([100, 101, 99], { system: "y" });
    const [only] = review(text).comparisons;
    expect(only).toMatchObject({ verdict: "not testable", test: null });
    expect(only!.ratio).toMatchObject({ value: 2, low: null, high: null });
  });

  it("let no claim keep a measurement of its own case from the test; it is listed instead", () => {
    const { comparisons, unmatched } = review(both + row(500, { system: "y", evidence: "claim" }));
    expect(comparisons[0]!.candidate).toMatchObject({ n: 3, mean: 130, evidence: "samples" });
    expect(unmatched.candidate.map(({ why }) => why)).toEqual([
      "a claim beside a measurement of the same case",
    ]);
  });

  it("have intervals of the level that the view asks for: wider at 99 % than at 90 %", () => {
    const width = (level: number) => {
      const { low, high } = review(both, { level }).comparisons[0]!.ratio!;
      return high! - low!;
    };
    expect(width(0.99)).toBeGreaterThan(width(0.9));
  });

  it("are named in the Markdown, which links to where they are compared", () => {
    const { markdown } = compareSeries(
      side(head + both),
      bySystem,
      "http://w.test/explore?compare=x&compare=y",
      () => null,
    );
    expect(markdown.table).toContain("### y against x: 1 faster");
    expect(markdown.table).toContain("(http://w.test/explore?compare=x&compare=y)");
  });
});

describe("matchCases", () => {
  it("keeps cases apart by a field unless that field is under test", () => {
    const one = side(head + row(1, { model: "one" }) + row(2, { model: "one", batch: "2" }));
    const two = side(head + row(3, { model: "two" }) + row(4, { model: "two", batch: "2" }), "b");
    expect(matchCases(one, two).matches).toEqual([]);
    expect(matchCases(one, two, "model").matches).toHaveLength(2);
  });
});
