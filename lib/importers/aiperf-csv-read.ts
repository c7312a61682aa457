// The CSV of AIPerf and GenAI-Perf: a table of distributions (`Metric,avg,min,…`), one of single values (`Metric,Value`),
// and one of GPUs, parted by blank lines. The unit stands in the last brackets of a metric's name. No setup, no counts
// but `Request Count`. GenAI-Perf parts thousands by commas.
import { findUnit } from "../points/units";
import type { Stats } from "../points/point";
import { readValueText } from "../points/value-text";
import type { Draft } from "../runs/draft";
import { definitionNote, isBookkeeping, isKnownTag, leftOutNote, metricOf, tagOf } from "./aiperf-metrics";
import type { AiperfTool } from "./aiperf-setup";
import { countFor } from "./aiperf-summary";
import { telemetryDrafts, type GpuReading } from "./aiperf-telemetry";
import { checkedDraft } from "./checked-metric";
import { headRecords, raggedRow, recordsOfFile, type DelimitedRecord } from "./delimited-records";
import type { Reading } from "./importer";
import { ProblemList } from "./problem-list";
import { emptySetup, type Setup } from "./setup-field";
import type { SourceFile } from "./source-file";
import type { StatedCell, StatedMetric } from "./stated-metric";

const statisticOf = new Map<string, keyof Stats>([
  ["avg", "mean"],
  ["p50", "median"],
  ["p90", "p90"],
  ["p95", "p95"],
  ["p99", "p99"],
  ["min", "min"],
  ["max", "max"],
  ["std", "sd"],
  ["count", "n"],
]);

type Table = "distributions" | "values" | "gpus";

/** A table of the file: its header and the rows below it. */
interface Section {
  kind: Table;
  header: string[];
  rows: DelimitedRecord[];
}

/** What every header of distributions has, of either tool and any age: tables of others have fewer. */
const always = ["avg", "min", "max", "p25", "p50", "p75", "p90", "p99"];

/** The tool that wrote a file, or null where none of them did: only AIPerf writes a standard deviation. */
export function csvToolOf(file: SourceFile): AiperfTool | null {
  const records = headRecords(file, 100);
  const [first] = records;
  if (first === undefined || first.fields[0]!.trim() !== "Metric") return null;
  const kind = tableOf(first.fields);
  const known = records.filter(({ fields }) => isKnownTag(tagOf(nameOf(fields[0]!).name))).length;
  if (kind === "values") return known > 1 ? "AIPerf" : null;
  const header = first.fields.map(headerOf);
  if (kind !== "distributions" || known === 0 || !always.every((name) => header.includes(name))) return null;
  return header.includes("std") ? "AIPerf" : "GenAI-Perf";
}

function headerOf(field: string): string {
  return field.trim().toLowerCase();
}

function tableOf(fields: readonly string[]): Table | null {
  const names = fields.map(headerOf);
  if (names.includes("gpu_index") || (names[0] === "metric" && names[1] === "gpu")) return "gpus";
  if (names[0] !== "metric") return null;
  if (names.includes("avg")) return "distributions";
  return names.length === 2 && names[1] === "value" ? "values" : null;
}

export function readAiperfCsv(file: SourceFile, tool: AiperfTool): Reading {
  const problems = new ProblemList();
  const sections = sectionsOf(file, problems);
  const rows = sections.flatMap((section) => section.rows.flatMap((row) => rowOf(section, row, problems)));
  const setup = emptySetup();
  setup.context.tool = tool;
  putHardware(setup, sections);
  const metrics = rows.filter(({ kind }) => kind !== "gpus");
  setup.context.run_duration = runDuration(metrics);
  const made = metrics
    .filter(({ tag }) => !isBookkeeping(tag))
    .map((row) => checkedDraft(setup, statedOf(row, metrics)));
  const telemetry = telemetryDrafts(setup, rows.flatMap(gpuReading));
  problems.addAll(made.flatMap((each) => each.problems));
  problems.addAll(telemetry.problems);
  const drafts: Draft[] = [...made.flatMap(({ draft }) => draft ?? []), ...telemetry.drafts];
  const leftOut = metrics.map(({ tag }) => tag).filter(isBookkeeping);
  return {
    drafts,
    problems: problems.list(),
    columns: [],
    notes: [
      `The CSV of ${tool} names neither model nor load; the JSON beside it does.`,
      ...(drafts.some(({ metric }) => metric === "tpot") ? [definitionNote] : []),
      ...telemetry.notes,
      ...leftOutNote(leftOut),
    ],
  };
}

