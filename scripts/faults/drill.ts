import { rmSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

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

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
