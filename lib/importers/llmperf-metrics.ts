import { customMetricId } from "../points/metrics";

/** What LLMPerf measures of each request, by the key of a response; a summary has the same keys behind `results_`. */
export interface RequestMetric {
  key: string;
  metric: string;
  unit: string;
}

export const requestMetrics: readonly RequestMetric[] = [
  { key: "ttft_s", metric: "ttft", unit: "s" },
  { key: "end_to_end_latency_s", metric: "e2e_latency", unit: "s" },
  // About end-to-end time ÷ output tokens: neither TPOT nor ITL, which leave the first token out.
  {
    key: "inter_token_latency_s",
    metric: customMetricId("inter-token latency with first token"),
    unit: "s",
  },
  {
    key: "request_output_throughput_token_per_s",
    metric: "tokens_per_second_per_user",
    unit: "tok/s",
  },
  { key: "number_input_tokens", metric: customMetricId("input tokens per request"), unit: "tokens" },
  { key: "number_output_tokens", metric: customMetricId("output tokens per request"), unit: "tokens" },
];

export const definitionNotes = [
  "LLMPerf's inter_token_latency_s includes the time to the first token (about end-to-end time ÷ output tokens): it is a metric of its own, neither TPOT nor ITL.",
  "LLMPerf counts tokens with a tokenizer of its own choice, often Llama's, whatever the model.",
];
