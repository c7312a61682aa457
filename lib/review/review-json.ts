import type { Case } from "../points/case";
import type { Comparison } from "./comparison";
import type { ReviewResult } from "./review";
import type { Side } from "./side";

/** What `whisker check --json` writes, and `GET /api/reviews/<id>` answers: promised to scripts, keys are only ever added. */
export function reviewJson(review: ReviewResult): object {
  const { outcome, checks, comparisons, unmatched, differences, aggregates, rules, comparable } = review;
  const left = ({ point, why }: ReviewResult["unmatched"]["baseline"][number]) => {
    const { id, metric, unit, dataset } = point;
    return { point: id, metric, unit, case: plainCase(point.case), dataset, why };
  };
  return {
    verdict: outcome,
    rules: checks,
    limits: rules,
    comparisons: comparisons.map(comparisonJson),
    aggregates,
    unmatched: { baseline: unmatched.baseline.map(left), candidate: unmatched.candidate.map(left) },
    setup_differences: differences,
    comparable,
  };
}

function comparisonJson(each: Comparison): object {
  const { metric, unit, statistic, shared, differs, ratio, test, improvement, verdict, reason } = each;
  return {
    key: each.key,
    metric: metric.id,
    unit,
    statistic,
    case: plainCase(shared),
    differs,
    baseline: sideJson(each.baseline),
    candidate: sideJson(each.candidate),
    ratio,
    test: test && {
      name: test.name,
      t: test.t,
      df: test.df,
      p: test.p,
      p_adjusted: test.pAdjusted,
      family: test.family,
    },
    hedges_g: each.hedgesG,
    cohens_d: each.cohensD,
    improvement,
    verdict,
    reason,
  };
}

function sideJson({ n, mean, sd, evidence, varies, points }: Side): object {
  return { n, mean, sd, evidence, varies, points: points.map(({ id }) => id) };
}

/** With a prototype again, so that it can be written and compared. */
function plainCase(of: Case): object {
  return { ...of, extra: { ...of.extra } };
}
