import { aggregates, type Aggregate } from "./aggregate";
import { checksOf, type Check, type Outcome } from "./checks";
import { compareMatches, type Comparison, type Verdict } from "./comparison";
import { matchCases, type Unmatched } from "./match";
import { defaultRules, type ReviewRules } from "./rules";
import { setupOf, type SetupAgreement, type SetupDifference } from "./setup-differences";
import type { ReviewPoint } from "./side";

/** What two sets of points can prove about a change: everything that a review shows, as values. */
export interface ReviewResult {
  rules: ReviewRules;
  comparisons: Comparison[];
  aggregates: Aggregate[];
  checks: Check[];
  /** `fail` where a rule fails; `pass` where one passes and none fails; else nothing can be said. */
  outcome: Outcome;
  counts: Record<Verdict, number>;
  /** How many comparisons the adjusted p-values count, those of other candidates of the review among them. */
  family: number;
  unmatched: { baseline: Unmatched[]; candidate: Unmatched[] };
  differences: SetupDifference[];
  agreements: SetupAgreement[];
  fields: number;
  /** Whether the sides differ in nothing but what is under test. */
  comparable: boolean;
}

/**
 * Compares candidate against baseline under the rules: cases matched, tested, and judged. A field that is itself under
 * test keeps no cases apart.
 */
export function reviewOf(
  baseline: readonly ReviewPoint[],
  candidate: readonly ReviewPoint[],
  asked: Partial<ReviewRules> = {},
  underTest: string | null = null,
): ReviewResult {
  return reviewsOf(baseline, [candidate], asked, underTest)[0]!;
}

/** The same for several candidates, each against the baseline by itself; their p-values are adjusted together. */
export function reviewsOf(
  baseline: readonly ReviewPoint[],
  candidates: readonly (readonly ReviewPoint[])[],
  asked: Partial<ReviewRules> = {},
  underTest: string | null = null,
): ReviewResult[] {
  const rules = { ...defaultRules, ...asked };
  const matchings = candidates.map((candidate) => matchCases(baseline, candidate, underTest));
  const compared = compareMatches(
    matchings.map(({ matches }) => matches),
    rules,
  );
  const family = compared.flat().filter(({ test }) => test !== null).length;
  return candidates.map((candidate, i) => {
    const [matching, comparisons] = [matchings[i]!, compared[i]!];
    const checks = checksOf(comparisons, candidate, rules);
    const setup = setupOf(matching.matches, underTest);
    return {
      ...{ rules, comparisons, checks, family },
      aggregates: aggregates(comparisons),
      outcome: outcomeOf(checks),
      counts: countVerdicts(comparisons),
      unmatched: { baseline: matching.baseline, candidate: matching.candidate },
      ...setup,
      fields: setup.differences.length + setup.agreements.length,
      comparable: setup.differences.every((each) => each.underTest),
    };
  });
}

function outcomeOf(checks: readonly Check[]): Outcome {
  if (checks.some(({ outcome }) => outcome === "fail")) return "fail";
  return checks.some(({ outcome }) => outcome === "pass") ? "pass" : "undecided";
}

function countVerdicts(comparisons: readonly Comparison[]): Record<Verdict, number> {
  const counts: Record<Verdict, number> = {
    "clears bar": 0,
    faster: 0,
    slower: 0,
    level: 0,
    inconclusive: 0,
    "not testable": 0,
  };
  for (const { verdict } of comparisons) counts[verdict]++;
  return counts;
}
