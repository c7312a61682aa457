import { isSpeed, type Comparison } from "./comparison";
import { withUnit } from "../series/number-text";
import type { ReviewRules } from "./rules";
import type { ReviewPoint } from "./side";

export type Outcome = "pass" | "fail" | "undecided";

/** What one rule of a review says of the files; rules without anything to look at are left out. */
export interface Check {
  rule: "speed-up" | "no slowdown" | "memory" | "accuracy" | "perplexity" | "iterations" | "finite";
  outcome: Outcome;
  /** The rule in words, with its limit. */
  asks: string;
  /** What was found, with numbers. */
  found: string;
}

/** Holds the comparisons, and the candidate's own values, against the rules of the review. */
export function checksOf(
  comparisons: readonly Comparison[],
  candidate: readonly ReviewPoint[],
  rules: ReviewRules,
): Check[] {
  return [
    speedup(comparisons, rules),
    noSlowdown(comparisons),
    memory(comparisons, rules),
    accuracy(comparisons, rules),
    perplexity(comparisons, rules),
    iterations(comparisons, rules),
    finite(candidate, rules),
  ].filter((check) => check !== null);
}

/** The bar is what counts as a speed-up: without it nothing has failed, so that it alone never fails a review. */
function speedup(comparisons: readonly Comparison[], { minSpeedup }: ReviewRules): Check | null {
  const tested = comparisons.filter(({ test, metric }) => test !== null && isSpeed(metric));
  if (tested.length === 0) return null;
  const clear = tested.filter(({ verdict }) => verdict === "clears bar").length;
  return {
    rule: "speed-up",
    outcome: clear > 0 ? "pass" : "undecided",
    asks: `a speed-up counts from ${minSpeedup}× on, with the whole interval above`,
    found: `${clear} of ${tested.length} tested ${tested.length === 1 ? "case" : "cases"} ${clear === 1 ? "clears" : "clear"} it`,
  };
}

function noSlowdown(comparisons: readonly Comparison[]): Check | null {
  const tested = comparisons.filter(({ test, metric }) => test !== null && isSpeed(metric));
  if (tested.length === 0) return null;
  const slower = tested.filter(({ verdict }) => verdict === "slower");
  return {
    rule: "no slowdown",
    outcome: slower.length > 0 ? "fail" : "pass",
    asks: "no case is slower than the baseline",
    found:
      slower.length === 0
        ? "none of the tested cases is"
        : slower.map((each) => `${nameOf(each)} ${timesText(each)}`).join(", "),
  };
}

function memory(comparisons: readonly Comparison[], { maxMemoryIncrease }: ReviewRules): Check | null {
  const found = comparisons
    .filter((each) => each.metric.id === "peak_memory" && isMeasured(each))
    .map((each) => ({ each, ...growth(each) }));
  const limit = 1 + maxMemoryIncrease;
  return worst(
    "memory",
    `memory grows by at most ${percentText(maxMemoryIncrease)}`,
    found,
    ({ value, low, high }) => {
      if (low !== null && high !== null) return low > limit ? "fail" : high <= limit ? "pass" : "undecided";
      return value <= limit ? "pass" : "undecided";
    },
  );
}

/** Candidate over baseline, whichever way round the comparison's own ratio is. */
function growth({ ratio }: Comparison): { value: number; low: number | null; high: number | null } {
  if (ratio === null) return { value: NaN, low: null, high: null };
  const { value, low, high, inverted } = ratio;
  return inverted
    ? { value: 1 / value, low: high === null ? null : 1 / high, high: low === null ? null : 1 / low }
    : { value, low, high };
}

type Grown = { each: Comparison; value: number; low: number | null; high: number | null };

function worst(
  rule: Check["rule"],
  asks: string,
  found: readonly Grown[],
  judge: (grown: Grown) => Outcome,
): Check | null {
  const known = found.filter(({ value }) => Number.isFinite(value));
  if (known.length === 0) return null;
  const outcomes = known.map(judge);
  const outcome = outcomes.includes("fail") ? "fail" : outcomes.includes("undecided") ? "undecided" : "pass";
  const most = known.reduce((a, b) => (b.value > a.value ? b : a));
  const range =
    most.low !== null && most.high !== null && most.low < most.high
      ? ` (${changeText(most.low)} to ${changeText(most.high)})`
      : "";
  return { rule, outcome, asks, found: `at most ${changeText(most.value)}${range}, ${nameOf(most.each)}` };
}

/** A deterministic figure: one value a side is enough to see a difference. */
function accuracy(comparisons: readonly Comparison[], { maxAccuracyDifference }: ReviewRules): Check | null {
  const found = comparisons.filter(({ metric }) => metric.id === "accuracy").flatMap(differenceOf);
  if (found.length === 0) return null;
  const size = ({ each, difference }: (typeof found)[number]) => Math.abs(difference) / wholeOf(each);
  const most = found.reduce((a, b) => (size(b) > size(a) ? b : a));
  const isPercent = found.some(({ each }) => wholeOf(each) !== 1);
  const inPercent = isPercent ? ` (${percentText(maxAccuracyDifference)})` : "";
  const isWithin = size(most) <= maxAccuracyDifference * (1 + 1e-9);
  return {
    rule: "accuracy",
    outcome: isWithin ? "pass" : "fail",
    asks: `accuracy differs by at most ${maxAccuracyDifference}${inPercent}`,
    found: `by at most ${withUnit(signed(most.difference), most.each.unit)}, ${nameOf(most.each)}`,
  };
}

