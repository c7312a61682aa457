import { isScalar, itemsOf, numberOf, numbersOf, stringOf, textOf, type JsonNode } from "./json-node";
import { nodeAt, type JsonRecord } from "./json-record";
import { putArguments } from "./serving-arguments";
import { emptySetup, putCaseField, type Setup } from "./setup-field";
import { secondsOf } from "./vllm-serve-case";

/** What a run was asked to do. Its other members are results, or the server's settings. */
const asked = new Set(
  "backend dataset_name request_rate max_concurrency sharegpt_output_len random_input_len random_output_len random_range_ratio tag".split(
    " ",
  ),
);

/** The settings of a server, of about 300, that tell setups apart; those of its switches that are on are taken as well. */
const told = new Set(
  (
    "dtype quantization kv_cache_dtype tp_size pp_size dp_size ep_size nnodes context_length mem_fraction_static " +
    "max_running_requests chunked_prefill_size max_prefill_tokens schedule_policy schedule_conservativeness page_size " +
    "attention_backend prefill_attention_backend decode_attention_backend sampling_backend moe_runner_backend " +
    "moe_a2a_backend deepep_mode speculative_algorithm speculative_draft_model_path speculative_num_steps " +
    "speculative_eagle_topk speculative_num_draft_tokens cuda_graph_max_bs stream_interval num_continuous_decode_steps " +
    "cpu_offload_gb load_format device disaggregation_mode disaggregation_transfer_backend"
  ).split(" "),
);

const switches = /^(?:enable|disable)_(?!.*(?:metrics|trace|log|report|profile|debug|auth))/;

/** Settings of the same name in the case. */
const fields = {
  tp_size: "tensor_parallel",
  pp_size: "pipeline_parallel",
  dp_size: "data_parallel",
  ep_size: "expert_parallel",
  nnodes: "nodes",
  version: "system_version",
} as const;

/** One server process: the whole of it, or one that only reads prompts or only writes answers. */
interface Server {
  settings: ReadonlyMap<string, string>;
}

/** The setup of one run: what was asked of it, and what the server says of itself. */
export function setupOf(record: JsonRecord): { setup: Setup; notes: string[] } {
  const setup = emptySetup();
  setup.context.tool = "sglang bench_serving";
  setup.context.run_duration = secondsOf(record, "duration");
  putArguments(setup, askedOf(record));
  putExactLengths(setup, record);
  putRequests(setup, record);
  const servers = serversOf(record);
  putServers(setup, servers);
  return { setup, notes: servers.length > 0 ? [settingsNote] : [] };
}

const settingsNote =
  "Of the server's own settings those that tell setups apart are kept; its address, paths, keys, limits it computed and the rest are in the file and in no point.";

/** The settings known here, and each that is a text: results are numbers. */
function askedOf({ node: { members }, text }: JsonRecord): [string, string][] {
  return Array.from(members).flatMap(([name, node]): [string, string][] =>
    isSaid(node) && (asked.has(name) || node.kind === "string") && !isResult(name)
      ? [[name, textOf(node, text)]]
      : [],
  );
}

/** Whether a member of that name is a result, also where a text stands in its place. */
export function isResult(name: string): boolean {
  return /_ms$|_throughput|^(?:total_|completed$|duration$|concurrency$|accept_length$|max_output_tokens|max_concurrent)/.test(
    name,
  );
}

/** Whether a member of that name is a setting of the run. */
export function isAsked(name: string): boolean {
  return asked.has(name);
}

/** JSON's null and false, and what the server was left to choose, say nothing of the setup. */
function isSaid(node: JsonNode): boolean {
  if (node.kind === "string") return !["", "auto", "none", "null"].includes(node.value);
  return isScalar(node) && node.value !== false && (node.kind === "number" || node.value !== null);
}

/** Lengths are drawn up to the stated ones unless the ratio is 1: only then are they those of every prompt. */
function putExactLengths({ case: of }: Setup, record: JsonRecord): void {
  const isRandom = stringOf(nodeAt(record, "dataset_name"))?.startsWith("random") ?? false;
  if (!isRandom || numberOf(nodeAt(record, "random_range_ratio")) !== 1) return;
  of.input_tokens = numberOf(nodeAt(record, "random_input_len"));
  of.output_tokens = numberOf(nodeAt(record, "random_output_len"));
}

/**
 * How many requests were sent is not written: the per-request arrays hold one each, else those that completed are as many
 * unless some failed. Runs of another number of requests are runs of another setup.
 */
function putRequests({ case: of }: Setup, record: JsonRecord): void {
  const sent = numbersOf(nodeAt(record, "output_lens"))?.length;
  const completed = numberOf(nodeAt(record, "completed"));
  if (sent ?? completed) of.extra["num_prompts"] = String(sent ?? completed);
}

/** The server; where prompts and answers have servers of their own, the first of each. */
function serversOf(record: JsonRecord): Server[] {
  const info = nodeAt(record, "server_info");
  if (info?.kind !== "object") return [];
  const parts = (["prefill", "decode"] as const).flatMap((role) => {
    const [first] = itemsOf(info.members.get(role));
    return first?.kind === "object" ? [serverOf(first.members, record.text)] : [];
  });
  return parts.length > 0 ? parts : [serverOf(info.members, record.text)];
}

function serverOf(members: ReadonlyMap<string, JsonNode>, text: string): Server {
  const settings = Array.from(members).flatMap(([name, node]): [string, string][] =>
    isSaid(node) ? [[name, textOf(node, text)]] : [],
  );
  return { settings: new Map(settings) };
}

/** What all servers agree in is a setting of the system; where they differ, each has its own. */
function putServers(setup: Setup, servers: readonly Server[]): void {
  const [first, second] = servers;
  if (first === undefined) return;
  const of = setup.case;
  of.system ??= "SGLang";
  of.model ??= first.settings.get("model_path") ?? null;
  if (second !== undefined) of.extra["disaggregation"] = "prefill, decode";
  const names = new Set(servers.flatMap(({ settings }) => [...settings.keys()]));
  for (const name of names) {
    if (!told.has(name) && !switches.test(name) && name !== "version") continue;
    const [one, other] = [first.settings.get(name), second?.settings.get(name)];
    if (second === undefined || one === other) putSetting(setup, name, one!);
    else {
      if (one !== undefined) of.extra[`prefill_${name}`] = one;
      if (other !== undefined) of.extra[`decode_${name}`] = other;
    }
  }
}

function putSetting({ case: of }: Setup, name: string, text: string): void {
  const field = Object.hasOwn(fields, name) ? fields[name as keyof typeof fields] : undefined;
  if (field !== undefined && putCaseField(of, field, text)) return;
  if (name === "dtype" && putCaseField(of, "precision", text)) return;
  if (name === "quantization" && putCaseField(of, "quantization", text)) return;
  of.extra[name] = text;
}
