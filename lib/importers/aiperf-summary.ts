// The metric objects of AIPerf and GenAI-Perf: {unit, avg, p50, …, std} by the metric's tag. sd is numpy's: of a population.
import { cellAt } from "./json-metric";
import { isScalar, memberOf, numberOf, stringOf, type JsonNode } from "./json-node";
import { locatorIn, nodeAt, recordWithin, type JsonRecord } from "./json-record";
import type { Problem } from "../points/problem";
import type { Stats } from "../points/point";
import type { Draft } from "../runs/draft";
import { isBookkeeping, isKnownTag, metricOf } from "./aiperf-metrics";
import { telemetryDrafts, type GpuReading } from "./aiperf-telemetry";
import { checkedDraft } from "./checked-metric";
import type { Setup } from "./setup-field";
import type { StatedMetric } from "./stated-metric";

const statistics: readonly [keyof Stats, string][] = [
  ["mean", "avg"],
  ["median", "p50"],
  ["p90", "p90"],
  ["p95", "p95"],
  ["p99", "p99"],
  ["min", "min"],
  ["max", "max"],
  ["sd", "std"],
  ["n", "count"],
];

/** The tags of a record whose members are metric objects. */
export function blockTags(record: JsonRecord): string[] {
  return Array.from(record.node.members)
    .filter(([, node]) => isBlock(node))
    .map(([tag]) => tag);
}

function isBlock(node: JsonNode): boolean {
  const average = memberOf(node, "avg");
  return memberOf(node, "unit")?.kind === "string" && average !== undefined && isScalar(average);
}

/** Whether a record is the summary of one run: it has metric objects by the tags of these tools. */
export function isSummary(record: JsonRecord): boolean {
  const known = blockTags(record).filter(isKnownTag);
  return known.length > 1 || (known.length > 0 && memberOf(record.node, "input_config") !== undefined);
}

/** The drafts of one summary, with what of it could not be read and what was left out. */
export function summaryDrafts(record: JsonRecord, setup: Setup) {
  putHardware(setup, record);
  const drafts: Draft[] = [];
  const problems: Problem[] = [];
  const leftOut: string[] = [];
  const gpus = gpuReadings(record);
  const counted = countsOf(record);
  for (const tag of blockTags(record)) {
    if (isBookkeeping(tag)) leftOut.push(tag);
    else {
      const made = checkedDraft(setup, statedOf(record, tag, counted));
      problems.push(...made.problems);
      if (made.draft) drafts.push(made.draft);
    }
  }
  const telemetry = telemetryDrafts(setup, gpus);
  return {
    drafts: [...drafts, ...telemetry.drafts],
    problems: [...problems, ...brokenBlocks(record), ...telemetry.problems],
    notes: telemetry.notes,
    leftOut,
  };
}

/** How many requests are behind the statistics of a request, where their own object does not say. */
interface Counts {
  requests: number | null;
  /** Whether every request has a second token, so that it has a time between tokens. */
  allSeveral: boolean;
}

function countsOf(record: JsonRecord): Counts {
  const requests = numberOf(nodeAt(record, ["request_count", "avg"]));
  const shortest = numberOf(nodeAt(record, ["output_sequence_length", "min"]));
  return {
    requests: requests !== null && Number.isInteger(requests) && requests > 0 ? requests : null,
    allSeveral: shortest !== null && shortest >= 2,
  };
}

/** n of a distribution that states none: its requests; of times between tokens only where no request has a single one. */
export function countFor(metric: string, { requests, allSeveral }: Counts): number | null {
  const between = metric === "tpot" || metric === "tokens_per_second_per_user";
  return between && !allSeveral ? null : requests;
}

function statedOf(record: JsonRecord, tag: string, counted: Counts): StatedMetric {
  const block = recordWithin(record, tag)!;
  const { metric, unit, of } = metricOf(tag, stringOf(memberOf(block.node, "unit")) ?? "");
  const cells = Object.fromEntries(
    statistics.flatMap(([name, key]) => {
      const cell = cellAt(block, key);
      return cell ? [[name, cell]] : [];
    }),
  ) as StatedMetric["cells"];
  const isDistribution = cells.median !== undefined || cells.p99 !== undefined || cells.n !== undefined;
  if (!isDistribution || of === "run") return { metric, unit, cells: runCells(cells), n: 1 };
  const n = cells.n === undefined && of === "request" ? countFor(metric, counted) : null;
  return { metric, unit, cells, n, sd: "population", varies: "within-run" };
}

/** One run has one throughput: a spread beside it is none of it. */
function runCells({ mean }: StatedMetric["cells"]): StatedMetric["cells"] {
  return mean ? { mean } : {};
}

/** Objects by a known tag that are no metric: without a unit, or without a mean. */
function brokenBlocks(record: JsonRecord): Problem[] {
  return Array.from(record.node.members).flatMap(([tag, node]) => {
    if (!isKnownTag(tag) || isBlock(node) || (node.kind === "constant" && node.value === null)) return [];
    const found =
      node.kind === "object"
        ? `an object with ${[...node.members.keys()].join(", ") || "no keys"}`
        : node.kind;
    return [{ where: locatorIn(record, tag), found, expected: "a metric with unit and avg" }];
  });
}

/** The GPUs' name where all have one; how many of them served is not said by how many were watched. */
function putHardware(setup: Setup, record: JsonRecord): void {
  const names = new Set<string>();
  let watched = 0;
  for (const gpu of gpuRecords(record)) {
    watched++;
    const name = stringOf(memberOf(gpu.node, "gpu_name"));
    if (name !== null) names.add(name);
  }
  if (names.size === 1) setup.case.hardware ??= [...names][0]!;
  if (watched > 0) setup.case.extra["gpus_watched"] = String(watched);
}

function gpuRecords(record: JsonRecord): JsonRecord[] {
  return membersAt(record, ["telemetry_data", "endpoints"]).flatMap((endpoint) =>
    membersAt(endpoint, ["gpus"]),
  );
}

function membersAt(record: JsonRecord, path: readonly string[]): JsonRecord[] {
  const parent = path.reduce<JsonRecord | null>((at, key) => at && recordWithin(at, key), record);
  return Array.from(parent?.node.members.keys() ?? []).flatMap((key) => recordWithin(parent!, key) ?? []);
}

function gpuReadings(record: JsonRecord): GpuReading[] {
  const ofAiperf = gpuRecords(record).flatMap((gpu) =>
    membersAt(gpu, ["metrics"]).map((metric) => reading(metric, ["avg"], ["max"], gpuName(gpu))),
  );
  return [...ofAiperf, ...membersAt(record, []).flatMap(genaiReadings)];
}

function gpuName(gpu: JsonRecord): string {
  return stringOf(memberOf(gpu.node, "gpu_uuid")) ?? gpu.pointer;
}

/** GenAI-Perf: {unit, avg: {gpu0: …}, max: {gpu0: …}} among the other metrics. */
function genaiReadings(metric: JsonRecord): GpuReading[] {
  const averages = memberOf(metric.node, "avg");
  if (averages?.kind !== "object") return [];
  return [...averages.members.keys()].map((gpu) => reading(metric, ["avg", gpu], ["max", gpu], gpu));
}

function reading(metric: JsonRecord, mean: string[], max: string[], gpu: string): GpuReading {
  const tag = metric.pointer.slice(metric.pointer.lastIndexOf("/") + 1);
  const unit = stringOf(memberOf(metric.node, "unit")) ?? "";
  return { tag, unit, gpu, mean: cellAt(metric, mean), max: cellAt(metric, max) };
}
