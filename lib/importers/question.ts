import type { HeldStatistic } from "../points/headers";
import { findMetric, customMetricId } from "../points/metrics";
import type { Problem } from "../points/problem";
import { unitsOf } from "../points/units";
import { oneReading } from "../points/value-text";
import type { ColumnRole } from "./column-role";

/** What a file leaves open, and the answers to choose from; the first is what was read meanwhile. */
export interface Question {
  says: string;
  choices: { label: string; role: ColumnRole }[];
}

/** What a file as a whole leaves open. */
export type FileQuestion =
  /** `1,234`: with a thousands mark, or a decimal comma. */
  | { kind: "notation"; says: string; example: string; line: number }
  /** Columns headed by numbers: of which field, and what do their cells hold. */
  | { kind: "pivot"; says: string; columns: number[] };

const throughputs: readonly [metric: string, unit: string][] = [
  ["output_tokens_per_second", "tok/s"],
  ["total_tokens_per_second", "tok/s"],
  ["input_tokens_per_second", "tok/s"],
  ["tokens_per_second_per_user", "tok/s"],
  ["tokens_per_second_per_gpu", "tok/s"],
  ["requests_per_second", "req/s"],
  ["samples_per_second", "samples/s"],
];

const latencies: readonly [metric: string, unit: string][] = [
  ["e2e_latency", "ms"],
  ["e2e_latency", "s"],
  ["ttft", "ms"],
  ["ttft", "s"],
  ["tpot", "ms"],
  ["itl", "ms"],
  ["batch_latency", "ms"],
  ["batch_latency", "s"],
  ["execution_time", "s"],
  ["execution_time", "ms"],
];

/** Which rate: a token rate does not say of which tokens. The one that was read comes first. */
export function askWhichTokens(read: string, statistic: HeldStatistic, unit: string): Question {
  const others = throughputs.filter(([metric, of]) => metric !== read && of === "tok/s");
  const all = [[read, unit] as const, ...others.map(([metric]) => [metric, unit] as const)];
  return {
    says: "The file does not say which tokens are counted: output alone, or input and output.",
    choices: all.map(([metric, of]) => choice(metric, of, statistic)),
  };
}

/** A name without a unit that may be several metrics (`Throughput`, `Latency`) or one in several units (`TTFT`); null for any other. */
export function askUnitless(name: string, metric: string | null, statistic: HeldStatistic): Question | null {
  const kept = choice(customMetricId(name), "", statistic);
  const open =
    metric === null ? namedBy(name) : unitsOf(findMetric(metric)).map((unit) => [metric, unit] as const);
  if (open === null) return null;
  const says =
    metric === null
      ? `“${name}” without a unit may be one of several metrics.`
      : `The file does not say in which unit “${name}” is.`;
  return { says, choices: [kept, ...open.map(([of, unit]) => choice(of, unit, statistic))] };
}

function namedBy(name: string): readonly (readonly [string, string])[] | null {
  if (/through?put|durchsatz|\btput\b|\btps\b|speed|tok(?:en)?s?\b.*rate|\brate\b|débit/i.test(name))
    return throughputs;
  return /latenc|latenz|latence|delay|duration|elapsed|\btime\b|dauer/i.test(name) ? latencies : null;
}

/** The first number that a file leaves with two readings; null where there is none. */
export function notationQuestion(problems: readonly Problem[]): FileQuestion | null {
  const first = problems.find(({ expected }) => expected.startsWith(oneReading));
  if (first === undefined) return null;
  const line = first.where !== null && "line" in first.where ? (first.where.line ?? 0) : 0;
  const says = `“${first.found}” may have a thousands mark, or a decimal comma.`;
  return { kind: "notation", says, example: first.found, line };
}

function choice(metric: string, unit: string, statistic: HeldStatistic): Question["choices"][number] {
  const { label } = findMetric(metric, unit);
  const kept = metric.startsWith("custom:");
  return {
    label: kept ? `its own name, without a unit` : `${label}, ${unit}`,
    role: { as: "metric", metric, statistic, unit },
  };
}

/** A column "GPU" of whole numbers. */
export function askGpuNumbers(): Question {
  return {
    says: "Numbers under “GPU” may count accelerators, or number them.",
    choices: [
      { label: "a further field", role: { as: "field" } },
      { label: "the number of accelerators", role: { as: "case", field: "accelerators" } },
    ],
  };
}
