import type { Problem } from "../points/problem";
import type { Draft } from "../runs/draft";
import { definitionNote, leftOutNote } from "./aiperf-metrics";
import { aiperfSetup, type AiperfTool } from "./aiperf-setup";
import { isSummary, summaryDrafts } from "./aiperf-summary";
import type { Reading } from "./importer";
import { jsonOf, looksLikeJson } from "./json-file";
import { itemsOf, memberOf, numberOf, type JsonNode } from "./json-node";
import { plainOf } from "./json-plain";
import { locatorIn, nodeAt, recordsOf, type JsonRecord } from "./json-record";
import { numberAt } from "./plain-path";
import type { SourceFile } from "./source-file";

/** Whether a file holds summaries of the tool; several where files were joined. */
export function hasSummaryOf(file: SourceFile, tool: AiperfTool): boolean {
  if (!looksLikeJson(file)) return false;
  const summary = recordsOf(jsonOf(file)).find(isSummary);
  return summary !== undefined && toolOf(summary) === tool;
}

const aiperfKeys = [
  ...["schema_version", "aiperf_version", "benchmark_id"],
  ...["run_info", "telemetry_data", "was_cancelled"],
];
const aiperfConfig = ["phases", "loadgen", "cli_command", "models"];
const genaiConfig = ["perf_analyzer", "service_kind", "formatted_model_name", "model_selection_strategy"];

/** AIPerf says its version since 2026, and counts its values; its first year and GenAI-Perf differ in input_config only. */
function toolOf({ node }: JsonRecord): AiperfTool {
  const config = memberOf(node, "input_config");
  if (hasOneOf(node, aiperfKeys)) return "AIPerf";
  if (hasOneOf(config, genaiConfig)) return "GenAI-Perf";
  const counts = Array.from(node.members.values()).some((each) => memberOf(each, "count") !== undefined);
  return counts || hasOneOf(config, aiperfConfig) ? "AIPerf" : "GenAI-Perf";
}

function hasOneOf(node: JsonNode | undefined, keys: readonly string[]): boolean {
  return keys.some((key) => memberOf(node, key) !== undefined);
}

export function readSummaries(file: SourceFile, tool: AiperfTool): Reading {
  const json = jsonOf(file);
  const drafts: Draft[] = [];
  const problems: Problem[] = [...json.problems];
  const notes = new Set<string>();
  const leftOut: string[] = [];
  for (const record of recordsOf(json)) {
    if (!isSummary(record)) {
      problems.push(noSummary(record, tool));
      continue;
    }
    const { setup, problems: ofSetup } = aiperfSetup(record, tool);
    const made = summaryDrafts(record, setup);
    drafts.push(...made.drafts);
    problems.push(...ofSetup, ...made.problems);
    leftOut.push(...made.leftOut);
    for (const note of [...made.notes, ...notesOf(record)]) notes.add(note);
  }
  if (drafts.some(({ metric }) => metric === "tpot")) notes.add(definitionNote);
  return { drafts, problems, columns: [], notes: [...json.notes, ...notes, ...leftOutNote(leftOut)] };
}

function noSummary(record: JsonRecord, tool: AiperfTool): Problem {
  const found = `an object with ${record.node.members.size} keys`;
  return { where: locatorIn(record), found, expected: `a summary of ${tool}, with objects of unit and avg` };
}

function notesOf(record: JsonRecord): string[] {
  const notes: string[] = [];
  const failed = failedOf(record);
  if (failed > 0) notes.push(`${failed} failed requests are in no statistic of the file.`);
  if (memberOf(record.node, "warmup_metrics")?.kind === "object")
    notes.push("warmup_metrics are of the warm-up alone and are not read.");
  if (memberOf(record.node, "sessions")?.kind === "object")
    notes.push("The metrics of single sessions are parts of the run and are not read.");
  return notes;
}

function failedOf(record: JsonRecord): number {
  const counted = numberOf(nodeAt(record, ["error_request_count", "avg"]));
  if (counted !== null) return counted;
  const errors = itemsOf(nodeAt(record, "error_summary")).map(plainOf);
  return errors.reduce<number>((sum, each) => sum + (numberAt(each, ["count"]) ?? 0), 0);
}
