// Perf Analyzer's profile_export.json, from which GenAI-Perf computes: {experiments: [{experiment: {mode, value}, requests:
// [{timestamp, request_inputs, response_timestamps, response_outputs}]}]}, times in nanoseconds. The requests of one load are
// samples within one run. How many tokens a response holds is not in the file: no tokens/s and no TPOT follow from it. As
// GenAI-Perf does, responses without content (a first one that names a role, [DONE]) are no tokens.
// Written by: https://github.com/triton-inference-server/perf_analyzer (genai_perf/profile_data_parser reads it so)
import { decimalText } from "../points/decimal";
import type { Problem } from "../points/problem";
import type { Draft } from "../runs/draft";
import { statsOf } from "../runs/stats-of";
import type { Importer, Reading } from "./importer";
import { jsonOf, looksLikeJson } from "./json-file";
import { itemsOf, memberOf, numberOf, rawOf, stringOf, type JsonNode } from "./json-node";
import { locatorIn, nodeAt, recordsAt, recordsOf, type JsonRecord } from "./json-record";
import { putRequestRate } from "./serving-arguments";
import { emptySetup, type Setup } from "./setup-field";
import { statedDraft } from "./stated-metric";

export const genaiPerfRequests: Importer = {
  id: "genai-perf-requests",
  label: "GenAI-Perf and Perf Analyzer requests (JSON)",
  version: "1",
  recognises: (file) => looksLikeJson(file) && recordsOf(jsonOf(file)).some(isProfile),
  read(file): Reading {
    const json = jsonOf(file);
    const read = recordsOf(json)
      .filter(isProfile)
      .flatMap((profile) => recordsAt(profile, "experiments").map((each) => readExperiment(each, profile)));
    return {
      drafts: read.flatMap(({ drafts }) => drafts),
      problems: [...json.problems, ...read.flatMap(({ problems }) => problems)],
      columns: [],
      notes: [...json.notes, ...notes, ...new Set(read.flatMap((each) => each.notes))],
    };
  },
};

const notes = [
  "How many tokens a response holds is not in the file: no tokens/s and no TPOT follow from it.",
  "The texts of requests (request_inputs, response_outputs) are in the file and in no point.",
];

function isProfile({ node }: JsonRecord): boolean {
  const [first] = itemsOf(memberOf(node, "experiments"));
  const [request] = itemsOf(memberOf(first, "requests"));
  return (
    memberOf(request, "timestamp") !== undefined && memberOf(request, "response_timestamps") !== undefined
  );
}

/** One request that was answered, in ns. */
interface Answered {
  /** Its place among the requests. */
  at: number;
  sent: bigint;
  answers: bigint[];
}

function readExperiment(experiment: JsonRecord, profile: JsonRecord) {
  const requests = itemsOf(memberOf(experiment.node, "requests"));
  const answered = requests.flatMap((request, at) => answeredAt(request, at, experiment.text) ?? []);
  const unanswered = requests.length - answered.length;
  const problems: Problem[] = [];
  if (answered.length === 0)
    problems.push({ where: locatorIn(experiment), found: "no answered request", expected: "at least one" });
  return {
    drafts: answered.length === 0 ? [] : draftsOf(answered, experiment, setupOf(experiment, profile)),
    problems,
    notes:
      unanswered === 0
        ? []
        : [`${unanswered} of ${requests.length} requests had no answer with content and are left out.`],
  };
}

function answeredAt(request: JsonNode, at: number, text: string): Answered | null {
  const [sent] = timesIn(memberOf(request, "timestamp"), text);
  const times = timesIn(memberOf(request, "response_timestamps"), text);
  const outputs = itemsOf(memberOf(request, "response_outputs"));
  const answers = outputs.length === times.length ? times.filter((_, i) => !isEmpty(outputs[i]!, i)) : times;
  return sent === undefined || answers.length === 0 ? null : { at, sent, answers };
}

/** Whole numbers of ns since 1970 are more than a double holds exactly. */
function timesIn(node: JsonNode | undefined, text: string): bigint[] {
  if (node === undefined) return [];
  return Array.from(rawOf(node, text, Infinity).matchAll(/(?<![\d.eE+-])\d{1,20}(?![\d.eE])/g), ([digits]) =>
    BigInt(digits),
  );
}

/** A chunk that carries no text: a role alone, the usage, [DONE], or the rest of the chunk before it. */
function isEmpty(output: JsonNode, i: number): boolean {
  const response = stringOf(memberOf(output, "response"));
  if (response === null) return false;
  const events = response.split(/\n\n/).map((event) => event.trim());
  if (i > 0 && !response.includes("data: ") && !/^\s*[{[]/.test(response) && /[}\]]\s*$/.test(response))
    return true;
  return events.every((event) => !holdsText(event.replace(/^data: /, "")));
}

