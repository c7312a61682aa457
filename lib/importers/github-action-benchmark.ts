// github-action-benchmark: the history that it keeps (data.js: `window.BENCHMARK_DATA = { … }`), and the JSON that its
// tools customBiggerIsBetter and customSmallerIsBetter read: [{ name, unit, value, range?, extra? }]. `range` is whatever
// the tool prints: libtest's max − min, a standard deviation, of a rate that of its time. It is only read of BenchmarkDotNet.
// Written by: https://github.com/benchmark-action/github-action-benchmark/blob/master/src/write.ts
import { customMetricId, findMetric } from "../points/metrics";
import { readHeader } from "../points/headers";
import { statistics, type Statistic } from "../points/point";
import { conversionTo, findUnit } from "../points/units";
import type { Draft } from "../runs/draft";
import { headText, wholeText } from "./decode";
import type { Importer, Reading } from "./importer";
import { jsonLimit, jsonOf, looksLikeJson } from "./json-file";
import { hasKeys, itemsOf, memberOf, numberOf, stringOf, textOf, isScalar } from "./json-node";
import {
  nodeAt,
  problemIn,
  provenanceOf,
  recordAt,
  recordsAt,
  recordsOf,
  type JsonRecord,
} from "./json-record";
import { numberIn } from "./plain-number";
import { ProblemList } from "./problem-list";
import { emptySetup, type Setup } from "./setup-field";
import type { SourceFile } from "./source-file";
import { statedDraft, type StatedCell } from "./stated-metric";
import { timeOfMs } from "./time-text";
import { readJson, type JsonReading } from "./tolerant-json";

const assignment = /^\s*(?:(?:var|let|const)\s+)?(?:window\.)?BENCHMARK_DATA\s*=\s*/;

export const githubActionBenchmark: Importer = {
  id: "github-action-benchmark",
  label: "github-action-benchmark (data.js, custom JSON)",
  version: "1",
  recognises: (file) => {
    const head = headText(file) ?? "";
    if (assignment.test(head)) return true;
    if (!looksLikeJson(file) || !head.includes('"name"') || !head.includes('"unit"')) return false;
    return isCustom(jsonOf(file)) || recordsOf(jsonOf(file)).some(isHistory);
  },
  read: (file) => {
    const json = jsonIn(file);
    const problems = new ProblemList();
    problems.addAll(json.problems);
    const notes = new Set(json.notes);
    const records = recordsOf(json);
    const drafts = records.some(isHistory)
      ? records.flatMap((record) => historyDrafts(record, problems, notes))
      : records.flatMap((bench) => benchDraft(bench, emptySetup(), problems, notes) ?? []);
    return { drafts, problems: problems.list(), columns: [], notes: [...notes] } satisfies Reading;
  },
};

/** A data.js is JSON behind an assignment: blanks stand in its place, so that every place stays where it is. */
function jsonIn(file: SourceFile): JsonReading {
  const [before] = assignment.exec(headText(file) ?? "") ?? [];
  if (before === undefined) return jsonOf(file);
  const whole = wholeText(file, jsonLimit);
  if ("problem" in whole) return { text: "", documents: [], problems: [whole.problem], notes: [] };
  const json = whole.text.slice(before.length).replace(/;\s*$/, (end) => " ".repeat(end.length));
  return readJson(before.replace(/\S/g, " ") + json);
}

function isHistory({ node }: JsonRecord): boolean {
  const entries = memberOf(node, "entries");
  return (
    entries?.kind === "object" &&
    Array.from(entries.members.values()).some((suite) =>
      itemsOf(suite).some((each) => hasKeys(each, ["benches"])),
    )
  );
}

/** An array of nothing but benchmarks. */
function isCustom({ documents }: JsonReading): boolean {
  const [only, ...others] = documents;
  const items = itemsOf(only?.root);
  return (
    others.length === 0 && items.length > 0 && items.every((item) => hasKeys(item, ["name", "unit", "value"]))
  );
}

function historyDrafts(record: JsonRecord, problems: ProblemList, notes: Set<string>): Draft[] {
  const entries = recordAt(record, "entries");
  const suites = Array.from(entries?.node.members.keys() ?? []);
  notes.add("Names, addresses and messages of the commits are in the file and in no point.");
  let run = 0;
  return suites.flatMap((suite) =>
    recordsAt(record, ["entries", suite]).flatMap((entry) => {
      const unnamedRun = run++;
      const { single, aggregated } = apart(recordsAt(entry, "benches"));
      return [
        ...single.flatMap((bench) => benchDraft(bench, entrySetup(entry, suite), problems, notes) ?? []),
        ...aggregated.flatMap((rows) => aggregateDraft(rows, entrySetup(entry, suite)) ?? []),
      ].map((draft) => ({ ...draft, unnamedRun }));
    }),
  );
}

/** The rows of Google Benchmark that sum up one benchmark's repetitions, by the ends of their names. */
interface Aggregated {
  name: string;
  rows: Map<string, JsonRecord>;
}

/** Repetitions and what sums them up are of the same runs: where a benchmark has both, its sums are left out. */
function apart(benches: readonly JsonRecord[]): { single: JsonRecord[]; aggregated: Aggregated[] } {
  const names = new Set(benches.map((bench) => textAt(bench, "name")));
  const found = new Map<string, Aggregated>();
  const single = benches.filter((bench) => {
    const [, name, kind] = /^(.+)_(mean|median|stddev|cv)$/.exec(textAt(bench, "name")) ?? [];
    if (name === undefined || !names.has(`${name}_mean`) || !names.has(`${name}_stddev`)) return true;
    const group = found.get(name) ?? { name, rows: new Map<string, JsonRecord>() };
    found.set(name, group.rows.set(kind!, bench) && group);
    return false;
  });
  return { single, aggregated: Array.from(found.values()).filter(({ name }) => !names.has(name)) };
}

