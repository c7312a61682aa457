import { describe, expect, it } from "vitest";
import { reviewCsvLines } from "@/lib/share/review-csv";
import { defaultRules } from "@/lib/review/rules";
import { reviewOf } from "@/lib/review/review";
import { readText } from "./text-of";

const header =
  "metric,unit,statistic,case,baseline_n,baseline_mean,baseline_sd,baseline_evidence,baseline_varies," +
  "candidate_n,candidate_mean,candidate_sd,candidate_evidence,candidate_varies," +
  "ratio,verdict,reason,model,baseline_system,candidate_system,extra.kernel";

describe("a review's CSV, dropped again", () => {
  it("is a summary for each side of a row, with its n, mean, spread and setup, and no table of anything else", () => {
    const row =
      'ttft,ms,mean,"tiny, batch 1",8,120,2.5,summary,between-run,6,100,3,samples,between-run,1.2,faster,"t = 3, p = 0.01",tiny,A,B,flash';
    const { importer, points, problems } = readText(`# Whisker review\n${header}\n${row}\n`);
    expect(importer?.id).toBe("whisker-review-csv");
    expect(problems).toEqual([]);
    const said = points.map(({ metric, unit, value, evidence, stats, case: of, provenance }) => [
      ...[metric, unit, value, evidence, stats.n, stats.sd, of.model, of.system, of.extra["review_side"]],
      ...[of.extra["kernel"], provenance.locator],
    ]);
    expect(said).toEqual([
      ["ttft", "ms", 120, "summary", 8, 2.5, "tiny", "A", "baseline", "flash", { line: 3, column: 6 }],
      ["ttft", "ms", 100, "summary", 6, 3, "tiny", "B", "candidate", "flash", { line: 3, column: 11 }],
    ]);
    // 120 ± t(0.975, 7) × 2.5 / sqrt 8 = 2.364624 × 0.883883 = 2.090051
    expect(points[0]?.interval?.high).toBeCloseTo(122.090051, 5);
  });

  it("keeps a claim a claim, one run one run, and takes the guard off a text", () => {
    const row = `ttft,ms,mean,x,1,120,,single,not-stated,,90,,claim,not-stated,,cannot tell,,"'=cmd|x",A,A,`;
    const { points } = readText(`${header}\n${row}\n`);
    expect(points.map(({ evidence, value, interval }) => [evidence, value, interval])).toEqual([
      ["single", 120, null],
      ["claim", 90, null],
    ]);
    expect(points[0]?.case.model).toBe("=cmd|x");
  });

  it("comes back with the numbers of both sides that the review held against each other", () => {
    const file = (name: string, values: readonly number[]) => {
      const rows = values.map((value, run) => `ttft,${value},ms,tiny,A,${name},${run}`);
      const read = readText(`metric,value,unit,model,system,system_version,run\n${rows.join("\n")}\n`);
      return read.points.map((point) => ({ ...point, dataset: name, file: name }));
    };
    const review = reviewOf(file("1.0", [10, 12, 14]), file("1.1", [20, 21, 25]), defaultRules);
    expect(review.comparisons).toHaveLength(1);
    const { points } = readText(Array.from(reviewCsvLines(review.comparisons)).join(""));
    expect(points.map(({ value, stats, case: of }) => [value, stats.n, stats.sd, of.system_version])).toEqual(
      [
        // sd of 10, 12, 14: sqrt((4 + 0 + 4) / 2) = 2; of 20, 21, 25: sqrt((4 + 1 + 9) / 2) = sqrt 7
        [12, 3, 2, "1.0"],
        [22, 3, expect.closeTo(Math.sqrt(7), 9), "1.1"],
      ],
    );
  });
});
