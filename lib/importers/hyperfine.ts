// hyperfine --export-json and --export-csv: seconds everywhere; `times` are whole executions of the command, so that they
// are repeats. stddev is a sample's, null of one run. A run whose exit code is not 0 did not do what was timed. The time
// that a shell takes to start is taken off: 0 s is a command that is faster, or one of which no exit code says that it ran.
// Written by: https://github.com/sharkdp/hyperfine/blob/master/src/benchmark/benchmark_result.rs
import { customMetricId } from "../points/metrics";
import type { Problem } from "../points/problem";
import { shortText } from "../points/short-text";
import type { Draft } from "../runs/draft";
import { moments } from "../stats/moments";
import { headText } from "./decode";
import type { Importer, Reading } from "./importer";
import { jsonDraft, type JsonMetric } from "./json-metric";
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
} from "./json-node";
import { problemIn, provenanceOf, recordAt, recordsAt, recordsOf, type JsonRecord } from "./json-record";
import { numberIn } from "./plain-number";
import { ProblemList } from "./problem-list";
import { emptySetup, putField, type Setup } from "./setup-field";
import type { SourceFile } from "./source-file";
import { statedDraft, type StatedCell } from "./stated-metric";
import { tableHead, visitRows, type TableHead } from "./table-text";

export const hyperfine: Importer = {
  id: "hyperfine",
  label: "hyperfine (JSON, CSV)",
  version: "1",
  recognises: (file) => isJson(file) || isCsv(tableHead(file)),
  read: (file) => (isJson(file) ? readJson(file) : readCsv(file)),
};

function isJson(file: SourceFile): boolean {
  const head = headText(file) ?? "";
  if (!looksLikeJson(file) || !head.includes('"results"') || !head.includes('"command"')) return false;
  return recordsOf(jsonOf(file)).some((record) => recordsAt(record, "results").some(isResult));
}

function isResult({ node }: JsonRecord): boolean {
  return hasKeys(node, ["command", "mean", "user", "system"]);
}

function readJson(file: SourceFile): Reading {
  const json = jsonOf(file);
  const problems = new ProblemList();
  problems.addAll(json.problems);
  const drafts = recordsOf(json)
    .flatMap((record) => recordsAt(record, "results"))
    .flatMap((record) => resultDrafts(record, problems));
  return { drafts, problems: problems.list(), columns: [], notes: json.notes };
}

function resultDrafts(record: JsonRecord, problems: ProblemList): Draft[] {
  const command = stringOf(memberOf(record.node, "command"));
  if (command === null || numberOf(memberOf(record.node, "mean")) === null) {
    problems.addAll([
      problemIn(record, command === null ? "command" : "mean", "a command and its mean time in s"),
    ]);
    return [];
  }
  const runs = runsOf(record);
  const setup = setupOf(record, command);
  const invalid = whyInvalid(record, runs);
  if (invalid) {
    problems.addAll([invalid]);
    setup.case.extra["validity"] = "INVALID";
  } else if (runs.kept.length < runs.codes.length) {
    problems.addAll([problemIn(record, "exit_codes", "runs that end with 0; the others are left out")]);
  }
  return [
    timeDraft(record, setup, invalid ? { ...runs, kept: runs.all } : runs),
    ...otherDrafts(record, setup),
  ].flatMap((draft) => draft ?? []);
}

interface Runs {
  times: readonly number[];
  /** Null for a run that was ended by a signal. */
  codes: readonly (number | null)[];
  all: readonly number[];
  /** The indices of the runs that ended well; of all where the file has no exit codes. */
  kept: readonly number[];
}

function runsOf(record: JsonRecord): Runs {
  const times = numbersOf(memberOf(record.node, "times")) ?? [];
  const node = memberOf(record.node, "exit_codes");
  const codes = numbersOf(node) ?? itemsOf(node).map(numberOf);
  const all = Array.from(times.keys());
  return { times, codes, all, kept: all.filter((i) => codes.length === 0 || codes[i] === 0) };
}

function whyInvalid(record: JsonRecord, { times, codes, kept }: Runs): Problem | null {
  if (codes.length > 0 && kept.length === 0)
    return problemIn(
      record,
      "exit_codes",
      "at least one run that ends with 0; the times are those of failures",
    );
  const isZero =
    times.length > 0 ? times.some((time) => time <= 0) : numberOf(memberOf(record.node, "mean")) === 0;
  const isKnownToRun = codes.length > 0 && !times.every((time) => time <= 0);
  if (!isZero || (isKnownToRun && times.length > 0)) return null;
  const at = times.length > 0 ? "times" : "mean";
  return problemIn(record, at, "times above 0 s: the command did not run, or is too fast to be timed");
}

function setupOf(record: JsonRecord, command: string): Setup {
  const setup = emptySetup();
  setup.case.scenario = shortText(command, 300);
  setup.context.tool = "hyperfine";
  const parameters = recordAt(record, "parameters");
  for (const [name, value] of parameters?.node.members ?? [])
    if (isScalar(value) && !(value.kind === "constant" && value.value === null))
      putField(setup, name, textOf(value, record.text));
  return setup;
}

