import { findModel, type CatalogueModel } from "../catalogue/models";
import { caseKey, emptyExtra, type Case } from "../points/case";
import { evidences, type Evidence } from "../points/evidence";
import { pointId } from "../points/id";
import type { Interval } from "../points/interval";
import { emptyStats } from "../points/point";
import { ratioInterval } from "../stats/ratio-interval";
import type { ChartPoint } from "./chart-point";

const level = 0.95;

/** Where a power reading was taken is a fact of the reading, not of the setup: it does not part two points of one case. */
const scopeField = "power_scope";

/**
 * TFLOPS per watt of the cases of one file that state both output tokens per second and power, for models whose
 * parameters are known: 2 FLOP for each active parameter and generated token (Kaplan et al., arXiv:2001.08361, 2.1).
 * Prompt processing and attention over the context are left out, so that a system does more than this says.
 */
export function derivedEfficiency(points: readonly ChartPoint[]): ChartPoint[] {
  const powers = new Map<string, ChartPoint>();
  for (const point of points)
    if (point.metric === "power" && isUsable(point)) powers.set(partKey(point), point);
  return points.flatMap((tokens) => {
    const power = powers.get(partKey(tokens));
    if (tokens.metric !== "output_tokens_per_second" || !isUsable(tokens) || !power) return [];
    const model = findModel(tokens.case.model ?? "");
    return model ? [efficiency(tokens, power, model)] : [];
  });
}

function isUsable(point: ChartPoint): boolean {
  return point.value !== null && point.value > 0 && point.statistic === "mean";
}

function partKey(point: ChartPoint): string {
  const rest = Object.entries(point.case.extra).filter(([name]) => name !== scopeField);
  const extra = Object.assign(emptyExtra(), Object.fromEntries(rest));
  return `${point.dataset} ${caseKey({ ...point.case, extra } satisfies Case)}`;
}

function efficiency(tokens: ChartPoint, power: ChartPoint, model: CatalogueModel): ChartPoint {
  const teraflopPerToken = (2 * model.activeParameters) / 1e12;
  const value = ((tokens.value ?? 0) * teraflopPerToken) / (power.value ?? 1);
  return {
    ...tokens,
    id: pointId(tokens.dataset, "tflops_per_watt", tokens.id, power.id),
    metric: "tflops_per_watt",
    unit: "TFLOPS/W",
    value,
    case: power.case,
    written: power.written,
    stats: { ...emptyStats(), mean: value },
    evidence: weaker(tokens.evidence, power.evidence),
    interval: ratioOf(tokens, power, teraflopPerToken),
    strip: null,
    runStats: null,
    raw: `${tokens.raw} ${tokens.unit}, ${power.raw} ${power.unit}`,
    derivation: { formula: formulaOf(tokens, power, model), parts: [tokens.id, power.id] },
  };
}

function weaker(a: Evidence, b: Evidence): Evidence {
  return evidences[Math.max(evidences.indexOf(a), evidences.indexOf(b))] ?? "claim";
}

/** `2 × 70.6e9 active parameters × …`, with what it counts and what it does not. */
function formulaOf(tokens: ChartPoint, power: ChartPoint, model: CatalogueModel): string {
  const parameters = `${(model.activeParameters / 1e9).toPrecision(4)}e9 active parameters of ${model.name}`;
  return (
    `2 FLOP × ${parameters} × ${tokens.value} tok/s ÷ ${power.value} W ÷ 1e12. ` +
    `Counts the FLOP of decoding only: prompt processing and attention over the context are left out. ` +
    `Parameters: ${model.basis}.`
  );
}

/** None unless both parts have one: a ratio is no surer than its parts. */
function ratioOf(tokens: ChartPoint, power: ChartPoint, factor: number): Interval | null {
  if (!tokens.interval || !power.interval) return null;
  const found = ratioInterval(tokens.stats, power.stats, level);
  if (!found) return null;
  const varies = tokens.interval.varies === power.interval.varies ? tokens.interval.varies : "not-stated";
  const n = Math.min(tokens.stats.n ?? 0, power.stats.n ?? 0);
  return { low: found.low * factor, high: found.high * factor, level, method: "log-ratio", n, varies };
}
