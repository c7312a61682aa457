// The setup of a result of AIPerf or GenAI-Perf, from its input_config: three shapes over the years (flat arguments of
// GenAI-Perf; sections endpoint, loadgen or perf_analyzer; models, datasets and phases of newer AIPerf). Only settings
// are taken: folders, addresses, seeds and outputs of the run are not.
import { putCaseField, putField, emptySetup, type Setup } from "./setup-field";
import { allAt, baseName, numberAt, textAt, textsAt } from "./plain-path";
import { plainOf } from "./json-plain";
import { memberOf, numberOf, stringOf } from "./json-node";
import { locatorIn, nodeAt, problemIn, type JsonRecord } from "./json-record";
import { decimalText } from "../points/decimal";
import type { Problem } from "../points/problem";

export type AiperfTool = "AIPerf" | "GenAI-Perf";

const modelPaths = [
  "models.items.*.name",
  "models.*.name",
  "endpoint.model_names.*",
  "model_names.*",
  "model.*",
  "model",
];

/** Settings that have no case field of their own, by the name that they keep. */
const settings: readonly [name: string, paths: readonly string[]][] = [
  ["endpoint_type", ["endpoint.type", "endpoint_type"]],
  ["streaming", ["endpoint.streaming", "streaming"]],
  ["service_kind", ["endpoint.service_kind", "service_kind"]],
  ["requests", ["loadgen.request_count", "request_count", "perf_analyzer.stimulus.request_count"]],
  [
    "input_tokens_stddev",
    ["input.prompt.input_tokens.stddev", "input.synthetic_tokens.stddev", "synthetic_input_tokens_stddev"],
  ],
  [
    "output_tokens_stddev",
    ["input.prompt.output_tokens.stddev", "input.output_tokens.stddev", "output_tokens_stddev"],
  ],
];

const inputPaths = [
  "input.prompt.input_tokens.mean",
  "input.synthetic_tokens.mean",
  "synthetic_input_tokens_mean",
  "datasets.0.prompts.isl.mean",
  "datasets.0.prompts.isl",
  "datasets.0.isl.mean",
  "datasets.0.isl",
];
const outputPaths = [
  "input.prompt.output_tokens.mean",
  "input.output_tokens.mean",
  "output_tokens_mean",
  "datasets.0.prompts.osl.mean",
  "datasets.0.prompts.osl",
  "datasets.0.osl.mean",
  "datasets.0.osl",
];
const datasetPaths = [
  "datasets.0.path",
  "datasets.0.source",
  "input.public_dataset",
  "input.file",
  "input_dataset",
];

const backends = new Map([
  ["tensorrtllm", "TensorRT-LLM"],
  ["tensorrtllm_engine", "TensorRT-LLM"],
  ["vllm", "vLLM"],
]);

/** What a result says around its figures; `problems` where it says of itself that it is not whole. */
export function aiperfSetup(record: JsonRecord, tool: AiperfTool): { setup: Setup; problems: Problem[] } {
  const setup = emptySetup();
  setup.context.tool = tool;
  setup.context.tool_version = stringOf(memberOf(record.node, "aiperf_version"));
  setup.context.command =
    stringOf(nodeAt(record, ["run_info", "cli_command"])) ??
    stringOf(nodeAt(record, ["input_config", "cli_command"]));
  setup.context.measured_at = measuredAt(record);
  setup.context.run_duration = runDuration(record);
  setup.run = stringOf(nodeAt(record, ["run_info", "run_label"]));
  const config = nodeAt(record, "input_config");
  if (config) putConfig(setup, plainOf(config));
  putVariation(setup, record);
  return { setup, problems: putValidity(setup, record) };
}

/** AIPerf's times are UTC without saying so, as its documentation does; GenAI-Perf writes none. */
function measuredAt(record: JsonRecord): string | null {
  const start = stringOf(memberOf(record.node, "start_time"));
  if (start === null || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?$/.test(start)) return start;
  return new Date(`${start}Z`).toISOString();
}

/** From the first request to the last answer, in its own unit. */
function runDuration(record: JsonRecord): string | null {
  const found = numberOf(nodeAt(record, ["benchmark_duration", "avg"]));
  const unit = stringOf(nodeAt(record, ["benchmark_duration", "unit"]));
  return found !== null && found > 0 && unit !== null ? `${decimalText(found)} ${unit}` : null;
}

