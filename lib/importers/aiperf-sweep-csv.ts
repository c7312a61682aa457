// The CSV beside AIPerf's aggregates: of one setup a row a statistic (`time_to_first_token_p99,mean,std,…,unit`), of a sweep
// a row a combination (`concurrency,time_to_first_token_p99_mean,…_std,…_cv`) without units; then, after blank lines, what
// is derived from them and how many runs there were. Two decimals.
// Written by: https://github.com/ai-dynamo/aiperf (src/aiperf/exporters/aggregate)
import { readValueText } from "../points/value-text";
import { aggregateDrafts, aggregateNotes, aggregateRuns, type AggregateObject } from "./aiperf-aggregate";
import { definitionNote, isKnownTag, leftOutNote, unitWithout } from "./aiperf-metrics";
import { putParameters } from "./aiperf-setup";
import { headRecords, raggedRow, recordsOfFile, type DelimitedRecord } from "./delimited-records";
import type { Importer, Reading } from "./importer";
import { ProblemList } from "./problem-list";
import { emptySetup, type Setup } from "./setup-field";
import type { SourceFile } from "./source-file";
import type { StatedCell } from "./stated-metric";

export const aiperfSweepCsv: Importer = {
  id: "aiperf-sweep-csv",
  label: "AIPerf sweep or aggregate of runs (CSV)",
  version: "1",
  recognises: (file) => kindOf(headRecords(file, 1)[0]?.fields ?? []) !== null,
  read: readCsv,
};

const always = ["metric", "mean", "std", "cv", "se", "ci_low", "ci_high", "t_critical", "unit"];
const perMetric = /^(.+)_(mean|std|min|max|cv)$/;

function kindOf(header: readonly string[]): "aggregate" | "sweep" | null {
  const names = header.map((name) => name.trim());
  if (always.every((name) => names.includes(name))) return "aggregate";
  const tags = names.flatMap((name) => (name.endsWith("_cv") ? [name.slice(0, -"_cv".length)] : []));
  const whole = tags.filter((tag) => names.includes(`${tag}_mean`) && names.includes(`${tag}_std`));
  return whole.some((tag) => isKnownTag(tag.replace(/_(?:avg|min|max|std|p\d+)$/, ""))) ? "sweep" : null;
}

function readCsv(file: SourceFile): Reading {
  const problems = new ProblemList();
  const [first, ...rest] = sectionsOf(recordsOfFile(file, problems));
  const [header, ...rows] = first ?? [];
  const names = header?.fields.map((name) => name.trim()) ?? [];
  const kept = rows.filter((row) => row.fields.length === names.length);
  for (const row of rows) if (!kept.includes(row)) raggedRow(row, names.length, problems);
  const runs = aggregateRuns(metadataOf(rest.flat()));
  const setups =
    kindOf(names) === "aggregate" ? [aggregateOf(names, kept)] : kept.map((row) => sweepOf(names, row));
  const read = setups.map(({ setup, objects }) => aggregateDrafts(setup, objects, runs));
  problems.addAll(read.flatMap((each) => each.problems));
  const drafts = read.flatMap((each) => each.drafts);
  return {
    drafts,
    problems: problems.list(),
    columns: [],
    notes: [
      ...aggregateNotes(runs),
      ...(kindOf(names) === "sweep"
        ? ["The CSV of a sweep states no units: those that AIPerf displays are taken."]
        : []),
      ...(drafts.some(({ metric }) => metric === "tpot") ? [definitionNote] : []),
      ...leftOutNote(read.flatMap(({ leftOut }) => leftOut)),
    ],
  };
}

/** The tables of a file, parted by blank lines. */
function sectionsOf(records: readonly DelimitedRecord[]): DelimitedRecord[][] {
  const sections: DelimitedRecord[][] = [[]];
  for (const record of records) {
    if (record.fields.some((field) => field.trim() !== "")) sections.at(-1)!.push(record);
    else if (sections.at(-1)!.length > 0) sections.push([]);
  }
  return sections;
}

const metadataKeys = new Map([
  ["number of profile runs", "num_profile_runs"],
  ["total runs", "num_profile_runs"],
  ["number of successful runs", "num_successful_runs"],
  ["successful runs", "num_successful_runs"],
  ["number of combinations", "num_combinations"],
  ["confidence level", "confidence_level"],
]);

/** The names and values at the end of the file, by the keys of the JSON. */
function metadataOf(records: readonly DelimitedRecord[]): unknown {
  const pairs = records.flatMap(({ fields }) => {
    const key = metadataKeys.get((fields[0] ?? "").trim().toLowerCase());
    const value = numberOf(fields[1] ?? "");
    return key === undefined || value === null ? [] : [[key, value]];
  });
  return { metadata: Object.fromEntries(pairs) as unknown };
}

function numberOf(text: string): number | null {
  const read = readValueText(text);
  return read.kind === "number" && read.unit === null ? read.value : null;
}

interface AggregateSetup {
  setup: Setup;
  objects: AggregateObject[];
}

function aggregateOf(names: readonly string[], rows: readonly DelimitedRecord[]): AggregateSetup {
  const at = (row: DelimitedRecord, name: string) => row.fields[names.indexOf(name)]?.trim() ?? "";
  const objects = rows.map((row) => ({
    key: at(row, "metric"),
    unit: at(row, "unit"),
    cell: (name: string) => cellOf(row, names.indexOf(name)),
  }));
  return { setup: aiperfContext(), objects };
}

function sweepOf(names: readonly string[], row: DelimitedRecord): AggregateSetup {
  const setup = aiperfContext();
  const keys = new Set(names.flatMap((name) => perMetric.exec(name)?.[1] ?? []));
  const parameters = names.flatMap((name, i) =>
    perMetric.test(name) ? [] : [[name, valueOf(row.fields[i]!)]],
  );
  putParameters(setup, Object.fromEntries(parameters));
  const objects = [...keys].map((key) => ({
    key,
    unit: unitWithout(key),
    cell: (name: string) => cellOf(row, names.indexOf(`${key}_${name}`)),
  }));
  return { setup, objects };
}

function valueOf(text: string): string | number {
  return numberOf(text) ?? text.trim();
}

function aiperfContext(): Setup {
  const setup = emptySetup();
  setup.context.tool = "AIPerf";
  return setup;
}

function cellOf({ fields, line }: DelimitedRecord, column: number): StatedCell | null {
  const raw = fields[column];
  if (raw === undefined || raw.trim() === "") return null;
  return { value: numberOf(raw), raw, locator: { line, column: column + 1 } };
}
