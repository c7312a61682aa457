import { describe, expect, it } from "vitest";
import { emptyCase, type Case } from "@/lib/points/case";
import { caseNames } from "@/lib/review/case-names";
import { reviewModel } from "@/lib/review/review-model";
import { reviewOf } from "@/lib/review/review";
import type { ReviewRules } from "@/lib/review/rules";
import { runs, side } from "./sides";

const frame = { title: "t", url: null, baseline: "a.csv", candidate: "b.csv" };
const modelOf = (baseline: string, candidate: string, rules: Partial<ReviewRules> = {}) =>
  reviewModel(
    reviewOf(side(baseline), side(candidate, "b"), rules),
    frame,
    ({ dataset, id }) => `/${dataset}/${id}`,
  );
const rowsOf = (...of: Parameters<typeof modelOf>) => modelOf(...of).groups.flatMap(({ rows }) => rows);
const of = (metric: string, unit: string) => (values: number[]) => runs(values, { metric, unit });
/** With plain spaces. */
const plain = (text: string) => text.replaceAll("\u00a0", " ");
const claim = "metric,value,unit,model,evidence\noutput_tokens_per_second,550,tok/s,A,claim\n";

describe("a row of a review", () => {
  it("gives both sides, the ratio, p and effect as texts", () => {
    const [row] = rowsOf(runs([100, 101, 99, 100]), runs([130, 131, 129, 130]));
    // sd = sqrt(2/3); t(0.975, 3) = 3.1824: ± 1.30. Log-ratio interval of 1.3: se² = (sd/2)²(1/100² + 1/130²).
    expect(row!.baseline).toMatchObject({ text: "100.0", spread: "±1.3", runs: "4 runs", of: 4 });
    expect(row!.candidate).toMatchObject({ text: "130.0", spread: "±1.3" });
    expect(row!.ratio).toEqual({ text: "1.30", interval: "1.28 – 1.32", why: null });
    expect(row!.p).toBe("<0.0001");
    // 30 / sqrt(2/3) = 36.74.
    expect(row!.cohensD).toBe("36.7");
  });

  it("writes an effect that rounds to nothing without a sign, and one against the candidate with a true minus", () => {
    // Means 100 and 99.99, sd of 90, 110, 100 is 10: d = -0.001. Against 80: d = -2.
    expect(rowsOf(runs([90, 110, 100]), runs([89.99, 109.99, 99.99]))[0]!.cohensD).toBe("0.0");
    expect(rowsOf(runs([90, 110, 100]), runs([70, 90, 80]))[0]!.cohensD).toBe("−2.0");
  });

  it("says the difference in the metric's unit, later or earlier where it is a time", () => {
    const [row] = rowsOf(of("ttft", "ms")([100, 102, 98, 100]), of("ttft", "ms")([110, 112, 108, 110]));
    // sd² = 8/3 on both sides; se = sqrt(2 · (8/3)/4) = 1.1547; df 6, t = 2.4469: 10 ± 2.83.
    expect(plain(row!.difference!)).toBe("10.0 ms later at the mean of the runs, 95 % CI 7.2 to 12.8 ms.");
  });

  it("links each side to the points that it rests on", () => {
    const [row] = rowsOf(runs([100, 101, 99]), runs([130, 131, 129]));
    expect(row!.baseline.points[0]!.href).toMatch(/^\/a\/[0-9a-f]+$/);
    expect(row!.candidate.points[0]!.text).toContain("b.csv, L2");
  });

  it.each([
    [[100, 101, 99], [130, 131, 129], "output_tokens_per_second", "tok/s", "Faster, clears 1.2×", "clears"],
    [[100, 101, 99], [110, 111, 109], "output_tokens_per_second", "tok/s", "Faster", "better"],
    [[100, 101, 99], [110, 111, 109], "ttft", "ms", "Slower", "worse"],
    [[10, 10.1, 9.9], [12, 12.1, 11.9], "peak_memory", "GB", "More memory", "worse"],
    [[10, 10.1, 9.9], [8, 8.1, 7.9], "peak_memory", "GB", "Less memory", "better"],
    [[0.7, 0.71, 0.69], [0.5, 0.51, 0.49], "accuracy", "", "Worse", "worse"],
    [[100, 101, 99], [100, 101, 99], "ttft", "ms", "No detectable difference", "level"],
    [[100, 101], [130, 131], "ttft", "ms", "Inconclusive: too few runs", "open"],
    [[5, 5, 5], [6, 6, 6], "ttft", "ms", "Inconclusive: no variation", "open"],
  ])("%j against %j of %s (%s): %s", (baseline, candidate, metric, unit, says, tone) => {
    const [row] = rowsOf(of(metric, unit)(baseline), of(metric, unit)(candidate));
    expect(row!.verdict).toEqual({ tone, says });
  });

  it("shows a claim as printed, untested, without an interval of its own or of the ratio", () => {
    const [row] = rowsOf(claim, runs([600, 601, 599]));
    expect(row!.verdict).toEqual({ tone: "open", says: "Claim: not tested" });
    expect(row!.baseline).toMatchObject({ text: "550", spread: "", runs: "claim", interval: null });
    expect(row!.ratio.interval).toBe("");
    expect(row!.forest).toMatchObject({ low: null, high: null, evidence: "claim", tested: false });
    expect(row!.p).toBe("not tested");
  });
});

