import type { Evidence } from "../points/evidence";
import { findMetric, type Metric } from "../points/metrics";
import { forestAxis, type ForestAxis, type ForestRow } from "../series/forest-series";
import {
  claimText,
  countText,
  measuredText,
  pText,
  singleText,
  tickText,
  withUnit,
} from "../series/number-text";
import { tInterval } from "../stats/t-interval";
import { welch } from "../stats/welch";
import { byMetric, metricText, namesOf, titleOf } from "./case-names";
import { changedFlags } from "./changed-parts";
import type { Check, Outcome } from "./checks";
import { isSpeed, type Comparison } from "./comparison";
import { evidenceTexts } from "./evidence-texts";
import {
  countsText,
  headline,
  isShared,
  markdownForms,
  type MarkdownForm,
  type MarkdownFrame,
} from "./markdown";
import { pointPlace, unmatchedTitle } from "./notes";
import { ratioOnly, ratioTexts } from "./ratio-texts";
import type { ReviewResult } from "./review";
import type { ReviewRules } from "./rules";
import type { SetupAgreement, SetupDifference } from "./setup-differences";
import type { ReviewPoint, Side } from "./side";
import { verdictWord, type VerdictWord } from "./verdict-words";

/** All that a review's page shows, as finished texts and numbers: plain JSON, made by a server or a worker. */
export interface ReviewModel {
  headline: string;
  counts: string;
  /** What the headline leaves out, a sentence each. */
  says: string[];
  /** One verdict a comparison, the best first. */
  strip: { tone: VerdictWord["tone"] | "claim"; count: number; says: string }[];
  groups: ReviewGroup[];
  axis: ForestAxis;
  /** `95 %`. */
  level: string;
  /** How the numbers of the table come about. */
  method: string;
  outcome: Outcome;
  checks: Check[];
  rules: ReviewRules;
  aggregates: { key: string; label: string; cases: string; text: string; interval: string }[];
  comparable: boolean;
  /** Fields in which the sides differ that are not under test, as words. */
  warning: string | null;
  setup: {
    says: string;
    fields: number;
    differences: SetupDifference[];
    agreements: SetupAgreement[];
  };
  unmatched: { baseline: UnmatchedCase[]; candidate: UnmatchedCase[] };
  /** What stands behind the comparisons, by dataset. */
  evidence: Record<string, string>;
  markdown: Record<MarkdownForm, string>;
}

export interface ReviewGroup {
  key: string;
  label: string;
  unit: string;
  /** `lower is better, ratio inverted`. */
  direction: string;
  rows: ReviewRow[];
}

export interface ReviewRow {
  key: string;
  name: string;
  /** The metric and the case: what the row is called away from its group. */
  title: string;
  verdict: VerdictWord;
  reason: string;
  /** Null where there is no ratio. */
  forest: ForestRow | null;
  /** `why` says why it, or its interval, is not there. */
  ratio: { text: string; interval: string; why: string | null };
  p: string;
  cohensD: string;
  hedgesG: string;
  /** `0.5 ms less at the mean, 95 % CI 0.1 to 0.9 ms.`; null without a test. */
  difference: string | null;
  /** `Every run of the candidate is above every one of the baseline.`; null where they overlap, or are not all known. */
  apart: string | null;
  /** Setup fields in which the two sides of this very case differ. */
  differs: string[];
  unit: string;
  better: Metric["better"];
  baseline: ReviewSide;
  candidate: ReviewSide;
}

export interface ReviewSide {
  text: string;
  spread: string;
  runs: string;
  mean: number | null;
  interval: { low: number; high: number } | null;
  /** At most `valueLimit`; `of` are there. */
  values: number[];
  of: number;
  evidence: Evidence;
  points: { id: string; text: string; href: string | null }[];
  /** Points beyond those listed. */
  more: number;
}

export interface UnmatchedCase {
  name: string;
  value: string;
  why: string;
  href: string | null;
}

/** Where a reader finds a point; null where it is nowhere stored. */
export type PointHref = (point: ReviewPoint) => string | null;

const valueLimit = 400;
const pointLimit = 12;

