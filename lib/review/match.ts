import { caseFields, caseKey, type Case, type CaseField } from "../points/case";
import { findMetric, isLatency } from "../points/metrics";
import { isDrawable, type Statistic } from "../points/point";
import type { ReviewPoint } from "./side";

/** The points of both sides that measure one thing, and the fields of their setups that differ. */
export interface Match {
  metric: string;
  unit: string;
  statistic: Statistic;
  /** The setup that both share: fields that differ are null in it, or left out of `extra`. */
  shared: Case;
  /** Names of case fields (`extra.<name>` for further ones) that differ between the sides. */
  differs: string[];
  baseline: ReviewPoint[];
  candidate: ReviewPoint[];
}

/** A point that the other side has nothing to hold against, and why. */
export interface Unmatched {
  point: ReviewPoint;
  why: string;
}

export interface Matching {
  matches: Match[];
  baseline: Unmatched[];
  candidate: Unmatched[];
}

/** What a change under review may change without making another case of it, the least first. */
const loosened: readonly ((field: CaseField | "extra") => boolean)[] = [
  () => false,
  (field) => field === "extra" || field === "system_version",
  (field) => field === "extra" || field === "system_version" || field === "system",
  (field) => ["extra", "system_version", "system", "hardware", "dataset_name"].includes(field),
];

/**
 * Finds for each case of the baseline the one of the candidate: first where every field agrees, then leaving out further
 * fields and the system's version, then the system, then the hardware, and only where one case on each side is left to choose.
 * A field that is itself under test (`extra.<name>` for a further one) is left out from the beginning.
 * Latencies are matched in each statistic that both sides hold of their mean, median and 99th percentile.
 */
export function matchCases(
  baseline: readonly ReviewPoint[],
  candidate: readonly ReviewPoint[],
  underTest: string | null = null,
): Matching {
  const open = { baseline: grouped(baseline), candidate: grouped(candidate) };
  const matches: Match[] = [];
  for (const ignores of loosened)
    matches.push(...takePairs(open.baseline, open.candidate, { ignores, underTest }));
  return {
    matches: matches.sort((a, b) => orderOf(a, baseline) - orderOf(b, baseline)),
    baseline: left(open.baseline, open.candidate),
    candidate: left(open.candidate, open.baseline),
  };
}

interface Group {
  metric: string;
  unit: string;
  points: ReviewPoint[];
}

/** Points of one metric and case on one side: repeats in several files. */
function grouped(points: readonly ReviewPoint[]): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const point of points) {
    const { metric, unit } = point;
    const key = JSON.stringify([metric, unit, caseKey(point.case)]);
    const group = groups.get(key) ?? { metric, unit, points: [] };
    group.points.push(point);
    groups.set(key, group);
  }
  return groups;
}

interface LooseRule {
  ignores: (field: CaseField | "extra") => boolean;
  underTest: string | null;
}

function takePairs(baseline: Map<string, Group>, candidate: Map<string, Group>, rule: LooseRule): Match[] {
  const found: Match[] = [];
  const ours = byLooseKey(baseline, rule);
  const theirs = byLooseKey(candidate, rule);
  for (const [key, keys] of ours) {
    const others = theirs.get(key) ?? [];
    if (keys.length !== 1 || others.length !== 1) continue;
    const [one, other] = [baseline.get(keys[0]!)!, candidate.get(others[0]!)!];
    baseline.delete(keys[0]!);
    candidate.delete(others[0]!);
    found.push(...matchesOf(one, other));
  }
  return found;
}

function byLooseKey(groups: Map<string, Group>, { ignores, underTest }: LooseRule): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [key, { metric, unit, points }] of groups) {
    const of = points[0]!.case;
    const fields = caseFields
      .filter((field) => !ignores(field) && field !== underTest)
      .map((field) => of[field]);
    const extra = ignores("extra")
      ? []
      : Object.entries(of.extra)
          .filter(([name]) => `extra.${name}` !== underTest)
          .sort();
    const loose = JSON.stringify([metric, unit, fields, extra]);
    found.set(loose, [...(found.get(loose) ?? []), key]);
  }
  return found;
}

function matchesOf(one: Group, other: Group): Match[] {
  const { metric, unit } = one;
  const [a, b] = [one.points[0]!.case, other.points[0]!.case];
  const differs = differingFields(a, b);
  const frame = {
    metric,
    unit,
    shared: sharedCase(a, differs),
    differs,
    baseline: one.points,
    candidate: other.points,
  };
  return statisticsOf(one, other).map((statistic) => ({ ...frame, statistic }));
}

const compared: readonly Statistic[] = ["mean", "median", "p99"];

/** A latency's mean hides its tail: each statistic that all points of both sides hold is compared. */
function statisticsOf(one: Group, other: Group): Statistic[] {
  const points = [...one.points, ...other.points].filter(isDrawable);
  const own = one.points[0]!.statistic;
  if (!isLatency(findMetric(one.metric, one.unit))) return [own];
  const found = compared.filter((statistic) => points.every((point) => holdsOfEachRun(point, statistic)));
  return found.length > 0 ? found : [own];
}

/** A percentile is one of requests within a run; that of runs' values, each a mean, says nothing of a tail. */
function holdsOfEachRun(point: ReviewPoint, statistic: Statistic): boolean {
  if (statistic === point.statistic) return point.value !== null;
  if (point.runs.length > 0) return point.runs.every((run) => run.stats[statistic] !== null);
  const varies = point.samples?.varies ?? point.interval?.varies;
  return varies !== "between-run" && point.stats[statistic] !== null;
}

export function differingFields(a: Case, b: Case): string[] {
  const fields: string[] = caseFields.filter((field) => a[field] !== b[field]);
  const extra = new Set([...Object.keys(a.extra), ...Object.keys(b.extra)]);
  for (const name of [...extra].sort()) if (a.extra[name] !== b.extra[name]) fields.push(`extra.${name}`);
  return fields;
}

function sharedCase(of: Case, differs: readonly string[]): Case {
  const fields = Object.fromEntries(
    caseFields.map((field) => [field, differs.includes(field) ? null : of[field]]),
  );
  const extra = Object.assign(Object.create(null) as Record<string, string>, of.extra);
  for (const name of Object.keys(extra)) if (differs.includes(`extra.${name}`)) delete extra[name];
  return { ...fields, extra } as Case;
}

function orderOf({ baseline: [first] }: Match, points: readonly ReviewPoint[]): number {
  return points.indexOf(first!);
}

function left(own: Map<string, Group>, others: Map<string, Group>): Unmatched[] {
  const metrics = new Set(Array.from(others.values(), ({ metric, unit }) => `${metric} ${unit}`));
  return Array.from(own.values()).flatMap(({ metric, unit, points }) => {
    const why = metrics.has(`${metric} ${unit}`)
      ? "no case there, or more than one, that agrees with it"
      : "the metric is not on the other side, or all of its cases are matched";
    return points.map((point) => ({ point, why }));
  });
}
