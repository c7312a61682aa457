import type { CaseField } from "../points/case";
import { customMetricId } from "../points/metrics";
import type { Stats } from "../points/point";
import { isMissingText } from "../points/value-text";
import { cellsOf } from "./checked-drafts";
import { putCaseField, type Setup } from "./setup-field";
import type { StatedCell, StatedMetric } from "./stated-metric";

/** Latencies and the rate of one user: of each request, so that they have statistics. */
export type RequestFigure = "latency" | "ttft" | "tpot" | "speed";

/** Figures of the whole run, of which there is one each. */
export type RunFigure =
  | "output"
  | "total"
  | "requests"
  | "perGpu"
  | "perUser"
  | "duration"
  | "concurrent"
  | "acceptance"
  | "energy"
  | "power";

/** What trtllm-bench reports, by what it is; its report file and its console name the same figures differently. */
export interface Figures {
  ofRun(figure: RunFigure): StatedCell | null;
  ofRequest(figure: RequestFigure, statistic: keyof Stats): StatedCell | null;
  /** Number of requests. */
  requests: StatedCell | null;
}

/** Output speed leaves out the first token (1/TPOT); output throughput per user has it in. */
const ofRun: readonly [RunFigure, string, string][] = [
  ["output", "output_tokens_per_second", "tok/s"],
  ["total", "total_tokens_per_second", "tok/s"],
  ["requests", "requests_per_second", "req/s"],
  ["perGpu", "tokens_per_second_per_gpu", "tok/s"],
  ["duration", "execution_time", "ms"],
  ["concurrent", customMetricId("concurrent requests"), "requests"],
  ["acceptance", customMetricId("acceptance length"), "tokens"],
  ["energy", customMetricId("total energy"), "J"],
  // Of one GPU or of all: the report does not say.
  ["power", customMetricId("average GPU power"), "W"],
];

const ofRequest: readonly [RequestFigure, string, string][] = [
  ["latency", "e2e_latency", "ms"],
  ["ttft", "ttft", "ms"],
  ["tpot", "tpot", "ms"],
  ["speed", customMetricId("output speed per user"), "tok/s"],
];

const statistics = ["mean", "median", "p90", "p95", "p99", "min", "max"] as const;

export const trtNotes = [
  "Total latency is the wall time of the whole run, read as execution time; request latency is a metric of its own.",
  "Where the number of GPUs is not stated, it is TP × PP, as TensorRT-LLM counts its world.",
  "Output throughput per user counts the first token's wait; output speed per user leaves it out.",
];

export function trtMetrics(figures: Figures): StatedMetric[] {
  const requests = figures.requests?.value ? { n: figures.requests } : {};
  return [
    ...ofRun.map(([figure, metric, unit]) => ({
      metric,
      unit,
      cells: cellsOf({ mean: figures.ofRun(figure) }),
      n: 1,
    })),
    perRequest("tokens_per_second_per_user", "tok/s", cellsOf({ mean: figures.ofRun("perUser") }), requests),
    ...ofRequest.map(([figure, metric, unit]) => {
      const cells = statistics.map((name) => [name, figures.ofRequest(figure, name)]);
      return perRequest(metric, unit, cellsOf(Object.fromEntries(cells)), requests);
    }),
  ];
}

function perRequest(
  metric: string,
  unit: string,
  cells: StatedMetric["cells"],
  requests: { n?: StatedCell },
): StatedMetric {
  const isStated = Object.keys(cells).length > 0;
  return { metric, unit, cells: isStated ? { ...cells, ...requests } : {}, varies: "within-run" };
}

/** Settings of a run as texts, by the names of the report's members. */
export function putTrtSettings(setup: Setup, settings: ReadonlyMap<string, string>): void {
  const of = setup.case;
  of.system = "TensorRT-LLM";
  setup.context.tool = "trtllm-bench";
  for (const [name, text] of settings) {
    if (text === "" || isMissingText(text)) continue;
    const field = fieldOf.get(name);
    const isNone = field !== undefined && parallel.has(field) && Number(text) < 1;
    if (isNone || (field !== undefined && putCaseField(of, field, text))) continue;
    of.extra[name] = text;
  }
  // TensorRT-LLM's world is every tensor-parallel rank of every pipeline stage, a GPU each.
  if (of.accelerators === null && of.tensor_parallel !== null && of.pipeline_parallel !== null)
    of.accelerators = of.tensor_parallel * of.pipeline_parallel;
}

const fieldOf = new Map<string, CaseField>([
  ["model", "model"],
  ["version", "system_version"],
  ["dtype", "precision"],
  ["quantization", "quantization"],
  ["hardware", "hardware"],
  ["world_size", "accelerators"],
  ["tp_size", "tensor_parallel"],
  ["pp_size", "pipeline_parallel"],
  ["ep_size", "expert_parallel"],
  ["input_tokens", "input_tokens"],
  ["output_tokens", "output_tokens"],
]);

const parallel: ReadonlySet<CaseField> = new Set<CaseField>([
  "accelerators",
  "tensor_parallel",
  "pipeline_parallel",
  "expert_parallel",
]);

/**
 * trtllm-bench makes each request generate the length that its data set asks for: mean lengths are settings. Where they
 * are no whole number, they stay as written.
 */
export function lengthSetting(side: "input" | "output", cell: StatedCell | null): [string, string][] {
  if (cell === null || cell.value === null) return [];
  return Number.isInteger(cell.value)
    ? [[`${side}_tokens`, String(cell.value)]]
    : [[`avg_${side}_length`, cell.raw]];
}

/**
 * The issue rate is a submission's nanoseconds × 10⁹, however it is labelled: about 10¹⁴ is a tenth of a millisecond a
 * request, all at once, and about 10¹⁸ before version 0.13. It is no offered rate.
 */
export function isAllAtOnce(issueRate: number | null): boolean {
  return issueRate !== null && issueRate >= 1e12 && issueRate < 1e20;
}