/** What 1 is in the unit of an accuracy: percents keep theirs. */
function wholeOf({ unit }: Comparison): number {
  return unit === "%" ? 100 : 1;
}

/** Worse by test where one is possible, else by value; each case counts, not only the one that differs most. */
function perplexity(
  comparisons: readonly Comparison[],
  { maxPerplexityIncrease }: ReviewRules,
): Check | null {
  const found = comparisons.filter(({ metric }) => metric.id === "perplexity").flatMap(differenceOf);
  if (found.length === 0) return null;
  const isWorse = ({ each, difference }: (typeof found)[number]) => {
    const isBeyond = difference > maxPerplexityIncrease * Math.abs(each.baseline.mean!);
    return isBeyond && (each.test === null || each.verdict === "slower");
  };
  const worse = found.filter(isWorse);
  const most = (worse.length > 0 ? worse : found).reduce((a, b) => (b.difference > a.difference ? b : a));
  return {
    rule: "perplexity",
    outcome: worse.length > 0 ? "fail" : "pass",
    asks:
      maxPerplexityIncrease === 0
        ? "perplexity is not worse"
        : `perplexity grows by at most ${percentText(maxPerplexityIncrease)}`,
    found: `${signed(most.difference)}${worse.length > 0 ? "" : " at most"}, ${nameOf(most.each)}`,
  };
}

/** A claim takes part in no rule. */
function isMeasured({ baseline, candidate }: Comparison): boolean {
  return baseline.evidence !== "claim" && candidate.evidence !== "claim";
}

function differenceOf(each: Comparison): { each: Comparison; difference: number }[] {
  const { baseline, candidate } = each;
  if (!isMeasured(each)) return [];
  if (baseline.mean === null || candidate.mean === null) return [];
  return [{ each, difference: candidate.mean - baseline.mean }];
}

const iterationNames =
  /\b(?:iterations?|steps?|epochs?)\b.*\b(?:converge|convergence|target)|\bconvergence\b.*\b(?:iterations?|steps?|epochs?)\b/i;

function iterations(comparisons: readonly Comparison[], { maxIterations }: ReviewRules): Check | null {
  const found = comparisons
    .filter((each) => iterationNames.test(each.metric.id.replaceAll("_", " ")) && isMeasured(each))
    .map((each) => ({ each, ...growth(each) }));
  const asks = `convergence takes at most ${percentText(maxIterations)} of the baseline's iterations`;
  return worst("iterations", asks, found, ({ value }) => (value <= maxIterations ? "pass" : "fail"));
}

const trainingNames = /\b(?:train(?:ing)? )?loss\b|\bgrad(?:ient)?s? ?norm\b/i;

function finite(candidate: readonly ReviewPoint[], { maxExplosion }: ReviewRules): Check | null {
  const points = candidate.filter(
    ({ metric, evidence }) => trainingNames.test(metric.replaceAll("_", " ")) && evidence !== "claim",
  );
  if (points.length === 0) return null;
  const lost = points.filter(({ missing }) => missing !== null && /nan|inf/i.test(missing));
  const exploded = points.filter(
    ({ stats }) =>
      stats.max !== null &&
      stats.median !== null &&
      stats.median > 0 &&
      stats.max > maxExplosion * stats.median,
  );
  const bad = [...lost, ...exploded][0];
  return {
    rule: "finite",
    outcome: bad ? "fail" : "pass",
    asks: `training loss and gradient norm are finite and stay below ${maxExplosion} times their median`,
    found: bad
      ? `${bad.metric.replace(/^custom:/, "")} is ${bad.missing ?? `${bad.stats.max} at most against a median of ${bad.stats.median}`}, ${bad.file}`
      : `${points.length} ${points.length === 1 ? "series is" : "series are"}`,
  };
}

/** `Output tokens per second, Llama-2 7B, batch 4`. */
export function nameOf({
  metric,
  statistic,
  shared,
}: Pick<Comparison, "metric" | "statistic" | "shared">): string {
  const of = statistic === metric.statistic ? metric.label : `${metric.label} ${statistic}`;
  return [of, caseText(shared)].filter((text) => text !== "").join(", ");
}

/** What tells a case from others, in a few words. */
export function caseText(of: Comparison["shared"]): string {
  return caseParts(of).join(", ");
}

/** The same, part by part: the model or the system first, then what was asked of it. */
export function caseParts(of: Comparison["shared"]): string[] {
  const gpus =
    of.accelerators === null ? null : `${of.accelerators} ${of.accelerators === 1 ? "GPU" : "GPUs"}`;
  const parts = [
    of.model ?? of.system,
    gpus,
    of.batch === null ? null : `batch ${of.batch}`,
    of.concurrency === null ? null : `concurrency ${of.concurrency}`,
    of.request_rate === null ? null : `${of.request_rate} req/s`,
    of.input_tokens === null ? null : `${of.input_tokens} in`,
    of.output_tokens === null ? null : `${of.output_tokens} out`,
    of.scenario,
  ];
  return parts.filter((part) => part !== null);
}

function timesText({ ratio }: Comparison): string {
  return ratio === null ? "" : `${Number(ratio.value.toPrecision(3))}×`;
}

function changeText(ratio: number): string {
  return `${signed((ratio - 1) * 100)} %`;
}

function signed(value: number): string {
  const text = String(Number(Math.abs(value).toPrecision(3)));
  return value < 0 ? `−${text}` : `+${text}`;
}

function percentText(share: number): string {
  return `${Number((share * 100).toPrecision(4))} %`;
}
