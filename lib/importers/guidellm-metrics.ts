// The metrics of GuideLLM by the keys of its JSON. Two that others know by the same name mean something else here.
import { customMetricId } from "../points/metrics";

export interface GuidellmMetric {
  metric: string;
  unit: string;
  /** A value a request, or one a run whose distribution over moments is no spread of it. */
  of: "request" | "run";
}

/**
 * How an era computes time_per_output_token_ms: until 0.3 (last token − first token) / tokens, from 0.4 on
 * (last token − start of the request) / tokens, which includes the time to the first token.
 */
export type Era = "until 0.3" | "from 0.4";

const known = new Map<string, GuidellmMetric>([
  // In seconds, unlike the others.
  ["request_latency", { metric: "e2e_latency", unit: "s", of: "request" }],
  ["time_to_first_token_ms", { metric: "ttft", unit: "ms", of: "request" }],
  ["inter_token_latency_ms", { metric: "tpot", unit: "ms", of: "request" }],
  [
    "time_to_first_output_token_ms",
    { metric: customMetricId("time_to_first_output_token"), unit: "ms", of: "request" },
  ],
  [
    "prompt_token_count",
    { metric: customMetricId("input tokens per request"), unit: "tokens", of: "request" },
  ],
  [
    "output_token_count",
    { metric: customMetricId("output tokens per request"), unit: "tokens", of: "request" },
  ],
  ["requests_per_second", { metric: "requests_per_second", unit: "req/s", of: "run" }],
  ["output_tokens_per_second", { metric: "output_tokens_per_second", unit: "tok/s", of: "run" }],
  ["prompt_tokens_per_second", { metric: "input_tokens_per_second", unit: "tok/s", of: "run" }],
  ["tokens_per_second", { metric: "total_tokens_per_second", unit: "tok/s", of: "run" }],
  ["request_concurrency", { metric: customMetricId("achieved concurrency"), unit: "", of: "run" }],
]);

const perToken: Record<Era, string> = {
  "until 0.3": customMetricId("time_per_output_token, first token counted in the divisor"),
  "from 0.4": customMetricId("time_per_output_token including time to first token"),
};

const leftOut =
  /^(?:request_totals|total_token_count|request_streaming_iterations_count|text|image|video|audio|tool_.*|.*_per_iteration)$/;

/** Null for what no point is made of. A key that is not known becomes a metric of its own. */
export function guidellmMetric(key: string, era: Era): GuidellmMetric | null {
  if (leftOut.test(key)) return null;
  if (key === "time_per_output_token_ms") return { metric: perToken[era], unit: "ms", of: "request" };
  const unit = key.endsWith("_ms") ? "ms" : "";
  return (
    known.get(key) ?? {
      metric: customMetricId(key),
      unit,
      of: key.endsWith("_per_second") ? "run" : "request",
    }
  );
}

/** Said of every result of GuideLLM that states a time per token. */
export const definitionNotes: Record<Era, string> = {
  "until 0.3":
    "GuideLLM's inter_token_latency excludes the first token and is read as TPOT; its time_per_output_token divides by all tokens, the first too, and is kept apart.",
  "from 0.4":
    "GuideLLM's inter_token_latency excludes the first token and is read as TPOT; its time_per_output_token includes the time to the first token and is kept apart.",
};
