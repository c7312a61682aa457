// Units that a table's own numbers contradict: where the parts of an identity stand in one row and most rows miss it by
// the same power of 1000, the unit of one part is asked about. Nothing is changed unasked.
import { findMetric } from "../points/metrics";
import { conversionTo, unitsOf } from "../points/units";
import { readValueText, type Notation } from "../points/value-text";
import type { Question } from "./question";
import type { ColumnPlan, MetricPlan } from "./wide-columns";

export interface ContradictedUnit {
  question: Question;
  /** What the rows say, and what they would. */
  found: string;
  expected: string;
}

type Part =
  "tpot" | "ttft" | "e2e" | "user rate" | "output rate" | "request rate" | "output tokens" | "concurrency";
type Values = Record<Part, number>;

interface Identity {
  name: string;
  parts: readonly Part[];
  /** What is 1 where all units are right: in seconds, tokens and requests. */
  ratio(of: Values): number;
  /** The smallest and largest ratio that still is 1, with what is left out of the identity. */
  within: readonly [number, number];
  /** The part whose unit is asked about, and whether the ratio grows with it. */
  suspect: Part;
  grows: boolean;
}

const identities: readonly Identity[] = [
  {
    name: "TPOT × tokens/s of a user",
    parts: ["tpot", "user rate"],
    ratio: (of) => of.tpot * of["user rate"],
    within: [0.5, 2],
    suspect: "tpot",
    grows: true,
  },
  {
    name: "output tokens/s × TPOT ÷ concurrency",
    parts: ["tpot", "output rate", "concurrency"],
    ratio: (of) => (of["output rate"] * of.tpot) / of.concurrency,
    within: [0.2, 2],
    suspect: "tpot",
    grows: true,
  },
  {
    name: "requests/s × E2E latency ÷ concurrency",
    parts: ["e2e", "request rate", "concurrency"],
    ratio: (of) => (of["request rate"] * of.e2e) / of.concurrency,
    within: [0.2, 2],
    suspect: "e2e",
    grows: true,
  },
  {
    name: "E2E latency ÷ (TTFT + (output tokens − 1) × TPOT)",
    parts: ["e2e", "ttft", "tpot", "output tokens"],
    ratio: (of) => of.e2e / (of.ttft + (of["output tokens"] - 1) * of.tpot),
    within: [0.5, 2],
    suspect: "e2e",
    grows: true,
  },
  {
    name: "requests/s × output tokens ÷ output tokens/s",
    parts: ["request rate", "output tokens", "output rate"],
    // So many are of a whole run, and not of a request.
    ratio: (of) =>
      of["output tokens"] > 20_000 ? NaN : (of["request rate"] * of["output tokens"]) / of["output rate"],
    within: [0.9, 1.1],
    suspect: "output rate",
    grows: false,
  },
];

const metricOf: Partial<Record<Part, readonly string[]>> = {
  tpot: ["tpot", "itl"],
  ttft: ["ttft"],
  e2e: ["e2e_latency"],
  "user rate": ["tokens_per_second_per_user"],
  "output rate": ["output_tokens_per_second"],
  "request rate": ["requests_per_second"],
};

const atLeastRows = 2;
const shareOfRows = 0.8;

/** The columns whose unit the rows contradict, by their numbers from 0. */
export function contradictedUnits(
  headers: readonly string[],
  plans: readonly ColumnPlan[],
  rows: readonly (readonly string[])[],
  notation: Notation,
): Map<number, ContradictedUnit> {
  const columns = columnsOf(plans);
  const found = new Map<number, ContradictedUnit>();
  const factors = new Map<Part, number>();
  for (const identity of identities) {
    if (!identity.parts.every((part) => columns.has(part))) continue;
    const values = rows.map((row) => valuesOf(row, identity.parts, columns, plans, notation));
    const missed = missedBy(
      identity,
      values.flatMap((of) => (of === null ? [] : [corrected(of, factors)])),
    );
    const column = columns.get(identity.suspect)!;
    if (missed === null || found.has(column)) continue;
    const plan = plans[column] as MetricPlan;
    const times = identity.grows ? 1 / missed.by : missed.by;
    const unit = unitTimes(plan, times);
    if (unit === null) continue;
    factors.set(identity.suspect, times);
    found.set(column, contradicted(headers[column]!, plan, unit, identity, missed));
  }
  return found;
}

