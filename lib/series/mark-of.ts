import { alikeText, noWidth, type Interval } from "../points/interval";
import type { Statistic } from "../points/point";
import { isDoubtful } from "../points/point-audit";
import type { LevelPercent } from "../view/view";
import { chartInterval, chartValue } from "./chart-interval";
import type { ChartPoint } from "./chart-point";
import {
  claimText,
  countText,
  intervalText,
  measuredText,
  rangeText,
  singleText,
  spokenUnit,
} from "./number-text";
import type { Mark } from "./series";

/** What a view asks of every point: which statistic, at which level. */
export interface Asked {
  statistic: Statistic;
  level: LevelPercent;
}

/** The last mark of each point: a filter leaves most as they are, and to write their texts anew is what takes time. */
const lastOf = new WeakMap<ChartPoint, Asked & { name: string; mark: Mark }>();

/** A point as a mark. `name` says whose it is ("vLLM, Llama-2 7B") where the mark is read aloud. */
export function markOf(point: ChartPoint, { statistic, level }: Asked, name: string): Mark {
  const last = lastOf.get(point);
  if (last?.statistic === statistic && last.level === level && last.name === name) return last.mark;
  const mark = newMark(point, { statistic, level }, name);
  lastOf.set(point, { statistic, level, name, mark });
  return mark;
}

function newMark(point: ChartPoint, asked: Asked, name: string): Mark {
  const value = chartValue(point, asked.statistic);
  const interval = value === null ? null : chartInterval(point, asked.level / 100, asked.statistic);
  const { text, spread } = writtenValue(point, value, interval);
  const n = nOf(point, interval);
  const place = point.places?.[asked.statistic] ?? point.place;
  return {
    pointId: point.id,
    statistic: asked.statistic,
    evidence: point.evidence,
    value,
    interval,
    range: point.range,
    missing: point.missing,
    n,
    strip: asked.statistic === point.statistic ? point.strip : (point.runStats?.[asked.statistic] ?? null),
    text,
    spread,
    says: spoken(`${name}, ${spokenValue(point, text, interval, n)}${spokenAudit(point)}.`),
    audit: point.audit,
    place,
    source: `${point.file} ${place}`,
  };
}

/** How many values stand behind a mark; null for claims and where the file does not say. */
function nOf(point: ChartPoint, interval: Interval | null): number | null {
  return point.evidence === "claim" ? null : (interval?.n ?? point.stats.n);
}

function writtenValue(
  point: ChartPoint,
  value: number | null,
  interval: Interval | null,
): { text: string; spread: string } {
  const claimed = point.evidence === "claim" ? "claim" : "";
  if (point.range !== null) return { text: rangeText(point.range, point.raw), spread: claimed };
  if (value === null) return { text: point.missing ?? "not stated", spread: "" };
  if (point.evidence === "claim") return { text: claimText(value, point.raw), spread: claimed };
  // Half of what lies unevenly about the value is no ±.
  if (interval?.method === "order-statistic")
    return { ...measuredText(value, interval), spread: intervalText(interval) };
  if (interval !== null) return measuredText(value, interval);
  return { text: singleText(value, point.raw), spread: "" };
}

function spokenValue(point: ChartPoint, text: string, interval: Interval | null, n: number | null): string {
  const unit = spokenUnit(point.unit);
  if (point.range !== null) return `range ${text} ${unit}, a claim as printed`.trim();
  if (point.value === null) return `no value, the source says ${text}`;
  const value = unit === "" ? text : `${text} ${unit}`;
  if (point.evidence === "claim") return `${value}, a claim with no measurement`;
  if (interval === null) return `${value}, no interval${n === null ? "" : `, ${countOf(n, "sample")}`}`;
  const level = `${Math.round(interval.level * 1000) / 10} percent interval ${intervalText(interval, " to ")}`;
  const count = n === null ? "" : countOf(n, noun(interval));
  return [value, level, count, noWidth(interval), alikeText(interval)].filter(Boolean).join(", ");
}

function spokenAudit({ audit }: ChartPoint): string {
  return audit && isDoubtful(audit) ? `, ${audit.level}: ${audit.title}` : "";
}

/** A thin space within a number would be read as two numbers, and a dash between two as a minus. */
function spoken(text: string): string {
  if (!/[\u2009\u2013\u2212]/.test(text)) return text;
  return text
    .replaceAll("\u2009", "")
    .replace(/(\d)–(\d)/g, "$1 to $2")
    .replaceAll("\u2212", "minus ");
}

function noun(interval: Interval): string {
  return interval.varies === "between-run" ? "run" : "sample";
}

/** `1 run`, `40 samples`. */
export function countOf(count: number, one: string): string {
  return `${countText(count)} ${one}${count === 1 ? "" : "s"}`;
}
