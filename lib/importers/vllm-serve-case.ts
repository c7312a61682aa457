import { isScalar, numberOf, stringOf, textOf, type JsonNode } from "./json-node";
import type { JsonRecord } from "./json-record";
import { putBackend, putRequestRate } from "./serving-arguments";
import { emptySetup, putField, type Setup } from "./setup-field";

/** What a run measured, and bookkeeping of it: these differ between repeats of one setup and are no part of its case. */
const measured = new Set(
  (
    "date duration completed failed benchmark_start_time_unix benchmark_end_time_unix start_times latencies " +
    "queue_times input_lens output_lens ttfts itls generated_texts prompts errors rps_change_events"
  ).split(" "),
);

const measuredNames =
  /^(?:(?:mean|median|std|p\d+(?:\.\d+)?)_.+|(?:min|max)_.+_ms|.*_(?:in)?throughput|total_(?:input|output)(?:_.+)?|request_goodput:?|avg_decoded_tokens_per_iter|max_output_tokens_per_s|max_concurrent_requests|rtfx|spec_decode_.+|probe_.+|diffusion_.+)$/;

/** Whether a key holds a result rather than a setting. */
export function isMeasured(key: string): boolean {
  return measured.has(key) || measuredNames.test(key);
}

/** Whether a number was measured, whatever its key: nobody sets anything to six digits behind the point. */
export function isFigure(node: JsonNode, text: string): boolean {
  return node.kind === "number" && /\.\d{6}/.test(textOf(node, text));
}

/**
 * The setup of one run. Settings that have no field of their own, and each `--metadata K=V`, are read by their names.
 * Mean input and output lengths are results, not settings: repeats with random prompts differ in them.
 */
export function setupOf(record: JsonRecord): Setup {
  const setup = emptySetup();
  setup.context.tool = "vllm bench serve";
  setup.context.measured_at = measuredAt(record);
  setup.context.run_duration = secondsOf(record, "duration");
  for (const [key, node] of record.node.members) {
    if (isMeasured(key) || !isScalar(node) || isFigure(node, record.text)) continue;
    if (node.kind === "constant" && node.value === null) continue;
    const text = textOf(node, record.text);
    if (key === "backend" && isInferenceX(record)) setup.case.extra[key] = text;
    else putSetting(setup, key, node, text);
  }
  return setup;
}

/**
 * Whether InferenceX's copy of the client wrote the run, which alone gives both its begin and its end. Its `backend` is
 * `vllm` whatever engine answers, and names the protocol.
 */
export function isInferenceX({ node: { members } }: JsonRecord): boolean {
  return members.has("benchmark_start_time_unix") && members.has("benchmark_end_time_unix");
}

function putSetting(setup: Setup, key: string, node: JsonNode, text: string): void {
  const of = setup.case;
  if (key === "model_id") of.model = text;
  else if (key === "tokenizer_id") {
    if (text !== of.model) of.extra[key] = text;
  } else if (key === "request_rate") putRequestRate(setup, text);
  else if (key === "max_concurrency" && numberOf(node) !== null) of.concurrency = numberOf(node);
  else if (key === "backend") putBackend(setup, text);
  else if (key === "endpoint_type" || key === "label") of.extra[key] = text;
  else putField(setup, key, text);
}

/** A member in seconds as the text that a context holds: `58.3 s`; null where it is no number above 0. */
export function secondsOf(record: JsonRecord, key: string): string | null {
  const node = record.node.members.get(key);
  return node?.kind === "number" && numberOf(node)! > 0 ? `${textOf(node, record.text)} s` : null;
}

/** The start as UTC where the file has it as Unix time; else `date`, which is local time of an unnamed zone. */
export function measuredAt(record: JsonRecord): string | null {
  const start = numberOf(record.node.members.get("benchmark_start_time_unix"));
  if (start !== null && start > 0 && start < 4e9) return new Date(start * 1000).toISOString();
  const date = stringOf(record.node.members.get("date"));
  if (date === null) return null;
  const parts = /^(\d{4})(\d{2})(\d{2})-(\d{2})(\d{2})(\d{2})$/.exec(date);
  return parts ? `${parts.slice(1, 4).join("-")}T${parts.slice(4).join(":")}` : date;
}
