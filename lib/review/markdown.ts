import { escapedMarkdown as escaped, markdownCode as code } from "../points/markdown-text";
import { findMetric } from "../points/metrics";
import { countText, measuredText, pText, singleText, unitText } from "../series/number-text";
import { tInterval } from "../stats/t-interval";
import { byMetric, metricText, namesOf } from "./case-names";
import type { Comparison, Verdict } from "./comparison";
import { markdownTable } from "./markdown-table";
import { ratioOnly, ratioTexts } from "./ratio-texts";
import { unmatchedTitle, type ShownNote } from "./notes";
import type { ReviewResult } from "./review";
import type { SetupDifference } from "./setup-differences";
import type { Side } from "./side";

/** How much of a review is pasted: a sentence, the table, or all that was found. */
export type MarkdownForm = "summary" | "table" | "full";

export interface MarkdownFrame {
  title: string;
  /** Where the review can be opened; null where it is nowhere stored. */
  url: string | null;
  baseline: string;
  candidate: string;
  /** What people wrote about it: given in full only. */
  notes?: readonly ShownNote[];
}

/** A review as Markdown for a pull request. Every text of a file or a person is escaped: it stays text. */
export function reviewMarkdown(review: ReviewResult, frame: MarkdownFrame, form: MarkdownForm): string {
  return markdownForms(review, frame)[form];
}

/** All forms at once, which share their parts. */
export function markdownForms(review: ReviewResult, frame: MarkdownFrame): Record<MarkdownForm, string> {
  const head = [`### ${escaped(frame.title)}: ${countsText(review)}`, headline(review)];
  const judged = [warning(review), table(review), checksText(review)];
  const more = [
    aggregatesText(review),
    setupText(review),
    unmatchedText(review),
    notesText(frame.notes ?? []),
  ];
  const last = foot(review, frame);
  const whole = (...parts: string[]) => `${parts.filter((part) => part !== "").join("\n\n")}\n`;
  return {
    summary: whole(...head, last),
    table: whole(...head, ...judged, last),
    full: whole(...head, ...judged, ...more, last),
  };
}

const verdictOrder: readonly [Verdict, string][] = [
  ["clears bar", "clear the bar"],
  ["faster", "faster"],
  ["slower", "slower"],
  ["level", "level"],
  ["inconclusive", "inconclusive"],
  ["not testable", "not testable"],
];

/** `6 faster, 1 slower, 2 level, 1 inconclusive`: those that clear the bar are among the faster. */
export function countsText({ counts, comparisons }: Pick<ReviewResult, "counts" | "comparisons">): string {
  if (comparisons.length === 0) return "nothing in common";
  const named = { ...counts, faster: counts.faster + counts["clears bar"], "clears bar": 0 };
  return verdictOrder
    .filter(([verdict]) => named[verdict] > 0)
    .map(([verdict, word]) => `${named[verdict]} ${word}`)
    .join(", ");
}

/** `Faster in 6 of 10 cases, slower in 1.` */
export function headline({
  counts,
  comparisons,
}: Pick<ReviewResult, "counts"> & { comparisons: { length: number } }): string {
  const all = comparisons.length;
  if (all === 0) return "Baseline and candidate have no case in common.";
  const cases = all === 1 ? "case" : "cases";
  const faster = counts.faster + counts["clears bar"];
  const { slower } = counts;
  if (faster + slower > 0) {
    const parts = [
      ...(faster > 0 ? [`faster in ${faster} of ${all} ${cases}`] : []),
      ...(slower > 0 ? [faster > 0 ? `slower in ${slower}` : `slower in ${slower} of ${all} ${cases}`] : []),
    ];
    const text = parts.join(", ");
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  }
  if (counts.level > 0) return `No detectable difference in ${counts.level} of ${all} ${cases}.`;
  return `Nothing can be told from ${all === 1 ? "the one case" : `these ${all} cases`}.`;
}

function warning({ comparable, differences }: ReviewResult): string {
  if (comparable) return "";
  const fields = differences
    .filter(({ underTest }) => !underTest)
    .map(({ label }) => escaped(label.toLowerCase()));
  return `> **The setups differ** in ${fields.join(", ")}: the change under review may not be what is seen.`;
}

const marks: Record<Verdict, string> = {
  "clears bar": "▲ bar",
  faster: "▲",
  slower: "▼",
  level: "=",
  inconclusive: "?",
  "not testable": "–",
};

function table({ comparisons, rules }: ReviewResult): string {
  if (comparisons.length === 0) return "";
  const level = Math.round(rules.level * 1000) / 10;
  const names = namesOf(comparisons);
  const inGroups = Array.from(byMetric(comparisons).values()).flat();
  const rows = inGroups.map((each) => [
    escaped(`${metricText(each)}${unitIn(each)}, ${names.get(each)!}`),
    sideText(each.baseline, rules.level),
    sideText(each.candidate, rules.level),
    ratioCell(each),
    each.test === null ? untestedText(each) : pText(each.test.pAdjusted),
    marks[each.verdict],
  ]);
  const head = ["Case", "Baseline", "Candidate", `Ratio, ${level} % CI`, "p (Holm)", ""];
  return markdownTable(head, rows, ["left", "right", "right", "right", "right", "left"]);
}

