import { customMetricId } from "../points/metrics";
import type { Stats } from "../points/point";
import type { Problem } from "../points/problem";
import type { Draft } from "../runs/draft";
import { isMissingText } from "../points/value-text";
import { checkedDraft } from "./checked-metric";
import { numberIn } from "./plain-number";
import { emptySetup, putCaseField, type Setup } from "./setup-field";
import type { StatedCell, StatedMetric } from "./stated-metric";

/** One published result, from a row of the checker's CSV or an object of summary_results.json: cells by their names. */
export type ResultRow = ReadonlyMap<string, StatedCell>;

/** The names of one field in both files. */
const named = {
  model: ["Model"],
  scenario: ["Scenario"],
  result: ["Result", "Performance_Result"],
  unit: ["Units", "Performance_Units"],
  power: ["Power_Result"],
  powerUnit: ["Power_Units"],
  accuracy: ["Accuracy"],
  nodes: ["number_of_nodes", "Nodes"],
  accelerator: ["accelerator_model_name", "Accelerator"],
  perNode: ["accelerators_per_node", "a#"],
  processor: ["host_processor_model_name", "Processor"],
  software: ["framework", "Software"],
  weights: ["weight_data_types"],
  location: ["Location"],
} as const;

/** Fields with a place of their own, and those that are links or repeat another one. */
const placed = new Set<string>([
  ...[...named.model, ...named.scenario, ...named.result, ...named.unit, ...named.power, ...named.powerUnit],
  ...[...named.accuracy, ...named.nodes, ...named.accelerator, ...named.perNode, ...named.weights],
  ...[...named.location, "Details", "Code", "has_power"],
]);

export function cellOf(row: ResultRow, field: keyof typeof named): StatedCell | null {
  for (const name of named[field]) {
    const cell = row.get(name);
    if (cell && !isMissingText(cell.raw)) return cell;
  }
  return null;
}

export function textOf(row: ResultRow, field: keyof typeof named): string | null {
  return cellOf(row, field)?.raw.trim() ?? null;
}

/** Whether the names are those of published results. */
export function isResultRow(names: readonly string[]): boolean {
  const has = (field: keyof typeof named) => named[field].some((name) => names.includes(name));
  return has("model") && has("scenario") && has("result") && has("perNode") && has("nodes");
}

export interface RowReading {
  drafts: Draft[];
  problems: Problem[];
  notes: string[];
}

export function readResult(row: ResultRow): RowReading {
  const setup = setupOf(row);
  const stated = [...performance(row), ...powerOf(row), ...accuracies(row)];
  const checked = stated.map((each) =>
    checkedDraft(each.metric === "power" ? withScope(setup) : setup, { ...each, n: 1 }),
  );
  return {
    drafts: checked.flatMap(({ draft }) => draft ?? []),
    problems: [...checked.flatMap(({ problems }) => problems), ...doubtful(row)],
    notes: notesOn(row),
  };
}

/** What a result is by its unit; the latency of a stream is that of its scenario's percentile. */
function performance(row: ResultRow): StatedMetric[] {
  const cell = cellOf(row, "result") ?? row.get("Result") ?? row.get("Performance_Result");
  if (!cell) return [];
  const unit = textOf(row, "unit") ?? "";
  const read = { ...cell, value: cell.value ?? numberIn(cell.raw) };
  const [, latency] = /^latency \((ms|ns|us|s)\)$/i.exec(unit) ?? [];
  if (latency !== undefined) {
    const statistic = percentileOf(textOf(row, "scenario"));
    if (statistic !== null)
      return [{ metric: "e2e_latency", unit: latency, cells: { [statistic]: read }, varies: "within-run" }];
  }
  const [metric, known] = rates[unit.toLowerCase()] ?? [customMetricId("MLPerf result"), unit];
  return [{ metric, unit: known, cells: { mean: read } }];
}

const rates: Readonly<Record<string, readonly [string, string]>> = {
  "tokens/s": ["output_tokens_per_second", "tok/s"],
  "samples/s": ["samples_per_second", "samples/s"],
  "queries/s": ["requests_per_second", "req/s"],
  watts: ["power", "W"],
  millijoules: [customMetricId("energy per stream"), "mJ"],
  joules: [customMetricId("energy per stream"), "J"],
};

/** MLPerf's rules: SingleStream reports the 90th percentile, MultiStream the 99th of a query of eight samples. */
function percentileOf(scenario: string | null): keyof Stats | null {
  if (scenario === "SingleStream") return "p90";
  return scenario === "MultiStream" ? "p99" : null;
}

