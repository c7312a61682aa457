// mlperf_log_detail.txt: LoadGen's log, a line `:::MLLOG {"key": …, "value": …}` for each fact. Latencies are in ns also
// where the key does not say so; result_token_throughput is tokens per nanosecond and is not read.
// Written by: https://github.com/mlcommons/inference/blob/master/loadgen/results.cc
import { customMetricId } from "../points/metrics";
import { headText, wholeText } from "./decode";
import type { Importer, Reading } from "./importer";
import { isScalar, memberOf, numberOf, rawOf, stringOf, textOf, type JsonNode } from "./json-node";
import {
  earlyStoppingFigure,
  latencyFigure,
  loadgenSetup,
  putParameter,
  rateFigure,
  readRun,
  scenarioOf,
  scheduledSamples,
  type LoadgenFigure,
  type LoadgenRun,
} from "./mlperf-loadgen";
import { ProblemList } from "./problem-list";
import type { StatedCell } from "./stated-metric";
import { readJson } from "./tolerant-json";

const mark = ":::MLLOG";

export const mlperfDetail: Importer = {
  id: "mlperf-detail",
  label: "MLPerf LoadGen (mlperf_log_detail.txt)",
  version: "1",
  recognises: (file) => /^\s*:::MLLOG\s*\{/m.test(headText(file) ?? ""),
  read(file): Reading {
    const whole = wholeText(file);
    if ("problem" in whole) return { drafts: [], problems: [whole.problem], columns: [], notes: [] };
    const problems = new ProblemList();
    const facts = factsOf(whole.text, problems);
    const reading = readRun(runOf(facts));
    problems.addAll([...reading.problems, ...errorsIn(facts)]);
    if (reading.drafts.length === 0)
      problems.add(null, "a log without result_… lines", "the log of a run that ended, in performance mode");
    return {
      drafts: reading.drafts,
      problems: problems.list(),
      columns: [],
      notes: notesOn(facts, reading.notes),
    };
  },
};

/** One line of the log that matters here. */
interface Fact extends StatedCell {
  key: string;
  line: number;
}

/** What the result is made of. Lines of each query and of the code's history are passed over without being parsed. */
const wanted =
  /"key":\s*"(?:result_|effective_|early_stopping_|loadgen_version"|test_datetime"|sut_name"|num_errors"|error|power_(?:begin|end)")/;

function factsOf(text: string, problems: ProblemList): Fact[] {
  const facts: Fact[] = [];
  text.split(/\r\n|\n|\r/).forEach((written, i) => {
    const at = written.indexOf(mark);
    if (at < 0 || !wanted.test(written.slice(at, at + 120))) return;
    const line = i + 1;
    const fact = factIn(written.slice(at + mark.length), line);
    if (fact === null)
      problems.add({ line }, written, `${mark} and a JSON object with a key and a plain value`);
    else facts.push(fact);
  });
  return facts;
}

function factIn(json: string, line: number): Fact | null {
  const { documents, problems, text } = readJson(json.trim());
  const root = documents[0]?.root;
  const key = stringOf(memberOf(root, "key"));
  const node = memberOf(root, "value");
  if (problems.length > 0 || key === null || node === undefined || !isScalar(node)) return null;
  const raw = node.kind === "number" ? rawOf(node, text) : textOf(node, text).slice(0, 200);
  return { key, line, raw, value: valueOf(node), locator: { line, pointer: "/value" } };
}

/** LoadGen writes some numbers as text. */
function valueOf(node: JsonNode): number | null {
  const text = stringOf(node);
  if (text === null) return numberOf(node);
  return /^\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : null;
}

