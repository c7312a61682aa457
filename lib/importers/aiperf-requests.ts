// AIPerf's profile_export.jsonl: one request a line, {metadata, metrics: {tag: {value, unit}}, error}. The requests of one
// run are samples within it; failed, cancelled and warm-up requests are left out. inter_chunk_latency is a list a request.
// Written by: https://github.com/ai-dynamo/aiperf (docs/tutorials/working-with-profile-exports.md)
import type { Problem } from "../points/problem";
import type { Draft } from "../runs/draft";
import { statsOf } from "../runs/stats-of";
import { decimalText } from "../points/decimal";
import { definitionNote, isBookkeeping, leftOutNote, metricOf } from "./aiperf-metrics";
import { checkedDraft } from "./checked-metric";
import type { Importer, Reading } from "./importer";
import { jsonOf, looksLikeJson } from "./json-file";
import { memberOf, numberOf, numbersOf, stringOf, textOf, type JsonNode } from "./json-node";
import { locatorIn, nodeAt, problemIn, recordAt, recordsOf, type JsonRecord } from "./json-record";
import { emptySetup, type Setup } from "./setup-field";

export const aiperfRequests: Importer = {
  id: "aiperf-requests",
  label: "AIPerf requests (JSON Lines)",
  version: "1",
  recognises: (file) => looksLikeJson(file) && recordsOf(jsonOf(file)).slice(0, 100).some(isRequest),
  read(file): Reading {
    const json = jsonOf(file);
    const records = recordsOf(json);
    const requests = records.filter(isRequest);
    const measured = requests.filter(isMeasured);
    const kept = measured.filter(hasSucceeded);
    const { drafts, problems, leftOut } = requestDrafts(kept, setupOf(kept));
    const others = records.filter((record) => !isRequest(record)).map(noRequest);
    const none =
      kept.length === 0 ? [{ where: null, found: "no completed request", expected: "at least one" }] : [];
    const defined = drafts.some(({ metric }) => metric === "tpot") ? [definitionNote] : [];
    return {
      drafts,
      problems: [...json.problems, ...others, ...problems, ...none],
      columns: [],
      // That a file of lines holds many values needs no saying.
      notes: [...notesOf(requests, measured, kept), ...defined, ...leftOutNote(leftOut)],
    };
  },
};

function isRequest({ node }: JsonRecord): boolean {
  const metadata = memberOf(node, "metadata");
  const isTimed = ["request_start_ns", "benchmark_phase"].some(
    (key) => memberOf(metadata, key) !== undefined,
  );
  return isTimed && (memberOf(node, "metrics") !== undefined || memberOf(node, "error") !== undefined);
}

function isMeasured(record: JsonRecord): boolean {
  return (stringOf(nodeAt(record, ["metadata", "benchmark_phase"])) ?? "profiling") === "profiling";
}

function hasSucceeded(record: JsonRecord): boolean {
  const error = memberOf(record.node, "error");
  const cancelled = nodeAt(record, ["metadata", "was_cancelled"]);
  return isAbsent(error) && !(cancelled?.kind === "constant" && cancelled.value === true);
}

function isAbsent(node: JsonNode | undefined): boolean {
  return node === undefined || (node.kind === "constant" && node.value === null);
}

function noRequest(record: JsonRecord): Problem {
  const found = `an object with ${record.node.members.size} keys`;
  return { where: locatorIn(record), found, expected: "a request of AIPerf, with metadata and metrics" };
}

function notesOf(requests: JsonRecord[], measured: JsonRecord[], kept: JsonRecord[]): string[] {
  const notes = [
    "Each line is one request of one run; the file names neither model nor load, nor the run's throughput.",
  ];
  const warmUp = requests.length - measured.length;
  const failed = measured.length - kept.length;
  if (warmUp > 0) notes.push(`${warmUp} requests of the warm-up are left out.`);
  if (failed > 0)
    notes.push(`${failed} of ${measured.length} requests failed or were cancelled and are left out.`);
  return notes;
}

function setupOf(kept: readonly JsonRecord[]): Setup {
  const setup = emptySetup();
  setup.context.tool = "AIPerf";
  const starts = kept.flatMap((record) => numberOf(nodeAt(record, ["metadata", "request_start_ns"])) ?? []);
  const first = starts.reduce((least, each) => Math.min(least, each), Infinity);
  if (first > 0 && first < 4e18) setup.context.measured_at = new Date(first / 1e6).toISOString();
  return setup;
}

/** All values of one metric, each with the line of its request. */
interface Series {
  tag: string;
  unit: string;
  values: number[];
  lines: number[];
  first: JsonRecord;
}

function requestDrafts(kept: readonly JsonRecord[], setup: Setup) {
  const problems: Problem[] = [];
  const series = new Map<string, Series>();
  for (const record of kept) addRequest(series, record, problems);
  const leftOut = Array.from(series.keys()).filter(isBookkeeping);
  const drafts: Draft[] = [];
  for (const each of series.values()) {
    if (isBookkeeping(each.tag) || each.values.length === 0) continue;
    const made = draftOf(each, setup);
    problems.push(...made.problems);
    if (made.draft) drafts.push(made.draft);
  }
  return { drafts, problems, leftOut };
}

function addRequest(series: Map<string, Series>, record: JsonRecord, problems: Problem[]): void {
  const metrics = recordAt(record, "metrics");
  if (metrics === null) {
    problems.push(problemIn(record, "metrics", "the metrics of a request that did not fail"));
    return;
  }
  for (const [tag, node] of metrics.node.members) {
    const unit = stringOf(memberOf(node, "unit"));
    const values = valuesOf(memberOf(node, "value"));
    const known = series.get(tag) ?? { tag, unit: unit ?? "", values: [], lines: [], first: metrics };
    if (isBookkeeping(tag)) series.set(tag, known);
    else if (unit === null || values === null)
      problems.push(problemIn(metrics, tag, "a value with its unit"));
    else if (unit !== known.unit)
      problems.push(problemIn(metrics, [tag, "unit"], `${known.unit}, as before`));
    else {
      series.set(tag, known);
      for (const value of values) {
        known.values.push(value);
        known.lines.push(record.line ?? 1);
      }
    }
  }
}

function valuesOf(node: JsonNode | undefined): readonly number[] | null {
  if (node === undefined) return null;
  const one = numberOf(node);
  return one === null ? (numbersOf(node)?.filter(Number.isFinite) ?? null) : [one];
}

function draftOf({ tag, unit, values, lines, first }: Series, setup: Setup) {
  const { metric, unit: spelled } = metricOf(tag, unit);
  const { mean } = statsOf(values);
  const node = nodeAt(first, [tag, "value"])!;
  const by = {
    from: `${tag} of ${values.length} values`,
    to: `mean ${decimalText(mean!)} ${spelled}`,
    by: "mean",
  };
  const locator = locatorIn(first, tag, "value");
  const cell = { value: mean, locator, raw: textOf(node, first.text).slice(0, 200), conversions: [by] };
  const samples = { values, at: lines, pointer: null, column: null, varies: "within-run" as const };
  return checkedDraft(setup, { metric, unit: spelled, cells: { mean: cell }, samples, varies: "within-run" });
}
