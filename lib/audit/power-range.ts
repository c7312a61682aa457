import type { Accelerator } from "../catalogue/accelerators";
import type { Bounds } from "./bounds";

/** A device that works draws at least so much of its rated power: parts idle at 5 to 15 % of it. */
export const idleShare = 0.05;

/** What the parts around an accelerator may draw beside it: 8 × B200 measured 1.31 times their rated power at the wall. */
export const wallFactor = 2;

/** Watts that so many devices together may draw, their host counted in the upper end; null where their power is not published. */
export function powerRange({ figures }: Accelerator, counts: Bounds): Bounds | null {
  const { watts } = figures;
  if (watts === undefined) return null;
  return { low: idleShare * watts * counts.low, high: wallFactor * watts * counts.high };
}
