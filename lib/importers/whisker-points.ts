import { z } from "zod";
import { emptyCase, numberFields, textFields, type Case } from "../points/case";
import { findMetric } from "../points/metrics";
import { emptyStats, statistics, statsFields, type Samples, type Stats } from "../points/point";
import type { Problem } from "../points/problem";
import { contextFields, emptyContext, type Context, type Provenance } from "../points/provenance";
import { conversionTo, type ConversionStep } from "../points/units";
import type { Draft } from "../runs/draft";
import { itemsOf, numberOf, pointerOf, type JsonNode } from "./json-node";
import { locatorIn, problemIn, provenanceOf, recordWithin, type JsonRecord } from "./json-record";
import { putCaseField, emptySetup } from "./setup-field";
import { plainOf } from "./json-plain";

// The points of `whisker inspect --json` and of a JSON export. A value's place is its place in this file; the place that
// it once had in another file stays readable in the text there.

const number = z.number().nullish();
const text = z.string().nullish();
const varies = z.enum(["between-run", "within-run", "not-stated"]);
const statistic = z.enum(statistics);
const stats = z
  .object({
    n: number,
    mean: number,
    sd: number,
    median: number,
    p90: number,
    p95: number,
    p99: number,
    min: number,
    max: number,
  })
  .partial();
const samples = z.object({
  values: z.array(z.number()),
  at: z.array(z.number()).nullish(),
  column: number,
  varies: varies.nullish(),
});
const interval = z.object({
  low: z.number(),
  high: z.number(),
  level: z.number().gt(0).lt(1),
  method: z.enum(["student-t", "log-ratio", "order-statistic", "stated"]),
  n: number,
  varies: varies.nullish(),
  df: number,
  correlation: z.object({ r1: z.number(), effectiveN: z.number().positive() }).nullish(),
});
const run = z.object({
  label: text,
  value: z.number(),
  stats: stats.nullish(),
  sample_values: samples.nullish(),
});
const point = z.object({
  metric: z.string().min(1),
  unit: text,
  value: number,
  statistic: statistic.nullish(),
  missing: text,
  range: z.object({ low: number, high: number }).nullish(),
  stats: stats.nullish(),
  sample_values: samples.nullish(),
  evidence: text,
  interval: interval.nullish(),
  runs: z.array(run).nullish(),
});

type PointIn = z.infer<typeof point>;
type SamplesIn = z.infer<typeof samples>;

/** The points of an object that has them under `points`; what is no point is a problem at its place. */
export function readPoints(record: JsonRecord): { drafts: Draft[]; problems: Problem[] } {
  const drafts: Draft[] = [];
  const problems: Problem[] = [];
  itemsOf(record.node.members.get("points")).forEach((node, i) => {
    const made = readPoint(record, node, i);
    if ("problem" in made) problems.push(made.problem);
    else drafts.push(...made.drafts);
  });
  return { drafts, problems };
}

function readPoint(
  record: JsonRecord,
  node: JsonNode,
  i: number,
): { drafts: Draft[] } | { problem: Problem } {
  const where = locatorIn(record, "points", i);
  if (node.kind !== "object") return { problem: { where, found: node.kind, expected: "a point" } };
  const here: JsonRecord = { ...record, node, pointer: record.pointer + pointerOf("points", i) };
  const read = point.safeParse(plainOf(node));
  if (!read.success) return { problem: faultOf(here, read.error) };
  const metric = findMetric(read.data.metric, read.data.unit ?? "");
  const step = conversionTo(read.data.unit ?? "", metric);
  if (step === null)
    return { problem: problemIn(here, "unit", `a unit of ${metric.label}, such as ${metric.unit}`) };
  return { drafts: draftsOf(here, read.data, step) };
}

function faultOf(record: JsonRecord, error: z.ZodError): Problem {
  const [issue] = error.issues;
  const path = (issue?.path ?? []).map((step) => (typeof step === "number" ? step : String(step)));
  return { where: locatorIn(record, ...path), found: "another value", expected: issue?.message ?? "a point" };
}

/** One draft, or one for each run of a point that merges several. */
function draftsOf(record: JsonRecord, of: PointIn, step: ConversionStep): Draft[] {
  const whole = draftOf(record, of, step);
  if (!of.runs || of.runs.length === 0) return [whole];
  return of.runs.map((each, i) => {
    const here = runRecord(record, i);
    return {
      ...whole,
      value: step.apply(each.value),
      stats: statsIn(each.stats, step),
      samples: samplesIn(each.sample_values, step, here.pointer),
      varies: each.sample_values?.varies ?? "within-run",
      stated: null,
      run: each.label ?? null,
      context: contextIn(here),
      provenance: withOwnStatistics(here, provenanceOf(here, "value"), step),
    };
  });
}

