// What AIPerf says of several runs, as its JSON and CSV hold it alike: an object of mean, std and their like for each metric
// (sweep), or for each statistic of a metric (`time_to_first_token_p99`).
import type { Problem } from "../points/problem";
import { statistics, type Stats } from "../points/point";
import type { Draft } from "../runs/draft";
import { tInterval } from "../stats/t-interval";
import { isBookkeeping, isKnownTag, metricOf } from "./aiperf-metrics";
import { checkedDraft } from "./checked-metric";
import { numberAt } from "./plain-path";
import type { Setup } from "./setup-field";
import type { StatedCell, StatedMetric } from "./stated-metric";

/** One object of an aggregate. */
export interface AggregateObject {
  key: string;
  unit: string;
  /** Its member of that name: `mean`, `std`, `ci_low`, `p99`. */
  cell(name: string): StatedCell | null;
}

/** How the runs behind an aggregate are counted. */
export interface AggregateRuns {
  /** Null where that differs from combination to combination, or is not said. */
  runs: number | null;
  level: number;
}

/** The runs of an aggregate by its metadata, as plain values. */
export function aggregateRuns(plain: unknown): AggregateRuns {
  const made = numberAt(plain, ["num_profile_runs", "metadata.num_profile_runs"]);
  const successful = numberAt(plain, ["num_successful_runs", "metadata.num_successful_runs"]);
  const combinations = numberAt(plain, ["metadata.num_combinations"]) ?? 1;
  const trials = numberAt(plain, ["metadata.num_trials_per_value"]);
  const level = numberAt(plain, ["metadata.confidence_level"]) ?? 0.95;
  if (combinations === 1) return { runs: successful ?? made, level };
  const isEven = made !== null && made % combinations === 0;
  const each = trials ?? (isEven ? made / combinations : null);
  return { runs: successful !== null && made !== null && successful < made ? null : each, level };
}

export function aggregateNotes({ runs }: AggregateRuns): string[] {
  if (runs === null)
    return ["How many runs are behind a figure is not known: their spread is kept, no interval is drawn."];
  if (runs > 1)
    return [`Means and spreads are over ${runs} runs of each setup; percentiles are means of the runs' own.`];
  return [
    "One run of each setup: its standard deviation of 0 and its interval of no width are read as unknown.",
  ];
}

/** The drafts of one setup. */
export function aggregateDrafts(setup: Setup, objects: readonly AggregateObject[], runs: AggregateRuns) {
  const drafts: Draft[] = [];
  const problems: Problem[] = [];
  const leftOut: string[] = [];
  for (const [tag, block] of blocksOf(objects)) {
    if (isBookkeeping(tag)) {
      leftOut.push(tag);
      continue;
    }
    const made = checkedDraft(setup, statedOf(tag, block, runs.runs));
    if (made.draft) drafts.push(made.draft);
    problems.push(...made.problems, ...wrongInterval(block, runs));
  }
  return { drafts, problems, leftOut };
}

/** What an aggregate says of one metric, gathered from one object or one a statistic. */
interface Block {
  unit: string;
  cells: StatedMetric["cells"];
  /** The lower end of the interval that the file prints for the mean. */
  low: StatedCell | null;
  /** Whether the object also describes the requests. */
  ofRequests: boolean;
}

const suffixes = /^(.+)_(avg|min|max|std|sum|count|p\d+)$/;
const statisticOf = new Map<string, keyof Stats>([
  ["avg", "mean"],
  ["p50", "median"],
  ...statistics.filter((name) => name !== "mean" && name !== "median").map((name) => [name, name] as const),
]);

function blocksOf(objects: readonly AggregateObject[]): Map<string, Block> {
  const blocks = new Map<string, Block>();
  for (const object of objects) {
    const isWhole = isKnownTag(object.key) || object.cell("avg") !== null;
    const [, tag = object.key, suffix] = isWhole ? [] : (suffixes.exec(object.key) ?? []);
    const block = blocks.get(tag) ?? { unit: object.unit, cells: {}, low: null, ofRequests: false };
    blocks.set(tag, block);
    if (suffix === undefined) putWhole(block, object);
    else putStatistic(block, object, suffix);
  }
  return blocks;
}

/** One object of a metric: mean, avg, std, min, max, p50, …, count. */
function putWhole(block: Block, { cell }: AggregateObject): void {
  const own: Record<string, string> = { sd: "std", n: "count", median: "p50" };
  for (const name of [...statistics, "sd", "n"] as const) {
    const found = cell(own[name] ?? name);
    if (found) block.cells[name] = found;
  }
  block.low = cell("ci_low");
  block.ofRequests = block.cells.n !== undefined || block.cells.p99 !== undefined;
}

/** An object a statistic: the runs' means are averaged, of their extremes the extreme is taken. */
function putStatistic(block: Block, { cell }: AggregateObject, suffix: string): void {
  const name = statisticOf.get(suffix);
  const found = name && cell(suffix === "min" || suffix === "max" ? suffix : "mean");
  if (found) block.cells[name] = found;
  if (suffix.startsWith("p")) block.ofRequests = true;
  if (suffix !== "avg") return;
  block.low = cell("ci_low");
  const sd = cell("std");
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
    ...spread(sd, runs),
  };
  return { ...stated, cells: overRuns, n: runs, varies: "between-run" };
}

function meanOnly({ mean }: StatedMetric["cells"]): StatedMetric["cells"] {
  return mean ? { mean } : {};
}

/** A spread of 0 of a number of runs that is not known is what one run gives. */
function spread(sd: StatedCell | undefined, runs: number | null): StatedMetric["cells"] {
  return sd && (runs !== null || sd.value !== 0) ? { sd } : {};
}

/** The file's interval is not drawn but held against mean ± t·sd/√n, which is: a contradiction is told. */
function wrongInterval({ cells, low }: Block, { runs: n, level }: AggregateRuns): Problem[] {
  const mean = cells.mean?.value ?? null;
  const sd = cells.sd?.value ?? null;
  if (low === null || low.value === null || mean === null || sd === null || n === null || n < 2) return [];
  const own = tInterval({ n, mean, sd }, level);
  if (own === null || Math.abs(own.low - low.value) <= 0.01 * (own.high - own.low)) return [];
  const expected = `${own.low}, as mean − t·sd/√n of ${n} runs gives; that is what is drawn`;
  return [{ where: low.locator, found: low.raw, expected }];
}