function columnsOf(plans: readonly ColumnPlan[]): Map<Part, number> {
  const columns = new Map<Part, number>();
  for (const [part, metrics] of Object.entries(metricOf) as [Part, string[]][]) {
    const at = metrics
      .map((metric) => plans.findIndex((plan) => isTypical(plan, metric)))
      .find((i) => i >= 0);
    if (at !== undefined) columns.set(part, at);
  }
  const field = (name: string) => plans.findIndex((plan) => plan.kind === "case" && plan.field === name);
  if (field("output_tokens") >= 0) columns.set("output tokens", field("output_tokens"));
  if (field("concurrency") >= 0) columns.set("concurrency", field("concurrency"));
  return columns;
}

/** A mean or median in a unit of its own, under a header that fixes nothing. */
function isTypical(plan: ColumnPlan, metric: string): boolean {
  if (plan.kind !== "metric" || plan.metric.id !== metric || plan.fixed !== undefined) return false;
  return (
    plan.step !== null && plan.unit !== null && (plan.statistic === "mean" || plan.statistic === "median")
  );
}

/** In seconds, tokens and requests; null where a part is missing or is not above 0. */
function valuesOf(
  row: readonly string[],
  parts: readonly Part[],
  columns: ReadonlyMap<Part, number>,
  plans: readonly ColumnPlan[],
  notation: Notation,
): Values | null {
  const of: Partial<Values> = {};
  for (const part of parts) {
    const column = columns.get(part)!;
    const plan = plans[column]!;
    const cell = readValueText(row[column] ?? "", notation);
    if (cell.kind !== "number" || cell.unit !== null || !(cell.value > 0)) return null;
    const value = plan.kind === "metric" ? plan.step!.apply(cell.value) : cell.value;
    of[part] = plan.kind === "metric" && plan.metric.unit === "ms" ? value / 1000 : value;
  }
  return of as Values;
}

function corrected(of: Values, factors: ReadonlyMap<Part, number>): Values {
  const own = { ...of };
  for (const [part, factor] of factors) if (part in own) own[part] *= factor;
  return own;
}

interface Missed {
  /** 1000 or 0.001, or their squares. */
  by: number;
  rows: number;
  of: number;
}

/** The power of 1000 by which most rows miss the identity; null where they hold it, or miss it otherwise. */
function missedBy({ ratio, within: [low, high] }: Identity, values: readonly Values[]): Missed | null {
  const ratios = values.map(ratio).filter((each) => Number.isFinite(each) && each > 0);
  if (ratios.length < atLeastRows) return null;
  for (const by of [1e3, 1e-3, 1e6, 1e-6]) {
    const rows = ratios.filter((each) => each / by >= low && each / by <= high).length;
    if (rows >= atLeastRows && rows >= ratios.length * shareOfRows) return { by, rows, of: ratios.length };
  }
  return null;
}

/** The unit that is that many of the plan's own; null where there is none. */
function unitTimes({ metric, step }: MetricPlan, times: number): string | null {
  const own = step!.apply(1);
  const fits = (unit: string) => Math.abs(conversionTo(unit, metric)!.apply(1) / own / times - 1) < 1e-9;
  return unitsOf(metric).find(fits) ?? null;
}

function contradicted(
  header: string,
  { metric, statistic, unit: written }: MetricPlan,
  unit: string,
  { name }: Identity,
  { by, rows, of }: Missed,
): ContradictedUnit {
  const many = `about ${by} in ${rows} of ${of} rows`;
  const choice = (spelled: string) => ({
    label: `${findMetric(metric.id).label}, ${spelled}`,
    role: { as: "metric", metric: metric.id, statistic, unit: spelled } as const,
  });
  return {
    question: {
      says: `“${header}” says ${written}, but ${name} is ${many}; it would be about 1 if the cells were in ${unit}.`,
      choices: [choice(unit), choice(written!)],
    },
    found: `“${header}”: ${name} is ${many}`,
    expected: `about 1, as it would be in ${unit}; read in ${written} as its header says`,
  };
}