function holdsText(event: string): boolean {
  if (event === "" || event === "[DONE]") return false;
  try {
    const { choices } = JSON.parse(event) as { choices?: unknown };
    if (!Array.isArray(choices)) return true;
    return choices.some((choice: { delta?: object; message?: object; text?: unknown }) =>
      Object.entries({ text: choice.text, ...choice.message, ...choice.delta }).some(
        ([name, value]) => name !== "role" && value !== null && value !== undefined && value !== "",
      ),
    );
  } catch {
    return true;
  }
}

function setupOf(experiment: JsonRecord, profile: JsonRecord): Setup {
  const setup = emptySetup();
  setup.context.tool = "Perf Analyzer";
  setup.case.model = modelIn(experiment);
  const load = nodeAt(experiment, ["experiment", "value"]);
  const mode = stringOf(nodeAt(experiment, ["experiment", "mode"]));
  const value = numberOf(load);
  if (mode === "concurrency") setup.case.concurrency = value;
  if (mode === "request_rate" && value !== null) putRequestRate(setup, String(value));
  const kind = stringOf(memberOf(profile.node, "service_kind"));
  if (kind !== null) setup.case.extra["service_kind"] = kind;
  return setup;
}

/** The model that the first request asked, which stands in its payload. */
function modelIn(experiment: JsonRecord): string | null {
  const payload = stringOf(nodeAt(experiment, ["requests", 0, "request_inputs", "payload"]));
  try {
    const { model } = JSON.parse(payload ?? "null") as { model?: unknown };
    return typeof model === "string" && model !== "" ? model : null;
  } catch {
    return null;
  }
}

interface Series {
  metric: string;
  by: string;
  values: number[];
  at: number[];
}

function draftsOf(answered: readonly Answered[], experiment: JsonRecord, setup: Setup): Draft[] {
  const isStreamed = answered.some(({ answers }) => answers.length > 1);
  const latency = seriesOf("e2e_latency", "last answer − sent", answered, ({ sent, answers }) => [
    answers.at(-1)! - sent,
  ]);
  const first = seriesOf("ttft", "first answer − sent", answered, ({ sent, answers }) => [
    answers[0]! - sent,
  ]);
  const gaps = seriesOf("itl", "between answers", answered, ({ answers }) =>
    answers.slice(1).map((time, i) => time - answers[i]!),
  );
  const series = isStreamed ? [latency, first, gaps] : [latency];
  return [
    ...series.flatMap((each) => draftOf(each, experiment, setup)),
    ...rateOf(answered, experiment, setup),
  ];
}

/** @param nsOf the values of a request, in ns */
function seriesOf(
  metric: string,
  by: string,
  answered: readonly Answered[],
  nsOf: (of: Answered) => bigint[],
): Series {
  const each = answered.map((request) => ({ at: request.at, values: nsOf(request) }));
  return {
    metric,
    by,
    values: each.flatMap(({ values }) => values.map((ns) => Number(ns) / 1e6)),
    at: each.flatMap(({ at, values }) => values.map(() => at)),
  };
}

function draftOf({ metric, by, values, at }: Series, experiment: JsonRecord, setup: Setup): Draft[] {
  const { mean } = statsOf(values);
  if (mean === null) return [];
  const locator = locatorIn(experiment, "requests");
  const pointer = "pointer" in locator ? locator.pointer : null;
  const conversion = {
    from: `${values.length} values in ns`,
    to: `mean ${decimalText(mean)} ms`,
    by: `${by}, ÷ 10⁶`,
  };
  const cell = { value: mean, locator, raw: writtenAt(experiment, at[0]!), conversions: [conversion] };
  const samples = { values, at, pointer, column: null, varies: "within-run" as const };
  const stated = { metric, unit: "ms", cells: { mean: cell }, samples, varies: "within-run" as const };
  const draft = statedDraft(setup, stated);
  return draft ? [draft] : [];
}

/** The times of a request as the file writes them. */
function writtenAt(experiment: JsonRecord, at: number): string {
  const node = nodeAt(experiment, ["requests", at, "response_timestamps"]);
  return node === undefined ? "" : rawOf(node, experiment.text);
}

/** Requests by the time from the first that was sent to the last answer, as GenAI-Perf counts them. */
function rateOf(answered: readonly Answered[], experiment: JsonRecord, setup: Setup): Draft[] {
  const least = (times: bigint[]) => times.reduce((a, b) => (b < a ? b : a));
  const start = least(answered.map(({ sent }) => sent));
  const end = -least(answered.map(({ answers }) => -answers.at(-1)!));
  const seconds = Number(end - start) / 1e9;
  if (seconds <= 0) return [];
  const value = answered.length / seconds;
  const from = `${answered.length} requests in ${decimalText(seconds)} s`;
  const conversions = [
    { from, to: `${decimalText(value)} req/s`, by: "requests ÷ time from first sent to last answer" },
  ];
  const cell = { value, locator: locatorIn(experiment, "requests"), raw: from, conversions };
  const draft = statedDraft(setup, {
    metric: "requests_per_second",
    unit: "req/s",
    cells: { mean: cell },
    n: 1,
  });
  return draft ? [draft] : [];
}
