import { caseKey, emptyExtra } from "../../points/case";
import { isDrawable } from "../../points/point";
import type { ChartPoint } from "../chart-point";
import { hourlyPrice, isHourlyPrice, type HourlyPrice } from "./hourly-price";

/** Where a power reading was taken is a fact of the reading, not of the setup: it does not part two points of one case. */
export const scopeField = "power_scope";

export const tokensMetric = "output_tokens_per_second";
export const powerMetric = "power";

/** A price, and the point that states it where it stands in a column of its own. */
export interface StatedPrice extends HourlyPrice {
  point: ChartPoint | null;
}

/** What one file states of one case: all that a metric of it can be derived from. */
export interface CaseParts {
  tokens: ChartPoint[];
  /** At most one for each place where power was measured. */
  powers: ChartPoint[];
  prices: StatedPrice[];
  /** Metrics that the file states for the case itself, and metrics that it states for any case. */
  stated: ReadonlySet<string>;
  statedInFile: ReadonlySet<string>;
}

/** Whether points of the metric may be a part of another. */
export function isPart(metric: string): boolean {
  return metric === tokensMetric || metric === powerMetric || isPriceMetric(metric);
}

export function isPriceMetric(metric: string): boolean {
  return metric.startsWith("custom:") && isHourlyPrice(metric.slice("custom:".length));
}

/** The points by file and case, in the order in which each case comes first; cases without tokens per second are left out. */
export function partsByCase(points: readonly ChartPoint[]): CaseParts[] {
  const cases = new Map<string, CaseParts & { stated: Set<string> }>();
  const files = new Map<string, Set<string>>();
  for (const point of points) {
    const statedInFile = entry(files, point.dataset, () => new Set<string>());
    const key = `${point.dataset} ${setupKey(point)}`;
    const parts = entry(cases, key, () => ({
      ...{ tokens: [], powers: [], prices: [], stated: new Set<string>(), statedInFile },
    }));
    if (isDrawable(point)) {
      parts.stated.add(point.metric);
      statedInFile.add(point.metric);
    }
    addPart(parts, point);
  }
  return Array.from(cases.values())
    .filter(({ tokens }) => tokens.length > 0)
    .map(unambiguous);
}

function addPart(parts: CaseParts, point: ChartPoint): void {
  if (!(point.value !== null && point.value > 0 && point.statistic === "mean")) return;
  if (point.metric === tokensMetric) parts.tokens.push(point);
  if (point.metric === powerMetric) parts.powers.push(point);
  if (isPriceMetric(point.metric)) {
    const name = point.metric.slice("custom:".length);
    const price = (point.stats.sd ?? 0) > 0 ? null : hourlyPrice(name, `${point.value} ${point.unit}`);
    if (price) parts.prices.push({ ...price, point });
  }
}

/** Two powers measured at one place are not known to belong to either of two rows of one case: neither is a part. */
function unambiguous(parts: CaseParts): CaseParts {
  const scopes = parts.powers.map(scopeOf);
  const powers = parts.powers.filter((_, i) => scopes.indexOf(scopes[i]) === scopes.lastIndexOf(scopes[i]));
  const own = Object.entries(parts.tokens[0]?.case.extra ?? {}).flatMap(([name, text]) => {
    const price = hourlyPrice(name, text);
    return price ? [{ ...price, point: null }] : [];
  });
  return { ...parts, powers, prices: [...own, ...parts.prices] };
}

export function scopeOf(point: ChartPoint): string | undefined {
  const { extra } = point.case;
  return Object.hasOwn(extra, scopeField) ? extra[scopeField] : undefined;
}

function setupKey({ case: of }: ChartPoint): string {
  if (!Object.hasOwn(of.extra, scopeField)) return caseKey(of);
  const rest = Object.entries(of.extra).filter(([name]) => name !== scopeField);
  return caseKey({ ...of, extra: Object.assign(emptyExtra(), Object.fromEntries(rest)) });
}

function entry<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
