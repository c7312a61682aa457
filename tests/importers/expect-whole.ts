import { expect } from "vitest";
import type { Imported } from "@/lib/importers/index";

/**
 * What holds of any file, however broken: it gives points or says why not, and each point is a finite number, a range or a
 * text that means none, with a place; no interval stands on fewer than two values.
 */
export function expectWhole({ points, problems }: Imported): void {
  expect(points.length + problems.length).toBeGreaterThan(0);
  for (const { value, missing, range, stats, interval, provenance } of points) {
    expect(value === null ? missing !== null || range !== null : Number.isFinite(value)).toBe(true);
    expect(provenance.locator).toBeTruthy();
    // A file may print an interval and not of how many values it is.
    if (interval !== null && (interval.method !== "stated" || stats.n !== null))
      expect(stats.n).toBeGreaterThan(1);
    if (stats.n !== null && stats.n < 2) expect(stats.sd).toBeNull();
  }
  for (const { found, expected } of problems) expect([found, expected]).not.toContain("");
}
