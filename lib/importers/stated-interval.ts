import type { Interval } from "../points/interval";
import { findMetric } from "../points/metrics";
import { conversionTo } from "../points/units";
import type { Draft } from "../runs/draft";

/** An end of an interval, in the unit that is written beside it. */
interface End {
  value: number;
  unit: string;
}

/** A draft with the interval that its file prints; as it was where an end is in a unit of something else. */
export function withInterval(
  draft: Draft,
  { low, high, ...rest }: { low: End; high: End } & Pick<Interval, "level" | "n" | "varies">,
): Draft {
  const metric = findMetric(draft.metric, draft.unit);
  const ends = [low, high].map(({ value, unit }) => {
    const isOther = metric.dimension === "number" && unit !== draft.unit;
    return isOther ? undefined : conversionTo(unit, metric)?.apply(value);
  });
  const [from, to] = ends;
  if (from === undefined || to === undefined) return draft;
  return { ...draft, stated: { low: from, high: to, method: "stated", ...rest } };
}
