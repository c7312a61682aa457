import { evidences, type Evidence } from "../points/evidence";
import type { Comparison } from "../review/comparison";
import type { ReviewModel } from "../review/review-model";
import { datasetTexts, evidenceCounts, nText, type CaptionDataset } from "./caption";
import { escapedMarkdown, markdownCode } from "../points/markdown-text";
import { imageText } from "./image-text";
import { reviewFigure } from "./review-figure";
import { sheet, type SheetOptions } from "./sheet";

/** What is known of a review beside its verdicts. */
export interface ReviewCaption {
  title: string;
  /** The files that count, by role. */
  baseline: CaptionDataset[];
  candidate: CaptionDataset[];
  /** The day on which the review was changed last. */
  date: string;
  /** The grades of the sides that are held against each other. */
  evidence: Record<Evidence, number>;
  /** `n = 3 to 40`, of runs on a side. */
  n: string;
  renderer: number;
  link: string;
}

/** A review as a file: the sentence of its verdicts, the forest plot, and how both came about. */
export function reviewSheet(model: ReviewModel, caption: ReviewCaption, options: SheetOptions): string {
  const { subtitle, notes, foot } = reviewTexts(model, caption);
  return sheet(
    {
      title: model.headline.replace(/\.$/, ""),
      subtitle: `${imageText(caption.title)}. ${subtitle}`,
      ...{ evidence: caption.evidence, notes, foot, link: caption.link },
      metadata: { ...caption, counts: model.counts, level: model.level },
    },
    (width) => reviewFigure(model, width),
    options,
  );
}

/** What stands beside the forest plot of a review, whatever file holds it. */
export function reviewTexts(
  model: ReviewModel,
  { baseline, candidate, date, renderer, n }: ReviewCaption,
): { subtitle: string; notes: string[]; foot: string[] } {
  const files = (all: readonly CaptionDataset[]) => datasetTexts(all, 4).join(", ") || "none";
  return {
    subtitle: `Candidate over baseline, ${model.level} CI. Right is better.`,
    notes: [...model.says, ...(model.warning === null ? [] : [`The setups differ in ${model.warning}.`])],
    foot: [
      `${model.method} ${n} on a side.`,
      `By sha256: baseline ${files(baseline)}; candidate ${files(candidate)}.`,
      `As of ${date}, renderer ${renderer}. ${model.counts}.`,
    ],
  };
}

/** What the sides of comparisons rest on: their grades, and how many runs. */
export function sidesCaption(comparisons: readonly Comparison[]): Pick<ReviewCaption, "evidence" | "n"> {
  const sides = comparisons.flatMap(({ baseline, candidate }) => [baseline, candidate]);
  const counts = evidences.map((grade) => [grade, sides.filter((side) => side.evidence === grade).length]);
  return { evidence: Object.fromEntries(counts) as Record<Evidence, number>, n: nText(sides) };
}

/** What a review's Markdown leaves to its page, for a file that stands alone: method, n, grades, hashes and the day. */
export function reviewMarkdownFoot(model: ReviewModel, caption: ReviewCaption): string {
  const { baseline, candidate, evidence, n, date, renderer } = caption;
  const files = (all: readonly CaptionDataset[]) =>
    all.map(({ name, sha256 }) => `${markdownCode(name)} ${markdownCode(sha256)}`).join(", ") || "none";
  return [
    escapedMarkdown(
      `${model.method} ${n} on a side. Evidence of the sides: ${evidenceCounts(evidence) || "none"}.`,
    ),
    `By sha256: baseline ${files(baseline)}; candidate ${files(candidate)}. As of ${date}, renderer ${renderer}.`,
  ].join(" ");
}
