// GuideLLM's benchmarks.json: a report of one or several benchmarks, each metric a distribution for successful, incomplete,
// errored and all requests; the successful ones are read. *_ms are ms, request_latency is in s, sd is of the population.
// `count` of rates and of times between tokens counts moments or tokens, not requests. 0.2–0.3 have worker and run_stats,
// 0.4–0.6 metadata and args, 0.7 config. Written by: https://github.com/vllm-project/guidellm
import { locatorText } from "../points/locator";
import type { Problem } from "../points/problem";
import type { Stats } from "../points/point";
import type { Draft } from "../runs/draft";
import { checkedDraft, unmeasured } from "./checked-metric";
import { definitionNotes, guidellmMetric, type Era, type GuidellmMetric } from "./guidellm-metrics";
import { requestValues } from "./guidellm-requests";
import { guidellmSetup, type GuidellmSetup } from "./guidellm-setup";
import type { Importer, Reading } from "./importer";
import { jsonOf, looksLikeJson } from "./json-file";
import { cellAt } from "./json-metric";
import { memberOf, numberOf, stringOf, type JsonNode } from "./json-node";
import { plainOf } from "./json-plain";
import { locatorIn, nodeAt, problemIn, recordAt, recordsAt, recordsOf, type JsonRecord } from "./json-record";
import type { StatedMetric } from "./stated-metric";

export const guidellm: Importer = {
  id: "guidellm",
  label: "GuideLLM (JSON)",
  version: "1",
  recognises: (file) =>
    looksLikeJson(file) && recordsOf(jsonOf(file)).some((record) => benchmarksOf(record).some(isBenchmark)),
  read(file): Reading {
    const json = jsonOf(file);
    const read = recordsOf(json).flatMap((report) =>
      benchmarksOf(report).map((benchmark) => readBenchmark(benchmark, report)),
    );
    const notes = new Set(read.flatMap((each) => each.notes));
    return {
      drafts: read.flatMap(({ drafts }) => drafts),
      problems: [...json.problems, ...read.flatMap(({ problems }) => problems)],
      columns: [],
      notes: [...json.notes, ...notes],
    };
  },
};

/** The benchmarks of a report, or the record itself where it is one. */
function benchmarksOf(record: JsonRecord): JsonRecord[] {
  if (memberOf(record.node, "metrics") !== undefined) return [record];
  return recordsAt(record, "benchmarks");
}

const telling = [
  "request_latency",
  "requests_per_second",
  "time_to_first_token_ms",
  "output_tokens_per_second",
];

function isBenchmark(record: JsonRecord): boolean {
  return telling.some(
    (key) => memberOf(nodeAt(record, ["metrics", key, "successful"]), "mean") !== undefined,
  );
}

interface BenchmarkReading {
  drafts: Draft[];
  problems: Problem[];
  notes: string[];
}

function readBenchmark(benchmark: JsonRecord, report: JsonRecord): BenchmarkReading {
  const metrics = recordAt(benchmark, "metrics");
  if (metrics === null || !isBenchmark(benchmark)) {
    const found = `an object with ${benchmark.node.members.size} keys`;
    const expected = "a generative benchmark of GuideLLM, with metrics of successful requests";
    return { drafts: [], problems: [{ where: locatorIn(benchmark), found, expected }], notes: [] };
  }
  const era = eraOf(benchmark, report);
  const setup = setupOf(benchmark, report);
  const apart = locatorText(locatorIn(benchmark));
  const requests = numberOf(nodeAt(metrics, ["request_latency", "successful", "count"]));
  const drafts: Draft[] = [];
  const problems: Problem[] = [];
  const leftOut: string[] = [];
  for (const key of metrics.node.members.keys()) {
    const metric = guidellmMetric(key, era);
    if (metric === null) leftOut.push(key);
    else if (!isNull(nodeAt(metrics, [key]))) {
      const made = distribution({ benchmark, metrics, key, metric, requests, setup });
      problems.push(...made.problems);
      if (made.draft) drafts.push(setup.isLoadSaid ? made.draft : { ...made.draft, apart });
    }
  }
  return {
    drafts,
    problems: [...problems, ...unsaidLoad(benchmark, setup)],
    notes: notesOf(benchmark, era, leftOut),
  };
}

function isNull(node: JsonNode | undefined): boolean {
  return node?.kind === "constant" && node.value === null;
}

function eraOf(benchmark: JsonRecord, report: JsonRecord): Era {
  const newer = ["scheduler_metrics", "scheduler_state", "config"].some(
    (key) => memberOf(benchmark.node, key) !== undefined,
  );
  return newer || memberOf(report.node, "metadata") !== undefined ? "from 0.4" : "until 0.3";
}

