// AIPerf's aggregates over several runs: profile_export_aiperf_sweep.json (a list of combinations) and
// profile_export_aiperf_aggregate.json (one setup). mean, std (n − 1) and ci are over the runs; where an object also has
// count and percentiles, those are over requests. One run a combination has std 0 and a ci of no width: unknown.
// Written by: https://github.com/ai-dynamo/aiperf (src/aiperf/exporters/aggregate)
import type { Problem } from "../points/problem";
import type { Draft } from "../runs/draft";
import { aggregateDrafts, aggregateNotes, aggregateRuns, type AggregateObject } from "./aiperf-aggregate";
import { definitionNote, leftOutNote } from "./aiperf-metrics";
import { aiperfSetup, putParameters } from "./aiperf-setup";
import type { Importer, Reading } from "./importer";
import { jsonOf, looksLikeJson } from "./json-file";
import { cellAt } from "./json-metric";
import { memberOf, stringOf } from "./json-node";
import { plainOf } from "./json-plain";
import { locatorIn, nodeAt, problemIn, recordAt, recordsAt, recordsOf, type JsonRecord } from "./json-record";
import type { Setup } from "./setup-field";

export const aiperfSweep: Importer = {
  id: "aiperf-sweep",
  label: "AIPerf sweep or aggregate of runs (JSON)",
  version: "1",
  recognises: (file) => looksLikeJson(file) && recordsOf(jsonOf(file)).some(isAggregate),
  read(file): Reading {
    const json = jsonOf(file);
    const read = recordsOf(json).map(readAggregate);
    const drafts = read.flatMap((each) => each.drafts);
    const problems = [...json.problems, ...read.flatMap((each) => each.problems)];
    const leftOut = read.flatMap((each) => each.leftOut);
    const defined = drafts.some(({ metric }) => metric === "tpot") ? [definitionNote] : [];
    const notes = [
      ...json.notes,
      ...new Set(read.flatMap((each) => each.notes)),
      ...defined,
      ...leftOutNote(leftOut),
    ];
    return { drafts, problems, columns: [], notes };
  },
};

function isAggregate(record: JsonRecord): boolean {
  return recordsAt(record, "per_combination_metrics").length > 0 || isConfidence(record);
}

function isConfidence(record: JsonRecord): boolean {
  return (
    stringOf(nodeAt(record, ["metadata", "aggregation_type"])) === "confidence" &&
    recordAt(record, "metrics") !== null
  );
}

interface Aggregate {
  drafts: Draft[];
  problems: Problem[];
  notes: string[];
  leftOut: string[];
}

function readAggregate(record: JsonRecord): Aggregate {
  const parts = isConfidence(record) ? [record] : recordsAt(record, "per_combination_metrics");
  if (parts.length === 0) {
    const found = `an object with ${record.node.members.size} keys`;
    const problem = { where: locatorIn(record), found, expected: "an aggregate of AIPerf" };
    return { drafts: [], problems: [problem], notes: [], leftOut: [] };
  }
  const runs = aggregateRuns(plainOfHead(record));
  const read = parts.map((part) => {
    const objects = objectsOf(part);
    if (objects !== null) return aggregateDrafts(setupOf(record, part), objects, runs);
    return { drafts: [], problems: [problemIn(part, "metrics", "metrics by their names")], leftOut: [] };
  });
  return {
    drafts: read.flatMap(({ drafts }) => drafts),
    problems: [...failedRuns(record), ...read.flatMap(({ problems }) => problems)],
    notes: aggregateNotes(runs),
    leftOut: read.flatMap(({ leftOut }) => leftOut),
  };
}

/** The record without its lists of results, as plain values. */
function plainOfHead({ node }: JsonRecord): unknown {
  const members = Array.from(node.members).filter(
    ([key]) => key !== "per_combination_metrics" && key !== "metrics",
  );
  return plainOf({ ...node, members: new Map(members) });
}

function objectsOf(part: JsonRecord): AggregateObject[] | null {
  const metrics = recordAt(part, "metrics");
  if (metrics === null) return null;
  return Array.from(metrics.node.members).flatMap(([key, node]) => {
    const unit = stringOf(memberOf(node, "unit")) ?? "";
    if (memberOf(node, "mean") === undefined) return [];
    return [{ key, unit, cell: (name: string) => cellAt(metrics, [key, name]) }];
  });
}

function setupOf(record: JsonRecord, part: JsonRecord): Setup {
  const { setup } = aiperfSetup(record, "AIPerf");
  const parameters = nodeAt(part, "parameters");
  if (parameters) putParameters(setup, plainOf(parameters));
  return setup;
}

function failedRuns(record: JsonRecord): Problem[] {
  return recordsAt(record, "failed_runs").map((failed) => {
    const found = stringOf(memberOf(failed.node, "label")) ?? "a failed run";
    return { where: locatorIn(failed), found, expected: "a run to its end; it is in no figure" };
  });
}
