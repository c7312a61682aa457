import { customMetricId } from "../points/metrics";
import type { Stats } from "../points/point";
import type { Draft } from "../runs/draft";
import type { Setup } from "./setup-field";
import { statedDraft, type StatedCell } from "./stated-metric";

/** `mean` of `ttft`, in ms: one figure of one latency, as vLLM's and SGLang's clients name them. */
export interface LatencyFigure {
  name: string;
  part: string;
  unit: string;
  cell: StatedCell;
}

/** What is known of how many values stand behind the latencies of a run. */
export interface RequestCounts {
  completed: number | null;
  outputTokens: number | null;
  /** Whether one gap may have given several tokens, so that the gaps cannot be counted from the tokens. */
  givesSeveralTokens?: boolean;
}

const metricOf = new Map([
  ["ttft", "ttft"],
  ["tpot", "tpot"],
  ["itl", "itl"],
  ["e2el", "e2e_latency"],
  ["e2e_latency", "e2e_latency"],
  ["e2e latency", "e2e_latency"],
]);

export type LatencyPart = Exclude<keyof Stats, "n">;

const partOf = new Map<string, LatencyPart>([
  ["mean", "mean"],
  ["average", "mean"],
  ["std", "sd"],
  ["median", "median"],
  ["p50", "median"],
  ["p90", "p90"],
  ["p95", "p95"],
  ["p99", "p99"],
  ["min", "min"],
  ["max", "max"],
]);

/** The metric of a latency by the client's short name for it; null for one that Whisker does not know. */
export function latencyMetric(name: string): string | null {
  return metricOf.get(name) ?? null;
}

/** The statistic by the client's word for it; null for a percentile that a point has no place for. */
export function latencyPart(word: string): LatencyPart | null {
  return partOf.get(word) ?? null;
}

/**
 * How many values are behind a latency of a run: its completed requests; for gaps between tokens each request has one
 * less than its tokens. TPOT leaves out requests of one token, and how many those are, nobody says.
 */
export function countBehind(name: string, counts: RequestCounts): number | null {
  const { completed, outputTokens, givesSeveralTokens } = counts;
  const metric = metricOf.get(name);
  if (completed === null || completed < 1 || metric === undefined || metric === "tpot") return null;
  if (metric !== "itl") return completed;
  if (givesSeveralTokens) return null;
  const gaps = (outputTokens ?? 0) - completed;
  return gaps >= 1 ? gaps : null;
}

/** The figures of one run as drafts, one a latency; a percentile without a place of its own is a metric of its own. */
export function latencyDraftsOf(
  setup: Setup,
  figures: readonly LatencyFigure[],
  counts: RequestCounts,
): Draft[] {
  const names = [...new Set(figures.map(({ name }) => name))];
  return names.flatMap((name) => {
    const own = figures.filter((figure) => figure.name === name);
    const placed = new Map(
      own.flatMap((figure) => {
        const part = latencyPart(figure.part);
        return part === null ? [] : [[part, figure] as const];
      }),
    );
    return [
      ...draftOf(setup, name, placed, counts),
      ...own.filter(({ part }) => latencyPart(part) === null).flatMap((each) => aloneOf(setup, each, counts)),
    ];
  });
}

function draftOf(
  setup: Setup,
  name: string,
  placed: ReadonlyMap<LatencyPart, LatencyFigure>,
  counts: RequestCounts,
): Draft[] {
  const [first] = placed.values();
  if (first === undefined) return [];
  const isMeasured = counts.completed !== 0 && !isAllZero(placed);
  const cells = Array.from(placed, ([part, { cell }]) => [part, isMeasured ? cell : noNumber(cell)]);
  const draft = statedDraft(setup, {
    metric: latencyMetric(name) ?? customMetricId(name),
    unit: first.unit,
    cells: Object.fromEntries(cells) as Partial<Record<LatencyPart, StatedCell>>,
    n: countBehind(name, counts),
    sd: "population",
    varies: "within-run",
  });
  return draft ? [draft] : [];
}

function aloneOf(setup: Setup, { name, part, unit, cell }: LatencyFigure, counts: RequestCounts): Draft[] {
  const mean = counts.completed === 0 ? noNumber(cell) : cell;
  const draft = statedDraft(setup, { metric: customMetricId(`${name} ${part}`), unit, cells: { mean } });
  return draft ? [draft] : [];
}

/** The clients write 0 where they have nothing to average: no request of more than one token, an answer in one piece. */
function isAllZero(placed: ReadonlyMap<LatencyPart, LatencyFigure>): boolean {
  const stated = (["mean", "median", "p99"] as const).flatMap((part) => placed.get(part)?.cell.value ?? []);
  return stated.length > 0 && stated.every((value) => value === 0);
}

function noNumber(cell: StatedCell): StatedCell {
  return { ...cell, value: null };
}
