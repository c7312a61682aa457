// The table that Google Benchmark prints: `BM_name/8   1500 us   1400 us   1000`, times with the unit of each row, then the
// iterations and the program's own counters. With repetitions a name stands several times, then its aggregates.
// Printed by: https://github.com/google/benchmark/blob/main/src/console_reporter.cc
import { customMetricId } from "../points/metrics";
import type { Problem } from "../points/problem";
import type { Draft } from "../runs/draft";
import { wholeText } from "./decode";
import type { Importer, Reading } from "./importer";
import { numberIn } from "./plain-number";
import { emptySetup } from "./setup-field";
import { statedDraft, type StatedCell } from "./stated-metric";
import { textHolds } from "./text-search";

const header = /^Benchmark\s+Time\s+CPU\s+Iterations\b/m;
const row = /^(\S.*?)\s+([\d.eE+-]+) (ns|us|ms|s)\s+([\d.eE+-]+) (ns|us|ms|s)\s+(\d+)(?:\s|$)/;
const failed = /^(\S+)\s+(?:ERROR OCCURRED|SKIPPED): /;
const logLimit = 64 * 1024 * 1024;

export const googleBenchmarkConsole: Importer = {
  id: "google-benchmark-console",
  label: "Google Benchmark (console)",
  version: "1",
  recognises: (file) => textHolds(file, (text) => header.test(text)),
  read(file): Reading {
    const whole = wholeText(file, logLimit);
    if ("problem" in whole) return { drafts: [], problems: [whole.problem], columns: [], notes: [] };
    const { rows, problems } = rowsIn(whole.text);
    return { drafts: benchmarkDrafts(rows), problems, columns: [], notes: [] };
  },
};

/** One row of its table or CSV: a benchmark, one of its repetitions, or an aggregate of them. */
export interface BenchmarkRow {
  name: string;
  wall: StatedCell & { unit: string };
  cpu: StatedCell & { unit: string };
  iterations: number | null;
}

function rowsIn(text: string): { rows: BenchmarkRow[]; problems: Problem[] } {
  const rows: BenchmarkRow[] = [];
  const problems: Problem[] = [];
  text.split(/\r?\n/).forEach((line, i) => {
    if (line.length > 2000) return;
    const locator = { line: i + 1 };
    const [, name, wall, wallUnit, cpu, cpuUnit, iterations] = row.exec(line) ?? [];
    if (name !== undefined)
      rows.push({
        name,
        wall: { value: numberIn(wall!), raw: wall!, locator, unit: wallUnit! },
        cpu: { value: numberIn(cpu!), raw: cpu!, locator, unit: cpuUnit! },
        iterations: Number(iterations),
      });
    else if (failed.test(line))
      problems.push({ where: locator, found: line.trim().slice(0, 80), expected: "a benchmark that ran" });
  });
  return { rows, problems };
}

/** The rows of one benchmark; aggregates are those whose name goes on with what was aggregated, of all kinds at once. */
interface Benchmark {
  name: string;
  repetitions: BenchmarkRow[];
  aggregates: Map<string, BenchmarkRow>;
}

/** The drafts of the benchmarks that these rows are of. */
export function benchmarkDrafts(rows: readonly BenchmarkRow[]): Draft[] {
  return benchmarksOf(rows).flatMap(draftsOf);
}

function benchmarksOf(rows: readonly BenchmarkRow[]): Benchmark[] {
  const names = new Set(rows.map(({ name }) => name));
  const found = new Map<string, Benchmark>();
  for (const each of rows) {
    const [, base, kind] = /^(.+)_(mean|median|stddev|cv)$/.exec(each.name) ?? [];
    const isAggregate = base !== undefined && ["mean", "stddev"].every((end) => names.has(`${base}_${end}`));
    const name = isAggregate ? base : each.name;
    const benchmark = found.get(name) ?? {
      name,
      repetitions: [],
      aggregates: new Map<string, BenchmarkRow>(),
    };
    found.set(name, benchmark);
    if (isAggregate) benchmark.aggregates.set(kind!, each);
    else benchmark.repetitions.push(each);
  }
  return [...found.values()];
}

/** Repetitions run in one process, so that their spread is within one run; aggregates of them are not counted again. */
function draftsOf({ name, repetitions, aggregates }: Benchmark): Draft[] {
  const setup = emptySetup();
  setup.context.tool = "Google Benchmark";
  setup.case.scenario = name;
  const measures = [
    ["execution_time", "wall"],
    [customMetricId("cpu_time"), "cpu"],
  ] as const;
  return measures.flatMap(([metric, key]) => {
    const stated = repetitions.length > 0 ? ofRepetitions(repetitions, key) : ofAggregates(aggregates, key);
    return stated ? (statedDraft(setup, { metric, varies: "within-run", ...stated }) ?? []) : [];
  });
}

function ofRepetitions(rows: readonly BenchmarkRow[], key: "wall" | "cpu") {
  const first = rows[0]![key];
  const values = rows.flatMap((each) =>
    each[key].unit === first.unit && each[key].value !== null ? [each[key].value] : [],
  );
  if (values.length < 2) return { unit: first.unit, cells: { mean: first }, n: 1 };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const by = [{ from: `${values.length} repetitions`, to: String(mean), by: "mean" }];
  const at = rows.map(({ wall: { locator } }) => ("line" in locator ? (locator.line ?? 0) : 0));
  return {
    unit: first.unit,
    cells: { mean: { ...first, value: mean, conversions: by } },
    samples: { values, at, pointer: null, column: null, varies: "within-run" as const },
  };
}

const statisticOf = { mean: "mean", median: "median", stddev: "sd" } as const;

/** In rows of aggregates the iterations are the repetitions. */
function ofAggregates(aggregates: ReadonlyMap<string, BenchmarkRow>, key: "wall" | "cpu") {
  const mean = aggregates.get("mean");
  if (mean === undefined) return null;
  const cells = Array.from(aggregates).flatMap(([kind, each]) =>
    Object.hasOwn(statisticOf, kind) && each[key].unit === mean[key].unit
      ? [[statisticOf[kind as keyof typeof statisticOf], each[key]] as const]
      : [],
  );
  return { unit: mean[key].unit, cells: Object.fromEntries(cells), n: mean.iterations };
}
