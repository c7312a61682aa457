import { caseKey } from "../points/case";
import { displayCase } from "../series/display-name";
import { fieldValue } from "../series/field-value";
import type { Unmatched } from "./match";
import { reviewModel, type PointHref, type ReviewModel } from "./review-model";
import { reviewOf, type ReviewResult } from "./review";
import type { ReviewPoint } from "./side";

/** Two series of one chart that are held against each other. */
export interface SeriesPair {
  /** The field whose values name the series: a case field, `extra.<name>`. It is what is under test. */
  series: string;
  /** As facets show it; "" is "not stated". */
  baseline: string;
  candidate: string;
  /** Of the intervals, such as 0.95. */
  level: number;
}

/** Two series as a review of one against the other; `url` opens the comparison, for its Markdown. */
export function compareSeries(
  points: readonly ReviewPoint[],
  pair: SeriesPair,
  url: string | null,
  hrefOf: PointHref,
): ReviewModel {
  const [baseline, candidate] = [seriesText(pair.baseline), seriesText(pair.candidate)];
  const frame = { title: `${candidate} against ${baseline}`, url, baseline, candidate };
  return reviewModel(seriesReview(points, pair), frame, hrefOf);
}

/** Reviews the points of the candidate against those of the baseline, cases under the names that the chart shows. */
export function seriesReview(points: readonly ReviewPoint[], pair: SeriesPair): ReviewResult {
  const shown = points.map((point) => ({ ...point, case: displayCase(point.case).case }));
  const sideOf = (value: string) =>
    withoutBystanders(shown.filter((point) => fieldValue(point.case, pair.series) === value));
  const [baseline, candidate] = [sideOf(pair.baseline), sideOf(pair.candidate)];
  const result = reviewOf(baseline.kept, candidate.kept, { level: pair.level }, pair.series);
  return {
    ...result,
    unmatched: {
      baseline: [...result.unmatched.baseline, ...baseline.aside],
      candidate: [...result.unmatched.candidate, ...candidate.aside],
    },
  };
}

function seriesText(value: string): string {
  return value === "" ? "not stated" : value;
}

/**
 * What cannot be compared is set aside and listed: points without a value, and claims beside a measurement of their own
 * case, which would otherwise keep that measurement from every test.
 */
function withoutBystanders(points: readonly ReviewPoint[]): { kept: ReviewPoint[]; aside: Unmatched[] } {
  const keyOf = ({ metric, unit, case: of }: ReviewPoint) => JSON.stringify([metric, unit, caseKey(of)]);
  const isMeasured = ({ evidence, value }: ReviewPoint) => evidence !== "claim" && value !== null;
  const measured = new Set(points.filter(isMeasured).map(keyOf));
  const whyNot = (point: ReviewPoint) => {
    if (point.value === null) return "it has no value";
    const isBeside = point.evidence === "claim" && measured.has(keyOf(point));
    return isBeside ? "a claim beside a measurement of the same case" : null;
  };
  return {
    kept: points.filter((point) => whyNot(point) === null),
    aside: points.flatMap((point) => {
      const why = whyNot(point);
      return why === null ? [] : [{ point, why }];
    }),
  };
}