function runRecord(record: JsonRecord, i: number): JsonRecord {
  const node = itemsOf(record.node.members.get("runs"))[i];
  return node?.kind === "object"
    ? { ...record, node, pointer: record.pointer + pointerOf("runs", i) }
    : record;
}

function draftOf(record: JsonRecord, of: PointIn, step: ConversionStep): Draft {
  const value = of.value ?? null;
  const conversion = value === null ? null : step.record(value);
  return {
    metric: of.metric,
    unit: unitOf(of),
    case: caseIn(record),
    context: contextIn(record),
    value: value === null ? null : step.apply(value),
    statistic: of.statistic ?? "mean",
    missing: value === null && !of.range ? (of.missing ?? "") : null,
    range: of.range ? { low: scaled(of.range.low, step), high: scaled(of.range.high, step) } : null,
    stats: statsIn(of.stats, step),
    samples: samplesIn(of.sample_values, step, record.pointer),
    varies: of.interval?.varies ?? "not-stated",
    stated: statedIn(of, step),
    run: null,
    claim: of.evidence === "claim",
    provenance: withOwnStatistics(
      record,
      provenanceOf(record, "value", conversion ? [conversion] : []),
      step,
    ),
  };
}

/** Each statistic beside the value's own stands under `stats`. */
function withOwnStatistics(record: JsonRecord, value: Provenance, step: ConversionStep): Provenance {
  const within = recordWithin(record, "stats");
  if (within === null) return value;
  const places = statsFields.flatMap((name) => {
    const written = numberOf(within.node.members.get(name));
    if (written === null) return [];
    const conversion = name === "n" ? null : step.record(written);
    return [[name, provenanceOf(within, name, conversion ? [conversion] : [])] as const];
  });
  return places.length === 0 ? value : { ...value, statistics: Object.fromEntries(places) };
}

function scaled(value: number | null | undefined, step: ConversionStep): number | null {
  return value === null || value === undefined ? null : step.apply(value);
}

function statsIn(of: PointIn["stats"], step: ConversionStep): Stats {
  const found = emptyStats();
  for (const name of ["mean", "sd", "median", "p90", "p95", "p99", "min", "max"] as const)
    found[name] = scaled(of?.[name], step);
  return { ...found, n: of?.n ?? null };
}

function samplesIn(of: SamplesIn | null | undefined, step: ConversionStep, pointer: string): Samples | null {
  if (!of) return null;
  const values = of.values.map((value) => step.apply(value));
  const at = Array.from(values.keys());
  return {
    values,
    at,
    pointer: `${pointer}/sample_values/values`,
    column: null,
    varies: of.varies ?? "not-stated",
  };
}

/** Student t is computed anew from the values, or from n, mean and sd; any other interval is kept as it stands. */
function statedIn(of: PointIn, step: ConversionStep): Draft["stated"] {
  const { interval: stated } = of;
  if (!stated) return null;
  const { level, method, n = null, df, correlation } = stated;
  // What neighbouring values had in common is not known without them.
  const isLost = correlation && !of.sample_values;
  if (method === "student-t" && !isLost) return null;
  return {
    ...(typeof df === "number" && { df }),
    ...(correlation && { correlation }),
    low: step.apply(stated.low),
    high: step.apply(stated.high),
    level,
    method,
    n,
    varies: stated.varies ?? "not-stated",
  };
}

function caseIn(record: JsonRecord): Case {
  const setup = emptySetup();
  const within = recordWithin(record, "case");
  for (const [name, node] of within?.node.members ?? []) {
    if (name === "extra") continue;
    const value = scalarText(node, record.text);
    if (value === null) continue;
    const field = [...textFields, ...numberFields].find((each) => each === name);
    if (field === undefined || !putCaseField(setup.case, field, value)) setup.case.extra[name] = value;
  }
  const extra = within && recordWithin(within, "extra");
  for (const [name, node] of extra?.node.members ?? []) {
    const value = scalarText(node, record.text);
    if (value !== null) setup.case.extra[name] = value;
  }
  return within ? setup.case : emptyCase();
}

function contextIn(record: JsonRecord): Context {
  const context = emptyContext();
  const within = recordWithin(record, "context");
  for (const field of contextFields) {
    const node = within?.node.members.get(field);
    if (node?.kind === "string") context[field] = node.value;
  }
  return context;
}

function scalarText(node: JsonNode, source: string): string | null {
  if (node.kind === "string") return node.value;
  return node.kind === "number" ? source.slice(node.start, node.end) : null;
}

/** A metric without a dimension (accuracy, custom) is in the unit that its file gives. */
function unitOf({ metric, unit }: { metric: string; unit?: string | null | undefined }): string {
  const known = findMetric(metric, unit ?? "");
  return known.dimension === "number" ? (unit ?? "") : known.unit;
}
