import { rmSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { quantile } from "@/lib/stats/quantile";

/** What came of a drill: its figures in words, and whether they are what is promised. */
export interface Outcome {
  says: string;
  /** Null where this machine cannot run it; `says` has the reason. */
  isKept: boolean | null;
}

/** One fault, as often as a scale says: `short` within a CI's time, `long` as reliability demands. */
export interface Drill {
  name: string;
  run(scale: Scale): Promise<Outcome>;
}

export type Scale = "short" | "long";

/** A folder that is gone afterwards, whatever happens. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "whisker-faults-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The 95th percentile of waits, in whole ms; infinite where there are none: a promise of time is not kept by nothing. */
export function p95(waits: readonly number[]): number {
  return Math.round(quantile(waits, 0.95) ?? Infinity);
}

export const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