/** ` (ms)`; none where the unit is none. */
function unitIn({ unit }: Comparison): string {
  return unit === "" ? "" : ` (${unitText(unit)})`;
}

/** `151.2 ±2.9 tok/s`. */
export function sideText({ mean, sd, n }: Side, level: number): string {
  if (mean === null) return "–";
  const interval = tInterval({ mean, sd, n }, level);
  if (interval === null) return singleText(mean);
  const { text, spread } = measuredText(mean, interval);
  return spread === "" ? text : `${text} ${spread}`;
}

/** `**1.28** [1.25, 1.31]`. */
function ratioCell(of: Comparison): string {
  const { text, ends, note } = ratioTexts(of);
  const interval = ends === null ? note : ends.join(", ");
  return of.ratio === null ? text : `**${text}**${interval === "" ? "" : ` [${interval}]`}`;
}

function untestedText({ baseline, candidate, verdict }: Comparison): string {
  if (verdict === "not testable") return "claim";
  const [a, b] = [baseline.n, candidate.n].map((n) => (n === null ? "?" : countText(n)));
  return a === b ? `n = ${a}` : `n = ${a}, ${b}`;
}

function checksText({ checks }: ReviewResult): string {
  const words = { pass: "Pass", fail: "Fail", undecided: "Undecided" } as const;
  return checks
    .map(({ outcome, asks, found }) => `- **${words[outcome]}**: ${escaped(asks)}: ${escaped(found)}`)
    .join("\n");
}

function aggregatesText({ aggregates }: ReviewResult): string {
  if (aggregates.length === 0) return "";
  const lines = aggregates.map(({ metric, statistic, cases, value, low, high }) => {
    const interval = low === null || high === null ? null : { low, high };
    const ends = interval && [interval.low, interval.high].map((end) => ratioOnly(end, interval)).join(", ");
    const of = metricText({ metric: findMetric(metric), statistic });
    return `- ${escaped(of)}: **${ratioOnly(value, interval)}**${ends === null ? "" : ` [${ends}]`} over ${cases} cases`;
  });
  return `**Geometric mean of the ratios**\n\n${lines.join("\n")}`;
}

function setupText({ differences, fields }: ReviewResult): string {
  const head = `**Setup**: ${differences.length} of ${fields} fields differ`;
  if (differences.length === 0) return head;
  const rows = differences.map((each) => [
    escaped(each.label),
    texts(each, "baseline"),
    texts(each, "candidate"),
  ]);
  return `${head}\n\n${markdownTable(["Field", "Baseline", "Candidate"], rows)}`;
}

function texts(difference: SetupDifference, side: "baseline" | "candidate"): string {
  const all = difference[side];
  return all.length === 0 ? "–" : all.map((text) => escaped(text)).join("; ");
}

function unmatchedText({ unmatched }: ReviewResult): string {
  const lines = (["baseline", "candidate"] as const).flatMap((side) =>
    unmatched[side].map(({ point, why }) => {
      return `- only in the ${side}: ${escaped(unmatchedTitle(point))} (${why})`;
    }),
  );
  if (lines.length === 0) return "";
  const shown = lines.slice(0, 50);
  const rest = lines.length > shown.length ? [`- and ${lines.length - shown.length} more`] : [];
  return `**Not compared**\n\n${[...shown, ...rest].join("\n")}`;
}

/** Those on another candidate, or on what is compared no more, stay on the page. */
function notesText(notes: readonly ShownNote[]): string {
  const lines = notes
    .filter(({ on }) => on !== null)
    .map(({ on, text, writtenAt }) => `- ${escaped(on!)}, ${writtenAt.slice(0, 10)}: ${escaped(text)}`);
  return lines.length === 0 ? "" : `**Notes**\n\n${lines.join("\n")}`;
}

function foot(
  { family, rules, comparisons }: ReviewResult,
  { url, baseline, candidate }: MarkdownFrame,
): string {
  const test =
    family > 0
      ? `Welch t, Holm over ${family} ${family === 1 ? "case" : "cases"}${isShared(comparisons, family) ? " of all candidates" : ""}, α ${rules.alpha}. `
      : "";
  const files = `Baseline ${code(baseline)}, candidate ${code(candidate)}. Ratios are inverted where lower is better: above 1 is an improvement.`;
  return `${test}${files}${url === null ? "" : ` [Open in Whisker](${url})`}`;
}

/** Whether the adjusted p count other candidates' tests as well. */
export function isShared(comparisons: readonly Comparison[], family: number): boolean {
  return comparisons.filter(({ test }) => test !== null).length < family;
}
