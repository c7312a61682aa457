import { sha256Hex } from "../points/id";
import { findMetric, type Metric } from "../points/metrics";
import type { Statistic } from "../points/point";
import { caseKey, type Case } from "../points/case";
import { holm } from "../stats/adjusted-p";
import { effectSize } from "../stats/effect-size";
import { fiellerInterval } from "../stats/fieller-interval";
import { pEquals } from "../series/number-text";
import { againstHistory } from "../stats/prediction-interval";
import { ratioInterval } from "../stats/ratio-interval";
import { detectableChange, runsNeeded } from "../stats/runs-needed";
import { welch } from "../stats/welch";
import { whyNoRatioInterval } from "../stats/why-undefined";
import type { Match } from "./match";
import type { ReviewRules } from "./rules";
import { sideOf, type Side } from "./side";

export type Verdict = "clears bar" | "faster" | "slower" | "level" | "inconclusive" | "not testable";

/** Candidate over baseline, inverted where lower is better: above 1 is always an improvement. */
export interface Ratio {
  value: number;
  low: number | null;
  high: number | null;
  method: "log-ratio" | "fieller" | "unbounded" | "none";
  /** Whether it is baseline over candidate, since lower is better. */
  inverted: boolean;
}

export interface Test {
  name: "welch";
  t: number;
  df: number;
  p: number;
  /** After Holm, over the tested comparisons of the review. */
  pAdjusted: number;
  family: number;
  /** The runs hardly differ by more than what rounding leaves of such numbers. */
  essentiallyConstant: boolean;
}

export interface Comparison {
  /** Names the comparison within its review, also after a file was replaced: notes hang on it. */
  key: string;
  metric: Metric;
  unit: string;
  statistic: Statistic;
  shared: Case;
  differs: string[];
  baseline: Side;
  candidate: Side;
  ratio: Ratio | null;
  /** Why there is no ratio, or no interval of it that says anything; null where there is. */
  ratioReason: string | null;
  test: Test | null;
  cohensD: number | null;
  hedgesG: number | null;
  /** Whether the candidate's is the better number; null where the metric has no better side, or both are equal. */
  improvement: boolean | null;
  verdict: Verdict;
  /** Why, in words, for a person. */
  reason: string;
}

type Draft = Omit<Comparison, "verdict" | "reason" | "test"> & {
  test: Omit<Test, "pAdjusted" | "family"> | null;
};

/**
 * Holds the matched cases of each candidate against each other: ratios, tests, and what they allow to be said. All tests of
 * all candidates are one family: who has several may not choose the luckiest.
 */
export function compareMatches(
  candidates: readonly (readonly Match[])[],
  rules: ReviewRules,
): Comparison[][] {
  const drafts = candidates.map((matches) => matches.flatMap((match) => draftOf(match, rules) ?? []));
  const tested = drafts.flat().filter(({ test }) => test !== null);
  const adjusted = holm(tested.map(({ test }) => test!.p));
  const pOf = new Map(tested.map((draft, i) => [draft, adjusted[i]!]));
  const judge = (draft: Draft): Comparison => {
    const p = pOf.get(draft);
    const test =
      draft.test && p !== undefined ? { ...draft.test, pAdjusted: p, family: tested.length } : null;
    const whole = { ...draft, test };
    return { ...whole, ...verdictOf(whole, rules) };
  };
  return drafts.map((each) => each.map(judge));
}

function draftOf(match: Match, rules: ReviewRules): Draft | null {
  const { metric: id, unit, statistic, shared, differs } = match;
  const metric = findMetric(id, unit);
  const [baseline, candidate] = [sideOf(match.baseline, statistic), sideOf(match.candidate, statistic)];
  if (baseline === null || candidate === null) return null;
  const isTested = mayBeTested(baseline, candidate, rules) === null;
  const found = isTested ? welch(candidate, baseline, rules.level) : null;
  const effect = isTested ? effectSize(candidate, baseline) : null;
  const sign = metric.better === "lower" ? -1 : 1;
  const ratio = ratioOf(metric, baseline, candidate, rules.level);
  return {
    key: sha256Hex(`${id} ${statistic} ${caseKey(shared)}`).slice(0, 16),
    ...{ metric, unit, statistic, shared, differs, baseline, candidate, ratio },
    ratioReason: whyNoRatio(ratio, baseline, candidate, rules.level),
    test: found && {
      ...{ name: "welch", t: sign * found.t, df: found.df, p: found.p },
      essentiallyConstant: found.essentiallyConstant,
    },
    cohensD: effect && sign * effect.cohensD,
    hedgesG: effect && sign * effect.hedgesG,
    improvement: improves(metric, baseline, candidate),
  };
}