/** The page of a review: everything that is computed is computed here, once. */
export function reviewModel(result: ReviewResult, frame: MarkdownFrame, hrefOf: PointHref): ReviewModel {
  const { comparisons, rules } = result;
  const names = namesOf(comparisons);
  const rows = new Map(comparisons.map((each) => [each, rowOf(each, names.get(each)!, rules, hrefOf)]));
  return {
    headline: headline(result),
    counts: countsText(result),
    says: sentences(result, names),
    strip: stripOf(result),
    groups: groupsOf(comparisons, rows),
    axis: forestAxis(
      Array.from(rows.values()).flatMap(({ forest }) => forest ?? []),
      rules.minSpeedup,
    ),
    level: levelText(rules.level),
    method: methodText(result),
    outcome: result.outcome,
    checks: result.checks,
    rules,
    aggregates: aggregatesOf(result),
    comparable: result.comparable,
    warning: warningOf(result),
    setup: {
      says: setupText(result),
      fields: result.fields,
      differences: result.differences,
      agreements: result.agreements,
    },
    unmatched: {
      baseline: unmatchedOf(result.unmatched.baseline, hrefOf),
      candidate: unmatchedOf(result.unmatched.candidate, hrefOf),
    },
    evidence: evidenceTexts(comparisons, rules.minRuns),
    markdown: markdownForms(result, frame),
  };
}

function groupsOf(comparisons: readonly Comparison[], rows: Map<Comparison, ReviewRow>): ReviewGroup[] {
  return Array.from(byMetric(comparisons), ([key, group]) => {
    const { metric, unit } = group[0]!;
    return {
      key,
      label: metricText(group[0]!),
      unit,
      direction: directionText(metric.better),
      rows: group.map((each) => rows.get(each)!),
    };
  });
}

function directionText(better: Comparison["metric"]["better"]): string {
  if (better === "lower") return "lower is better, ratio inverted";
  return better === "higher" ? "higher is better" : "which side is better is not stated";
}

function rowOf(of: Comparison, name: string, rules: ReviewRules, hrefOf: PointHref): ReviewRow {
  const { test, ratio, cohensD, hedgesG } = of;
  return {
    key: of.key,
    name,
    title: titleOf(of, name),
    verdict: verdictWord(of, rules),
    reason: of.reason,
    forest: ratio && forestRow(of),
    ratio: ratioOf(of),
    p: test === null ? "not tested" : pText(test.pAdjusted),
    cohensD: effectText(cohensD),
    hedgesG: effectText(hedgesG),
    difference: differenceText(of, rules),
    apart: apartText(of),
    differs: of.differs.map((field) => field.replace(/^extra\./, "").replaceAll("_", " ")),
    unit: of.unit,
    better: of.metric.better,
    baseline: sideOf(of.baseline, rules, hrefOf),
    candidate: sideOf(of.candidate, rules, hrefOf),
  };
}

const strength: readonly Evidence[] = ["claim", "single", "summary", "samples"];

function forestRow({ ratio, baseline, candidate, verdict, test }: Comparison): ForestRow {
  const rank = Math.min(strength.indexOf(baseline.evidence), strength.indexOf(candidate.evidence));
  const isBetter = verdict === "clears bar" || verdict === "faster";
  return {
    value: ratio!.value,
    low: ratio!.low,
    high: ratio!.high,
    evidence: strength[rank]!,
    tone: isBetter ? "better" : verdict === "slower" ? "worse" : "neutral",
    tested: test !== null,
  };
}

function ratioOf(of: Comparison): ReviewRow["ratio"] {
  const { text, ends, note } = ratioTexts(of);
  return { text, interval: ends === null ? note : ends.join(" – "), why: of.ratioReason };
}

function effectText(effect: number | null): string {
  if (effect === null) return "–";
  return effect
    .toFixed(1)
    .replace(/^-(?=.*[1-9])/, "−")
    .replace("-", "");
}

function differenceText(
  { test, baseline, candidate, unit, metric }: Comparison,
  rules: ReviewRules,
): string | null {
  const found = test && welch(candidate, baseline, rules.level);
  if (!found) return null;
  const isMore = found.difference >= 0;
  const [low, high] = isMore ? [found.low, found.high] : [-found.high, -found.low];
  const size = Math.abs(found.difference);
  const decimals = (value: number) => measuredText(value, { low, high }).text;
  const word = metric.dimension === "time" ? (isMore ? "later" : "earlier") : isMore ? "more" : "less";
  const ends = `${decimals(low)} to ${withUnit(decimals(high), unit)}`;
  return `${withUnit(decimals(size), unit)} ${word} at the mean of the runs, ${levelText(rules.level)} CI ${ends}.`;
}

