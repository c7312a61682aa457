// The PyTorch benchmark format (`*.pytorch.json`): an array with one record a metric. vLLM writes it beside its own
// files; its records of one run share arguments and extra_info, where the throughputs are. Names end in the unit
// (`_ms`); vLLM's `latency` is seconds a batch, its `tokens_per_second` counts prompt and output tokens.
// Written by: https://github.com/vllm-project/vllm/blob/main/vllm/benchmarks/lib/utils.py
import type { Problem } from "../points/problem";
import type { Draft } from "../runs/draft";
import type { Importer, Reading } from "./importer";
import { jsonOf, looksLikeJson } from "./json-file";
import { memberOf, rawOf, stringOf } from "./json-node";
import { locatorIn, nodeAt, recordsOf, type JsonRecord } from "./json-record";
import { runDrafts } from "./pytorch-benchmark-run";

export const pytorchBenchmark: Importer = {
  id: "pytorch-benchmark",
  label: "PyTorch benchmark format (JSON)",
  version: "1",
  recognises: (file) => looksLikeJson(file) && recordsOf(jsonOf(file)).some(isBenchmarkRecord),
  read(file): Reading {
    const json = jsonOf(file);
    const records = recordsOf(json);
    const drafts: Draft[] = [];
    const problems: Problem[] = [...json.problems];
    for (const run of runsOf(records.filter(isBenchmarkRecord))) {
      const made = runDrafts(run);
      drafts.push(...made.drafts);
      problems.push(...made.problems);
    }
    problems.push(...records.filter((record) => !isBenchmarkRecord(record)).map(noRecord));
    return { drafts, problems, columns: [], notes: json.notes };
  },
};

function isBenchmarkRecord({ node }: JsonRecord): boolean {
  const metric = memberOf(node, "metric");
  return (
    memberOf(node, "benchmark")?.kind === "object" &&
    stringOf(memberOf(metric, "name")) !== null &&
    memberOf(metric, "benchmark_values") !== undefined
  );
}

/** Records of one run have everything in common but the metric. A metric that comes again belongs to the next run. */
function runsOf(records: readonly JsonRecord[]): JsonRecord[][] {
  const runs: { key: string; names: Set<string>; records: JsonRecord[] }[] = [];
  for (const record of records) {
    const key = keyOf(record);
    const name = stringOf(nodeAt(record, ["metric", "name"])) ?? "";
    const run = runs.find((each) => each.key === key && !each.names.has(name));
    if (run) {
      run.records.push(record);
      run.names.add(name);
    } else runs.push({ key, names: new Set([name]), records: [record] });
  }
  return runs.map((run) => run.records);
}

function keyOf(record: JsonRecord): string {
  const others = Array.from(record.node.members)
    .filter(([name]) => name !== "metric")
    .map(([name, node]) => `${name}: ${rawOf(node, record.text, Infinity)}`);
  const extra = nodeAt(record, ["metric", "extra_info"]);
  return [...others, extra ? rawOf(extra, record.text, Infinity) : ""].join("\n");
}

function noRecord(record: JsonRecord): Problem {
  const found = `an object with ${record.node.members.size} keys`;
  const expected = "a record with benchmark, model and metric { name, benchmark_values }";
  return { where: locatorIn(record), found, expected };
}
