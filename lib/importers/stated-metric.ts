// What the output of most tools comes down to: several numbers of one metric in one unit, each in a cell of its own (a
// member of an object, a line of a log, a column of a row). Here they become a draft, each with its place and conversion.
import { decimalText } from "../points/decimal";
import type { Varies } from "../points/interval";
import type { Locator } from "../points/locator";
import { findMetric } from "../points/metrics";
import { emptyStats, statistics, type Samples, type Statistic, type Stats } from "../points/point";
import type { Conversion, Place, Provenance } from "../points/provenance";
import { conversionTo, type ConversionStep } from "../points/units";
import type { Draft } from "../runs/draft";
import { statsOf } from "../runs/stats-of";
import { sampleSdOf } from "./population-sd";
import type { Setup } from "./setup-field";

/** One number as a file holds it; `value` is null where it holds a text for "no number" (`NaN`, `N/A`). */
export interface StatedCell {
  value: number | null;
  locator: Locator;
  raw: string;
  /** What was done already, before the unit is converted. */
  conversions?: readonly Conversion[];
}

/** What a tool says of one metric. */
export interface StatedMetric {
  /** A metric's id; `custom:<name>` for one that Whisker does not know. */
  metric: string;
  /** As the tool writes it (`s`, `tokens/sec`): converted, and the conversion recorded. */
  unit: string;
  cells: Partial<Record<keyof Stats, StatedCell>>;
  /** How many values are behind mean and sd, where no cell says so: a count derived from others, or 1. */
  n?: number | null;
  /** Which standard deviation the tool writes; a population's is converted where n is known. Default: sample. */
  sd?: "population" | "sample";
  varies?: Varies;
  /** Raw values behind the statistics, in the same unit. */
  samples?: Samples | null;
}

/** The draft of one metric; null where no cell is there. A spread of fewer than two values is unknown, whatever is written. */
export function statedDraft(setup: Setup, stated: StatedMetric): Draft | null {
  const metric = findMetric(stated.metric, stated.unit);
  const step = conversionTo(stated.unit, metric);
  if (step === null) throw new TypeError(`${stated.metric} is not measured in ${stated.unit}`);
  const named = statistics.filter((name) => stated.cells[name] !== undefined);
  const [first] = named;
  if (first === undefined) return null;
  const leading = named.find((name) => stated.cells[name]!.value !== null);
  const unit = metric.dimension === "number" ? stated.unit : metric.unit;
  const frame = { ...framed(setup), metric: stated.metric, unit, varies: stated.varies ?? "not-stated" };
  if (leading === undefined) return { ...frame, ...missingOf(first, stated.cells[first]!) };
  const { stats, conversions } = statsIn(stated, step);
  const given = samplesIn(stated, step);
  const against = given && contradiction(given, stats.mean);
  const samples = against ? null : given;
  return {
    ...frame,
    value: stats[leading],
    statistic: leading,
    stats: samples ? { ...stats, ...withoutNull(statsOf(samples.values)) } : stats,
    samples,
    provenance: provenanceIn(stated, leading, step, [...conversions, ...(against ? [against] : [])]),
  };
}

/** What every draft of one result shares until it says otherwise. */
export function framed({ case: of, context, run }: Setup) {
  return {
    case: of,
    context,
    run,
    missing: null,
    range: null,
    stated: null,
    claim: false,
  } satisfies Partial<Draft>;
}

function missingOf(statistic: Statistic, { locator, raw }: StatedCell) {
  const provenance = { locator, raw, conversions: [] };
  return { value: null, statistic, missing: raw, stats: emptyStats(), samples: null, provenance };
}

function statsIn({ cells, n, sd }: StatedMetric, step: ConversionStep) {
  const stats: Stats = emptyStats();
  const conversions: Conversion[] = [];
  for (const [name, { value }] of entriesOf(cells))
    if (value !== null) stats[name] = name === "n" ? value : step.apply(value);
  stats.n ??= n ?? null;
  if (stats.sd !== null && sd === "population") {
    const converted = sampleSdOf(stats.sd, stats.n);
    stats.sd = converted.sd;
    if (converted.conversion) conversions.push(converted.conversion);
  }
  return { stats, conversions };
}

function samplesIn({ samples }: StatedMetric, step: ConversionStep): Samples | null {
  if (!samples || samples.values.length === 0) return null;
  return step.same
    ? samples
    : { ...samples, values: Float64Array.from(samples.values, (value) => step.apply(value)) };
}

/** Raw values are only taken as those behind the file's own mean where theirs is the same, to one part in a thousand. */
function contradiction({ values }: Samples, stated: number | null): Conversion | null {
  const { mean } = statsOf(values);
  if (stated === null || mean === null || Math.abs(mean - stated) <= 1e-3 * Math.abs(stated)) return null;
  const from = `${values.length} raw values with mean ${decimalText(mean)}`;
  return { from, to: "not used", by: `the file states a mean of ${decimalText(stated)}` };
}

function withoutNull(stats: Stats): Partial<Stats> {
  return Object.fromEntries(Object.entries(stats).filter(([, value]) => value !== null));
}

function provenanceIn(
  { cells }: StatedMetric,
  leading: Statistic,
  step: ConversionStep,
  more: readonly Conversion[],
): Provenance {
  const placed = (name: keyof Stats, { value, locator, raw, conversions = [] }: StatedCell): Place => {
    const converted = value === null || name === "n" ? null : step.record(value);
    return { locator, raw, conversions: [...conversions, ...(converted ? [converted] : [])] };
  };
  const own = placed(leading, cells[leading]!);
  const provenance = { ...own, conversions: [...own.conversions, ...more] };
  const others = entriesOf(cells).filter(([name, { value }]) => name !== leading && value !== null);
  if (others.length === 0) return provenance;
  const places = others.map(([name, cell]) => [name, placed(name, cell)]);
  return { ...provenance, statistics: Object.fromEntries(places) };
}

function entriesOf(cells: StatedMetric["cells"]): [keyof Stats, StatedCell][] {
  return Object.entries(cells) as [keyof Stats, StatedCell][];
}
