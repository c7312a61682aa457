import { aggregates, type Aggregate } from "./aggregate";
import { checksOf, type Check, type Outcome } from "./checks";
import { compareMatches, type Comparison, type Verdict } from "./comparison";
import { matchCases, type Unmatched } from "./match";
import { defaultRules, type ReviewRules } from "./rules";
import { comparedFields, setupDifferences, type SetupDifference } from "./setup-differences";
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
  /** How many comparisons the adjusted p-values count. */
  family: number;
  unmatched: { baseline: Unmatched[]; candidate: Unmatched[] };
  differences: SetupDifference[];
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
  const rules = { ...defaultRules, ...asked };
  const matching = matchCases(baseline, candidate, underTest);
  const comparisons = compareMatches(matching.matches, rules);
  const checks = checksOf(comparisons, candidate, rules);
  const differences = setupDifferences(matching.matches, underTest);
  return {
    rules,
    comparisons,
    aggregates: aggregates(comparisons),
    checks,
    outcome: outcomeOf(checks),
    counts: countVerdicts(comparisons),
    family: comparisons.filter(({ test }) => test !== null).length,
    unmatched: { baseline: matching.baseline, candidate: matching.candidate },
    differences,
    fields: comparedFields(matching.matches),
    comparable: differences.every(({ underTest }) => underTest),
  };
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