/** Why a comparison takes part in no test; null where it does. Claims never do, whatever stands beside them. */
function mayBeTested(baseline: Side, candidate: Side, { minRuns }: ReviewRules): string | null {
  if (baseline.evidence === "claim" || candidate.evidence === "claim")
    return "a claim has no measurement behind it and takes part in no verdict";
  if (baseline.n === null || candidate.n === null) {
    const side = baseline.n === null ? "baseline" : "candidate";
    return `how many runs are behind the ${side} is not stated`;
  }
  if (baseline.n < minRuns || candidate.n < minRuns) {
    // One run has no spread: nothing that it could be would make a test significant.
    const never = Math.min(baseline.n, candidate.n) < 2 ? ", which cannot be significant at this n" : "";
    return `${runsText(baseline.n, candidate.n)}${never}; ${minRuns} are needed for a verdict`;
  }
  if (baseline.sd === null || candidate.sd === null)
    return `the spread between the runs of the ${baseline.sd === null ? "baseline" : "candidate"} is not known`;
  return null;
}

function runsText(baseline: number, candidate: number): string {
  if (baseline === candidate) return `${baseline} ${baseline === 1 ? "run" : "runs"} a side`;
  return `${baseline} of the baseline and ${candidate} of the candidate`;
}

function ratioOf(metric: Metric, baseline: Side, candidate: Side, level: number): Ratio | null {
  const inverted = metric.better === "lower";
  const [top, bottom] = inverted ? [baseline, candidate] : [candidate, baseline];
  if (top.mean === null || bottom.mean === null || bottom.mean === 0) return null;
  const value = top.mean / bottom.mean;
  if (!Number.isFinite(value)) return null;
  const none = { value, low: null, high: null, method: "none", inverted } as const;
  if ([baseline, candidate].some(({ evidence }) => evidence === "claim")) return none;
  // Fieller's g at 0.05 or more: a mean is too uncertain for the log method (statistics-and-audit.md A3.8). Asked of both
  // means, so that the interval is the inverse of the one with the sides exchanged.
  const [fieller, inverse] = [fiellerInterval(top, bottom, level), fiellerInterval(bottom, top, level)];
  if (fieller !== null && Math.max(fieller.g, inverse?.g ?? 0) >= 0.05) {
    return fieller.bounded
      ? { value, low: fieller.low, high: fieller.high, method: "fieller", inverted }
      : { ...none, method: "unbounded" };
  }
  const log = ratioInterval(top, bottom, level);
  return log ? { value, low: log.low, high: log.high, method: "log-ratio", inverted } : none;
}

function whyNoRatio(ratio: Ratio | null, baseline: Side, candidate: Side, level: number): string | null {
  if ([baseline, candidate].some(({ evidence }) => evidence === "claim"))
    return "a claim has no spread, so that its ratio has no interval";
  if (ratio === null && (baseline.mean === null || candidate.mean === null)) return "a side has no value";
  const [top, bottom] = ratio?.inverted ? [baseline, candidate] : [candidate, baseline];
  const why = whyNoRatioInterval(top, bottom, level);
  return why ?? (ratio === null || ratio.low === null ? "the ratio is not within bounds" : null);
}

function improves({ better }: Metric, baseline: Side, candidate: Side): boolean | null {
  if (better === "not stated" || baseline.mean === candidate.mean) return null;
  return (better === "higher") === candidate.mean! > baseline.mean!;
}

type Told = Pick<Comparison, "verdict" | "reason">;

