import { sha256Hex } from "../points/id";
import { findMetric, type Metric } from "../points/metrics";
import type { Statistic } from "../points/point";
import { caseKey, type Case } from "../points/case";
import { holm } from "../stats/adjusted-p";
import { effectSize } from "../stats/effect-size";
import { fiellerInterval } from "../stats/fieller-interval";
import { againstHistory } from "../stats/prediction-interval";
import { ratioInterval } from "../stats/ratio-interval";
import { detectableChange, runsNeeded } from "../stats/runs-needed";
import { welch } from "../stats/welch";
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

/** Holds the matched cases against each other: ratios, tests, and what they allow to be said. */
export function compareMatches(matches: readonly Match[], rules: ReviewRules): Comparison[] {
  const drafts = matches.flatMap((match) => draftOf(match, rules) ?? []);
  const tested = drafts.filter(({ test }) => test !== null);
  const adjusted = holm(tested.map(({ test }) => test!.p));
  const pOf = new Map(tested.map((draft, i) => [draft, adjusted[i]!]));
  return drafts.map((draft) => {
    const p = pOf.get(draft);
    const test =
      draft.test && p !== undefined ? { ...draft.test, pAdjusted: p, family: tested.length } : null;
    const whole = { ...draft, test };
    return { ...whole, ...verdictOf(whole, rules) };
  });
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
  return {
    key: sha256Hex(`${id} ${statistic} ${caseKey(shared)}`).slice(0, 16),
    ...{ metric, unit, statistic, shared, differs, baseline, candidate },
    ratio: ratioOf(metric, baseline, candidate, rules.level),
    test: found && { name: "welch", t: sign * found.t, df: found.df, p: found.p },
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
  if (baseline.n < minRuns || candidate.n < minRuns)
    return `${runsText(baseline.n, candidate.n)}; ${minRuns} are needed for a verdict`;
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
  // Fieller's g at 0.05 or more: the denominator is too uncertain for the log method (statistics-and-audit.md A3.8).
  const fieller = fiellerInterval(top, bottom, level);
  if (fieller !== null && fieller.g >= 0.05) {
    return fieller.bounded
      ? { value, low: fieller.low, high: fieller.high, method: "fieller", inverted }
      : { ...none, method: "unbounded" };
  }
  const log = ratioInterval(top, bottom, level);
  return log ? { value, low: log.low, high: log.high, method: "log-ratio", inverted } : none;
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
    const isClaim = untested.startsWith("a claim");
    return {
      verdict: isClaim ? "not testable" : "inconclusive",
      reason: untested + beside(baseline, candidate),
    };
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
  rules: ReviewRules,
): string {
  const runs = Math.min(baseline.n!, candidate.n!);
  const cv = Math.max(...[baseline, candidate].map(({ sd, mean }) => Math.abs(sd! / mean!)));
  const seen = detectableChange(cv, runs, 1 - rules.alpha);
  const p = `${pEquals(test!.pAdjusted)} after Holm over ${test!.family}`;
  if (seen === null || !Number.isFinite(seen) || seen === 0) return p;
  const size = percent(seen);
  const wanted = seen > 0.03 ? runsNeeded(cv, 0.03, 1 - rules.alpha) : null;
  const more = wanted === null ? "" : `; about ${wanted} runs a side would show 3 %`;
  return `${p}; with ${runs} runs a side, a change below about ${size} is not seen${more}`;
}

function testedText({ pAdjusted, family }: Test, baseline: Side, candidate: Side): string {
  const isStated = [baseline, candidate].some(({ varies }) => varies === "not-stated");
  const note = isStated ? "; what varies behind n and sd is not stated, they are read as runs" : "";
  return `${pEquals(pAdjusted)} after Holm over ${family}, ${runsText(baseline.n!, candidate.n!)}${note}`;
}

/** `0.013`, `<0.0001`. */
export function pText(p: number): string {
  if (p < 0.0001) return "<0.0001";
  return p >= 0.1 ? p.toFixed(2) : String(Number(p.toPrecision(2)));
}

function pEquals(p: number): string {
  return p < 0.0001 ? "p < 0.0001" : `p = ${pText(p)}`;
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}
