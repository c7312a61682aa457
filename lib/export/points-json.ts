import type { Case } from "../points/case";
import type { Evidence } from "../points/evidence";
import { findingsByPoint, type Finding } from "../points/finding";
import type { Interval } from "../points/interval";
import type { Point, Range, Run, Samples, Statistic, Stats } from "../points/point";
import type { Problem } from "../points/problem";
import type { Context, Provenance } from "../points/provenance";

/** What an importer made of a file, as `whisker inspect` and a JSON export tell it. */
export interface Inspected {
  file: { name: string; sha256: string; bytes: number };
  /** Null where no importer recognised the file. */
  importer: string | null;
  points: readonly Point[];
  problems: readonly Problem[];
  notes: readonly string[];
  /** What the audit says of the points; absent where they were not audited. */
  findings?: readonly Finding[];
}

export interface PointsJsonOptions {
  /** Whether raw samples are written out beside their count. An export has them, so that it imports again. */
  samples: boolean;
  /** Why the file is unusable, where it is. */
  error?: Problem | null;
}

/** A point in JSON, as promised to scripts: keys are only ever added. Units are canonical. */
export interface PointJson {
  metric: string;
  unit: string;
  value: number | null;
  statistic: Statistic;
  missing: string | null;
  range: Range | null;
  case: Case;
  stats: Stats;
  /** How many raw samples are kept. */
  samples: number;
  sample_values?: SamplesJson;
  evidence: Evidence;
  interval: Interval | null;
  provenance: Provenance;
  context: Context;
  runs: RunJson[];
  /** Those that are about this point; one about several stands at each of them. */
  findings: FindingJson[];
}

/** Without what names points by an id, which no other file knows. */
export type FindingJson = Pick<Finding, "rule" | "level" | "title" | "says" | "sum" | "missing">;

export interface SamplesJson extends Omit<Samples, "values" | "at"> {
  values: number[];
  at: number[];
}

export interface RunJson extends Pick<
  Run,
  "label" | "value" | "stats" | "provenance" | "context" | "dataset"
> {
  samples: number;
  sample_values?: SamplesJson;
}

export function pointJson(
  point: Point,
  options: PointsJsonOptions,
  findings: readonly FindingJson[] = [],
): PointJson {
  const { metric, unit, value, statistic, missing, range, stats, evidence, interval, provenance, context } =
    point;
  return {
    ...{ metric, unit, value, statistic, missing, range, case: point.case, stats },
    ...samplesJson(point.samples, options),
    samples: rawSamples(point),
    ...{ evidence, interval, provenance, context },
    runs: point.runs.map((run) => runJson(run, options)),
    findings: findings.map(findingJson),
  };
}

export function findingJson({ rule, level, title, says, sum, missing }: FindingJson): FindingJson {
  return { rule, level, title, says, sum, missing };
}

/** How many raw values are kept of a point: those of its runs where the runs have their own, else its own. */
function rawSamples({ samples, runs }: Point): number {
  if (!runs.some((run) => run.samples)) return samples?.values.length ?? 0;
  return runs.reduce((sum, run) => sum + (run.samples?.values.length ?? 1), 0);
}

function runJson(
  { label, value, stats, samples, provenance, context, dataset }: Run,
  options: PointsJsonOptions,
): RunJson {
  return { label, value, stats, ...samplesJson(samples, options), provenance, context, dataset };
}

function samplesJson(samples: Samples | null, options: PointsJsonOptions) {
  const count = { samples: samples?.values.length ?? 0 };
  if (samples === null || !options.samples) return count;
  const { values, at, pointer, column, varies } = samples;
  return {
    ...count,
    sample_values: { values: Array.from(values), at: Array.from(at), pointer, column, varies },
  };
}

/** One JSON object, in pieces, with one point a line, so that a line of it can be pointed at. */
export function* pointsJsonText(inspected: Inspected, options: PointsJsonOptions): Generator<string> {
  const { importer, points, problems, notes, findings = [] } = inspected;
  const { name, sha256, bytes } = inspected.file;
  const error = options.error ? `"error": ${JSON.stringify(options.error)},\n` : "";
  yield `{\n${error}"file": ${JSON.stringify({ name, sha256, bytes })},\n"importer": ${JSON.stringify(importer)},\n"points": [`;
  const byPoint = findingsByPoint(findings);
  let separator = "\n";
  for (const point of points) {
    yield separator + JSON.stringify(pointJson(point, options, byPoint.get(point.id)));
    separator = ",\n";
  }
  yield `\n],\n"problems": [${problems.map((each) => `\n${JSON.stringify(each)}`).join(",")}\n],\n`;
  yield `"notes": ${JSON.stringify(notes)}\n}\n`;
}
