// pytest-benchmark (--benchmark-json, --benchmark-autosave): seconds a call, n = rounds, stddev a sample's. A round is the
// mean of `iterations` calls; all rounds run in one process. `data` (each round) is only there with --benchmark-save-data.
// `ops` is 1 ÷ mean. Times of day are UTC.
// Written by: https://github.com/ionelmc/pytest-benchmark/blob/master/src/pytest_benchmark/stats.py
import { headText } from "./decode";
import type { Draft } from "../runs/draft";
import type { Importer } from "./importer";
import { jsonDraft } from "./json-metric";
import { jsonOf, looksLikeJson } from "./json-file";
import { hasKeys, isScalar, memberOf, numberOf, numbersOf, stringOf, textOf } from "./json-node";
import {
  nodeAt,
  problemIn,
  recordAt,
  recordsAt,
  recordsOf,
  type JsonPath,
  type JsonRecord,
} from "./json-record";
import { ProblemList } from "./problem-list";
import { emptySetup, putField, type Setup } from "./setup-field";
import { timeText } from "./time-text";

export const pytestBenchmark: Importer = {
  id: "pytest-benchmark",
  label: "pytest-benchmark (JSON)",
  version: "1",
  recognises: (file) => {
    const head = headText(file) ?? "";
    if (!looksLikeJson(file) || (!head.includes('"machine_info"') && !head.includes('"commit_info"')))
      return false;
    return recordsOf(jsonOf(file)).some((record) => recordsAt(record, "benchmarks").some(isBenchmark));
  },
  read: (file) => {
    const json = jsonOf(file);
    const problems = new ProblemList();
    problems.addAll(json.problems);
    const notes = new Set([...json.notes, opsNote]);
    const drafts = recordsOf(json).flatMap((record) =>
      recordsAt(record, "benchmarks").flatMap(
        (benchmark) => draftOf(record, benchmark, problems, notes) ?? [],
      ),
    );
    return { drafts, problems: problems.list(), columns: [], notes: [...notes] };
  },
};

const opsNote = "`ops` is 1 ÷ mean and is no point of its own.";

function isBenchmark({ node }: JsonRecord): boolean {
  return hasKeys(node, ["name"]) && hasKeys(memberOf(node, "stats") ?? node, ["mean", "rounds"]);
}

function draftOf(
  file: JsonRecord,
  benchmark: JsonRecord,
  problems: ProblemList,
  notes: Set<string>,
): Draft | null {
  const stats = recordAt(benchmark, "stats");
  if (stats === null || numberOf(memberOf(stats.node, "mean")) === null) {
    problems.addAll([problemIn(benchmark, ["stats", "mean"], "the mean time of a round in s")]);
    return null;
  }
  const data = numbersOf(memberOf(stats.node, "data"));
  const rounds = numberOf(memberOf(stats.node, "rounds"));
  const isWhole = data !== null && data.length === rounds;
  if (memberOf(stats.node, "data") !== undefined && !isWhole)
    notes.add("`data` does not hold a number for each round; the statistics are those that the file states.");
  return jsonDraft(stats, setupOf(file, benchmark), {
    metric: "execution_time",
    unit: "s",
    at: { mean: "mean", sd: "stddev", median: "median", min: "min", max: "max", n: "rounds" },
    varies: "within-run",
    ...(isWhole ? { samples: { at: "data", varies: "within-run" } } : {}),
  });
}

function setupOf(file: JsonRecord, benchmark: JsonRecord): Setup {
  const setup = emptySetup();
  const { case: of, context } = setup;
  const text = (record: JsonRecord, path: JsonPath) => stringOf(nodeAt(record, path));
  of.scenario = text(benchmark, "name");
  for (const key of ["group", "fullname"]) {
    const value = text(benchmark, key);
    if (value !== null && value !== of.scenario) of.extra[key] = value;
  }
  of.hardware =
    ["brand_raw", "brand"].map((key) => text(file, ["machine_info", "cpu", key])).find(Boolean) ?? null;
  const python = ["python_implementation", "python_version"].map((key) => text(file, ["machine_info", key]));
  if (python.some(Boolean)) of.extra["python"] = python.filter(Boolean).join(" ");
  for (const path of ["params", "extra_info"]) putScalars(setup, recordAt(benchmark, path));
  const options = recordAt(benchmark, "options");
  for (const key of ["disable_gc", "timer", "warmup"]) {
    const node = options && memberOf(options.node, key);
    if (node && isScalar(node)) of.extra[key] = textOf(node, file.text);
  }
  context.tool = "pytest-benchmark";
  context.tool_version = text(file, "version");
  context.git_commit = text(file, ["commit_info", "id"]);
  const time = text(file, "datetime");
  context.measured_at = time && timeText(time, "UTC");
  return setup;
}

function putScalars(setup: Setup, record: JsonRecord | null): void {
  for (const [name, node] of record?.node.members ?? [])
    if (isScalar(node) && !(node.kind === "constant" && node.value === null))
      putField(setup, name, textOf(node, record!.text));
}
