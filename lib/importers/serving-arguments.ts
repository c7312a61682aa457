import { systemOfBackend } from "./serving-backend";
import { numberIn } from "./plain-number";
import { putField, type Setup } from "./setup-field";

/** How a program was called, where it ran and where it wrote: nothing of the setup, or nobody's business. */
const bookkeeping = new Set(
  (
    "subparser bench_type dispatch_function seed random_seed disable_tqdm profile metadata trust_remote_code " +
    "request_id_prefix ready_check_timeout_sec percentile_metrics metric_percentiles selected_percentile_metrics " +
    "host port base_url url api_url output_json output_file output_details result_filename append_result " +
    "save_result save_detailed skip_test_request extra_request_body disable_detokenize"
  ).split(" "),
);

const machineNames = /(?:^|_)(?:dir|path|file|filename|url|headers?|host|port|rank)$/;
const secretNames = /(?:key|token|secret|password|authorization|credentials?)$/i;

/** Settings of one kind of prompts stand among the arguments whatever the prompts were. */
const datasetPrefixes =
  /^(random|sharegpt|sonnet|hf|custom|prefix_repetition|gsp|spec_bench|burstgpt|blazedit|image|mooncake)_/;

/**
 * Puts the arguments of a benchmark client or engine into the setup. None, False and "" say that something was not
 * asked for. Where the program ran, what it wrote and what it must keep secret stay out.
 */
export function putArguments(setup: Setup, all: Iterable<readonly [name: string, text: string]>): void {
  const named = new Map(all);
  const dataset = named.get("dataset_name") ?? "";
  for (const [name, text] of named) {
    if (/^(?:none|null|false|)$/i.test(text.trim()) || text.length > 300 || isLeftOut(name)) continue;
    const prefix = datasetPrefixes.exec(name)?.[1];
    if (prefix === undefined || dataset.startsWith(prefix))
      putArgument(setup, name, text === "True" ? "true" : text);
  }
}

function isLeftOut(name: string): boolean {
  if (name === "model_path" || name === "speculative_draft_model_path") return false;
  return bookkeeping.has(name) || machineNames.test(name) || secretNames.test(name);
}

function putArgument(setup: Setup, name: string, text: string): void {
  const of = setup.case;
  if (name === "request_rate") putRequestRate(setup, text);
  else if (name === "backend") putBackend(setup, text);
  else if (name === "max_concurrency") of.concurrency ??= numberIn(text);
  else if (name === "tokenizer" && text === of.model) return;
  else if (name === "model" || name === "model_path") of.model ??= text;
  else if (text === "auto") of.extra[name] = text;
  else putField(setup, name, text);
}

/** `inf`: all requests at once. */
export function putRequestRate(setup: Setup, text: string): void {
  const rate = numberIn(text);
  if (rate !== null) setup.case.request_rate = rate;
  else if (/^inf(inity)?$/i.test(text)) setup.case.extra["load_mode"] = "unbounded";
  else setup.case.extra["request_rate"] = text;
}

/** The server where the back end names one; the name stays where it says more or something else. */
export function putBackend(setup: Setup, text: string): void {
  const of = setup.case;
  const system = systemOfBackend(text);
  of.system ??= system;
  if (system === null || of.system !== system || system.toLowerCase() !== text) of.extra["backend"] = text;
}
