import { caseFieldLabel, type CaseField } from "../points/case";
import { isSpread, type HeldStatistic } from "../points/header-meaning";
import { customMetricId, findMetric, type Dimension } from "../points/metrics";
import type { Beside } from "../points/beside";
import type { Problem } from "../points/problem";
import { shortText } from "../points/short-text";
import { conversionTo, findUnit, unitsOf } from "../points/units";
import { oneReading } from "../points/value-text";
import type { ColumnRole } from "./column-role";

/**
 * What a file leaves open, and the answers to choose from. The first is what was read meanwhile, but where arithmetic
 * over the rows speaks for another: then that one.
 */
export interface Question {
  says: string;
  choices: { label: string; role: ColumnRole }[];
}

/** What a file as a whole leaves open. */
export type FileQuestion =
  /** `1,234`: with a thousands mark, or a decimal comma. */
  | { kind: "notation"; says: string; example: string; line: number }
  /** Columns headed by numbers: of which field, and what do their cells hold. */
  | { kind: "pivot"; says: string; columns: number[]; hint: PivotHint | null };

/** A field that the file's name speaks for; never applied unasked. */
export interface PivotHint {
  field: CaseField;
  says: string;
}

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

/** A name with a unit that may be several metrics: `Latency (s)`, `rate (tok/s)`; null for any other. */
export function askWithUnit(name: string, unit: string, statistic: HeldStatistic): Question | null {
  const dimension = findUnit(unit)?.dimension;
  const open = openOf(name, dimension);
  const fitting = (open ?? []).filter(([metric]) => conversionTo(unit, findMetric(metric)) !== null);
  const metrics = [...new Set(fitting.map(([metric]) => metric))];
  if (metrics.length === 0) return null;
  return {
    says: `“${name}” in ${unit} may be one of several metrics.`,
    choices: [
      choice(customMetricId(name), unit, "mean"),
      ...metrics.map((of) => choice(of, unit, isSpread(statistic) ? "mean" : statistic)),
    ],
  };
}

/** A statistic of a metric that is not known, of which other columns say others. */
export function askOwnStatistic(
  metric: string,
  statistic: HeldStatistic,
  unit: string | null,
): Question | null {
  const name = findMetric(metric).label;
  const asked = unit === null ? askUnitless(name, null, statistic) : askWithUnit(name, unit, statistic);
  return asked && { ...asked, choices: [choice(metric, unit ?? "", statistic), ...asked.choices.slice(1)] };
}

function openOf(name: string, dimension: Dimension | undefined): typeof throughputs | null {
  if (dimension === "time") return timesNamed(name);
  if (dimension === "percent") return /effici|effizien/i.test(name) ? [["scaling_efficiency", "%"]] : null;
  return dimension === "token-rate" ? throughputs : null;
}

function timesNamed(name: string): typeof latencies | null {
  return namedBy(name) === latencies ? latencies : null;
}

/** Memory that is not called the peak. */
export function askPeak(name: string, statistic: HeldStatistic, unit: string | null): Question {
  const peak: ColumnRole = { as: "metric", metric: "peak_memory", statistic, unit };
  return {
    says: `The file does not say whether “${name}” is the peak.`,
    choices: [{ label: "peak memory", role: peak }, keptChoice(name, unit ?? "")],
  };
}

/** A rate of requests that may be asked for, or reached. */
export function askOffered(name: string): Question {
  const reached: ColumnRole = {
    as: "metric",
    metric: "requests_per_second",
    statistic: "mean",
    unit: "req/s",
  };
  return {
    says: `“${name}” may be the rate of requests that was offered, or the one that was reached.`,
    choices: [
      { label: "the offered request rate, a setting", role: { as: "case", field: "request_rate" } },
      { label: "requests per second that were reached", role: reached },
      { label: "a further field", role: { as: "field" } },
    ],
  };
}

/** Numbers that repeat, under a name that is not known. */
export function askSetting(name: string): Question {
  return {
    says: `The file does not say what “${name}” is: a setting, or a result?`,
    choices: [{ label: "a further field of the setup", role: { as: "field" } }, keptChoice(name, "")],
  };
}

/** Texts below no name that look like those of one field. */
export function askNamed(name: string, field: CaseField): Question {
  return {
    says: `The header does not say what “${name}” holds.`,
    choices: [
      { label: `names of ${caseFieldLabel[field].toLowerCase()}`, role: { as: "case", field } },
      { label: "a further field", role: { as: "field" } },
    ],
  };
}

/** Numbers beside those of a column's cells of which its header does not say what they are. The first answer is as read. */
export function askBeside(
  example: string,
  kind: "spread" | "bracketed" | "limits",
  role: ColumnRole,
): Question | null {
  if (role.as !== "metric") return null;
  const as = (label: string, beside: Beside) => ({ label, role: { ...role, beside } });
  const interval = as(kind === "limits" ? "a 95 % interval" : "half of a 95 % interval", {
    kind: "interval",
    level: 0.95,
  });
  const error = as("a standard error", { kind: "standard error", level: null });
  const deviation = as("a standard deviation", { kind: "sd", level: null });
  const unread = { label: "not read", role };
  return {
    says: `The header does not say what stands beside the number in “${shortText(example, 40)}”.`,
    choices: {
      spread: [{ label: "a standard deviation", role }, error, interval],
      bracketed: [unread, deviation, error, interval],
      limits: [unread, interval],
    }[kind],
  };
}

