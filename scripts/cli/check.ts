import { basename } from "node:path";
import { isArchive } from "@/lib/importers/archive";
import { readFile, type Imported } from "@/lib/importers/index";
import type { SourceFile } from "@/lib/importers/source-file";
import { caseText, nameOf } from "@/lib/review/checks";
import type { Comparison } from "@/lib/review/comparison";
import { headline, reviewMarkdown, sideText, type MarkdownForm } from "@/lib/review/markdown";
import { ratioTexts } from "@/lib/review/ratio-texts";
import { reviewOf, type ReviewResult } from "@/lib/review/review";
import { reviewJson } from "@/lib/review/review-json";
import type { ReviewRules } from "@/lib/review/rules";
import type { ReviewPoint } from "@/lib/review/side";
import { fileOnDisk } from "./file-on-disk";
import { pText } from "@/lib/series/number-text";
import type { Output } from "./inspect";

export interface CheckOptions {
  json?: boolean;
  /** `summary`, `table` or `full`. */
  markdown?: MarkdownForm;
  rules: Partial<ReviewRules>;
  /** Nothing decided is a failure too. */
  strict?: boolean;
  /** A review in which no case clears the bar fails. */
  requireSpeedup?: boolean;
  /** Where the review can be opened, for the Markdown's link. */
  url?: string;
}

/**
 * Holds a candidate's file against a baseline's, by the same rules as a review on the page. Gives back the exit code: 0
 * pass (or nothing decided), 1 fail, 2 where a file holds nothing readable or the two have no case in common.
 */
export async function check(
  baseline: string,
  candidate: string,
  options: CheckOptions,
  output: Output,
): Promise<0 | 1 | 2> {
  const read = [pointsOf("baseline", baseline), pointsOf("candidate", candidate)];
  const unusable = read.flatMap((side) => ("says" in side ? [side.says] : []));
  if (unusable.length > 0) return refuse(unusable, options, output);
  const [ours, theirs] = read.map((side) => ("points" in side ? side.points : []));
  const review = reviewOf(ours!, theirs!, options.rules);
  if (review.comparisons.length === 0 && !options.json && !options.markdown)
    return refuse([commonNothing(review)], options, output);
  write(review, { baseline, candidate }, options, output);
  return review.comparisons.length === 0 ? 2 : exitOf(review, options);
}

function exitOf({ outcome, counts }: ReviewResult, { strict, requireSpeedup }: CheckOptions): 0 | 1 {
  if (outcome === "fail" || (strict && outcome === "undecided")) return 1;
  return requireSpeedup && counts["clears bar"] === 0 ? 1 : 0;
}

function pointsOf(side: string, path: string): { points: ReviewPoint[] } | { says: string } {
  const file = opened(path);
  if (typeof file === "string")
    return { says: `The ${side} cannot be read: ${file}. Give the path of a file with benchmark results.` };
  if (isArchive(file))
    return { says: `The ${side}, ${path}, is an archive of files: unpack it and give one of them.` };
  const imported = readFile(file);
  if (imported.points.length === 0)
    return { says: `The ${side}, ${path}, holds no results: ${firstProblem(imported)}.` };
  const own = { dataset: file.sha256, file: basename(path) };
  return { points: imported.points.map((point) => ({ ...point, ...own })) };
}

function opened(path: string): SourceFile | string {
  try {
    return fileOnDisk(path);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function firstProblem({ problems: [first] }: Imported): string {
  return first
    ? `found ${first.found}; expected ${first.expected}`
    : "nothing in it could be read as a benchmark result";
}

function commonNothing({ unmatched }: ReviewResult): string {
  const count = (side: "baseline" | "candidate") => `${unmatched[side].length} points only in the ${side}`;
  return `The files have no case in common: ${count("baseline")}, ${count("candidate")}. A case is a metric with the same model, hardware, batch and so on.`;
}

function refuse(says: readonly string[], { json }: CheckOptions, output: Output): 2 {
  output.write(json ? `${JSON.stringify({ error: says.join(" ") }, null, 2)}\n` : `${says.join("\n")}\n`);
  return 2;
}

function write(
  review: ReviewResult,
  files: { baseline: string; candidate: string },
  { json, markdown, url = "" }: CheckOptions,
  output: Output,
): void {
  if (json) return void output.write(`${JSON.stringify(reviewJson(review), null, 2)}\n`);
  const named = { baseline: basename(files.baseline), candidate: basename(files.candidate) };
  if (markdown) {
    const frame = { title: "Benchmark check", url: url === "" ? null : url, ...named };
    return void output.write(reviewMarkdown(review, frame, markdown));
  }
  output.write(checkText(review, named));
}

/** A review for a terminal. */
export function checkText(
  review: ReviewResult,
  { baseline, candidate }: { baseline: string; candidate: string },
): string {
  const lines = [
    `${headline(review)}  ${review.outcome.toUpperCase()}`,
    `Baseline ${baseline}, candidate ${candidate}. Above 1 is an improvement.`,
    "",
    ...setupLines(review),
    ...comparisonLines(review.comparisons, review.rules.level),
    ...review.checks.map(({ outcome, asks, found }) => `${outcome.padEnd(9)} ${asks}: ${found}`),
    ...unmatchedLines(review),
  ];
  return `${lines.join("\n")}\n`;
}

function setupLines({ differences }: ReviewResult): string[] {
  if (differences.length === 0) return [];
  const texts = (all: string[]) => (all.length === 0 ? "not stated" : all.join(", "));
  const lines = differences.map(
    ({ label, baseline, candidate, underTest }) =>
      `${underTest ? "  " : "! "}${label} differs: ${texts(baseline)} → ${texts(candidate)}`,
  );
  return [...lines, ""];
}

function comparisonLines(comparisons: readonly Comparison[], level: number): string[] {
  return comparisons.flatMap((each) => {
    const { ratio, test, verdict, reason, unit } = each;
    const { text, ends, note } = ratioTexts(each);
    const interval = ends === null ? note : ends.join(", ");
    const times = ratio === null ? "no ratio" : `${text}×${interval === "" ? "" : ` [${interval}]`}`;
    const p = test ? `, p ${pText(test.pAdjusted)}` : "";
    return [
      `${verdict.toUpperCase().padEnd(12)} ${nameOf(each)}`,
      `             ${sideText(each.baseline, level)} → ${sideText(each.candidate, level)} ${unit}, ${times}${p}`,
      `             ${reason}`,
      "",
    ];
  });
}

function unmatchedLines({ unmatched }: ReviewResult): string[] {
  return (["baseline", "candidate"] as const).flatMap((side) => {
    const all = unmatched[side];
    if (all.length === 0) return [];
    const named = all
      .slice(0, 3)
      .map(({ point }) => [point.metric, caseText(point.case)].filter(Boolean).join(", "));
    const rest = all.length > 3 ? `; and ${all.length - 3} more` : "";
    return ["", `Only in the ${side}, not compared: ${named.join("; ")}${rest}`];
  });
}