/** `extra` says of how many repetitions: `iterations: 5`. */
function aggregateDraft({ name, rows }: Aggregated, setup: Setup): Draft | null {
  const mean = rows.get("mean")!;
  const { metric, unit } = meaningOf(name, textAt(mean, "unit"));
  const [, n] = /^iterations: (\d+)/.exec(textAt(mean, "extra")) ?? [];
  const statistics = { mean, median: rows.get("median"), sd: rows.get("stddev") };
  const cells = Object.entries(statistics).flatMap(([statistic, row]) => {
    const value = row && numberOf(memberOf(row.node, "value"));
    return row && value != null ? [[statistic, { value, ...provenanceOf(row, "value") }] as const] : [];
  });
  setup.case.scenario = name;
  const isCounted = n !== undefined && Number(n) > 0;
  return statedDraft(setup, {
    metric,
    unit,
    cells: Object.fromEntries(cells),
    n: isCounted ? Number(n) : null,
  });
}

/** What was measured is another program at each commit: only the same commit again is a repeat. */
function entrySetup(entry: JsonRecord, suite: string): Setup {
  const setup = emptySetup();
  const { case: of, context } = setup;
  const commit = stringOf(nodeAt(entry, ["commit", "id"]));
  of.extra["suite"] = suite;
  if (commit !== null) of.extra["commit"] = commit;
  context.git_commit = commit;
  context.tool = stringOf(memberOf(entry.node, "tool"));
  const better = betterOf.get(context.tool ?? "");
  if (better !== undefined) of.extra["better"] = better;
  context.measured_at = timeOfMs(numberOf(memberOf(entry.node, "date")));
  return setup;
}

const betterOf = new Map([
  ["customBiggerIsBetter", "higher"],
  ["customSmallerIsBetter", "lower"],
]);

const rangeNote =
  "`range` means another thing with each tool (max − min, a standard deviation, a margin) and does not say which: it is not read.";
const extraNote = "The texts in `extra` are in the file and in no point.";

function benchDraft(
  bench: JsonRecord,
  setup: Setup,
  problems: ProblemList,
  notes: Set<string>,
): Draft | null {
  const name = stringOf(memberOf(bench.node, "name"))?.trim() ?? "";
  const value = memberOf(bench.node, "value");
  const number = numberOf(value) ?? numberIn(stringOf(value) ?? "");
  if (name === "" || number === null) {
    problems.addAll([problemIn(bench, name === "" ? "name" : "value", "a benchmark's name and number")]);
    return null;
  }
  if (hasKeys(bench.node, ["extra"])) notes.add(extraNote);
  const { metric, unit, statistic = "mean", isNamed } = meaningOf(name, textAt(bench, "unit"));
  if (!isNamed) setup.case.scenario = name;
  const sd = setup.context.tool === "benchmarkdotnet" ? rangeOf(bench) : null;
  if (sd === null && hasKeys(bench.node, ["range"])) notes.add(rangeNote);
  const { locator, raw, conversions } = provenanceOf(bench, "value");
  const cells = { [statistic]: { value: number, locator, raw, conversions }, ...(sd ? { sd } : {}) };
  return statedDraft(setup, { metric, unit, cells });
}

function textAt({ node, text }: JsonRecord, key: string): string {
  const member = memberOf(node, key);
  return member && isScalar(member) ? textOf(member, text).trim() : "";
}

/** `± 0.198`: of BenchmarkDotNet always its standard deviation, in the value's unit. */
function rangeOf(bench: JsonRecord): StatedCell | null {
  const [, text] = /^±\s*(\S+)$/.exec(textAt(bench, "range")) ?? [];
  const value = numberIn(text ?? "");
  const { locator, raw } = provenanceOf(bench, "range");
  return value === null ? null : { value, locator, raw };
}

interface Meaning {
  metric: string;
  unit: string;
  statistic?: Statistic | undefined;
  isNamed: boolean;
}

/**
 * What a benchmark's number is: a time where its unit is one (`ns/iter`), a rate by its unit, a metric where its name is
 * that of one, else a metric of its own. `isNamed`: the name says what is measured, and not of what.
 */
function meaningOf(name: string, written: string): Meaning {
  // Of Go's lines with several units older versions kept all the rest as one: `ns/op\t 4.000 widgets`.
  const [unit = ""] = written.split(/\s*\t/);
  const meant = readHeader(name);
  if (meant.kind === "metric" && conversionTo(unit, findMetric(meant.metric))) {
    const statistic = statistics.find((each) => each === meant.statistic);
    if (statistic || meant.statistic === null)
      return { metric: meant.metric, unit, statistic, isNamed: true };
  }
  const each = unit.replace(/\/(?:iter|iteration|op|ops|run|call|loop)$/, "");
  const dimension = findUnit(each)?.dimension;
  if (dimension === "time") return { metric: "execution_time", unit: each, isNamed: false };
  if (dimension === "request-rate") return { metric: "requests_per_second", unit, isNamed: false };
  if (/^(?:iter|ops?|iterations?|operations?)\/(?:s|sec|second)$/.test(unit))
    return { metric: customMetricId(unit), unit, isNamed: false };
  return { metric: customMetricId(name), unit, isNamed: true };
}
