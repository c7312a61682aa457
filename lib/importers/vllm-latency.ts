// Results of `vllm bench latency --output-json`: seconds for one batch of prompts, each iteration of it and percentiles
// over them. Model, batch size and lengths are not in the file. Iterations run in one process: their spread is within
// one run. Newer versions add std_latency, the population's.
// Written by: https://github.com/vllm-project/vllm/blob/main/vllm/benchmarks/latency.py
import type { Problem } from "../points/problem";
import type { Draft } from "../runs/draft";
import type { Importer, Reading } from "./importer";
import { jsonOf, looksLikeJson } from "./json-file";
import { hasKeys, itemsOf, memberOf, numbersOf } from "./json-node";
import { jsonDraft } from "./json-metric";
import { locatorIn, nodeAt, problemIn, recordsOf, type JsonPath, type JsonRecord } from "./json-record";
import { emptySetup, putMembers, type Setup } from "./setup-field";
import type { SourceFile } from "./source-file";
import { tellByFile, toldByFileNote } from "./told-by-file";

const measured = /^(?:(?:avg|mean|std|min|max|median)_latency|latencies|percentiles)$/;

export const vllmLatency: Importer = {
  id: "vllm-latency",
  label: "vLLM bench latency (JSON)",
  version: "1",
  recognises: (file) => looksLikeJson(file) && recordsOf(jsonOf(file)).some(isLatencyResult),
  read(file): Reading {
    const json = jsonOf(file);
    const drafts: Draft[] = [];
    const problems: Problem[] = [...json.problems];
    for (const record of recordsOf(json)) {
      const draft = isLatencyResult(record) ? batchLatency(record, setupOf(record, file)) : null;
      if (draft) drafts.push(draft);
      else problems.push(noLatencyResult(record));
      problems.push(...notNumbers(record, "latencies"));
    }
    return { drafts, problems, columns: [], notes: [...json.notes, ...notes] };
  },
};

const notes = [
  "The file does not say model, batch size and lengths: output tokens per second cannot be derived from its latency.",
  toldByFileNote,
];

function isLatencyResult({ node }: JsonRecord): boolean {
  const percentiles = memberOf(node, "percentiles");
  const isOwn = percentiles !== undefined && ["50", "99"].some((name) => hasKeys(percentiles, [name]));
  return hasKeys(node, ["avg_latency"]) && isOwn;
}

function setupOf(record: JsonRecord, file: SourceFile): Setup {
  const setup = emptySetup();
  setup.case.system = "vLLM";
  setup.context.tool = "vllm bench latency";
  putMembers(setup, record, { skip: (key) => measured.test(key) });
  tellByFile(setup, file);
  return setup;
}

/** A batch's latency, of a record that holds each iteration at `latencies` and what is said of them below `summary`. */
export function batchLatency(
  record: JsonRecord,
  setup: Setup,
  latencies: JsonPath = "latencies",
  summary: readonly string[] = [],
): Draft | null {
  const percentile = (name: string) => [...summary, "percentiles", name];
  return jsonDraft(record, setup, {
    metric: "batch_latency",
    unit: "s",
    at: {
      mean: [...summary, "avg_latency"],
      sd: [...summary, "std_latency"],
      median: percentile("50"),
      p90: percentile("90"),
      p95: percentile("95"),
      p99: percentile("99"),
    },
    n: numbersOf(nodeAt(record, latencies))?.length ?? null,
    sd: "population",
    varies: "within-run",
    samples: { at: latencies, varies: "within-run" },
  });
}

function noLatencyResult(record: JsonRecord): Problem {
  const found = `an object with ${record.node.members.size} keys`;
  return { where: locatorIn(record), found, expected: "a result of vllm bench latency, with avg_latency" };
}

/** An array in which a text stands among the numbers is no array of samples. */
function notNumbers(record: JsonRecord, key: string): Problem[] {
  const node = memberOf(record.node, key);
  return itemsOf(node).length > 0 ? [problemIn(record, key, "an array of numbers; it is not used")] : [];
}
