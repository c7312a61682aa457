// The report of trtllm-bench (--report_json): one object a run, latencies in ms. Output tokens per second are the system's;
// those per GPU are divided by the world size and those per user are a mean over requests. Summaries only, no spread.
// Written by: https://github.com/NVIDIA/TensorRT-LLM/blob/main/tensorrt_llm/bench/dataclasses/reporting.py
import type { Stats } from "../points/point";
import type { Problem } from "../points/problem";
import { checkedDrafts, type Drafts } from "./checked-drafts";
import type { Importer, Reading } from "./importer";
import { jsonOf, looksLikeJson } from "./json-file";
import { hasKeys, isScalar, memberOf, textOf, type JsonNode } from "./json-node";
import { numberCellAt } from "./json-number-cell";
import { locatorIn, nodeAt, recordsOf, recordWithin, type JsonRecord } from "./json-record";
import { emptySetup, type Setup } from "./setup-field";
import type { StatedCell } from "./stated-metric";
import {
  isAllAtOnce,
  lengthSetting,
  putTrtSettings,
  trtMetrics,
  trtNotes,
  type Figures,
  type RequestFigure,
  type RunFigure,
} from "./tensorrt-llm-metrics";

const figures = ["system_output_throughput_tok_s", "request_throughput_req_s", "total_latency_ms"];
const parts = ["engine", "world_info", "request_info", "streaming_metrics"];

export const tensorrtLlm: Importer = {
  id: "tensorrt-llm",
  label: "TensorRT-LLM trtllm-bench report (JSON)",
  version: "1",
  recognises: (file) => looksLikeJson(file) && recordsOf(jsonOf(file)).some(({ node }) => isReport(node)),
  read(file): Reading {
    const json = jsonOf(file);
    const read = recordsOf(json).map(readReport);
    return {
      drafts: read.flatMap(({ drafts }) => drafts),
      problems: [...json.problems, ...read.flatMap(({ problems }) => problems)],
      columns: [],
      notes: [...json.notes, ...trtNotes],
    };
  },
};

function isReport(node: JsonNode): boolean {
  const performance = memberOf(node, "performance");
  if (performance === undefined || !figures.some((key) => hasKeys(performance, [key]))) return false;
  return parts.some((key) => hasKeys(node, [key]));
}

function readReport(record: JsonRecord): Drafts {
  if (!isReport(record.node)) return { drafts: [], problems: [noReport(record)] };
  return checkedDrafts(setupOf(record), trtMetrics(figuresOf(record)));
}

function noReport(record: JsonRecord): Problem {
  const found = `an object with ${record.node.members.size} keys`;
  return { where: locatorIn(record), found, expected: "a report of trtllm-bench, with performance" };
}

const runPath: Record<RunFigure, readonly string[]> = {
  output: ["performance", "system_output_throughput_tok_s"],
  total: ["performance", "system_total_throughput_tok_s"],
  requests: ["performance", "request_throughput_req_s"],
  perGpu: ["performance", "output_throughput_per_gpu_tok_s"],
  perUser: ["performance", "output_throughput_per_user_tok_s"],
  duration: ["performance", "total_latency_ms"],
  concurrent: ["request_info", "avg_num_concurrent_requests"],
  acceptance: ["decoding_stats", "acceptance_length_percentiles", "average"],
  energy: ["energy", "total_energy_j"],
  power: ["energy", "average_gpu_power"],
};

/** Where the mean stands by itself, and the object of the statistics. */
const requestPath: Record<RequestFigure, { mean: readonly string[]; others: readonly string[] }> = {
  latency: {
    mean: ["performance", "avg_request_latency_ms"],
    others: ["performance", "request_latency_percentiles_ms"],
  },
  ttft: { mean: ["streaming_metrics", "avg_ttft_ms"], others: ["streaming_metrics", "ttft_percentiles"] },
  tpot: { mean: ["streaming_metrics", "avg_tpot_ms"], others: ["streaming_metrics", "tpot_percentiles"] },
  speed: {
    mean: ["streaming_metrics", "token_output_speed_tok_s"],
    others: ["streaming_metrics", "gen_tps_percentiles"],
  },
};

const memberOfStatistic: Partial<Record<keyof Stats, string>> = {
  mean: "average",
  median: "p50",
  p90: "p90",
  p95: "p95",
  p99: "p99",
  min: "minimum",
  max: "maximum",
};

function figuresOf(record: JsonRecord): Figures {
  return {
    requests: numberCellAt(record, ["request_info", "num_requests"]),
    ofRun: (figure) => numberCellAt(record, runPath[figure]),
    ofRequest: (figure, statistic) => {
      const { mean, others } = requestPath[figure];
      const own = statistic === "mean" ? numberCellAt(record, mean) : null;
      const member = memberOfStatistic[statistic];
      return own ?? (member === undefined ? null : numberCellAt(record, [...others, member]));
    },
  };
}

/** Members that are settings; paths of the machine (engine_dir, model_path) are none. */
const settings: readonly [part: string, keys: string][] = [
  ["engine", "model version backend dtype kv_cache_dtype quantization max_input_length max_sequence_length"],
  [
    "world_info",
    "world_size tp_size pp_size ep_size max_batch_size max_num_tokens scheduling_policy kv_cache_percentage",
  ],
  ["request_info", "num_requests"],
];

function setupOf(record: JsonRecord): Setup {
  const setup = emptySetup();
  const at = (path: readonly string[]): StatedCell | null => numberCellAt(record, path);
  const found = settings.flatMap(([part, keys]) =>
    keys.split(" ").flatMap((key) => textAt(record, part, key)),
  );
  const machine = textAt(record, "machine", "name").map(([, text]): [string, string] => ["hardware", text]);
  const mode = textAt(record, "decoding_stats", "mode").map(([, text]): [string, string] => [
    "speculative_decoding",
    text,
  ]);
  putTrtSettings(
    setup,
    new Map([
      ...found,
      ...machine,
      ...mode,
      ...lengthSetting("input", at(["request_info", "avg_input_length"])),
      ...lengthSetting("output", at(["request_info", "avg_output_length"])),
    ]),
  );
  if (isAllAtOnce(at(["world_info", "issue_rate"])?.value ?? null))
    setup.case.extra["load_mode"] = "unbounded";
  return setup;
}

function textAt(record: JsonRecord, part: string, key: string): [string, string][] {
  const within = recordWithin(record, part);
  const node = within && nodeAt(within, [key]);
  return node && isScalar(node) && !(node.kind === "constant" && node.value === null)
    ? [[key, textOf(node, record.text)]]
    : [];
}
