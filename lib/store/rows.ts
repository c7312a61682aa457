import { createHash } from "node:crypto";
import { evidences, type Evidence } from "../points/evidence";
import type { Point, Samples } from "../points/point";
import { shortText } from "../points/short-text";
import { bytesOfNumbers, numbersOfBytes } from "./float-bytes";
import { lightOf, lightText } from "./light-json";
import { bytesOfPlaces, placesOfBytes } from "./place-bytes";
import type { Dataset, LightPoint, NewDataset, SampleFacts, StoredPoint } from "./store";
import type { DatasetRow, PointRow, SamplesRow } from "./tables";

/** What of a dataset stands in its row as JSON. */
type DatasetFacts = Omit<
  Dataset,
  "sha256" | "fileSha256" | "recipe" | "name" | "title" | "storedAt" | "retiredAt" | "deletedAt" | "bytes"
> & { recipe?: Dataset["recipe"] };

/** The most samples that are kept with a point for drawing. */
const stripLength = 400;

/** Counts of a dataset's points, made while they are stored. Points that only say "no number" are counted apart. */
export interface PointCounts {
  evidence: Record<Evidence, number>;
  missing: number;
  points: number;
}

export function emptyCounts(): PointCounts {
  const evidence = Object.fromEntries(evidences.map((each) => [each, 0])) as Record<Evidence, number>;
  return { evidence, missing: 0, points: 0 };
}

export function countPoint(counts: PointCounts, point: Point): void {
  counts.points += 1;
  if (point.missing !== null) counts.missing += 1;
  else counts.evidence[point.evidence] += 1;
}

export function datasetRow(
  dataset: NewDataset,
  stored: { sequence: number; at: string; counts: PointCounts; problems: number },
): DatasetRow {
  const { sha256, fileSha256, name, title, bytes, ...described } = dataset;
  const facts: DatasetFacts = { ...described, ...stored.counts, problems: stored.problems };
  return {
    ...{ sha256, name, title, bytes },
    ...originColumns(dataset.origin),
    sequence: stored.sequence,
    stored_at: stored.at,
    retired_at: null,
    deleted_at: null,
    file_sha256: fileSha256 === sha256 ? null : fileSha256,
    facts: JSON.stringify(facts),
  };
}

export function originColumns(origin: Dataset["origin"]): Pick<DatasetRow, "kind" | "path"> {
  return { kind: origin.kind, path: origin.kind === "committed" ? origin.path : null };
}

export function datasetOf(row: DatasetRow): Dataset {
  const { sha256, name, title } = row;
  const facts = JSON.parse(row.facts) as DatasetFacts;
  return {
    ...facts,
    recipe: facts.recipe ?? null,
    ...{ sha256, fileSha256: row.file_sha256 ?? sha256, name, title },
    bytes: row.bytes,
    storedAt: row.stored_at,
    retiredAt: row.retired_at,
    deletedAt: row.deleted_at,
  };
}

export function pointRow(point: Point, dataset: string, ordinal: number): PointRow {
  const { id, metric, unit, value, evidence } = point;
  const { model, system, hardware, accelerators, precision } = point.case;
  return {
    ...{ dataset, ordinal, id, value, evidence, accelerators },
    metric: columnText(metric),
    unit: columnText(unit),
    model: model && columnText(model),
    system: system && columnText(system),
    hardware: hardware && columnText(hardware),
    precision: precision && columnText(precision),
    light: lightText(point),
    strip: point.samples && bytesOfNumbers(evenlyPicked(point.samples.values)),
  };
}

/** The most characters of a column that is searched; PostgreSQL's indexes hold no more than 2,700 bytes. */
const columnLimit = 300;

/** What stands in a column for a text: a very long one is cut and told apart by its hash. The point's JSON has it whole. */
export function columnText(text: string): string {
  if (text.length <= columnLimit) return text;
  return `${shortText(text, columnLimit - 65)} ${createHash("sha256").update(text).digest("hex")}`;
}

function evenlyPicked(values: ArrayLike<number>): ArrayLike<number> {
  if (values.length <= stripLength) return values;
  const step = (values.length - 1) / (stripLength - 1);
  const picked = new Float64Array(stripLength);
  for (let i = 0; i < stripLength; i++) picked[i] = values[Math.round(i * step)]!;
  return picked;
}

/** The rows of a point's raw values: its own under run 0, its runs' from 1 on. */
export function samplesRows(point: Point, dataset: string, ordinal: number): SamplesRow[] {
  const all = [point.samples, ...point.runs.map((run) => run.samples)];
  return all.flatMap((samples, run) => {
    if (!samples) return [];
    const sample_values = bytesOfNumbers(samples.values);
    return [{ dataset, point: ordinal, run, sample_values, sample_places: bytesOfPlaces(samples.at) }];
  });
}

export type LightRow = Pick<PointRow, "dataset" | "light" | "strip"> & { name: string };

export function lightPointOf(row: LightRow): LightPoint {
  const strip = row.strip && numbersOfBytes(row.strip);
  return Object.assign(lightOf(row.light), { dataset: row.dataset, file: row.name, strip });
}

/** A whole point: the light one with the raw values of its own and of its runs put back. */
export function pointOf(row: Omit<LightRow, "strip">, samples: readonly SamplesRow[]): StoredPoint {
  const light = lightOf(row.light);
  const byRun = new Map(samples.map((each) => [each.run, each]));
  return Object.assign(light, {
    dataset: row.dataset,
    file: row.name,
    samples: samplesOf(light.samples, byRun.get(0)),
    runs: light.runs.map((run, index) => ({ ...run, samples: samplesOf(run.samples, byRun.get(index + 1)) })),
  });
}

function samplesOf(facts: SampleFacts | null, row: SamplesRow | undefined): Samples | null {
  if (!facts || !row) return null;
  const { pointer, column, varies } = facts;
  const values = numbersOfBytes(row.sample_values);
  return {
    values,
    at: placesOfBytes(row.sample_places, values.length),
    pointer,
    column,
    varies,
  };
}