const stated = {
  metric: "execution_time",
  unit: "s",
  at: { mean: "mean", sd: "stddev", median: "median", min: "min", max: "max" },
  varies: "between-run",
} as const satisfies JsonMetric;

/** As stated, with each run as a sample; where runs failed, from the others alone. */
function timeDraft(record: JsonRecord, setup: Setup, { times, all, kept }: Runs): Draft | null {
  if (times.length === 0) return jsonDraft(record, setup, stated);
  const { varies } = stated;
  if (kept.length === all.length)
    return jsonDraft(record, setup, { ...stated, n: times.length, samples: { at: "times", varies } });
  const values = kept.map((i) => times[i]!);
  const mean = moments(values).mean!;
  const { locator, raw } = provenanceOf(record, "mean");
  const by = `the mean of the ${kept.length} of ${all.length} runs that ended with 0`;
  return statedDraft(setup, {
    ...{ metric: stated.metric, unit: stated.unit, varies },
    cells: {
      mean: { value: mean, locator, raw, conversions: [{ from: `mean ${raw}`, to: `mean ${mean}`, by }] },
    },
    samples: { values, at: kept, pointer: record.pointer + pointerOf("times"), column: null, varies },
  });
}

/** Processor time, of which the file has means alone, and the largest memory of each run, where it was measured. */
function otherDrafts(record: JsonRecord, setup: Setup): (Draft | null)[] {
  const means = ["user", "system"].map((key) =>
    jsonDraft(record, setup, { metric: customMetricId(`${key} time`), unit: "s", at: { mean: key } }),
  );
  const memory = numbersOf(memberOf(record.node, "memory_usage_byte")) ?? [];
  // Where it cannot be measured there is 0 for each run.
  if (!memory.some((bytes) => bytes > 0)) return means;
  const at = ["memory_usage_byte", 0] as const;
  const cell: StatedCell = {
    value: moments(memory).mean,
    locator: { pointer: record.pointer + pointerOf(...at) },
    raw: String(memory[0]),
    conversions: [{ from: `${memory.length} values`, to: "their mean", by: "the mean of all runs" }],
  };
  const samples = {
    values: memory,
    at: Array.from(memory.keys()),
    pointer: record.pointer + pointerOf("memory_usage_byte"),
    column: null,
    varies: "between-run",
  } as const;
  return [...means, statedDraft(setup, { metric: "peak_memory", unit: "B", cells: { mean: cell }, samples })];
}

const csvColumns = ["command", "mean", "stddev", "median", "user", "system", "min", "max"];

function isCsv(table: TableHead | null): boolean {
  return table !== null && csvColumns.every((name) => table.headers.includes(name));
}

/** The CSV has neither times nor their number: mean and sd without n. */
function readCsv(file: SourceFile): Reading {
  const table = tableHead(file)!;
  const drafts: Draft[] = [];
  const problems = new ProblemList();
  visitRows(file, table, problems, (cells, line) => {
    drafts.push(...rowDrafts(table.headers, cells, line, problems));
  });
  const notes = ["CSV of hyperfine does not say how many runs are behind mean and sd: no interval is drawn."];
  return { drafts, problems: problems.list(), columns: [], notes };
}

function rowDrafts(
  headers: readonly string[],
  cells: readonly string[],
  line: number,
  problems: ProblemList,
): Draft[] {
  const cell = (name: string): StatedCell | undefined => {
    const column = headers.indexOf(name);
    const raw = (cells[column] ?? "").trim();
    return raw === "" ? undefined : { value: numberIn(raw), locator: { line, column: column + 1 }, raw };
  };
  const mean = cell("mean");
  if (mean === undefined || mean.value === null) {
    problems.add({ line, column: headers.indexOf("mean") + 1 }, mean?.raw ?? "nothing", "a mean time in s");
    return [];
  }
  const setup = emptySetup();
  setup.case.scenario = shortText(cells[headers.indexOf("command")]!, 300);
  setup.context.tool = "hyperfine";
  headers.forEach((header, i) => {
    const [, name] = /^parameter_(.+)$/.exec(header) ?? [];
    if (name !== undefined && cells[i]!.trim() !== "") putField(setup, name, cells[i]!);
  });
  const times = Object.entries({
    mean,
    sd: cell("stddev"),
    median: cell("median"),
    min: cell("min"),
    max: cell("max"),
  });
  const present = Object.fromEntries(times.filter(([, each]) => each?.value != null));
  const draft = (metric: string, of: object) =>
    statedDraft(setup, { metric, unit: "s", cells: of, varies: "between-run" }) ?? [];
  return [
    ...[draft("execution_time", present)].flat(),
    ...["user", "system"].flatMap((name) => {
      const own = cell(name);
      return own ? draft(customMetricId(`${name} time`), { mean: own }) : [];
    }),
  ];
}
