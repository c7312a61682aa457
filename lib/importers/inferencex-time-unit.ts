import { decimalText } from "../points/decimal";
import type { StatedCell } from "./stated-metric";

/** What numbers without a trustworthy unit show themselves to be, and the arithmetic that shows it. */
export interface ShownUnit {
  unit: "s" | "ms";
  by: string;
}

/**
 * The unit of a row's times by its own arithmetic: interactivity is the reciprocal of the time per output token, so that
 * their product is 1 in seconds and 1000 in milliseconds. Null where the row has not both, or they do not fit together.
 */
export function unitByInteractivity(cells: ReadonlyMap<string, StatedCell>): ShownUnit | null {
  for (const statistic of ["mean", "median", "p99", "p90"]) {
    const tpot = cells.get(`${statistic}_tpot`)?.value;
    const rate = cells.get(`${statistic}_intvty`)?.value;
    if (tpot == null || rate == null) continue;
    const product = tpot * rate;
    const by = `TPOT × interactivity = ${decimalText(tpot)} × ${decimalText(rate)} = ${product.toPrecision(4)}`;
    if (Math.abs(product - 1) <= 0.05) return { unit: "s", by };
    if (Math.abs(product - 1000) <= 50) return { unit: "ms", by };
  }
  return null;
}

/**
 * The unit of a run's end-to-end latency by its duration: all requests together cannot have taken longer than the duration
 * times how many ran at once. Null where the run does not say enough.
 */
export function unitByDuration(run: {
  latency: number | null;
  completed: number | null;
  concurrency: number | null;
  duration: number | null;
}): ShownUnit | null {
  const { latency, completed, concurrency, duration } = run;
  if (latency === null || !completed || !concurrency || !duration) return null;
  const busy = (latency * completed) / concurrency;
  const by = `latency × completed ÷ concurrency = ${busy.toPrecision(4)} for a duration of ${duration.toPrecision(4)} s`;
  return { unit: busy > 5 * duration ? "ms" : "s", by };
}