function powerOf(row: ResultRow): StatedMetric[] {
  const cell = cellOf(row, "power");
  if (!cell || cell.value === 0) return [];
  const unit = textOf(row, "powerUnit") ?? "";
  const [metric, known] = rates[unit.toLowerCase()] ?? [customMetricId("MLPerf power result"), unit];
  return [{ metric, unit: known, cells: { mean: { ...cell, value: cell.value ?? numberIn(cell.raw) } } }];
}

/** `ROUGE1: 44.77  ROUGE2: 22.36  TOKENS_PER_SAMPLE: 274.2`: each is a figure of its own. */
function accuracies(row: ResultRow): StatedMetric[] {
  const cell = cellOf(row, "accuracy");
  if (!cell) return [];
  return Array.from(cell.raw.matchAll(/([A-Za-z][\w@-]*):\s*(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)/gi), (found) => {
    const [, name, digits] = found as unknown as [string, string, string];
    const isPlain = /^(?:acc|accuracy)$/i.test(name);
    const metric = isPlain ? "accuracy" : customMetricId(name);
    const unit = name === "TOKENS_PER_SAMPLE" || name === "GEN_LEN" ? "tokens" : "";
    const value = { locator: cell.locator, raw: digits, value: Number(digits) };
    return { metric, unit, cells: { mean: value } };
  });
}

function setupOf(row: ResultRow): Setup {
  const setup = emptySetup();
  const { case: of, context } = setup;
  context.tool = "MLPerf submission checker";
  context.source = textOf(row, "location");
  of.model = textOf(row, "model");
  of.scenario = textOf(row, "scenario");
  of.hardware = textOf(row, "accelerator") ?? textOf(row, "processor");
  of.precision = textOf(row, "weights");
  putSoftware(setup, textOf(row, "software"));
  const nodes = textOf(row, "nodes");
  if (nodes !== null) putCaseField(of, "nodes", nodes);
  const perNode = numberIn(textOf(row, "perNode") ?? "");
  if (perNode !== null && perNode > 0) of.accelerators = perNode * (of.nodes ?? 1);
  for (const [name, { raw }] of row)
    if (!placed.has(name) && !isMissingText(raw) && raw !== of.model && !isPassed(name, raw))
      of.extra[name] = raw.trim();
  return setup;
}

/** `vLLM 0.9.0, ROCm 6.4`: the first is the engine, with its version; the whole stays in `extra`. */
function putSoftware({ case: of }: Setup, text: string | null): void {
  if (text === null) return;
  const [first] = text.split(/[,;]/);
  const [, name = first!.trim(), version = null] = /^(.*?\S)[\s-]+v?(\d[\w.+-]*)$/.exec(first!.trim()) ?? [];
  of.system = name;
  of.system_version = version;
}

function withScope(setup: Setup): Setup {
  const extra = Object.assign(Object.create(null) as Record<string, string>, setup.case.extra);
  extra["power_scope"] = "wall";
  return { ...setup, case: { ...setup.case, extra } };
}

/** Whether the checker says nothing but that all is well. */
function isPassed(name: string, raw: string): boolean {
  const doubt = doubts.find((each) => each.name === name);
  return doubt !== undefined && !doubt.isWrong(raw.trim());
}

/** A result that the checker did not pass, or that was not measured but taken from another scenario, is kept and said. */
function doubtful(row: ResultRow): Problem[] {
  return doubts.flatMap(({ name, isWrong, expected }) => {
    const cell = row.get(name);
    if (!cell || isMissingText(cell.raw) || !isWrong(cell.raw.trim())) return [];
    return [{ where: cell.locator, found: `${name} ${cell.raw.trim()}`, expected }];
  });
}

const doubts: readonly { name: string; isWrong: (text: string) => boolean; expected: string }[] = [
  { name: "errors", isWrong: (text) => text !== "0", expected: "a result without errors; it is kept" },
  {
    name: "compliance",
    isWrong: (text) => /^(?:0|false)$/i.test(text),
    expected: "a result that is compliant; it is kept",
  },
  {
    name: "inferred",
    isWrong: (text) => /^(?:1|true)$/i.test(text),
    expected: "a measured result, not one taken from another scenario; it is kept",
  },
];

function notesOn(row: ResultRow): string[] {
  const notes = [
    "Accelerators are those of a node × nodes; tokens, samples and power are of the whole system.",
    "A published result is one run: no interval is drawn.",
  ];
  const unit = textOf(row, "unit")?.toLowerCase() ?? "";
  if (unit === "queries/s")
    notes.push(
      "Queries/s of Server is the rate at which queries were sent while latencies stayed within limits.",
    );
  if (unit.startsWith("latency"))
    notes.push(
      "The latency of SingleStream is a 90th percentile, that of MultiStream a 99th percentile of a query.",
    );
  return notes;
}
