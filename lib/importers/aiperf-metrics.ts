// The metrics of AIPerf and GenAI-Perf by the tags of their JSON; their CSV has the same names in capitals.
// Meanings: https://github.com/ai-dynamo/aiperf/blob/main/docs/metrics-reference.md
import { customMetricId } from "../points/metrics";
import { findUnit } from "../points/units";

/** What one value of a metric belongs to: a request, a gap between two chunks, or the run as a whole. */
export type ValueOf = "request" | "gap" | "run";

export interface AiperfMetric {
  metric: string;
  /** As Whisker spells it. */
  unit: string;
  of: ValueOf;
}

const known = new Map<string, [metric: string, of: ValueOf]>([
  ["request_throughput", ["requests_per_second", "run"]],
  ["output_token_throughput", ["output_tokens_per_second", "run"]],
  ["total_token_throughput", ["total_tokens_per_second", "run"]],
  ["request_latency", ["e2e_latency", "request"]],
  ["time_to_first_token", ["ttft", "request"]],
  // (request latency − first token) / (tokens − 1), a value a request: what others call TPOT.
  ["inter_token_latency", ["tpot", "request"]],
  ["inter_chunk_latency", ["itl", "gap"]],
  ["output_token_throughput_per_user", ["tokens_per_second_per_user", "request"]],
  ["input_sequence_length", [customMetricId("input tokens per request"), "request"]],
  ["output_sequence_length", [customMetricId("output tokens per request"), "request"]],
]);

/** Counters, timestamps, and what the client's connection did: nothing that a chart of a server shows. */
const bookkeeping =
  /(?:^|_)count$|^total_(?!token_throughput$)|_timestamp$|^(?:http_|osl_mismatch_|usage_|error_|credit_)|^benchmark_duration$/;

/** How the tools spell a rate that names no tokens or requests. */
const bareRate = /^(?:per sec|per second|1\/s)$/i;

/** Whether the tag is one of the few that every result of these tools has some of. */
export function isKnownTag(tag: string): boolean {
  return known.has(tag);
}

export function isBookkeeping(tag: string): boolean {
  return bookkeeping.test(tag);
}

/** What a tag measures, in the unit that its file writes. Tags that are not known keep their name and unit; their shape tells a run's from a request's. */
export function metricOf(tag: string, unit: string): AiperfMetric {
  const [metric, of] = known.get(tag) ?? [customMetricId(tag), "request"];
  const written = bareRate.test(unit.trim()) ? rateOf(tag) : unit.trim();
  return { metric, unit: findUnit(written)?.symbol ?? written, of };
}

/** The unit in which AIPerf displays a metric, for the one file that does not write it; "" for a tag that is not known. */
export function unitWithout(key: string): string {
  const tag = key.replace(/_(?:avg|min|max|std|p\d+)$/, "");
  if (!known.has(tag)) return "";
  if (tag.endsWith("_per_user")) return "tok/s/user";
  if (tag.endsWith("_throughput")) return rateOf(tag);
  return tag.endsWith("_length") ? "tokens" : "ms";
}

function rateOf(tag: string): string {
  return tag.includes("token") ? "tok/s" : "req/s";
}

/** `Time To First Token` → `time_to_first_token`. */
export function tagOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_|_$/g, "");
}

/** A note of what a file holds beside its metrics, or none. */
export function leftOutNote(tags: Iterable<string>): string[] {
  const names = [...new Set(tags)];
  if (names.length === 0) return [];
  const shown = names.slice(0, 6).join(", ");
  const rest = names.length > 6 ? ` and ${names.length - 6} more` : "";
  return [`Counters and timings of the client are not read as points: ${shown}${rest}.`];
}

/** Said of every result of these tools that states a latency between tokens. */
export const definitionNote =
  "inter_token_latency is (request latency − time to first token) / (output tokens − 1) of each request, and read as TPOT; gaps between chunks are inter_chunk_latency.";