function sectionsOf(file: SourceFile, problems: ProblemList): Section[] {
  const sections: Section[] = [];
  for (const record of recordsOfFile(file, problems)) {
    const { fields, line } = record;
    if (fields.every((field) => field.trim() === "")) continue;
    const kind = tableOf(fields);
    const section = sections.at(-1);
    if (kind !== null) sections.push({ kind, header: fields.map((field) => field.trim()), rows: [] });
    else if (section === undefined)
      problems.add({ line }, fields.join(","), "a header that begins with Metric");
    else if (fields.length !== section.header.length) raggedRow(record, section.header.length, problems);
    else section.rows.push(record);
  }
  return sections;
}

/** One row of one of the tables. */
interface Row {
  kind: Table;
  tag: string;
  unit: string;
  gpu: string;
  cells: StatedMetric["cells"];
}

function rowOf({ kind, header }: Section, { fields, line }: DelimitedRecord, problems: ProblemList): Row[] {
  const columns = header.map(headerOf);
  const at = columns.indexOf("metric");
  const { name, unit } = nameOf(fields[at] ?? "");
  const tag = tagOf(name);
  if (tag === "") {
    problems.add({ line, column: at + 1 }, fields[at] ?? "", "the name of a metric");
    return [];
  }
  const cells = columns.flatMap((column, i) => {
    const statistic = column === "value" ? "mean" : statisticOf.get(column);
    const cell = statistic && cellOf(fields[i]!, line, i + 1);
    return cell ? [[statistic, cell]] : [];
  });
  const gpu =
    ["gpu_uuid", "gpu_index", "gpu"].map((each) => fields[columns.indexOf(each)]).find(Boolean) ?? "";
  return [{ kind, tag, unit, gpu, cells: Object.fromEntries(cells) as Row["cells"] }];
}

/** `HTTP Duration (excl. conn) (ms)` has its unit in the last brackets. A length without unit is one of tokens. */
function nameOf(text: string): { name: string; unit: string } {
  const [, name = text, unit = ""] = /^(.*?)\s*\(([^()]*)\)\s*$/.exec(text.trim()) ?? [];
  if (unit === "" || isUnit(unit))
    return { name, unit: unit === "" && /sequence length$/i.test(name) ? "tokens" : unit };
  return { name: text, unit: "" };
}

function isUnit(text: string): boolean {
  return (
    findUnit(text) !== null || /^(?:tokens|count|requests|per sec|.+\/.+|ratio|[A-Za-z%°]{1,8})$/.test(text)
  );
}

/** Blank where the metric has no such statistic. */
function cellOf(raw: string, line: number, column: number): StatedCell | null {
  if (raw.trim() === "") return null;
  const read = readValueText(raw, "point");
  const value = read.kind === "number" && read.unit === null ? read.value : null;
  return { value, raw, locator: { line, column } };
}

function statedOf({ kind, tag, unit, cells }: Row, rows: readonly Row[]): StatedMetric {
  const found = metricOf(tag, unit);
  const stated = { metric: found.metric, unit: found.unit };
  if (kind === "values" || found.of === "run")
    return { ...stated, cells: cells.mean ? { mean: cells.mean } : {}, n: 1 };
  const n = found.of === "request" ? countFor(found.metric, countsIn(rows)) : null;
  return { ...stated, cells, n, sd: "population", varies: "within-run" };
}

function countsIn(rows: readonly Row[]) {
  const requests = rows.find(({ tag }) => tag === "request_count")?.cells.mean?.value ?? null;
  const shortest = rows.find(({ tag }) => tag === "output_sequence_length")?.cells.min?.value ?? null;
  return {
    requests: requests !== null && Number.isInteger(requests) && requests > 0 ? requests : null,
    allSeveral: shortest !== null && shortest >= 2,
  };
}

function runDuration(rows: readonly Row[]): string | null {
  const row = rows.find(({ tag }) => tag === "benchmark_duration");
  return row?.cells.mean?.value && row.unit !== "" ? `${row.cells.mean.raw.trim()} ${row.unit}` : null;
}

function gpuReading({ kind, tag, unit, gpu, cells }: Row): GpuReading[] {
  return kind === "gpus" ? [{ tag, unit, gpu, mean: cells.mean ?? null, max: cells.max ?? null }] : [];
}

function putHardware(setup: Setup, sections: readonly Section[]): void {
  const names = new Set<string>();
  const gpus = new Set<string>();
  for (const { header, rows } of sections.filter(({ kind }) => kind === "gpus")) {
    const columns = header.map(headerOf);
    for (const { fields } of rows) {
      gpus.add(fields[columns.indexOf("gpu_uuid")] ?? fields[columns.indexOf("gpu")] ?? "");
      const name = fields[columns.indexOf("gpu_name")]?.trim();
      if (name) names.add(name);
    }
  }
  if (names.size === 1) setup.case.hardware = [...names][0]!;
  if (gpus.size > 0) setup.case.extra["gpus_watched"] = String(gpus.size);
}
