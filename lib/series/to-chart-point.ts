import { dayOf } from "../points/day";
import { locatorText } from "../points/locator";
import { statistics, type Point, type Run } from "../points/point";
import type { ChartPoint } from "./chart-point";
import { displayCase } from "./display-name";
import { pickEvenly, stripLimit } from "./pick-evenly";

/** A stored point with what the page needs of it; everything else stays behind and is fetched by the drawer. */
export function toChartPoint(point: Point & { dataset: string; file: string }): ChartPoint {
  const day = dayOf(point.context.measured_at);
  const { id, metric, unit, value, statistic, missing, range, stats, evidence, interval, derivation } = point;
  return {
    id,
    metric,
    unit,
    value,
    statistic,
    missing,
    range,
    ...displayCase(point.case),
    stats,
    evidence,
    interval,
    ...(point.limits && { limits: point.limits }),
    strip: point.samples === null ? null : pickEvenly(point.samples.values, stripLimit),
    runStats: runStatsOf(point.runs),
    dataset: point.dataset,
    file: point.file,
    place: locatorText(point.provenance.locator),
    places: placesOf(point),
    ...(day === null ? {} : { measuredOn: day }),
    raw: point.provenance.raw,
    derivation,
    audit: null,
    peak: null,
    parts: [],
  };
}

function placesOf({ provenance, statistic }: Point): ChartPoint["places"] {
  const { statistics: own } = provenance;
  if (own === undefined) return null;
  const named = statistics.flatMap((name) => {
    const place = name === statistic ? undefined : own[name];
    return place === undefined ? [] : [[name, locatorText(place.locator)] as const];
  });
  return named.length === 0 ? null : Object.fromEntries(named);
}

/** One list of the runs' values for each statistic that every run states; null where there are no runs. */
function runStatsOf(runs: readonly Run[]): ChartPoint["runStats"] {
  if (runs.length === 0) return null;
  const found: NonNullable<ChartPoint["runStats"]> = {};
  for (const statistic of statistics) {
    const values = runs.map((run) => run.stats[statistic]).filter((value) => value !== null);
    if (values.length === runs.length) found[statistic] = values;
  }
  return found;
}
