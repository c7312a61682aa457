// llama-benchy's JSON: `benchmarks[]`, each of one prompt and response size, depth and concurrency, of which every figure is
// {mean, std, values}. Throughputs are one a run; with several requests at a time `*_req_*` and times are one a request.
// Written by: https://github.com/eugr/llama-benchy/blob/main/src/llama_benchy/results.py
import { customMetricId } from "../points/metrics";
import type { Importer, Reading } from "./importer";
import { jsonOf, looksLikeJson } from "./json-file";
import { jsonDrafts, type JsonMetric } from "./json-metric";
import { hasKeys, isScalar, itemsOf, memberOf, numberOf, textOf } from "./json-node";
import { recordsOf, type JsonRecord } from "./json-record";
import { emptySetup, type Setup } from "./setup-field";

const always = ["prompt_size", "response_size", "context_size", "pp_throughput", "tg_throughput"];

export const llamaBenchyJson: Importer = {
  id: "llama-benchy-json",
  label: "llama-benchy (JSON)",
  version: "1",
  recognises: (file) =>
    looksLikeJson(file) && recordsOf(jsonOf(file)).some((each) => runsOf(each).length > 0),
  read(file): Reading {
    const json = jsonOf(file);
    const drafts = recordsOf(json).flatMap((root) => runsOf(root).flatMap((run) => draftsOf(run, root)));
    return { drafts, problems: json.problems, columns: [], notes: json.notes };
  },
};

function runsOf(root: JsonRecord): JsonRecord[] {
  return itemsOf(memberOf(root.node, "benchmarks")).flatMap((node, i) =>
    node.kind === "object" && hasKeys(node, always)
      ? [{ ...root, node, pointer: `${root.pointer}/benchmarks/${i}` }]
      : [],
  );
}

/** Reading a prompt and writing are two tests of one run, each with its own rate. */
function draftsOf(run: JsonRecord, root: JsonRecord) {
  const count = (key: string) => numberOf(memberOf(run.node, key));
  const of = (name: "pp" | "tg") => setupOf(run, root, name);
  const isSingle = count("concurrency") === 1;
  const metric = (id: string, unit: string, key: string, isOfRuns = isSingle): JsonMetric => ({
    metric: id,
    unit,
    at: { mean: [key, "mean"], sd: [key, "std"] },
    n: itemsOf(memberOf(memberOf(run.node, key), "values")).length || null,
    sd: "population",
    samples: { at: [key, "values"], varies: isOfRuns ? "between-run" : "within-run" },
  });
  return [
    ...jsonDrafts(run, of("pp"), [
      metric("input_tokens_per_second", "tok/s", "pp_throughput", true),
      metric(customMetricId("prompt tok/s of a request"), "tok/s", "pp_req_throughput"),
      metric(customMetricId("ttfr"), "ms", "ttfr"),
      metric(customMetricId("est_ppt"), "ms", "est_ppt"),
      metric("ttft", "ms", "e2e_ttft"),
    ]),
    ...jsonDrafts(run, of("tg"), [
      metric("output_tokens_per_second", "tok/s", "tg_throughput", true),
      metric("tokens_per_second_per_user", "tok/s/user", "tg_req_throughput"),
      metric(customMetricId("peak tok/s"), "tok/s", "peak_throughput", true),
      metric(customMetricId("peak tok/s of a request"), "tok/s", "peak_req_throughput"),
    ]),
  ];
}

function setupOf(run: JsonRecord, root: JsonRecord, test: "pp" | "tg"): Setup {
  const setup = emptySetup();
  const { case: of, context } = setup;
  const text = ({ node, text: whole }: JsonRecord, key: string) => {
    const found = memberOf(node, key);
    return found !== undefined && isScalar(found) ? textOf(found, whole) : null;
  };
  const count = (key: string) => numberOf(memberOf(run.node, key));
  const isContext = text(run, "is_context_prefill_phase") === "true";
  const tokens = isContext ? null : count(test === "pp" ? "prompt_size" : "response_size");
  const depth = count("context_size");
  of.model = text(root, "model");
  of[test === "pp" ? "input_tokens" : "output_tokens"] = tokens;
  of.concurrency = count("concurrency");
  of.scenario = `${isContext ? "ctx_" : ""}${test}${tokens ?? ""}${depth ? ` @ d${depth}` : ""}`;
  if (depth) of.extra["n_depth"] = String(depth);
  for (const key of ["latency_mode", "prefix_caching_enabled"]) {
    const said = text(root, key);
    if (said !== null) of.extra[key] = said;
  }
  context.tool = "llama-benchy";
  context.tool_version = text(root, "version");
  context.measured_at = text(root, "timestamp");
  return setup;
}
