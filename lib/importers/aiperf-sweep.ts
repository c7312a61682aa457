// AIPerf's aggregates over several runs: profile_export_aiperf_sweep.json (a list of combinations) and
// profile_export_aiperf_aggregate.json (one setup). mean, std (n − 1) and ci are over the runs; where an object also has
// count and percentiles, those are over requests. One run a combination has std 0 and a ci of no width: unknown.
// Written by: https://github.com/ai-dynamo/aiperf (src/aiperf/exporters/aggregate)
import type { Problem } from "../points/problem";
import { statistics, type Stats } from "../points/point";
import type { Draft } from "../runs/draft";
import { tInterval } from "../stats/t-interval";
import { definitionNote, isBookkeeping, leftOutNote, metricOf } from "./aiperf-metrics";
import { aiperfSetup, putParameters } from "./aiperf-setup";
import { checkedDraft } from "./checked-metric";
import type { Importer, Reading } from "./importer";
import { jsonOf, looksLikeJson } from "./json-file";
import { cellAt } from "./json-metric";
import { memberOf, numberOf, stringOf } from "./json-node";
import { plainOf } from "./json-plain";
import { locatorIn, nodeAt, problemIn, recordAt, recordsAt, recordsOf, type JsonRecord } from "./json-record";
import { numberAt } from "./plain-path";
import type { Setup } from "./setup-field";
import type { StatedCell, StatedMetric } from "./stated-metric";

export const aiperfSweep: Importer = {
  id: "aiperf-sweep",
  label: "AIPerf sweep or aggregate of runs (JSON)",
  version: "1",
  recognises: (file) => looksLikeJson(file) && recordsOf(jsonOf(file)).some(isAggregate),
  read(file): Reading {
    const json = jsonOf(file);
    const read = recordsOf(json).map(readAggregate);
    const drafts = read.flatMap((each) => each.drafts);
    const problems = [...json.problems, ...read.flatMap((each) => each.problems)];
    const leftOut = read.flatMap((each) => each.leftOut);
    const defined = drafts.some(({ metric }) => metric === "tpot") ? [definitionNote] : [];
    const notes = [
      ...json.notes,
      ...new Set(read.flatMap((each) => each.notes)),
      ...defined,
      ...leftOutNote(leftOut),
    ];
    return { drafts, problems, columns: [], notes };
  },
};

function isAggregate(record: JsonRecord): boolean {
  return recordsAt(record, "per_combination_metrics").length > 0 || isConfidence(record);
}

function isConfidence(record: JsonRecord): boolean {
  return (
    stringOf(nodeAt(record, ["metadata", "aggregation_type"])) === "confidence" &&
    recordAt(record, "metrics") !== null
  );
}

interface Aggregate {
  drafts: Draft[];
  problems: Problem[];
  notes: string[];
  leftOut: string[];
}

function readAggregate(record: JsonRecord): Aggregate {
  const plain = plainOfHead(record);
  const runs = runsOf(plain);
  const level = numberAt(plain, ["metadata.confidence_level"]) ?? 0.95;
  const parts = isConfidence(record) ? [record] : recordsAt(record, "per_combination_metrics");
  if (parts.length === 0) {
    const found = `an object with ${record.node.members.size} keys`;
    const problem = { where: locatorIn(record), found, expected: "an aggregate of AIPerf" };
    return { drafts: [], problems: [problem], notes: [], leftOut: [] };
  }
  const read = parts.map((part) => readPart(part, setupOf(record, part), runs, level));
  return {
    drafts: read.flatMap(({ drafts }) => drafts),
    problems: [...failedRuns(record), ...read.flatMap(({ problems }) => problems)],
    notes: notesOf(runs),
    leftOut: read.flatMap(({ leftOut }) => leftOut),
  };
}

/** The record without its lists of results, as plain values. */
function plainOfHead({ node }: JsonRecord): unknown {
  const members = Array.from(node.members).filter(
    ([key]) => key !== "per_combination_metrics" && key !== "metrics",
  );
  return plainOf({ ...node, members: new Map(members) });
}

/** How many runs are behind each figure; null where that differs from combination to combination, or is not said. */
function runsOf(plain: unknown): number | null {
  const made = numberAt(plain, ["num_profile_runs", "metadata.num_profile_runs"]);
  const successful = numberAt(plain, ["num_successful_runs", "metadata.num_successful_runs"]);
  const combinations = numberAt(plain, ["metadata.num_combinations"]) ?? 1;
  if (combinations === 1) return successful ?? made;
  if (successful !== null && made !== null && successful < made) return null;
  const stated = numberAt(plain, ["metadata.num_trials_per_value"]);
  return stated ?? (made !== null && made % combinations === 0 ? made / combinations : null);
}

function notesOf(runs: number | null): string[] {
  if (runs === null)
    return ["How many runs are behind a figure is not known: their spread is kept, no interval is drawn."];
  if (runs > 1)
    return [`Means and spreads are over ${runs} runs of each setup; percentiles are means of the runs' own.`];
  return [
    "One run of each setup: its standard deviation of 0 and its interval of no width are read as unknown.",
  ];
}

function setupOf(record: JsonRecord, part: JsonRecord): Setup {
  const { setup } = aiperfSetup(record, "AIPerf");
  const parameters = nodeAt(part, "parameters");
  if (parameters) putParameters(setup, plainOf(parameters));
  return setup;
}

function failedRuns(record: JsonRecord): Problem[] {
  return recordsAt(record, "failed_runs").map((failed) => {
    const found = stringOf(memberOf(failed.node, "label")) ?? "a failed run";
    return { where: locatorIn(failed), found, expected: "a run to its end; it is in no figure" };
  });
}