describe("reviewModel", () => {
  it("has one block of the strip for each comparison, the slower last", () => {
    const both = (a: number[], b: number[]) => runs(a) + of("ttft", "ms")(b).split("\n").slice(1).join("\n");
    const { strip, says } = modelOf(both([100, 101, 99], [50, 51, 49]), both([130, 131, 129], [60, 61, 59]));
    expect(strip.map(({ tone, count }) => [tone, count])).toEqual([
      ["clears", 1],
      ["worse", 1],
    ]);
    // ± 4.303 · 1 / sqrt(3) = 2.5: one decimal.
    expect(says.map(plain)).toContain("Time to first token of A rises from 50.0 to 60.0 ms.");
  });

  it("says which setup fields that are not under test differ, and of which the rest agree", () => {
    const values = [100, 101, 99];
    const drivers = modelOf(runs(values, { more: "driver=550" }), runs(values, { more: "driver=560" }));
    expect(drivers.warning).toBe("driver");
    const commits = modelOf(runs(values, { more: "git_commit=aa" }), runs(values, { more: "git_commit=bb" }));
    expect(commits.warning).toBeNull();
    expect(commits.setup.says).toMatch(/^Only git commit differs;/);
  });

  it("says what stands behind each file", () => {
    const { evidence } = modelOf(claim, runs([600, 601, 599]));
    expect(evidence).toEqual({ a: "1 claim", b: "1 case with samples, n 3" });
    const mixed = runs([100, 101, 99]) + of("ttft", "ms")([5, 6]).split("\n").slice(1).join("\n");
    expect(modelOf(mixed, mixed).evidence["a"]).toBe("1 case with samples, n 3; 1 with n 2");
  });

  it("is plain JSON, so that a worker and a page can hand it on", () => {
    const model = modelOf(runs([100, 101, 99]), runs([130, 131, 129]));
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  });

  it("says where every run of the candidate lies on one side of the baseline's", () => {
    const apart = (a: number[], b: number[]) => rowsOf(runs(a), runs(b))[0]!.apart;
    expect(apart([100, 101, 99], [102, 103, 104])).toBe(
      "Every run of the candidate is above every one of the baseline.",
    );
    expect(apart([100, 110, 90], [101, 103, 104])).toBe(
      "Every run of the candidate is above the baseline’s mean.",
    );
    expect(apart([100, 110, 90], [80, 70, 60])).toContain("below every one");
    expect(apart([100, 110, 90], [99, 103, 104])).toBeNull();
  });

  it("names the flags in which two commands differ", () => {
    const values = [100, 101, 99];
    const model = modelOf(
      runs(values, { more: "command=serve --x 1" }),
      runs(values, { more: "command=serve --x 2" }),
    );
    expect(model.setup.says).toBe("Only --x differs; 1 other field agrees.");
  });

  it("has nothing to show, and says so, where the sides share nothing", () => {
    const model = modelOf(runs([1, 2, 3]), of("ttft", "ms")([1, 2, 3]));
    expect(model.groups).toEqual([]);
    expect(model.setup.says).toBe("Nothing was compared.");
    expect(model.unmatched.baseline[0]).toMatchObject({ name: "Output tokens per second, A" });
  });
});

describe("caseNames", () => {
  const case_ = (fields: Partial<Case>): Case => ({ ...emptyCase(), ...fields });

  it("leaves out what all of them share, but never the model", () => {
    expect(
      caseNames([
        case_({ model: "A", batch: 1, accelerators: 1 }),
        case_({ model: "A", batch: 16, accelerators: 1 }),
      ]),
    ).toEqual(["A, batch 1", "A, batch 16"]);
    expect(caseNames([case_({ model: "A", batch: 1 })])).toEqual(["A"]);
  });

  it("tells apart what would read the same", () => {
    expect(
      caseNames([case_({ model: "A", precision: "fp8" }), case_({ model: "A", precision: null })]),
    ).toEqual(["A, fp8", "A, precision not stated"]);
    expect(
      caseNames([case_({ model: "A", extra: { flag: "x" } }), case_({ model: "A", extra: { flag: "y" } })]),
    ).toEqual(["A, flag x", "A, flag y"]);
  });

  it("names a case that says nothing", () => {
    expect(caseNames([case_({})])).toEqual(["The whole file"]);
  });
});
