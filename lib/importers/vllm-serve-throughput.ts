import { customMetricId, findMetric } from "../points/metrics";
import { emptyStats } from "../points/point";
import type { Draft } from "../runs/draft";
import { memberOf, numberOf, textOf, type JsonNode } from "./json-node";
import { provenanceOf, type JsonRecord } from "./json-record";
import { numberWritten } from "./plain-number";
import type { Setup } from "./setup-field";
import { isFigure, isMeasured } from "./vllm-serve-case";
import { hasCompleted, shared } from "./vllm-serve-draft";

const rates = new Map([
  ["output_throughput", "output_tokens_per_second"],
  ["total_token_throughput", "total_tokens_per_second"],
  ["request_throughput", "requests_per_second"],
  ["request_inthroughput", "requests_per_second"],
  ["input_throughput", "input_tokens_per_second"],
  // Of copies of the client: output tokens ÷ latency, a mean over the requests.
  ["user_throughput", "tokens_per_second_per_user"],
]);

/** Results of some versions that have no metric of their own, by their key and unit. */
const customs = new Map([
  ["request_goodput", "req/s"],
  // The trailing colon is in the key, a slip of older versions.
  ["request_goodput:", "req/s"],
  // Of embedding runs: a request may hold several sequences.
  ["input_sequence_throughput", "sequences/s"],
  ["max_output_tokens_per_s", "tok/s"],
  ["max_concurrent_requests", ""],
  // Of a copy of the client: how many tokens came at once.
  ["avg_decoded_tokens_per_iter", "tokens"],
  ["rtfx", ""],
]);

const otherResults = /^(?:spec_decode|probe|diffusion)_|_throughput$/;

/** One draft for each figure of a whole run: one number each, n = 1. */
export function throughputDrafts(record: JsonRecord, setup: Setup): Draft[] {
  const drafts: Draft[] = [];
  for (const [key, node] of record.node.members) {
    const metric = rates.get(key) ?? customMetricOf(key, node, record.text);
    if (metric === null || isOfNoAudio(key, node)) continue;
    const unit = customs.get(key) ?? findMetric(metric).unit;
    drafts.push(wholeRunDraft(record, setup, { key, node, metric, unit }));
  }
  return [...drafts, ...meanLengths(record, setup)];
}

/** Also of versions that are not known here: a number that was measured is a metric, never a setting. */
function customMetricOf(key: string, node: JsonNode, text: string): string | null {
  const isOther =
    (otherResults.test(key) && node.kind === "number") || (!isMeasured(key) && isFigure(node, text));
  const known = customs.has(key) || isOther;
  return known && !isNull(node) ? customMetricId(key.replace(/:$/, "")) : null;
}

/** rtfx is seconds of audio a second: 0 for every run without audio. */
function isOfNoAudio(key: string, node: JsonNode): boolean {
  return key === "rtfx" && numberOf(node) === 0;
}

function isNull(node: JsonNode): boolean {
  return node.kind === "constant" && node.value === null;
}

interface Figure {
  key: string;
  node: JsonNode;
  metric: string;
  unit: string;
}

function wholeRunDraft(record: JsonRecord, setup: Setup, { key, node, metric, unit }: Figure): Draft {
  const value = hasCompleted(record) ? numberWritten(node) : null;
  return {
    ...shared(setup),
    metric,
    unit,
    value,
    missing: value === null ? textOf(node, record.text).slice(0, 200) : null,
    stats: value === null ? emptyStats() : { ...emptyStats(), n: 1, mean: value },
    provenance: provenanceOf(record, key),
  };
}

/** Mean tokens a request, as results of the run: total / completed. */
export function meanLengths(record: JsonRecord, setup: Setup): Draft[] {
  const completed = numberOf(memberOf(record.node, "completed"));
  if (!completed) return [];
  return (["input", "output"] as const).flatMap((side) => {
    const key = `total_${side}_tokens`;
    const total = numberOf(memberOf(record.node, key));
    if (total === null) return [];
    const value = total / completed;
    const conversions = [
      { from: `${total} tokens`, to: `${value} tokens/request`, by: `÷ ${completed} completed` },
    ];
    return [
      {
        ...shared(setup),
        metric: customMetricId(`${side} tokens per request`),
        unit: "tokens",
        value,
        stats: { ...emptyStats(), mean: value },
        provenance: provenanceOf(record, key, conversions),
      },
    ];
  });
}