function apartText({ baseline, candidate }: Comparison): string | null {
  const [ours, theirs] = [baseline.values ?? [], candidate.values ?? []];
  if (ours.length < 2 || theirs.length < 2) return null;
  const [low, high] = [Math.min(...ours), Math.max(...ours)];
  const runs = "Every run of the candidate is";
  if (theirs.every((value) => value > high)) return `${runs} above every one of the baseline.`;
  if (theirs.every((value) => value < low)) return `${runs} below every one of the baseline.`;
  if (theirs.every((value) => value > baseline.mean!)) return `${runs} above the baseline’s mean.`;
  return theirs.every((value) => value < baseline.mean!) ? `${runs} below the baseline’s mean.` : null;
}

function sideOf(side: Side, rules: ReviewRules, hrefOf: PointHref): ReviewSide {
  const { n, mean, sd, values, evidence, points } = side;
  const interval = evidence === "claim" ? null : tInterval({ n, mean, sd }, rules.level);
  const shown = values ?? [];
  return {
    ...valueText(side, interval),
    runs: runsText(side),
    mean,
    interval,
    values: shown.slice(0, valueLimit),
    of: shown.length,
    evidence,
    points: points
      .slice(0, pointLimit)
      .map((point) => ({ id: point.id, text: pointPlace(point), href: hrefOf(point) })),
    more: Math.max(0, points.length - pointLimit),
  };
}

function valueText({ mean, evidence, points }: Side, interval: { low: number; high: number } | null) {
  if (mean === null) return { text: "–", spread: "" };
  if (interval !== null) return measuredText(mean, interval);
  const raw = points.length === 1 ? points[0]!.provenance.raw : "";
  return { text: evidence === "claim" ? claimText(mean, raw) : singleText(mean, raw), spread: "" };
}

function runsText({ n, evidence }: Side): string {
  if (evidence === "claim") return "claim";
  if (n === null) return "number of runs not stated";
  return n === 1 ? "1 run" : `${countText(n)} runs`;
}

const stripOrder = [
  ["clears bar", "clears"],
  ["faster", "better"],
  ["level", "level"],
  ["inconclusive", "open"],
  ["not testable", "claim"],
  ["slower", "worse"],
] as const;

function stripOf({ counts, rules, comparisons }: ReviewResult): ReviewModel["strip"] {
  const isSpeedOnly = comparisons.every(({ metric }) => isSpeed(metric));
  const words: Record<(typeof stripOrder)[number][1], string> = {
    clears: `clear ${tickText(rules.minSpeedup)}×`,
    better: isSpeedOnly ? "faster" : "better",
    level: "level",
    open: "inconclusive",
    claim: "not tested",
    worse: isSpeedOnly ? "slower" : "worse",
  };
  return stripOrder
    .map(([verdict, tone]) => ({ tone, count: counts[verdict], says: words[tone] }))
    .filter(({ count }) => count > 0);
}

/** The bar, the worst slowdown, and what could not be decided. */
function sentences({ comparisons, rules, checks }: ReviewResult, names: Map<Comparison, string>): string[] {
  const bar = checks.find(({ rule }) => rule === "speed-up");
  const found: string[] = [];
  if (bar)
    found.push(`${bar.found.replace(" it", "")} the ${tickText(rules.minSpeedup)}× bar of this review.`);
  const slower = comparisons.filter(({ verdict, ratio }) => verdict === "slower" && ratio !== null);
  const worst = slower.sort((a, b) => a.ratio!.value - b.ratio!.value)[0];
  if (worst) found.push(changeText(worst, names.get(worst)!, rules.level));
  const open = comparisons.filter(({ verdict }) => verdict === "inconclusive");
  if (open.length === 1) found.push(`${titleOf(open[0]!, names.get(open[0]!)!)}: ${open[0]!.reason}.`);
  if (open.length > 1)
    found.push(`${countText(open.length)} are inconclusive: why stands with each of them.`);
  const claims = comparisons.filter(({ verdict }) => verdict === "not testable").length;
  if (claims > 0)
    found.push(
      claims === 1
        ? "One comparison takes part in no verdict."
        : `${countText(claims)} comparisons take part in no verdict.`,
    );
  return found;
}