function putConfig(setup: Setup, config: unknown): void {
  const { case: of } = setup;
  const models = [...new Set(textsAt(config, modelPaths))];
  of.model = models.length > 0 ? models.join(", ") : null;
  of.system = backends.get((textAt(config, ["endpoint.backend", "backend"]) ?? "").toLowerCase()) ?? null;
  of.input_tokens = positive(numberAt(config, inputPaths));
  of.output_tokens = positive(numberAt(config, outputPaths));
  const dataset = textAt(config, datasetPaths);
  if (dataset !== null) of.dataset_name = baseName(dataset);
  putLoad(setup, config);
  for (const [name, paths] of settings) {
    const text = textAt(config, paths);
    if (text !== null && text !== "0") of.extra[name] = text;
  }
  const tokenizer = textAt(config, ["tokenizer.name", "tokenizer"]);
  if (tokenizer !== null && tokenizer !== of.model) of.extra["tokenizer"] = tokenizer;
}

/** GenAI-Perf writes -1 for lengths that were not asked for. */
function positive(value: number | null): number | null {
  return value !== null && value > 0 ? value : null;
}

function putLoad({ case: of }: Setup, config: unknown): void {
  const phases = allAt(config, "phases.*").filter(
    (phase) => allAt(phase, "exclude_from_results")[0] !== true,
  );
  of.concurrency = sameIn(phases, "concurrency") ?? positive(numberAt(config, concurrencyPaths));
  of.request_rate =
    sameIn(phases, "request_rate") ?? sameIn(phases, "rate") ?? positive(numberAt(config, ratePaths));
  const requests = sameIn(phases, "requests");
  if (requests !== null) of.extra["requests"] = String(requests);
  const type = [...new Set(textsAt(phases, ["*.type"]))].join(", ");
  if (type !== "" && type !== "concurrency") of.extra["load_type"] = type;
  const rate = textAt(config, ratePaths);
  if (rate !== null && /^inf/i.test(rate)) of.extra["load_mode"] = "unbounded";
}

const concurrencyPaths = ["loadgen.concurrency", "perf_analyzer.stimulus.concurrency", "concurrency"];
const ratePaths = ["loadgen.request_rate", "perf_analyzer.stimulus.request_rate", "request_rate"];

/** A number that all phases that count have in common. */
function sameIn(phases: readonly unknown[], name: string): number | null {
  const values = new Set(phases.map((phase) => numberAt(phase, [name])));
  const [value] = values;
  return values.size === 1 ? positive(value ?? null) : null;
}

/** The point of a sweep: `phases.profiling.concurrency: 40`. */
function putVariation(setup: Setup, record: JsonRecord): void {
  const values = nodeAt(record, ["run_info", "variation_values"]);
  if (values?.kind === "object") putParameters(setup, plainOf(values));
}

/** Parameters by their paths; the last step names the setting, and a case field that is filled already is not filled again. */
export function putParameters(setup: Setup, parameters: unknown): void {
  for (const [path, value] of Object.entries((parameters ?? {}) as Record<string, unknown>)) {
    if (typeof value !== "number" && typeof value !== "string") continue;
    const name = path.split(".").at(-1) ?? path;
    const field = name === "concurrency" || name === "request_rate" ? name : null;
    if (field !== null && setup.case[field] === value) continue;
    if (field === null || !putCaseField(setup.case, field, String(value)))
      putField(setup, name, String(value));
  }
}

/** A run that was broken off or declared invalid is kept, and marked. */
function putValidity(setup: Setup, record: JsonRecord): Problem[] {
  const cancelled = memberOf(record.node, "was_cancelled");
  const problems: Problem[] = [];
  if (cancelled?.kind === "constant" && cancelled.value === true) {
    setup.case.extra["validity"] = "CANCELLED";
    problems.push(problemIn(record, "was_cancelled", "a run to its end; its figures are kept and marked"));
  }
  const reasons = textsAt(plainMember(record, "runtime_submission_invalid_reasons"), ["*"]);
  if (reasons.length > 0) {
    setup.case.extra["validity"] = "INVALID";
    const where = locatorIn(record, "runtime_submission_invalid_reasons");
    problems.push({
      where,
      found: reasons.join(", "),
      expected: "a valid run; its figures are kept and marked",
    });
  }
  return problems;
}

function plainMember(record: JsonRecord, key: string): unknown {
  const node = memberOf(record.node, key);
  return node && plainOf(node);
}
