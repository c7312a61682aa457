// Google Benchmark (--benchmark_format=json): times in each row's time_unit. With repetitions a file has the rows of all
// repetitions, their aggregates, or both: the repetitions are read where they are there, else the aggregates (their
// stddev is a sample's), never both. Before version 1.5 rows have no run_type and aggregates go by their names' ends.
// Written by: https://github.com/google/benchmark/blob/main/src/json_reporter.cc
import { customMetricId } from "../points/metrics";
import type { Stats } from "../points/point";
import type { Problem } from "../points/problem";
import { findUnit } from "../points/units";
import type { Draft } from "../runs/draft";
import { moments } from "../stats/moments";
import { headText } from "./decode";
import type { Importer } from "./importer";
import { jsonDraft } from "./json-metric";
import { jsonOf, looksLikeJson } from "./json-file";
import { hasKeys, memberOf, numberOf, pointerOf, stringOf } from "./json-node";
import {
  problemIn,
  provenanceOf,
  recordAt,
  recordsAt,
  recordsOf,
  type JsonPath,
  type JsonRecord,
} from "./json-record";
import { emptySetup, type Setup } from "./setup-field";
import { statedDraft } from "./stated-metric";
import { timeText } from "./time-text";

export const googleBenchmark: Importer = {
  id: "google-benchmark",
  label: "Google Benchmark (JSON)",
  version: "1",
  recognises: (file) => {
    const head = headText(file) ?? "";
    if (!looksLikeJson(file) || !head.includes('"benchmarks"') || !head.includes('"context"')) return false;
    return recordsOf(jsonOf(file)).some((record) => rowsOf(record).some(isRow));
  },
  read: (file) => {
    const json = jsonOf(file);
    const files = recordsOf(json).map(readFile);
    return {
      drafts: files.flatMap(({ drafts }) => drafts),
      problems: [...json.problems, ...files.flatMap(({ problems }) => problems)],
      columns: [],
      notes: [...json.notes, ...new Set(files.flatMap(({ notes }) => notes))],
    };
  },
};

function rowsOf(record: JsonRecord): JsonRecord[] {
  return recordsAt(record, "benchmarks");
}

function isRow({ node }: JsonRecord): boolean {
  return (
    hasKeys(node, ["name", "time_unit"]) && (hasKeys(node, ["real_time"]) || hasKeys(node, ["cpu_time"]))
  );
}

/** The rows of one benchmark: its repetitions, and what was aggregated of them. */
interface Benchmark {
  name: string;
  repetitions: JsonRecord[];
  /** By the name of the aggregate: mean, median, stddev, cv, or the program's own. */
  aggregates: Map<string, JsonRecord>;
}

function readFile(record: JsonRecord): { drafts: Draft[]; problems: Problem[]; notes: string[] } {
  const problems: Problem[] = [];
  const rows = rowsOf(record).filter((row) => {
    const problem = problemOf(row);
    if (problem) problems.push(problem);
    return problem === null;
  });
  const benchmarks = benchmarksOf(rows);
  const drafts = benchmarks.flatMap((benchmark) => draftsOf(record, benchmark));
  const both = benchmarks.some(
    ({ repetitions, aggregates }) => repetitions.length > 1 && aggregates.size > 0,
  );
  return { drafts, problems, notes: both ? [bothNote] : [] };
}

const bothNote =
  "The file has repetitions and aggregates of them: statistics are computed from the repetitions, the aggregates are not counted again.";

function problemOf(row: JsonRecord): Problem | null {
  const { node } = row;
  const isError = memberOf(node, "error_occurred");
  if (isError?.kind === "constant" && isError.value === true)
    return problemIn(row, "error_message", "a benchmark that ran without an error");
  if (memberOf(node, "skipped") !== undefined && memberOf(node, "skip_message") !== undefined)
    return problemIn(row, "skip_message", "a benchmark that was not skipped");
  if (isComplexity(row)) return null;
  if (stringOf(memberOf(node, "name")) === null) return problemIn(row, "name", "the name of a benchmark");
  const unit = stringOf(memberOf(node, "time_unit")) ?? "";
  if (findUnit(unit)?.dimension !== "time") return problemIn(row, "time_unit", "ns, us, ms or s");
  const isTimed = ["real_time", "cpu_time"].some((key) => numberOf(memberOf(node, key)) !== null);
  return isTimed ? null : problemIn(row, "real_time", "a time in the row's time_unit");
}

/** The fit of a family's times against their sizes: coefficients, no times. */
function isComplexity({ node }: JsonRecord): boolean {
  const aggregate = stringOf(memberOf(node, "aggregate_name"));
  return aggregate === "BigO" || aggregate === "RMS" || hasKeys(node, ["big_o"]) || hasKeys(node, ["rms"]);
}

function benchmarksOf(rows: readonly JsonRecord[]): Benchmark[] {
  const names = new Set(rows.map(({ node }) => stringOf(memberOf(node, "name"))));
  const found = new Map<string, Benchmark>();
  for (const row of rows) {
    if (isComplexity(row)) continue;
    const { name, aggregate } = kindOf(row, names);
    const benchmark = found.get(name) ?? { name, repetitions: [], aggregates: new Map<string, JsonRecord>() };
    found.set(name, benchmark);
    if (aggregate === null) benchmark.repetitions.push(row);
    else benchmark.aggregates.set(aggregate, row);
  }
  return Array.from(found.values());
}

