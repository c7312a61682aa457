import { emptyCase, emptyExtra, type Case } from "../points/case";
import { emptyStats, type Point, type Samples, type Stats } from "../points/point";
import { emptyContext, type Context } from "../points/provenance";
import type { LightPoint, LightRun, SampleFacts } from "./store";

/** What of a point stands in its row as JSON: all but its raw values and what the row's own columns say. */
type Light = Omit<LightPoint, "dataset" | "file" | "strip">;

/** A text of which fields that are null are left out: most of what a point could say of itself, it does not. */
export function lightText(point: Point): string {
  const { case: of, context, stats, samples, runs } = point;
  return JSON.stringify({
    ...said(point),
    case: said(of),
    context: said(context),
    stats: said(stats),
    samples: factsOf(samples),
    runs: runs.map((run) => ({
      ...said(run),
      context: said(run.context),
      stats: said(run.stats),
      samples: factsOf(run.samples),
    })),
  });
}

function said<T extends object>(of: T): Partial<T> {
  const kept: Partial<T> = {};
  for (const key of Object.keys(of) as (keyof T)[]) if (of[key] !== null) kept[key] = of[key];
  return kept;
}

function factsOf(samples: Samples | null): SampleFacts | undefined {
  if (samples === null) return undefined;
  const { pointer, column, varies, values } = samples;
  return { pointer, column, varies, count: values.length };
}

/** Also of a text that has every field, as rows had before. */
export function lightOf(text: string): Light {
  const stored = JSON.parse(text) as Light;
  const light: Light = {
    id: stored.id,
    metric: stored.metric,
    unit: stored.unit,
    statistic: stored.statistic,
    missing: stored.missing ?? null,
    range: stored.range ?? null,
    case: caseOf(stored.case),
    provenance: stored.provenance,
    context: contextOf(stored.context),
    derivation: stored.derivation ?? null,
    value: stored.value ?? null,
    stats: statsOf(stored.stats),
    samples: stored.samples ?? null,
    evidence: stored.evidence,
    interval: stored.interval ?? null,
    runs: stored.runs.map(runOf),
  };
  if (stored.limits) light.limits = stored.limits;
  return light;
}

function runOf({ label, value, stats, samples, provenance, context, dataset }: LightRun): LightRun {
  return {
    label: label ?? null,
    value,
    stats: statsOf(stats),
    samples: samples ?? null,
    provenance,
    context: contextOf(context),
    dataset: dataset ?? null,
  };
}

function statsOf(stored: Partial<Stats>): Stats {
  return Object.assign(emptyStats(), stored);
}

function contextOf(stored: Partial<Context>): Context {
  return Object.assign(emptyContext(), stored);
}

function caseOf(stored: Partial<Case>): Case {
  const of = Object.assign(emptyCase(), stored);
  // Without a prototype again, so that a field named "constructor" is absent where no file has it.
  of.extra = Object.assign(emptyExtra(), stored.extra);
  return of;
}
