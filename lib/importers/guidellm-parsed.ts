// The flat table that parsers of GuideLLM reports derive, as JSON or CSV: one benchmark a row, `ttft_mean_ms`, `itl_p99_ms`,
// `throughput_mean_rps`, `request_latency_mean_ms`, whose seconds they label ms: found by arithmetic, and flagged.
// Percentiles of rates are of moments and are not read. E.g. https://github.com/rsevilla87/guidellm-results-parser
import { customMetricId } from "../points/metrics";
import type { Problem } from "../points/problem";
import { statistics, type Stats } from "../points/point";
import { readValueText } from "../points/value-text";
import type { Draft } from "../runs/draft";
import { checkedDraft } from "./checked-metric";
import { headRecords } from "./delimited-records";
import { guidellmMetric } from "./guidellm-metrics";
import { guidellmSetup, type GuidellmSetup } from "./guidellm-setup";
import type { Importer, Reading } from "./importer";
import { jsonOf, looksLikeJson } from "./json-file";
import { cellAt } from "./json-metric";
import { hasKeys, isScalar, textOf } from "./json-node";
import { locatorIn, recordsOf, type JsonRecord } from "./json-record";
import { ProblemList } from "./problem-list";
import type { SourceFile } from "./source-file";
import type { StatedCell, StatedMetric } from "./stated-metric";
import { tableHead, visitRows } from "./table-text";
import type { Locator } from "../points/locator";

const always = ["strategy", "ttft_mean_ms", "request_latency_mean_ms"];

export const guidellmParsed: Importer = {
  id: "guidellm-parsed",
  label: "Parsed GuideLLM report (JSON, CSV)",
  version: "1",
  recognises: (file) =>
    looksLikeJson(file)
      ? recordsOf(jsonOf(file)).some(({ node }) => hasKeys(node, always))
      : always.every((name) => headRecords(file, 1)[0]?.fields.some((field) => field.trim() === name)),
  read: (file) => (looksLikeJson(file) ? readJsonRows(file) : readCsvRows(file)),
};

/** One benchmark as either form gives it. */
interface Row {
  where: Locator;
  cells: ReadonlyMap<string, StatedCell>;
  texts: ReadonlyMap<string, string>;
}

function readJsonRows(file: SourceFile): Reading {
  const json = jsonOf(file);
  const read = recordsOf(json).map((record) =>
    hasKeys(record.node, always) ? readRow(rowOf(record)) : noRow(record),
  );
  const problems = [...json.problems, ...read.flatMap((each) => each.problems)];
  return {
    drafts: read.flatMap(({ drafts }) => drafts),
    problems,
    columns: [],
    notes: [...json.notes, ...notes],
  };
}

function noRow(record: JsonRecord): { drafts: Draft[]; problems: Problem[] } {
  const found = `an object with ${record.node.members.size} keys`;
  return {
    drafts: [],
    problems: [{ where: locatorIn(record), found, expected: `a row with ${always.join(", ")}` }],
  };
}

function rowOf(record: JsonRecord): Row {
  const scalars = Array.from(record.node.members).filter(([, node]) => isScalar(node));
  return {
    where: locatorIn(record),
    cells: new Map(
      scalars.flatMap(([key]) => [cellAt(record, key)].flatMap((cell) => (cell ? [[key, cell]] : []))),
    ),
    texts: new Map(scalars.map(([key, node]) => [key, textOf(node, record.text)])),
  };
}

function readCsvRows(file: SourceFile): Reading {
  const table = tableHead(file)!;
  const problems = new ProblemList();
  const drafts: Draft[] = [];
  visitRows(file, table, problems, (fields, line) => {
    const texts = new Map(table.headers.map((name, i) => [name, fields[i]!.trim()]));
    const cells = Array.from(texts).flatMap(([name, raw], i): [string, StatedCell][] => {
      const read = readValueText(raw);
      const value = read.kind === "number" && read.unit === null ? read.value : null;
      return raw === "" ? [] : [[name, { value, raw, locator: { line, column: i + 1 } }]];
    });
    const read = readRow({ where: { line }, cells: new Map(cells), texts });
    drafts.push(...read.drafts);
    problems.addAll(read.problems);
  });
  return { drafts, problems: problems.list(), columns: [], notes };
}

