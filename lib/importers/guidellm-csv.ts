// GuideLLM's benchmarks.csv, one benchmark a row. Until 0.3 one header line (`Successful Time to first token ms mean`), from
// 0.4 on three (group, status and unit, statistic). A cell of percentiles holds a list of min, 0.1, 1, 5, 10, 25, 75, 90,
// 95, 99, max: without the median. Written by: https://github.com/vllm-project/guidellm (benchmark/outputs/csv.py)
import { statistics, type Statistic, type Stats } from "../points/point";
import type { Problem } from "../points/problem";
import { readValueText } from "../points/value-text";
import type { Draft } from "../runs/draft";
import { checkedDraft, unmeasured } from "./checked-metric";
import { headRecords, raggedRow, recordsOfFile, type DelimitedRecord } from "./delimited-records";
import { definitionNotes, guidellmMetric, type Era, type GuidellmMetric } from "./guidellm-metrics";
import { guidellmSetup, type GuidellmSetup } from "./guidellm-setup";
import type { Importer, Reading } from "./importer";
import { numbersOf } from "./json-node";
import { plainOf } from "./json-plain";
import { allAt, textAt } from "./plain-path";
import { ProblemList } from "./problem-list";
import type { SourceFile } from "./source-file";
import type { StatedCell, StatedMetric } from "./stated-metric";
import { readJson } from "./tolerant-json";

export const guidellmCsv: Importer = {
  id: "guidellm-csv",
  label: "GuideLLM (CSV)",
  version: "1",
  recognises: (file) => layoutOf(headRecords(file, 3).map(({ fields }) => fields)) !== null,
  read: readCsv,
};

/** Where the figures and facts of a row stand. */
interface Layout {
  era: Era;
  headerLines: number;
  width: number;
  metrics: MetricColumns[];
  /** The column of each fact by its name: `Profile`, `Run Info Profile` in the older form. */
  facts: ReadonlyMap<string, number>;
}

interface MetricColumns {
  metric: GuidellmMetric;
  at: Partial<Record<"mean" | "median" | "sd" | "percentiles", number>>;
}

type Part = keyof MetricColumns["at"];

const partOf = new Map<string, Part>([
  ["mean", "mean"],
  ["median", "median"],
  ["std dev", "sd"],
  ["percentiles", "percentiles"],
]);

function layoutOf(head: readonly string[][]): Layout | null {
  const [first, second, third] = head.map((fields) => fields.map((field) => field.trim()));
  if (first?.some((name) => /^Successful .+ mean$/.test(name))) return oneLine(first);
  const isTall = first?.includes("Request Latency") || first?.includes("Server Throughput");
  return isTall && second && third?.includes("Mean") ? threeLines(first!, second, third) : null;
}

/** `Successful Time to first token ms mean`, `Successful Requests`, `Name`. */
function oneLine(header: readonly string[]): Layout {
  const columns = header.flatMap((name, column) => {
    const [, key, statistic] = /^Successful (.+?) (mean|median|std dev|\[min,.*\])$/.exec(name) ?? [];
    const part = statistic === undefined ? undefined : (partOf.get(statistic) ?? "percentiles");
    return key && part ? [{ key: key.toLowerCase().replaceAll(" ", "_"), part, column }] : [];
  });
  const facts = new Map(header.map((name, column) => [name, column]));
  return {
    era: "until 0.3",
    headerLines: 1,
    width: header.length,
    metrics: gathered(columns, "until 0.3"),
    facts,
  };
}

function threeLines(
  groups: readonly string[],
  names: readonly string[],
  statistic: readonly string[],
): Layout {
  const columns = groups.flatMap((group, column) => {
    const [, unit] = /^Successful (.+)$/.exec(names[column] ?? "") ?? [];
    const part = partOf.get((statistic[column] ?? "").toLowerCase());
    const key = unit === undefined ? null : keyOf(group, unit);
    return key && part ? [{ key, part, column, unit: unitOf(unit!) }] : [];
  });
  const facts = new Map(groups.map((group, column) => [`${group} ${names[column] ?? ""}`, column]));
  return {
    era: "from 0.4",
    headerLines: 3,
    width: groups.length,
    metrics: gathered(columns, "from 0.4"),
    facts,
  };
}

const keys = new Map([
  ["Server Throughput Requests/Sec", "requests_per_second"],
  ["Server Throughput Concurrency", "request_concurrency"],
  ["Token Metrics Input Tokens", "prompt_token_count"],
  ["Token Metrics Output Tokens", "output_token_count"],
  ["Token Throughput Input Tokens/Sec", "prompt_tokens_per_second"],
  ["Token Throughput Output Tokens/Sec", "output_tokens_per_second"],
  ["Token Throughput Total Tokens/Sec", "tokens_per_second"],
]);