function readPart(
  part: JsonRecord,
  setup: Setup,
  runs: number | null,
  level: number,
): Omit<Aggregate, "notes"> {
  const metrics = recordAt(part, "metrics");
  if (metrics === null)
    return { drafts: [], problems: [problemIn(part, "metrics", "metrics by their names")], leftOut: [] };
  const blocks = blocksOf(metrics);
  const read = Array.from(blocks, ([tag, block]) => [tag, block] as const).filter(
    ([tag]) => !isBookkeeping(tag),
  );
  const made = read.map(([tag, block]) => {
    const checked = checkedDraft(setup, statedOf(tag, block, runs));
    return { ...checked, problems: [...checked.problems, ...wrongInterval(metrics, block, runs, level)] };
  });
  return {
    drafts: made.flatMap(({ draft }) => draft ?? []),
    problems: made.flatMap(({ problems }) => problems),
    leftOut: Array.from(blocks.keys()).filter(isBookkeeping),
  };
}

/** What an aggregate says of one metric, gathered from one object (sweep) or one a statistic (`…_avg`, `…_p99`). */
interface Block {
  unit: string;
  cells: StatedMetric["cells"];
  /** The key of the object whose mean is the metric's mean. */
  key: string;
  /** Whether the object also describes the requests. */
  ofRequests: boolean;
}

const suffixes = /^(.+)_(avg|min|max|std|sum|count|p\d+)$/;
const statisticOf = new Map<string, keyof Stats>([
  ["avg", "mean"],
  ["p50", "median"],
  ...statistics.filter((name) => name !== "mean" && name !== "median").map((name) => [name, name] as const),
]);

function blocksOf(metrics: JsonRecord): Map<string, Block> {
  const blocks = new Map<string, Block>();
  for (const [key, node] of metrics.node.members) {
    if (node.kind !== "object" || memberOf(node, "mean") === undefined) continue;
    const [, tag = key, suffix] = memberOf(node, "avg") === undefined ? (suffixes.exec(key) ?? []) : [];
    const unit = stringOf(memberOf(node, "unit")) ?? "";
    const block = blocks.get(tag) ?? { unit, cells: {}, key, ofRequests: false };
    blocks.set(tag, block);
    if (suffix === undefined) putWhole(block, metrics, key);
    else putStatistic(block, metrics, key, suffix);
  }
  return blocks;
}

/** One object of a metric: mean, avg, std, min, max, p50, …, count. */
function putWhole(block: Block, metrics: JsonRecord, key: string): void {
  const own: Record<string, string> = { mean: "mean", sd: "std", n: "count", median: "p50" };
  for (const name of [...statistics, "sd", "n"] as const) {
    const cell = cellAt(metrics, [key, own[name] ?? name]);
    if (cell) block.cells[name] = cell;
  }
  block.key = key;
  block.ofRequests = block.cells.n !== undefined || block.cells.p99 !== undefined;
}

/** An object a statistic: the runs' means are averaged, of their extremes the extreme is taken. */
function putStatistic(block: Block, metrics: JsonRecord, key: string, suffix: string): void {
  const name = statisticOf.get(suffix);
  const own = suffix === "min" || suffix === "max" ? suffix : "mean";
  const cell = name && cellAt(metrics, [key, own]);
  if (cell) block.cells[name] = cell;
  if (suffix.startsWith("p")) block.ofRequests = true;
  if (suffix !== "avg") return;
  block.key = key;
  const sd = cellAt(metrics, [key, "std"]);
  if (sd) block.cells.sd = sd;
}

function statedOf(tag: string, { unit, cells, ofRequests }: Block, runs: number | null): StatedMetric {
  const found = metricOf(tag, unit);
  const stated = { metric: found.metric, unit: found.unit };
  const { sd, n, ...others } = cells;
  const isRun = found.of === "run" || !ofRequests;
  if (runs === 1) {
    const single = found.of === "run" ? meanOnly(cells) : others;
    return {
      ...stated,
      cells: { ...single, ...(isRun || !n ? {} : { n }) },
      n: isRun ? 1 : null,
      varies: "within-run",
    };
  }
  const overRuns: StatedMetric["cells"] = {
    ...(found.of === "run" ? meanOnly(cells) : others),
    ...spread(sd),
  };
  return { ...stated, cells: overRuns, n: runs, varies: "between-run" };
}

function meanOnly({ mean }: StatedMetric["cells"]): StatedMetric["cells"] {
  return mean ? { mean } : {};
}

function spread(sd: StatedCell | undefined): StatedMetric["cells"] {
  return sd ? { sd } : {};
}

/** The file's interval is not drawn but held against mean ± t·sd/√n, which is: a contradiction is told. */
function wrongInterval(
  metrics: JsonRecord,
  { key, cells }: Block,
  n: number | null,
  level: number,
): Problem[] {
  const low = numberOf(nodeAt(metrics, [key, "ci_low"]));
  const mean = cells.mean?.value ?? null;
  const sd = cells.sd?.value ?? null;
  if (low === null || mean === null || sd === null || n === null || n < 2) return [];
  const own = tInterval({ n, mean, sd }, level);
  if (own === null || Math.abs(own.low - low) <= 0.01 * (own.high - own.low)) return [];
  const expected = `${own.low}, as mean − t·sd/√n of ${n} runs gives; that is what is drawn`;
  return [problemIn(metrics, [key, "ci_low"], expected)];
}
