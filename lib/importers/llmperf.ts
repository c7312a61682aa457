// LLMPerf (token_benchmark_ray.py): a summary of one run, flat keys results_<metric>_<statistic> in seconds with sample sd;
// and the individual responses of the same run in a file beside it, which alone knows neither model nor throughput.
// Written by: https://github.com/ray-project/llmperf/blob/main/token_benchmark_ray.py
import type { Problem } from "../points/problem";
import { checkedDrafts, type Drafts } from "./checked-drafts";
import { unmeasured } from "./checked-metric";
import type { Importer, Reading } from "./importer";
import { jsonOf, looksLikeJson } from "./json-file";
import { memberOf, numberOf } from "./json-node";
import { locatorIn, problemIn, recordsOf, type JsonRecord } from "./json-record";
import { definitionNotes } from "./llmperf-metrics";
import { isResponse, metricsOfResponses, responsesOf } from "./llmperf-responses";
import {
  errorRate,
  failureNote,
  isSummary,
  metricsOfSummary,
  setupOfSummary,
  type OwnResponses,
} from "./llmperf-summary";
import { emptySetup } from "./setup-field";
import type { SourceFile } from "./source-file";

export const llmperf: Importer = {
  id: "llmperf",
  label: "LLMPerf summary or individual responses (JSON)",
  version: "1",
  recognises: (file) => isLlmperfSummary(file) || isLlmperfResponses(file),
  read: (file) => (isLlmperfSummary(file) ? readSummaries(file, null) : readResponses(file)),
};

/** Reads a summary with the individual responses of the same run as the samples behind its metrics. */
export function llmperfWith(responses: SourceFile): Importer {
  return {
    ...llmperf,
    recognises: isLlmperfSummary,
    read: (file) => {
      const read = responsesOf(jsonOf(responses));
      return readSummaries(file, { ...read, from: `${responses.name} (sha256 ${responses.sha256})` });
    },
  };
}

export function isLlmperfSummary(file: SourceFile): boolean {
  return looksLikeJson(file) && recordsOf(jsonOf(file)).some(({ node }) => isSummary(node));
}

export function isLlmperfResponses(file: SourceFile): boolean {
  return looksLikeJson(file) && recordsOf(jsonOf(file)).some(({ node }) => isResponse(node));
}

const completedKey = "results_num_completed_requests";

const quartiles = "The 25th and 75th percentiles are in the file and in no point.";

function readSummaries(file: SourceFile, responses: OwnResponses | null): Reading {
  const json = jsonOf(file);
  const records = recordsOf(json);
  const read = records.map((record) => readSummary(record, records.length === 1 ? responses : null));
  return {
    drafts: read.flatMap(({ drafts }) => drafts),
    problems: [...json.problems, ...read.flatMap(({ problems }) => problems), ...(responses?.problems ?? [])],
    columns: [],
    notes: [...json.notes, ...definitionNotes, quartiles, ...new Set(records.flatMap(failureNote))],
  };
}

function readSummary(record: JsonRecord, responses: OwnResponses | null): Drafts {
  if (!isSummary(record.node)) return { drafts: [], problems: [noSummary(record)] };
  const read = checkedDrafts(setupOfSummary(record), metricsOfSummary(record, responses));
  if (numberOf(memberOf(record.node, completedKey)) !== 0) return read;
  const expected = "at least one completed request; the figures of this run are read as missing";
  return {
    drafts: read.drafts.map((draft) => (draft.metric === errorRate ? draft : unmeasured(draft))),
    problems: [...read.problems, problemIn(record, completedKey, expected)],
  };
}

function noSummary(record: JsonRecord): Problem {
  const found = `an object with ${record.node.members.size} keys`;
  return { where: locatorIn(record), found, expected: "a summary of LLMPerf, with results_ttft_s_mean" };
}

function readResponses(file: SourceFile): Reading {
  const json = jsonOf(file);
  const responses = responsesOf(json);
  const setup = emptySetup();
  setup.context.tool = "LLMPerf";
  const { drafts, problems } = checkedDrafts(setup, metricsOfResponses(responses, recordsOf(json)));
  const { failed, completed } = responses;
  const failures = failed > 0 ? [`${failed} of ${failed + completed} requests failed and are left out.`] : [];
  return {
    drafts,
    problems: [...responses.problems, ...problems],
    columns: [],
    notes: [
      ...json.notes,
      "Individual responses name neither model nor load, and hold no throughput of the system: these are in the run's summary.",
      ...definitionNotes,
      ...failures,
    ],
  };
}