/** The key that JSON has for a group of columns; null for what no point is made of. */
function keyOf(group: string, unit: string): string | null {
  const named = keys.get(`${group} ${unit}`);
  if (named !== undefined) return named;
  if (!isTime(unit)) return null;
  const key = group.toLowerCase().replaceAll(" ", "_");
  return key === "request_latency" ? key : `${key}_ms`;
}

function isTime(unit: string): boolean {
  return /^(?:sec|s|ms|seconds)$/i.test(unit);
}

/** The header's own unit of a time; of anything else the metric's. */
function unitOf(unit: string): string | undefined {
  return isTime(unit) ? unit.toLowerCase() : undefined;
}

function gathered(
  columns: readonly { key: string; part: Part; column: number; unit?: string | undefined }[],
  era: Era,
) {
  const found = new Map<string, MetricColumns>();
  for (const { key, part, column, unit } of columns) {
    const metric = guidellmMetric(key, era);
    if (metric === null) continue;
    const known = found.get(key) ?? { metric: unit === undefined ? metric : { ...metric, unit }, at: {} };
    known.at[part] ??= column;
    found.set(key, known);
  }
  return [...found.values()];
}

function readCsv(file: SourceFile): Reading {
  const problems = new ProblemList();
  const records = recordsOfFile(file, problems).filter(({ fields }) =>
    fields.some((field) => field.trim() !== ""),
  );
  const layout = layoutOf(records.slice(0, 3).map(({ fields }) => fields))!;
  const drafts: Draft[] = [];
  const rows = records.slice(layout.headerLines);
  for (const [index, record] of rows.entries()) {
    if (record.fields.length !== layout.width) raggedRow(record, layout.width, problems);
    else {
      const made = readRow(record, layout, index);
      drafts.push(...made.drafts);
      problems.addAll(made.problems);
    }
  }
  if (rows.length === 0)
    problems.add({ line: layout.headerLines }, "a header and no rows", "a row a benchmark");
  return { drafts, problems: problems.list(), columns: [], notes: [definitionNotes[layout.era], statusNote] };
}

const statusNote =
  "Figures are of successful requests; of percentiles p90, p95, p99 and the extremes are read; words, characters and the scheduler's figures are not.";

function readRow(
  record: DelimitedRecord,
  layout: Layout,
  index: number,
): { drafts: Draft[]; problems: Problem[] } {
  const setup = setupOf(record, layout, index);
  const requests = countOf(record, layout);
  const made = layout.metrics.map((columns) => {
    const { cells, problems } = cellsOf(record, columns);
    const checked = checkedDraft(setup, statedOf(columns.metric, cells, requests));
    const draft = checked.draft && requests === 0 ? unmeasured(checked.draft) : checked.draft;
    return { draft, problems: [...problems, ...checked.problems] };
  });
  const drafts = made.flatMap(({ draft }) => draft ?? []);
  return {
    drafts: setup.isLoadSaid ? drafts : drafts.map((draft) => ({ ...draft, apart: true })),
    problems: [...made.flatMap(({ problems }) => problems), ...unsaidLoad(record, setup)],
  };
}

function unsaidLoad({ line }: DelimitedRecord, setup: GuidellmSetup): Problem[] {
  if (setup.isLoadSaid) return [];
  const expected = "a strategy with its concurrency or rate; read, but as no repeat of another row";
  return [{ where: { line }, found: setup.case.extra["strategy"] ?? "no strategy", expected }];
}

function statedOf(
  { metric, unit, of }: GuidellmMetric,
  cells: StatedMetric["cells"],
  n: number | null,
): StatedMetric {
  if (of === "run") return { metric, unit, cells: cells.mean ? { mean: cells.mean } : {}, n: 1 };
  return { metric, unit, cells, n, sd: "population", varies: "within-run" };
}

function countOf({ fields }: DelimitedRecord, { facts }: Layout): number | null {
  const column = facts.get("Request Counts Successful") ?? facts.get("Successful Requests");
  const read = readValueText(column === undefined ? "" : fields[column]!);
  return read.kind === "number" && Number.isInteger(read.value) && read.value >= 0 ? read.value : null;
}

/** Where each statistic stands in the list of percentiles. */
const inList: readonly [Statistic, number][] = [
  ["min", 0],
  ["p90", 7],
  ["p95", 8],
  ["p99", 9],
  ["max", 10],
];

