import type { Case } from "../points/case";
import { outputAssumed } from "../points/headers";
import type { Point } from "../points/point";
import type { AuditedSetup } from "./audited-file";

/**
 * Which share of a rate was certainly generated: all of it, or less where its header says no more than `tok/s`, so that prompts
 * may be counted as well. All where the lengths are not stated.
 */
export function shareOfOutput({ provenance }: Point, { input_tokens, output_tokens }: Case): number {
  if (provenance.assumed !== outputAssumed || input_tokens === null || output_tokens === null) return 1;
  return output_tokens / Math.max(1, input_tokens + output_tokens);
}

/**
 * Whether a rate counts prompts as well: rate × time of a request or batch is then all its tokens and not the generated ones.
 * The time may be in any of the units that files use.
 */
export function countsPrompts(point: Point, { case: of, points }: AuditedSetup): boolean {
  const { input_tokens, output_tokens } = of;
  if (input_tokens === null || output_tokens === null || point.value === null) return false;
  const sequences = Math.max(of.batch ?? 1, 1);
  const all = sequences * (input_tokens + output_tokens);
  const rate = point.value;
  return points.some(
    ({ value }) =>
      value !== null && [1, 1e-3].some((unit) => Math.abs((rate * value * unit) / all - 1) < 0.03),
  );
}
