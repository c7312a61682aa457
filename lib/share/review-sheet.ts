import type { ReviewModel } from "../review/review-model";
import { datasetTexts, type CaptionDataset } from "./caption";
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
      ...{ evidence: null, notes, foot, link: caption.link },
      metadata: { ...caption, counts: model.counts, level: model.level },
    },
    (width) => reviewFigure(model, width),
    options,
  );
}

/** What stands beside the forest plot of a review, whatever file holds it. */
export function reviewTexts(
  model: ReviewModel,
  { baseline, candidate, date, renderer }: ReviewCaption,
): { subtitle: string; notes: string[]; foot: string[] } {
  const files = (all: readonly CaptionDataset[]) => datasetTexts(all, 4).join(", ") || "none";
  return {
    subtitle: `Candidate over baseline, ${model.level} CI. Right is better.`,
    notes: [...model.says, ...(model.warning === null ? [] : [`The setups differ in ${model.warning}.`])],
    foot: [
      model.method,
      `By sha256: baseline ${files(baseline)}; candidate ${files(candidate)}.`,
      `As of ${date}, renderer ${renderer}. ${model.counts}.`,
    ],
  };
}
