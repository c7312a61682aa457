// mlperf_log_summary.txt: LoadGen's report of one run for people (several where files were joined), `label : value` by line.
// The spacing before colons varies, and so do the labels with scenario and version.
// Written by: https://github.com/mlcommons/inference/blob/master/loadgen/results.cc
import { customMetricId } from "../points/metrics";
import { headText, wholeText } from "./decode";
import type { Importer, Reading } from "./importer";
import { labelLinesOf, type LabelLine } from "./label-lines";
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

const title = "MLPerf Results Summary";

export const mlperfSummary: Importer = {
  id: "mlperf-summary",
  label: "MLPerf LoadGen (mlperf_log_summary.txt)",
  version: "1",
  recognises(file) {
    const head = headText(file) ?? "";
    return head.includes(title) && /^\s*Scenario\s*:/m.test(head) && !/^\s*[[{]/.test(head);
  },
  read(file): Reading {
    const whole = wholeText(file);
    if ("problem" in whole) return { drafts: [], problems: [whole.problem], columns: [], notes: [] };
    const problems = new ProblemList();
    const runs = reportsOf(whole.text).map((report) => readReport(report, problems));
    return {
      drafts: runs.flatMap(({ drafts }) => drafts),
      problems: problems.list(),
      columns: [],
      notes: [...new Set(runs.flatMap(({ notes }) => notes))],
    };
  },
};

/** One report: its lines with a label, those below "Test Parameters Used" apart, and all its lines as text. */
interface Report {
  results: LabelLine[];
  parameters: LabelLine[];
  lines: { text: string; line: number }[];
}

function reportsOf(text: string): Report[] {
  const lines = text.split(/\r\n|\n|\r/).map((each, i) => ({ text: each, line: i + 1 }));
  const labels = labelLinesOf(text);
  const starts = lines.filter((each) => each.text.includes(title)).map(({ line }) => line);
  return starts.map((start, i) => {
    const end = starts[i + 1] ?? Infinity;
    const inside = <L extends { line: number }>(of: readonly L[]) =>
      of.filter(({ line }) => line >= start && line < end);
    const own = inside(lines);
    const parted = own.find((each) => each.text.includes("Test Parameters Used"))?.line ?? Infinity;
    return {
      results: inside(labels).filter(({ line }) => line < parted),
      parameters: inside(labels).filter(({ line }) => line > parted),
      lines: own,
    };
  });
}

function readReport(report: Report, problems: ProblemList) {
  const run = runOf(report);
  const reading = readRun(run);
  problems.addAll(reading.problems);
  for (const { text, line } of report.lines)
    if (/^\s*[1-9]\d* (?:ERRORS?|errors?) encountered/.test(text))
      problems.add({ line }, text, "a run without errors; its figures are kept");
  if (reading.drafts.length === 0)
    problems.add({ line: report.lines[0]!.line }, "a report without figures", "samples or tokens per second");
  return reading;
}

function runOf({ results, parameters, lines }: Report): LoadgenRun {
  const setup = loadgenSetup();
  const labelled = (label: RegExp) => results.find((each) => label.test(each.label)) ?? null;
  const scenario = labelled(/^Scenario$/)?.raw ?? null;
  const run: LoadgenRun = {
    setup,
    scenario: scenario === null ? null : scenarioOf(scenario),
    validity: labelled(/^Result is$/),
    reasons: results.filter(({ raw }) => raw === "NO").map(({ label }) => `${label}: NO`),
    figures: [],
    queries: null,
  };
  for (const { label, raw } of results) {
    if (label === "SUT name") setup.case.extra["sut_name"] = raw;
    if (label === "Mode") setup.case.extra["mode"] = raw;
  }
  for (const { label, raw } of parameters)
    if (/^[a-z_]+(?: \((?:ms|ns)\))?$/.test(label)) putParameter(setup, run.scenario, label, raw);
  run.queries = queriesIn(lines);
  for (const cell of results) {
    const figure = figureOf(cell.label, run.scenario);
    if (figure !== null) run.figures.push({ figure, cell });
  }
  return run;
}

/** ` * Processed at least 64 queries (2145).` */
function queriesIn(lines: Report["lines"]): number | null {
  for (const { text } of lines) {
    const [, count] = /Processed at least \d+ queries \((\d+)\)/.exec(text) ?? [];
    if (count !== undefined) return Number(count);
  }
  return null;
}

const number = String.raw`\d+(?:\.\d+)?`;
const latencies: readonly [RegExp, string][] = [
  [new RegExp(String.raw`^(min|max|mean) latency \(ns\)$`), "e2e_latency"],
  [new RegExp(String.raw`^(${number})(?:th)? percentile latency \(ns\)$`), "e2e_latency"],
  [new RegExp(String.raw`^(min|max|mean) first token latency \(ns\)$`), "ttft"],
  [new RegExp(String.raw`^(${number})(?:th)? percentile first token latency \(ns\)$`), "ttft"],
  [new RegExp(String.raw`^(${number})(?:th)? first token percentile latency \(ns\)$`), "ttft"],
  [new RegExp(String.raw`^(min|max|mean) time (?:to|per) output token \(ns\)$`), "tpot"],
  [new RegExp(String.raw`^(${number})(?:th)? percentile time (?:to|per) output token \(ns\)$`), "tpot"],
];

const rates: Readonly<Record<string, LoadgenFigure>> = {
  "samples per second": rateFigure("samples_per_second", "samples/s"),
  "completed samples per second": rateFigure("samples_per_second", "samples/s"),
  "scheduled samples per second": scheduledSamples,
  "tokens per second": rateFigure("output_tokens_per_second", "tok/s"),
  "completed tokens per second": rateFigure("output_tokens_per_second", "tok/s"),
  "qps w/ loadgen overhead": rateFigure("samples_per_second", "samples/s"),
  "qps w/o loadgen overhead": rateFigure(customMetricId("1 ÷ mean latency"), "samples/s"),
  "tps w/ loadgen overhead": rateFigure("output_tokens_per_second", "tok/s"),
  "tps w/o loadgen overhead": rateFigure(customMetricId("tokens ÷ sum of latencies"), "tok/s"),
};

/** Samples × a fixed number of tokens, where the system under test does not count its tokens. */
const inferredTokens = rateFigure(customMetricId("tokens per second (inferred)"), "tok/s");

/** What a label stands for; null for one that is no figure. */
function figureOf(label: string, scenario: string | null): LoadgenFigure | null {
  const name = label.replace(/\s+/g, " ").toLowerCase();
  if (Object.hasOwn(rates, name)) return rates[name]!;
  if (/tokens per second \(inferred\)$/.test(name)) return inferredTokens;
  if (scenario === "MultiStream" && name === "samples per query")
    return rateFigure(customMetricId("streams (samples per query)"), "");
  const [, percentile] = /^\* early stopping (\d+(?:\.\d+)?)th percentile estimate$/.exec(name) ?? [];
  if (percentile !== undefined) return earlyStoppingFigure(percentile);
  for (const [pattern, metric] of latencies) {
    const which = pattern.exec(name)?.[1];
    if (which !== undefined) return latencyFigure(metric, which);
  }
  return null;
}