/** The order of design.md section 6: too few runs, no detectable difference, slower, clears the bar, faster. */
function verdictOf(of: Omit<Comparison, "verdict" | "reason">, rules: ReviewRules): Told {
  const { baseline, candidate, test, ratio, improvement, metric } = of;
  const untested = mayBeTested(baseline, candidate, rules);
  if (untested !== null) {
    const isClaim = [baseline, candidate].some(({ evidence }) => evidence === "claim");
    const more = isClaim ? "" : beside(baseline, candidate) + runsToSee(baseline, candidate, rules.alpha);
    return { verdict: isClaim ? "not testable" : "inconclusive", reason: untested + more };
  }
  if (test === null) return constant(baseline, candidate);
  if (test.pAdjusted >= rules.alpha) return { verdict: "level", reason: noDifference(of, rules) };
  if (improvement === null)
    return { verdict: "not testable", reason: "the metric does not say which side is better" };
  const reason = testedText(test, baseline, candidate);
  if (!improvement) return { verdict: "slower", reason };
  const clears = ratio?.low !== null && ratio !== null && ratio.low >= rules.minSpeedup && isSpeed(metric);
  return { verdict: clears ? "clears bar" : "faster", reason };
}

/** Whether a speed-up bar is about this metric: rates and times; memory and accuracy have rules of their own. */
export function isSpeed({ dimension }: Metric): boolean {
  return (
    dimension.endsWith("-rate") ||
    dimension === "time" ||
    dimension === "compute" ||
    dimension === "compute-per-power"
  );
}

/** Neither side varies: no test is possible, and equal numbers are equal. */
function constant(baseline: Side, candidate: Side): Told {
  return baseline.mean === candidate.mean
    ? { verdict: "level", reason: "every run on both sides gave the same number" }
    : {
        verdict: "inconclusive",
        reason: "no run differs from another on either side: there is no variation to test against",
      };
}

/** One new run against several earlier ones can at least be held against what one more run would give. */
function beside(baseline: Side, candidate: Side): string {
  if (baseline.n === null || baseline.n < 2 || candidate.n !== 1 || candidate.mean === null) return "";
  const found = againstHistory(baseline, candidate.mean);
  if (found === null) return "";
  return found.p < 0.05
    ? `; the one new run lies outside of where one more run of the baseline would be expected (${pEquals(found.p)})`
    : "; the one new run lies where one more run of the baseline may lie";
}

function noDifference(
  { test, baseline, candidate }: Omit<Comparison, "verdict" | "reason">,
  { alpha }: ReviewRules,
): string {
  const { pAdjusted, family } = test!;
  const runs = Math.min(baseline.n!, candidate.n!);
  const p = `${pEquals(pAdjusted)} after Holm over ${family}`;
  const seen = detectableChange(spreadOf(baseline, candidate), runs, 1 - alpha / family);
  if (seen === null || !Number.isFinite(seen) || seen === 0) return p;
  const more = seen > sought ? runsToSee(baseline, candidate, alpha / family) : "";
  return `${p}; ${runs} runs a side show a change of about ${percent(seen)} four times in five${more}`;
}

/** The change that a reader is told the needed runs of. */
const sought = 0.03;

/** `; need about 6 runs a side to see 3 %`; empty where the spread of a side is not known, or 0. */
function runsToSee(baseline: Side, candidate: Side, alpha: number): string {
  const spread = spreadOf(baseline, candidate);
  if (!(spread > 0) || !Number.isFinite(spread)) return "";
  const wanted = runsNeeded(spread, sought, 1 - alpha);
  const count = wanted === null ? "more than 10\u2009000" : `about ${wanted}`;
  return `; need ${count} runs a side to see ${percent(sought)}`;
}

/** The larger coefficient of variation of both sides; NaN where one is not known. */
function spreadOf(baseline: Side, candidate: Side): number {
  const spreads = [baseline, candidate].map(({ sd, mean }) =>
    sd === null || mean === null ? NaN : Math.abs(sd / mean),
  );
  return Math.max(...spreads);
}

function testedText(test: Test, baseline: Side, candidate: Side): string {
  const isStated = [baseline, candidate].some(({ varies }) => varies === "not-stated");
  const notes = [
    isStated && "what varies behind n and sd is not stated, they are read as runs",
    test.essentiallyConstant && "the runs hardly differ by more than rounding does",
  ].filter((note) => typeof note === "string");
  const found = `${pEquals(test.pAdjusted)} after Holm over ${test.family}, ${runsText(baseline.n!, candidate.n!)}`;
  return [found, ...notes].join("; ");
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}