function setupOf(benchmark: JsonRecord, report: JsonRecord): GuidellmSetup {
  const at = (record: JsonRecord, ...path: string[]): unknown => {
    const node = nodeAt(record, path);
    return node && plainOf(node);
  };
  const reportArgs = [at(report, "args"), at(report, "config", "spec"), at(report, "config")];
  return guidellmSetup({
    strategy: [
      at(benchmark, "config", "strategy"),
      at(benchmark, "args", "strategy"),
      at(benchmark, "scheduler", "strategy"),
    ],
    backend: [
      at(benchmark, "config", "backend"),
      at(benchmark, "worker"),
      at(benchmark, "benchmarker", "backend"),
      at(report, "config", "spec", "backend"),
      at(report, "config", "backend"),
      ...reportArgs,
    ],
    data: [
      at(report, "args", "data"),
      at(report, "config", "spec", "data"),
      at(report, "config", "data"),
      at(benchmark, "request_loader", "data"),
      at(benchmark, "benchmarker", "requests", "attributes", "data"),
      at(benchmark, "config", "requests", "data"),
    ],
    constraints: [
      at(benchmark, "args"),
      at(report, "args"),
      at(report, "config", "spec", "constraints"),
      at(report, "config", "constraints"),
      at(benchmark, "config", "constraints"),
      at(benchmark, "scheduler"),
    ],
    version: stringOf(nodeAt(report, ["metadata", "guidellm_version"])),
    start: numberOf(memberOf(benchmark.node, "start_time")),
  });
}

interface Distribution {
  benchmark: JsonRecord;
  metrics: JsonRecord;
  key: string;
  metric: GuidellmMetric;
  requests: number | null;
  setup: GuidellmSetup;
}

const percentiles: readonly [keyof Stats, string[]][] = [
  ["mean", ["mean"]],
  ["median", ["median"]],
  ["p90", ["percentiles", "p90"]],
  ["p95", ["percentiles", "p95"]],
  ["p99", ["percentiles", "p99"]],
  ["min", ["min"]],
  ["max", ["max"]],
  ["sd", ["std_dev"]],
];

function distribution(of: Distribution): { draft: Draft | null; problems: Problem[] } {
  const { metrics, key, setup } = of;
  const successful = recordAt(metrics, [key, "successful"]);
  if (successful === null)
    return { draft: null, problems: [problemIn(metrics, key, "figures of successful requests")] };
  const cells = Object.fromEntries(
    percentiles.flatMap(([name, path]) => {
      const cell = cellAt(successful, path);
      return cell ? [[name, cell]] : [];
    }),
  ) as StatedMetric["cells"];
  const count = numberOf(memberOf(successful.node, "count"));
  const made = checkedDraft(setup, statedOf(of, cells, count));
  if (made.draft === null && made.problems.length === 0)
    return { draft: null, problems: [problemIn(metrics, [key, "successful", "mean"], "a number")] };
  if (made.draft && count === 0) return { ...made, draft: unmeasured(made.draft) };
  return { ...made, problems: [...made.problems, ...zeroProblem(metrics, key, cells)] };
}

/** A rate's distribution is over moments, of which its mean alone is a result. */
function statedOf(
  { benchmark, key, metric, requests }: Distribution,
  cells: StatedMetric["cells"],
  count: number | null,
) {
  const { metric: id, unit, of } = metric;
  const { mean } = cells;
  if (of === "run") return { metric: id, unit, cells: mean ? { mean } : {}, n: 1 };
  const n = requests === null ? count : Math.min(count ?? requests, requests);
  const samples = count !== null && count === requests ? requestValues(benchmark, key, count) : null;
  return {
    metric: id,
    unit,
    cells,
    n,
    sd: "population",
    varies: "within-run",
    samples,
  } satisfies StatedMetric;
}

/** GuideLLM counts a request without a first token as one of 0 ms. */
function zeroProblem(metrics: JsonRecord, key: string, { min }: StatedMetric["cells"]): Problem[] {
  if (min?.value !== 0 || !/^(?:time_|inter_token|request_latency)/.test(key)) return [];
  const expected =
    "a time above 0: GuideLLM writes 0 where a request had no token, and counts it in mean and percentiles";
  return [problemIn(metrics, [key, "successful", "min"], expected)];
}

function unsaidLoad(benchmark: JsonRecord, setup: GuidellmSetup): Problem[] {
  if (setup.isLoadSaid) return [];
  const expected = "a strategy with its concurrency or rate; read, but as no repeat of another benchmark";
  return [{ where: locatorIn(benchmark), found: setup.case.extra["strategy"] ?? "no strategy", expected }];
}

function notesOf(benchmark: JsonRecord, era: Era, leftOut: readonly string[]): string[] {
  const others = ["incomplete", "errored"].flatMap((status) => {
    const count =
      numberOf(nodeAt(benchmark, ["metrics", "request_totals", status])) ??
      numberOf(nodeAt(benchmark, ["request_totals", status]));
    return count ? [`${count} ${status}`] : [];
  });
  return [
    definitionNotes[era],
    ...(others.length > 0
      ? [`Figures are of successful requests; ${others.join(" and ")} are left out.`]
      : []),
    ...(leftOut.length > 0 ? [`Not read as points: ${leftOut.join(", ")}; nor the texts of requests.`] : []),
  ];
}
