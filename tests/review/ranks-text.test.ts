import { describe, expect, it } from "vitest";
import { ranksText, type RankedSides } from "@/lib/review/ranks-text";

const sides = (baseline: number[], candidate: number[], better: RankedSides["better"] = "higher") => ({
  better,
  baseline: { values: baseline, of: baseline.length },
  candidate: { values: candidate, of: candidate.length },
});
const plain = (text: string | null) => text?.replaceAll("\u00a0", " ");

describe("ranksText", () => {
  it("says that ranks of 3 against 3 cannot be significant at this n, whatever they are", () => {
    // 2 / C(6, 3) = 0.10.
    expect(plain(ranksText(sides([1, 2, 3], [7, 8, 9]), 0.05))).toBe(
      "A run of the candidate is better than one of the baseline in 100 % of the pairs; ranks of 3 against 3 runs cannot be significant at this n, their least p is 0.10.",
    );
  });

  it("gives the share of pairs and the exact p of larger sides; lower is better where the metric says so", () => {
    // Of 5 · 5 pairs 24 have the candidate above: P(U >= 24) = 2/252, two-sided 4/252 = 0.016.
    const [a, b] = [
      [1, 2, 3, 4, 6],
      [5, 7, 8, 9, 10],
    ];
    expect(plain(ranksText(sides(a, b), 0.05))).toBe(
      "A run of the candidate is better than one of the baseline in 96 % of the pairs: p = 0.016, exact, not adjusted.",
    );
    expect(plain(ranksText(sides(a, b, "lower"), 0.05))).toContain("in 4 % of the pairs");
  });

  it("is silent where runs are not all known, all are equal, or no side is better", () => {
    expect(ranksText(sides([1], [2, 3]), 0.05)).toBeNull();
    expect(ranksText(sides([5, 5], [5, 5]), 0.05)).toBeNull();
    expect(ranksText(sides([1, 2], [3, 4], "not stated"), 0.05)).toBeNull();
    const cut = { ...sides([1, 2], [3, 4]), baseline: { values: [1, 2], of: 500 } };
    expect(ranksText(cut, 0.05)).toBeNull();
  });
});