function changeText(of: Comparison, name: string, level: number): string {
  const { baseline, candidate, unit } = of;
  const rises = candidate.mean! > baseline.mean! ? "rises" : "falls";
  const [from, to] = [baseline, candidate].map((side) => valueText(side, tInterval(side, level)).text);
  return `${metricText(of)} of ${name} ${rises} from ${from} to ${withUnit(to!, unit)}.`;
}

function methodText({ comparisons, family, rules }: ReviewResult): string {
  const methods = new Set(comparisons.map(({ ratio }) => ratio?.method));
  const interval = methods.has("fieller")
    ? "delta method on the log ratio, Fieller’s where the denominator is uncertain"
    : "delta method on the log ratio";
  const tested =
    family === 0
      ? "Nothing was tested."
      : `Two-sided Welch t test, Holm-adjusted over ${family === 1 ? "the 1 tested case" : `the ${countText(family)} tested cases`}${isShared(comparisons, family) ? " of all candidates" : ""}, α ${rules.alpha}.`;
  return `Ratio: candidate over baseline, inverted where lower is better, so right is always an improvement. Log axis. Interval: ${interval}. ${tested} A verdict needs ${rules.minRuns} runs a side.`;
}

function aggregatesOf({ aggregates, rules }: ReviewResult): ReviewModel["aggregates"] {
  return aggregates.map(({ metric, statistic, cases, value, low, high }) => {
    const found = findMetric(metric, "");
    const interval = low === null || high === null ? null : { low, high };
    return {
      key: `${metric} ${statistic}`,
      label: statistic === found.statistic ? found.label : `${found.label}, ${statistic}`,
      cases: `${countText(cases)} cases`,
      text: `${ratioOnly(value, interval)}×`,
      interval:
        interval === null
          ? "no interval: a ratio has none"
          : `${ratioOnly(interval.low, interval)} – ${ratioOnly(interval.high, interval)}, ${levelText(rules.level)} CI`,
    };
  });
}

function warningOf({ comparable, differences }: ReviewResult): string | null {
  if (comparable) return null;
  return listText(differences.filter(({ underTest }) => !underTest).map(({ label }) => label.toLowerCase()));
}

function setupText({ comparisons, comparable, differences, fields }: ReviewResult): string {
  if (comparisons.length === 0) return "Nothing was compared.";
  if (differences.length === 0)
    return fields === 0
      ? "Neither side says anything of its setup."
      : `${fields === 1 ? "The 1 stated field agrees" : `All ${countText(fields)} stated fields agree`} on both sides.`;
  const shown = differences.filter(({ underTest }) => underTest === comparable).flatMap(differenceNames);
  const names = listText(shown);
  if (!comparable) return `Not only what is under test: the sides differ in ${names}.`;
  const rest = Math.max(0, fields - differences.length);
  return `Only ${names} ${shown.length === 1 ? "differs" : "differ"}; ${rest === 1 ? "1 other field agrees" : `${countText(rest)} other fields agree`}.`;
}

/** A field's name in a sentence; of two commands, the flags that differ. */
function differenceNames({ field, label, baseline, candidate }: SetupDifference): string[] {
  const [one, ...more] = baseline;
  const [other, ...others] = candidate;
  const isPair = field === "command" && one !== undefined && other !== undefined;
  const flags = isPair && more.length + others.length === 0 ? changedFlags(one, other) : [];
  return flags.length > 0 && flags.length <= 3 ? flags : [label.toLowerCase()];
}

function listText(texts: readonly string[]): string {
  if (texts.length < 2) return texts.join("");
  return `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)!}`;
}

function unmatchedOf(unmatched: ReviewResult["unmatched"]["baseline"], hrefOf: PointHref): UnmatchedCase[] {
  return unmatched.map(({ point, why }) => {
    return {
      name: unmatchedTitle(point),
      value:
        point.value === null
          ? (point.missing ?? "–")
          : withUnit(singleText(point.value, point.provenance.raw), point.unit),
      why,
      href: hrefOf(point),
    };
  });
}

function levelText(level: number): string {
  return `${Math.round(level * 1000) / 10} %`;
}