const notes = [
  "Percentiles of rates are of moments, not of runs, and are not read; n is successful_requests, and no spread is stated.",
];

const metrics: readonly {
  stem: string;
  suffix: string;
  metric: string;
  unit: string;
  of: "request" | "run";
}[] = [
  { stem: "ttft", suffix: "_ms", metric: "ttft", unit: "ms", of: "request" },
  { stem: "itl", suffix: "_ms", metric: "tpot", unit: "ms", of: "request" },
  { stem: "request_latency", suffix: "_ms", metric: "e2e_latency", unit: "ms", of: "request" },
  // Which version's definition is behind it, the table does not say.
  {
    stem: "time_per_output_token",
    suffix: "_ms",
    metric: customMetricId("time_per_output_token"),
    unit: "ms",
    of: "request",
  },
  { stem: "throughput", suffix: "_rps", metric: "requests_per_second", unit: "req/s", of: "run" },
  {
    stem: "tokens_per_second",
    suffix: "",
    metric: guidellmMetric("tokens_per_second", "from 0.4")!.metric,
    unit: "tok/s",
    of: "run",
  },
  {
    stem: "output_tokens_per_second",
    suffix: "",
    metric: "output_tokens_per_second",
    unit: "tok/s",
    of: "run",
  },
];

function readRow(row: Row): { drafts: Draft[]; problems: Problem[] } {
  const setup = setupOf(row);
  const problems: Problem[] = [];
  const drafts = metrics.flatMap((metric) => {
    const isSeconds = metric.stem === "request_latency" && isInSeconds(row);
    const cells = cellsOf(row, metric);
    const n = metric.of === "run" ? 1 : (row.cells.get("successful_requests")?.value ?? null);
    const stated: StatedMetric = { metric: metric.metric, unit: isSeconds ? "s" : metric.unit, cells, n };
    const made = checkedDraft(setup, metric.of === "run" ? stated : { ...stated, varies: "within-run" });
    problems.push(...made.problems);
    if (isSeconds && cells.mean) problems.push(mislabelled(cells.mean));
    return made.draft ? [setup.isLoadSaid ? made.draft : { ...made.draft, apart: true }] : [];
  });
  return { drafts, problems };
}

function cellsOf({ cells }: Row, { stem, suffix, of }: (typeof metrics)[number]): StatedMetric["cells"] {
  const names = of === "run" ? (["mean"] as const) : statistics;
  const found = names.flatMap((name): [keyof Stats, StatedCell][] => {
    const cell =
      cells.get(`${stem}_${name}${suffix}`) ??
      (name === "median" ? cells.get(`${stem}_p50${suffix}`) : undefined);
    return cell ? [[name, cell]] : [];
  });
  return Object.fromEntries(found) as StatedMetric["cells"];
}

/**
 * A request cannot be over before its first token. Where it would be in ms, and first token plus the time between the
 * others gives the stated number in seconds to a tenth, seconds it is.
 */
function isInSeconds({ cells }: Row): boolean {
  const number = (name: string) => cells.get(name)?.value ?? null;
  const [latency, ttft] = [number("request_latency_mean_ms"), number("ttft_mean_ms")];
  const [itl, tokens] = [number("itl_mean_ms"), number("output_tokens")];
  if (latency === null || ttft === null || latency >= ttft) return false;
  if (itl === null || tokens === null) return latency * 1000 >= ttft;
  const expected = ttft + itl * (tokens - 1);
  return Math.abs(latency * 1000 - expected) <= 0.1 * expected;
}

function mislabelled({ locator, raw }: StatedCell): Problem {
  const expected =
    "milliseconds, as its name says; it is less than the time to the first token, and read as seconds";
  return { where: locator, found: raw, expected };
}

function setupOf({ texts, cells }: Row): GuidellmSetup {
  const text = (name: string) => texts.get(name) || null;
  const number = (name: string) => cells.get(name)?.value ?? null;
  const rate = number("rate");
  const setup = guidellmSetup({
    strategy: [
      text("strategy"),
      { kind: text("strategy"), ...(rate === null ? {} : { rate, streams: rate }) },
    ],
    backend: [{ model: text("backend_model") }],
    data: [],
    constraints: [],
    version: null,
    start: number("start_time"),
  });
  setup.case.input_tokens = number("prompt_tokens");
  setup.case.output_tokens = number("output_tokens");
  return setup;
}