function cellsOf(record: DelimitedRecord, { at }: MetricColumns) {
  const cells: Partial<Record<keyof Stats, StatedCell>> = {};
  for (const part of ["mean", "median", "sd"] as const) {
    const cell = at[part] === undefined ? null : cellIn(record, at[part]);
    if (cell) cells[part] = cell;
  }
  const list = at.percentiles === undefined ? null : listIn(record, at.percentiles);
  const problems: Problem[] = [];
  if (list === "unreadable") {
    const where = { line: record.line, column: at.percentiles! + 1 };
    problems.push({
      where,
      found: record.fields[at.percentiles!]!.slice(0, 80),
      expected: "a list of 11 numbers",
    });
  } else for (const [name, i] of inList) if (list?.[i]) cells[name] = list[i];
  const ordered = [...statistics, "sd" as const].flatMap((name) =>
    cells[name] ? [[name, cells[name]]] : [],
  );
  return { cells: Object.fromEntries(ordered) as StatedMetric["cells"], problems };
}

function cellIn({ fields, line }: DelimitedRecord, column: number): StatedCell | null {
  const raw = fields[column]!;
  if (raw.trim() === "") return null;
  const read = readValueText(raw);
  const value = read.kind === "number" && read.unit === null ? read.value : null;
  return { value, raw, locator: { line, column: column + 1 } };
}

/** The list in a cell, each number with its own text; null where the cell is blank. */
function listIn({ fields, line }: DelimitedRecord, column: number): StatedCell[] | "unreadable" | null {
  const raw = fields[column]!.trim();
  if (raw === "") return null;
  const numbers = numbersOf(readJson(raw).documents[0]?.root);
  const texts = raw.replace(/^\[|\]$/g, "").split(",");
  if (numbers?.length !== 11 || texts.length !== 11) return "unreadable";
  return texts.map((text, i) => ({
    value: Number.isFinite(numbers[i]) ? numbers[i]! : null,
    raw: text.trim(),
    locator: { line, column: column + 1 },
  }));
}

function setupOf(record: DelimitedRecord, { era, facts }: Layout, index: number): GuidellmSetup {
  const text = (...names: string[]) =>
    names.map((name) => record.fields[facts.get(name) ?? -1]?.trim()).find((each) => each) ?? null;
  const plain = (...names: string[]) => plainIn(text(...names));
  if (era === "until 0.3") {
    const args = plain("Args");
    return guidellmSetup({
      strategy: [text("Name"), ...allAt(args, "strategy")],
      backend: [plain("Worker"), plain("Backend")],
      data: [...allAt(plain("Request Loader"), "data"), plain("Generator Data")],
      constraints: [args],
      version: null,
      start: null,
      startText: text("Start Time"),
    });
  }
  const spec = plain("Runtime Info Arguments");
  const own = [...allAt(spec, "spec"), spec];
  const strategy = text("Benchmark Strategy");
  const at = Number(text("Run Info Run Index") ?? index);
  return guidellmSetup({
    strategy: [strategy, ...loadOf(plain("Run Info Profile"), strategy, at)],
    backend: [plain("Run Info Backend"), ...own.flatMap((each) => allAt(each, "backend")), ...own],
    data: own.flatMap((each) => allAt(each, "data")),
    constraints: [
      ...own.flatMap((each) => allAt(each, "constraints")),
      ...own,
      plain("Benchmark Constraints"),
    ],
    version: textAt(plain("Runtime Info Metadata"), ["guidellm_version"]),
    start: null,
    startText: text("Timings Start Time"),
  });
}

/** What the profile says of the strategy at an index: the one it completed there, or its own streams and rate. */
function loadOf(profile: unknown, type: string | null, index: number): unknown[] {
  const completed = allAt(profile, `completed_strategies.${index}`).filter(
    (each) => textAt(each, ["type_", "kind"]) === type,
  );
  const own = { kind: type, ...oneOf(profile, "streams", index), ...oneOf(profile, "rate", index) };
  return [...completed, own];
}

function oneOf(profile: unknown, key: string, index: number): Record<string, unknown> {
  const list = allAt(profile, `${key}.*`);
  const value = list.length > 0 ? (list.length === 1 ? list[0] : list[index]) : allAt(profile, key)[0];
  return typeof value === "number" ? { [key]: value } : {};
}

/** A cell of JSON as a plain value; its text where it is none. */
function plainIn(text: string | null): unknown {
  if (text === null) return null;
  const root = /^\s*[[{"]/.test(text) ? readJson(text).documents[0]?.root : undefined;
  return root === undefined ? text : plainOf(root);
}
