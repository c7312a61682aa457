import { findMetric } from "../points/metrics";
import { emptyStats, type Samples, type Stats } from "../points/point";
import type { Problem } from "../points/problem";
import type { Conversion, Provenance } from "../points/provenance";
import { readValueText } from "../points/value-text";
import type { Draft } from "../runs/draft";
import { statsOf } from "../runs/stats-of";
import { emptySetup, type Setup } from "./setup-field";

/** One test of llama-bench as JSON, a CSV row or a row of its Markdown table gives it: fields by their names, as text. */
export interface LlamaBenchRow {
  fields: ReadonlyMap<string, string>;
  /** Nanoseconds of each repetition, and the pointer of their array; null where the format leaves them out. */
  samplesNs: { values: readonly number[]; pointer: string } | null;
  provenance(field: string, conversions: readonly Conversion[]): Provenance;
  problem(field: string, expected: string): Problem;
}

/** Fields with a place of their own; every other field is a setting and tells cases apart. */
const placed = new Set(
  (
    "build_commit build_number test_time avg_ns stddev_ns avg_ts stddev_ts samples_ns samples_ts n_prompt n_gen " +
    "model_type model_filename gpu_info cpu_info"
  ).split(" "),
);

/** How many prompt and generated tokens one repetition works on, and what its rate therefore is a rate of. */
export interface LlamaBenchTest {
  prompt: number;
  generated: number;
  depth: number;
}

/** The draft of one row, or the problem that says why there is none. */
export function llamaBenchDraft(row: LlamaBenchRow): { draft: Draft } | { problem: Problem } {
  const test = testOf(row);
  if ("problem" in test) return test;
  const cell = readValueText(row.fields.get("avg_ts") ?? "");
  if (cell.kind !== "number" && cell.kind !== "missing")
    return { problem: row.problem("avg_ts", "tokens per second") };
  const value = cell.kind === "number" ? cell.value : null;
  return { draft: draftOf(row, test, value, setupOf(row, test)) };
}

function draftOf(row: LlamaBenchRow, test: LlamaBenchTest, value: number | null, setup: Setup): Draft {
  const metric = metricOf(test);
  const samples = value === null ? null : samplesOf(row, test, value);
  const sd = sdOf(row);
  const stats: Stats = samples ? statsOf(samples.values) : { ...emptyStats(), mean: value, sd };
  return {
    metric,
    unit: findMetric(metric).unit,
    case: setup.case,
    context: setup.context,
    value,
    statistic: "mean",
    missing: value === null ? (row.fields.get("avg_ts") ?? "") : null,
    range: null,
    stats: value === null ? emptyStats() : stats,
    samples,
    varies: "within-run",
    stated: null,
    run: null,
    claim: false,
    provenance: row.provenance("avg_ts", samples ? [conversionOf(test)] : []),
  };
}

function testOf(row: LlamaBenchRow): LlamaBenchTest | { problem: Problem } {
  const count = (field: string) => Number(row.fields.get(field) ?? "0");
  const test = { prompt: count("n_prompt"), generated: count("n_gen"), depth: count("n_depth") };
  if (!isCount(test.prompt)) return { problem: row.problem("n_prompt", "a number of tokens") };
  if (!isCount(test.generated)) return { problem: row.problem("n_gen", "a number of tokens") };
  if (test.prompt + test.generated > 0) return test;
  return { problem: row.problem("n_gen", "a test of at least one token (n_prompt or n_gen above 0)") };
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}

/** Prompt tokens alone are read in, generated tokens alone are written; both together are neither rate. */
function metricOf({ prompt, generated }: LlamaBenchTest): string {
  if (generated === 0) return "input_tokens_per_second";
  return prompt === 0 ? "output_tokens_per_second" : "total_tokens_per_second";
}

/** The name of the test as llama-bench prints it: `pp512`, `tg128`, `pp512+tg128 @ d4096`. */
function scenarioOf({ prompt, generated, depth }: LlamaBenchTest): string {
  const parts = [prompt > 0 ? `pp${prompt}` : "", generated > 0 ? `tg${generated}` : ""].filter(Boolean);
  return parts.join("+") + (depth > 0 ? ` @ d${depth}` : "");
}

/** A sd of 0 is what one repetition gives (`-r 1`): unknown, not a spread of nothing. */
function sdOf(row: LlamaBenchRow): number | null {
  const cell = readValueText(row.fields.get("stddev_ts") ?? "");
  return cell.kind === "number" && cell.value > 0 ? cell.value : null;
}

/**
 * The rate of each repetition, from its nanoseconds: `samples_ts` are printed with six digits only. Their mean is
 * avg_ts, which is a mean of rates; where it is another number, the samples are not used.
 */
function samplesOf(row: LlamaBenchRow, test: LlamaBenchTest, mean: number): Samples | null {
  if (row.samplesNs === null || row.samplesNs.values.length === 0) return null;
  const tokens = test.prompt + test.generated;
  const values = row.samplesNs.values.map((ns) => (1e9 * tokens) / ns);
  const found = values.reduce((total, value) => total + value, 0) / values.length;
  if (!(Math.abs(found - mean) <= 1e-3 * mean)) return null;
  const at = Array.from(values.keys());
  return { values, at, pointer: row.samplesNs.pointer, column: null, varies: "within-run" };
}

function conversionOf({ prompt, generated }: LlamaBenchTest): Conversion {
  return { from: "samples_ns", to: "tok/s", by: `10⁹ × ${prompt + generated} tokens ÷ ns` };
}

function setupOf(row: LlamaBenchRow, test: LlamaBenchTest): Setup {
  const setup = emptySetup();
  const { case: of, context } = setup;
  const field = (name: string) => row.fields.get(name)?.trim() || null;
  Object.assign(of, modelOf(field("model_type"), field("model_filename")));
  of.system = "llama.cpp";
  of.system_version = field("build_number") && `b${field("build_number")}`;
  of.hardware = field("gpu_info") ?? field("cpu_info");
  of.input_tokens = test.prompt;
  of.output_tokens = test.generated;
  of.scenario = scenarioOf(test);
  context.tool = "llama-bench";
  context.tool_version = field("build_number");
  context.git_commit = field("build_commit");
  context.measured_at = field("test_time");
  putSettings(setup, row);
  return setup;
}

function putSettings({ case: of }: Setup, row: LlamaBenchRow): void {
  const cpu = row.fields.get("cpu_info")?.trim();
  const file = row.fields.get("model_filename")?.trim();
  if (cpu && of.hardware !== cpu) of.extra["cpu_info"] = cpu;
  // The folder says where the file lay on one machine, nothing of the setup.
  if (file) of.extra["model_filename"] = baseName(file);
  for (const [name, text] of row.fields) if (!placed.has(name) && text.trim() !== "") of.extra[name] = text;
}

const quantization = /^(.*?)\s+(?:mostly\s+)?((?:all\s+)?(?:I?Q\d|TQ\d|F16|F32|BF16|MXFP4|NVFP4).*)$/;

/** `llama 7B Q4_K - Medium` is a model and its precision; a model whose size llama.cpp does not know goes by its file. */
export function modelOf(
  type: string | null,
  file: string | null,
): { model: string | null; precision: string | null } {
  const [, name = type, precision = null] = quantization.exec(type ?? "") ?? [];
  const unsized = name === null || name.includes("?");
  const model = unsized && file !== null ? baseName(file).replace(/\.gguf$/i, "") : name;
  return { model, precision };
}

function baseName(path: string): string {
  return path.split(/[/\\]/).at(-1) || path;
}
