// optimum-benchmark's benchmark_report.json, and benchmark.json, which holds config and report. Latencies are seconds of one
// pass over a batch, each pass in `values`; stdev is a population's and stdev_ is stdev ÷ mean in percent; memory is MB of
// 10⁶ bytes, energy kWh. Written by: https://github.com/huggingface/optimum-benchmark (benchmark/report.py, trackers/)
import type { Problem } from "../points/problem";
import type { Samples } from "../points/point";
import { cellsOf, checkedDrafts, type Drafts } from "./checked-drafts";
import type { Importer, Reading } from "./importer";
import { jsonOf, looksLikeJson } from "./json-file";
import {
  hasKeys,
  isScalar,
  itemsOf,
  memberOf,
  numberOf,
  numbersOf,
  pointerOf,
  stringOf,
  textOf,
  type JsonNode,
} from "./json-node";
import { numberCellAt } from "./json-number-cell";
import { locatorIn, nodeAt, recordsOf, recordWithin, type JsonRecord } from "./json-record";
import {
  latencyStatistics,
  optimumMetrics,
  optimumNotes,
  unitOfOptimum,
  type Target,
} from "./optimum-report";
import { optimumSetup } from "./optimum-setup";

export const optimum: Importer = {
  id: "optimum-benchmark",
  label: "optimum-benchmark report (JSON)",
  version: "1",
  recognises: (file) =>
    looksLikeJson(file) && recordsOf(jsonOf(file)).some((record) => reportOf(record) !== null),
  read(file): Reading {
    const json = jsonOf(file);
    const records = recordsOf(json);
    const read = records.map(readRecord);
    const hasConfig = records.some(({ node }) => hasKeys(node, ["config"]));
    const alone = hasConfig
      ? []
      : ["A report alone says nothing of its setup: model, hardware and batch are in benchmark.json."];
    return {
      drafts: read.flatMap(({ drafts }) => drafts),
      problems: [...json.problems, ...read.flatMap(({ problems }) => problems)],
      columns: [],
      notes: [...json.notes, ...optimumNotes, ...alone],
    };
  },
};

/** The report of a record: the record itself, or its member. */
function reportOf(record: JsonRecord): JsonRecord | null {
  const within = recordWithin(record, "report");
  if (within && isReport(within.node)) return within;
  return isReport(record.node) ? record : null;
}

function isReport(node: JsonNode): boolean {
  return node.kind === "object" && Array.from(node.members.values()).some(isTarget);
}

/** A target has parts of these names, each an object of its own or null, and a latency or a rate is one. */
function isTarget(node: JsonNode): boolean {
  const latency = memberOf(node, "latency");
  const throughput = memberOf(node, "throughput");
  const isLatency =
    latency !== undefined &&
    hasKeys(latency, ["mean"]) &&
    (hasKeys(latency, ["values"]) || hasKeys(latency, ["stdev"]));
  const isRate = throughput !== undefined && hasKeys(throughput, ["unit", "value"]);
  return isLatency || (isRate && (latency !== undefined || hasKeys(node, ["memory"])));
}

function readRecord(record: JsonRecord): Drafts {
  const report = reportOf(record);
  if (report === null) return { drafts: [], problems: [noReport(record)] };
  const setup = optimumSetup(settingsOf(recordWithin(record, "config")));
  const names = [...report.node.members.keys()];
  const targets = names.flatMap((name) => targetOf(report, name) ?? []);
  const made = checkedDrafts(setup, optimumMetrics(targets, setup.case.output_tokens));
  return { drafts: made.drafts, problems: [...made.problems, ...brokenTargets(report)] };
}

function noReport(record: JsonRecord): Problem {
  const found = `an object with ${record.node.members.size} keys`;
  return {
    where: locatorIn(record),
    found,
    expected: "a report of optimum-benchmark, with a target's latency",
  };
}

const targetNames = new Set(
  "load load_model load_dataset prefill decode per_token generate forward first_forward call first_call train training warmup overall".split(
    " ",
  ),
);

/** Members by a target's name that are none. */
function brokenTargets(report: JsonRecord): Problem[] {
  return Array.from(report.node.members).flatMap(([name, node]) => {
    if (!targetNames.has(name) || node.kind === "object" || (node.kind === "constant" && node.value === null))
      return [];
    return [
      {
        where: locatorIn(report, name),
        found: node.kind,
        expected: "a target with latency, throughput or memory",
      },
    ];
  });
}

function targetOf(report: JsonRecord, name: string): Target | null {
  const target = recordWithin(report, name);
  if (target === null) return null;
  const unit = (part: string, fallback: string) =>
    unitOfOptimum(stringOf(nodeAt(target, [part, "unit"])) ?? fallback);
  const figure = (part: string, key: string, fallback: string) => {
    const cell = numberCellAt(target, [part, key]);
    return cell && { cell, unit: unit(part, fallback) };
  };
  return {
    name,
    latency: latencyOf(target, unit("latency", "s")),
    runtime: null,
    throughput: figure("throughput", "value", "samples/s"),
    memory: memoryOf(target, unit("memory", "MB")),
    energy: figure("energy", "total", "kWh"),
    efficiency: figure("efficiency", "value", "tokens/kWh"),
  };
}

function latencyOf(target: JsonRecord, unit: string): Target["latency"] {
  if (memberOf(target.node, "latency")?.kind !== "object") return null;
  const cells = cellsOf(
    Object.fromEntries(
      latencyStatistics.map(([name, key]) => [name, numberCellAt(target, ["latency", key])]),
    ),
  );
  if (Object.keys(cells).length === 0) return null;
  const samples = samplesOf(target, "values") ?? samplesOf(target, "list");
  const count = numberOf(nodeAt(target, ["latency", "count"]));
  return { cells, n: count ?? samples?.values.length ?? null, unit, samples };
}

function samplesOf(target: JsonRecord, key: string): Samples | null {
  const values = numbersOf(nodeAt(target, ["latency", key]));
  if (values === null || values.length === 0 || !values.every(Number.isFinite)) return null;
  const pointer = target.pointer + pointerOf("latency", key);
  return { values, at: Array.from(values.keys()), pointer, column: null, varies: "within-run" };
}

function memoryOf(target: JsonRecord, unit: string): Target["memory"] {
  const memory = recordWithin(target, "memory");
  return Array.from(memory?.node.members.keys() ?? []).flatMap((field) => {
    const cell = field.startsWith("max_") ? numberCellAt(target, ["memory", field]) : null;
    return cell ? [{ field, cell, unit }] : [];
  });
}

/** The scalars of a configuration by their dotted names; lists of texts as Python prints them. */
function settingsOf(config: JsonRecord | null): Map<string, string> {
  const settings = new Map<string, string>();
  const visit = (node: JsonNode, path: string) => {
    if (node.kind === "object")
      for (const [key, member] of node.members) visit(member, path === "" ? key : `${path}.${key}`);
    else if (isScalar(node)) {
      if (node.kind !== "constant" || node.value !== null) settings.set(path, textOf(node, config!.text));
    } else if (/^environment\.gpus?$/.test(path)) {
      const texts = itemsOf(node).flatMap((item) => stringOf(item) ?? []);
      settings.set(path, texts.map((text) => `'${text}'`).join(", "));
    }
  };
  if (config) visit(config.node, "");
  return settings;
}