function runOf(facts: readonly Fact[]): LoadgenRun {
  const setup = loadgenSetup();
  const said = (key: string) => facts.find((fact) => fact.key === key) ?? null;
  const scenario = said("effective_scenario")?.raw ?? null;
  setup.context.tool_version = said("loadgen_version")?.raw ?? null;
  setup.context.measured_at = said("test_datetime")?.raw ?? null;
  const run: LoadgenRun = {
    setup,
    scenario: scenario === null ? null : scenarioOf(scenario),
    validity: said("result_validity"),
    reasons: said("result_invalid_reason") ? [said("result_invalid_reason")!.raw.trim()] : [],
    figures: [],
    queries: null,
  };
  if (run.scenario !== "Offline") run.queries = said("result_query_count")?.value ?? null;
  for (const { key, raw } of facts) {
    if (key === "sut_name") setup.case.extra["sut_name"] = raw;
    else if (key === "effective_test_mode") setup.case.extra["mode"] = raw;
    else if (key.startsWith("effective_") && key !== "effective_scenario")
      putParameter(setup, run.scenario, key, raw);
  }
  for (const cell of facts) {
    const figure = figureOf(cell.key, run.scenario);
    const isUnset = cell.key.startsWith("early_stopping_latency") && !cell.value;
    if (figure !== null && !isUnset) run.figures.push({ figure, cell });
  }
  return run;
}

const rates: Readonly<Record<string, LoadgenFigure>> = {
  result_samples_per_second: rateFigure("samples_per_second", "samples/s"),
  result_completed_samples_per_sec: rateFigure("samples_per_second", "samples/s"),
  result_scheduled_samples_per_sec: scheduledSamples,
  result_tokens_per_second: rateFigure("output_tokens_per_second", "tok/s"),
  result_completed_tokens_per_second: rateFigure("output_tokens_per_second", "tok/s"),
  result_qps_with_loadgen_overhead: rateFigure("samples_per_second", "samples/s"),
  result_qps_without_loadgen_overhead: rateFigure(customMetricId("1 ÷ mean latency"), "samples/s"),
};

/** Of streams all tokens ÷ the time in which queries were sent, which is the run's; of a server that is the sending alone. */
const streamTokens = "result_token_throughput_with_loadgen_overhead";

const number = String.raw`\d+(?:\.\d+)?`;
const ofSamples: readonly RegExp[] = [
  /^result_(min|max|mean)_latency_ns$/,
  new RegExp(`^result_(${number})_percentile_latency_ns$`),
];
/** A query of MultiStream holds several samples, and its latency is the result. */
const ofQueries: readonly RegExp[] = [
  /^result_(min|max|mean)_query_latency_ns$/,
  new RegExp(`^result_(${number})_percentile_per_query_latency_ns$`),
];
const ofTokens: readonly [RegExp, string][] = [
  [/^result_first_token_(min|max|mean)_latency_ns$/, "ttft"],
  [new RegExp(`^result_first_token_(${number})_percentile_latency_ns$`), "ttft"],
  [/^result_time_(?:to|per)_output_token_(min|max|mean)(?:_ns)?$/, "tpot"],
  [new RegExp(`^result_time_(?:to|per)_output_token_(${number})_percentile_ns$`), "tpot"],
];

function figureOf(key: string, scenario: string | null): LoadgenFigure | null {
  if (Object.hasOwn(rates, key)) return rates[key]!;
  if (key === streamTokens && scenario !== "Server") return rateFigure("output_tokens_per_second", "tok/s");
  if (key === "early_stopping_latency_ss") return earlyStoppingFigure("90");
  if (key === "early_stopping_latency_ms") return earlyStoppingFigure("99");
  const requests = scenario === "MultiStream" ? ofQueries : ofSamples;
  const latencies = [...requests.map((pattern) => [pattern, "e2e_latency"] as const), ...ofTokens];
  for (const [pattern, metric] of latencies) {
    const which = pattern.exec(key)?.[1];
    if (which !== undefined) return latencyFigure(metric, which);
  }
  return null;
}

function errorsIn(facts: readonly Fact[]) {
  return facts
    .filter(({ key, value }) => key === "num_errors" && value !== null && value > 0)
    .map(({ locator, raw }) => ({
      where: locator,
      found: `num_errors ${raw}`,
      expected: "a run without errors; its figures are kept",
    }));
}

function notesOn(facts: readonly Fact[], notes: readonly string[]): string[] {
  const begin = facts.find(({ key }) => key === "power_begin");
  const end = facts.find(({ key }) => key === "power_end");
  const window =
    begin && end
      ? [`The power log of this run counts from ${begin.raw} to ${end.raw} (power_begin, power_end).`]
      : [];
  const perNanosecond = facts.some(({ key }) => key === "result_token_throughput")
    ? ["result_token_throughput is in tokens per nanosecond and is not read."]
    : [];
  return [...notes, ...window, ...perNanosecond];
}
