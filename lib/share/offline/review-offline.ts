import { evidenceMeaning } from "../../points/evidence";
import type { ReviewModel, ReviewRow, ReviewSide } from "../../review/review-model";
import type { Theme } from "../../view/view";
import { imageText } from "../image-text";
import { reviewFigure } from "../review-figure";
import { reviewTexts, type ReviewCaption } from "../review-sheet";
import { offlineFile, type OfflineRow, type OfflineSource } from "./offline-file";

const figureWidth = 1080;

/** A review as one offline file: its forest plot, a row a comparison, and the points of both sides as CSV. */
export function reviewOffline(
  model: ReviewModel,
  caption: ReviewCaption,
  of: {
    csv: string;
    sources: readonly OfflineSource[];
    linesOf: (pointId: string) => OfflineRow["lines"];
    theme: Theme | "auto";
  },
  face: string,
): string {
  const { subtitle, notes, foot } = reviewTexts(model, caption);
  return offlineFile(
    {
      title: imageText(caption.title),
      subtitle: `${model.headline} ${subtitle}`,
      evidence: caption.evidence,
      figure: reviewFigure(model, figureWidth),
      notes,
      news: [],
      columns: [
        { label: "Case", isNumber: false },
        { label: "Verdict", isNumber: false },
        { label: "Ratio", isNumber: true },
        { label: `${model.level} CI`, isNumber: true },
        { label: "Baseline", isNumber: true },
        { label: "Candidate", isNumber: true },
        { label: "p", isNumber: true },
      ],
      rows: model.groups.flatMap((group) => group.rows).map((row) => rowOf(row, of.linesOf)),
      ...{ sources: of.sources, csv: of.csv, foot, theme: of.theme },
      ...{ link: caption.link, renderer: caption.renderer },
    },
    face,
  );
}

function rowOf(row: ReviewRow, linesOf: (pointId: string) => OfflineRow["lines"]): OfflineRow {
  const { baseline, candidate } = row;
  return {
    evidence: null,
    cells: [
      { text: row.title },
      { text: row.verdict.says },
      { text: row.ratio.text, sort: numberIn(row.ratio.text) },
      { text: row.ratio.interval },
      { text: sideText(baseline), sort: baseline.mean },
      { text: sideText(candidate), sort: candidate.mean },
      { text: row.p },
    ],
    details: [
      ["Reason", row.reason],
      ...(row.difference === null ? [] : [["Difference", row.difference] as const]),
      ...(row.apart === null ? [] : [["Runs", row.apart] as const]),
      ["Baseline", `${evidenceMeaning[baseline.evidence].label}: ${baseline.runs}`],
      ["Candidate", `${evidenceMeaning[candidate.evidence].label}: ${candidate.runs}`],
      ["Cohen d, Hedges g", `${row.cohensD}, ${row.hedgesG}`],
    ],
    lines: [...baseline.points, ...candidate.points].flatMap(({ id }) => linesOf(id)),
  };
}

function sideText({ text, spread }: ReviewSide): string {
  return spread === "" ? text : `${text} ${spread}`;
}

/** `1.28×`; null where there is no ratio. */
function numberIn(text: string): number | null {
  const number = Number.parseFloat(text);
  return Number.isNaN(number) ? null : number;
}