/** A count that does not say of what: of one metric with a spread, or (null) of all that a row has. */
export function askCount(name: string, metric: string | null): Question {
  const behind: ColumnRole =
    metric === null ? { as: "count" } : { as: "metric", metric, statistic: "n", unit: "" };
  const of = metric === null ? "every value of the row" : findMetric(metric).short;
  return {
    says: `The file does not say what “${name}” counts.`,
    choices: [
      { label: `the measurements behind ${of}`, role: behind },
      { label: "a further field", role: { as: "field" } },
    ],
  };
}

/** `32k` tokens: 32,000, or 32 × 1024. */
export function askThousand(
  example: string,
  role: Extract<ColumnRole, { as: "case" | "both lengths" }>,
): Question {
  const times = (k: 1000 | 1024) => ({ label: `k is ${k}`, role: { ...role, k } });
  return {
    says: `“${example}” may be thousands, or multiples of 1024.`,
    choices: [{ label: "as written, a further field", role: { as: "field" } }, times(1024), times(1000)],
  };
}

function keptChoice(name: string, unit: string): Question["choices"][number] {
  return choice(customMetricId(name), unit, "mean");
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

/** `p50` alone: a statistic, and the file does not say of what; null for a name that is none. */
export function askBareStatistic(name: string, statistic: HeldStatistic | null): Question | null {
  if (statistic === null || isSpread(statistic)) return null;
  const kept = choice(customMetricId(name), "", "mean");
  const open = [...latencies, ...throughputs].map(([of, unit]) => choice(of, unit, statistic));
  return {
    says: `“${name}” is a statistic: the file does not say of which metric.`,
    choices: [kept, ...open],
  };
}

/** A column that says of which side of a change it is, and not what it holds. */
export function askSide(side: string, name: string): Question {
  const open = [...throughputs, ...latencies].map(([of, unit]) => choice(of, unit, "mean"));
  return {
    says: `“${side}” is one side of a change: the file does not say of which metric.`,
    choices: [choice(customMetricId(name), "", "mean"), ...open],
  };
}

const isThroughput =
  /through?put|durchsatz|\btput\b|\btps\b|speed|tok(?:en)?s?\b.*rate|\brate\b|débit|vitesse|rendimiento|velocidad|пропускная|скорость|吞吐|速度|スループット/i;
const isLatency =
  /latenc|latenz|latence|delay|duration|elapsed|\btime\b|dauer|durée|duración|задержка|延迟|时延|耗时|レイテンシ|遅延/i;

/** Whether a name is a word for a rate or a time, which says neither of what. */
export function isVagueQuantity(name: string): boolean {
  return namedBy(name) !== null;
}

function namedBy(name: string): readonly (readonly [string, string])[] | null {
  if (isThroughput.test(name)) return throughputs;
  return isLatency.test(name) ? latencies : null;
}

/** The first number that a file leaves with two readings; null where there is none. */
export function notationQuestion(problems: readonly Problem[]): FileQuestion | null {
  const first = problems.find(({ expected }) => expected.startsWith(oneReading));
  if (first === undefined) return null;
  const line = first.where !== null && "line" in first.where ? (first.where.line ?? 0) : 0;
  const sign = first.found.includes(",") ? "comma" : "point";
  const says = `“${first.found}” may have a thousands mark, or a decimal ${sign}.`;
  return { kind: "notation", says, example: first.found, line };
}

function choice(metric: string, unit: string, statistic: HeldStatistic): Question["choices"][number] {
  const { label } = findMetric(metric, unit);
  const kept = metric.startsWith("custom:");
  return {
    label: kept ? `its own name, ${unit === "" ? "without a unit" : `in ${unit}`}` : `${label}, ${unit}`,
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

/** The field that a file's name speaks for: `batchsizes_a100.csv`; null where it names none, or several. */
export function pivotHint(fileName: string): PivotHint | null {
  const words = fileName.replace(/\.[a-z\d]+$/i, "").split(/[^a-z]+/i);
  const fields = new Set(
    hinted.filter(([pattern]) => words.some((word) => pattern.test(word))).map(([, field]) => field),
  );
  const [field] = fields;
  if (fields.size !== 1 || field === undefined) return null;
  return {
    field,
    says: `The file's name, “${fileName}”, speaks for ${caseFieldLabel[field].toLowerCase()}.`,
  };
}

const hinted: readonly [RegExp, CaseField][] = [
  [/^batch(?:es|size|sizes)?$/i, "batch"],
  [/^(?:conc|concurrency|concurrencies|users)$/i, "concurrency"],
  [/^(?:gpus|ngpus|numgpus)$/i, "accelerators"],
  [/^(?:qps|rps|rates?)$/i, "request_rate"],
  [/^(?:isl|inputlengths?|prompts?)$/i, "input_tokens"],
  [/^(?:osl|outputlengths?)$/i, "output_tokens"],
  [/^tp$/i, "tensor_parallel"],
];