function kindOf({ node }: JsonRecord, names: ReadonlySet<string | null>) {
  const name = stringOf(memberOf(node, "name"))!;
  const runName = stringOf(memberOf(node, "run_name")) ?? name;
  if (stringOf(memberOf(node, "run_type")) !== null)
    return { name: runName, aggregate: stringOf(memberOf(node, "aggregate_name")) };
  const [, base, aggregate] = /^(.+)_(mean|median|stddev|cv)$/.exec(name) ?? [];
  const isAggregate = base !== undefined && ["mean", "stddev"].every((each) => names.has(`${base}_${each}`));
  return isAggregate ? { name: base, aggregate: aggregate! } : { name, aggregate: null };
}

function draftsOf(file: JsonRecord, benchmark: Benchmark): Draft[] {
  const first =
    benchmark.repetitions[0] ?? benchmark.aggregates.get("mean") ?? [...benchmark.aggregates.values()][0]!;
  const setup = setupOf(file, first, benchmark.name);
  const unit = stringOf(memberOf(first.node, "time_unit"))!;
  const measures = [
    { key: "real_time", metric: "execution_time", unit },
    { key: "cpu_time", metric: customMetricId("cpu_time"), unit },
    ...countersOf(first).map((key) => ({ key, metric: customMetricId(key), unit: rateUnits.get(key) ?? "" })),
  ];
  return measures.flatMap(({ key, metric, unit: of }) => {
    const stated = benchmark.repetitions.length > 0 ? ofRepetitions : ofAggregates;
    return stated(setup, benchmark, key, metric, of) ?? [];
  });
}

const rateUnits = new Map([
  ["bytes_per_second", "B/s"],
  ["items_per_second", "items/s"],
]);

/** Bookkeeping, settings and times; each other number of a row is a counter of the program's own. */
const known = new Set(
  (
    "name run_name run_type family_index per_family_instance_index repetitions repetition_index threads iterations " +
    "real_time cpu_time time_unit label aggregate_name aggregate_unit error_occurred error_message skipped"
  ).split(" "),
);

function countersOf({ node }: JsonRecord): string[] {
  return Array.from(node.members)
    .filter(([key, value]) => !known.has(key) && value.kind === "number")
    .map(([key]) => key);
}

/** One repetition as it is; of several their mean, with each as a sample. They run in one process. */
function ofRepetitions(
  setup: Setup,
  { repetitions }: Benchmark,
  key: string,
  metric: string,
  unit: string,
): Draft | null {
  const rows = repetitions.filter(({ node }) => numberOf(memberOf(node, key)) !== null);
  const [first] = rows;
  if (first === undefined) return null;
  if (rows.length === 1)
    return jsonDraft(first, setup, { metric, unit, at: { mean: key }, n: 1, varies: "within-run" });
  const values = rows.map(({ node }) => numberOf(memberOf(node, key))!);
  const { locator, raw } = provenanceOf(first, key);
  const mean = moments(values).mean!;
  const by = `the mean of ${values.length} repetitions`;
  return statedDraft(setup, {
    metric,
    unit,
    cells: {
      mean: { value: mean, locator, raw, conversions: [{ from: `${key} ${raw}`, to: String(mean), by }] },
    },
    varies: "within-run",
    samples: {
      values,
      at: rows.map(({ pointer }) => Number(pointer.split("/").at(-1))),
      pointer: first.pointer.slice(0, -pointerOf(first.pointer.split("/").at(-1)!).length),
      column: null,
      varies: "within-run",
    },
  });
}

const statisticOf = { mean: "mean", median: "median", stddev: "sd", min: "min", max: "max" } as const;

/** Aggregates alone: each stands in a row of its own, and says in `iterations` of how many repetitions. */
function ofAggregates(
  setup: Setup,
  benchmark: Benchmark,
  key: string,
  metric: string,
  unit: string,
): Draft | null {
  const { aggregates } = benchmark;
  const cells: Partial<Record<keyof Stats, ReturnType<typeof cellAt>>> = {};
  let n: number | null = null;
  for (const [name, row] of aggregates) {
    const statistic = Object.hasOwn(statisticOf, name) ? statisticOf[name as keyof typeof statisticOf] : null;
    if (statistic === null || numberOf(memberOf(row.node, key)) === null) continue;
    cells[statistic] = cellAt(row, key);
    n ??= numberOf(memberOf(row.node, "repetitions")) || numberOf(memberOf(row.node, "iterations"));
  }
  if (Object.keys(cells).every((name) => name === "sd")) return null;
  return statedDraft(setup, { metric, unit, cells: cells as object, n, varies: "within-run" });
}

function cellAt(row: JsonRecord, key: JsonPath & string) {
  const { locator, raw, conversions } = provenanceOf(row, key);
  return { value: numberOf(memberOf(row.node, key)), locator, raw, conversions };
}

function setupOf(file: JsonRecord, row: JsonRecord, name: string): Setup {
  const setup = emptySetup();
  const { case: of, context } = setup;
  of.scenario = name;
  for (const key of ["threads", "label"]) putText(of.extra, row, key);
  const about = recordAt(file, "context");
  context.tool = "Google Benchmark";
  if (about === null) return setup;
  for (const key of ["num_cpus", "cpu_scaling_enabled", "library_build_type"]) putText(of.extra, about, key);
  context.tool_version = stringOf(memberOf(about.node, "library_version"));
  const date = stringOf(memberOf(about.node, "date"));
  context.measured_at = date && timeText(date);
  return setup;
}

function putText(extra: Record<string, string>, record: JsonRecord, key: string): void {
  const node = memberOf(record.node, key);
  if (node === undefined || (node.kind !== "string" && node.kind !== "number" && node.kind !== "constant"))
    return;
  const text = node.kind === "string" ? node.value : provenanceOf(record, key).raw;
  if (text.trim() !== "" && text !== "null") extra[key] = text;
}
