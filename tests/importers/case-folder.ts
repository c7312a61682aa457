import { readdirSync, readFileSync } from "node:fs";
import { expect } from "vitest";
import type { Imported } from "@/lib/importers/index";
import type { Point } from "@/lib/points/point";

/** One case of an importer: a file, and what must be read of it, worked out by hand or by a script in tests/oracles. */
export interface CaseFolder {
  name: string;
  fileName: string;
  bytes: Uint8Array;
  expected: Expected;
}

/** What must be read: of each point only what matters to the case. Numbers agree to nine digits. */
interface Expected {
  how: string;
  importer: string | null;
  /** How many points there are in all. */
  count: number;
  points: object[];
  problems: object[];
  notes?: string[];
}

const root = new URL("../cases/", import.meta.url);

/** Every importer that has cases. */
export function importersWithCases(): string[] {
  return readdirSync(root).sort();
}

/** The cases of an importer: the folders under tests/cases/<importer>. */
export function caseFolders(importer: string): CaseFolder[] {
  const folder = new URL(`${importer}/`, root);
  return readdirSync(folder).map((name) => {
    const here = new URL(`${name}/`, folder);
    const fileName = readdirSync(here).find((each) => each.startsWith("input."))!;
    const expected = JSON.parse(readFileSync(new URL("points.json", here), "utf8")) as Expected;
    return { name, fileName, bytes: new Uint8Array(readFileSync(new URL(fileName, here))), expected };
  });
}

/** Holds what was read against what was expected. */
export function expectAsInFolder(read: Imported, { expected }: CaseFolder): void {
  expect(read.importer?.id ?? null).toBe(expected.importer);
  expect(read.problems).toHaveLength(expected.problems.length);
  expect(rounded(read.problems)).toMatchObject(rounded(expected.problems) as object);
  for (const point of expected.points)
    expect(rounded(closest(read.points, point))).toMatchObject(rounded(point) as object);
  expect(read.points.map(({ metric }) => metric)).toHaveLength(expected.count);
  if (expected.notes) expect(read.notes).toEqual(expected.notes);
}

/** The point that agrees most with what is asked, so that a failure shows the one that was meant. */
function closest(points: readonly Point[], asked: object): Point | undefined {
  const score = (point: Point) => agreement(rounded(point), rounded(asked));
  return [...points].sort((a, b) => score(b) - score(a))[0];
}

function agreement(found: unknown, asked: unknown): number {
  if (typeof asked !== "object" || asked === null) return Object.is(found, asked) ? 1 : 0;
  if (typeof found !== "object" || found === null) return 0;
  return Object.entries(asked).reduce(
    (sum, [key, value]) => sum + agreement((found as Record<string, unknown>)[key], value),
    0,
  );
}

/** Nine significant digits; typed arrays as lists; objects with keys of their own only. */
function rounded(value: unknown): unknown {
  if (typeof value === "number") return Number(value.toPrecision(9));
  if (Array.isArray(value)) return value.map(rounded);
  if (value instanceof Float64Array) return Array.from(value, rounded);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, rounded(member)]));
}

/**
 * A point without what its file decides: its id, and the provenance of it and its runs (locators, texts as written,
 * conversions). Of samples only values and what varies are left: `at`, `column` and `pointer` are places too. Everything
 * else must survive an export, the names of runs and the lack of one included.
 */
export function withoutPlaces(point: Point): unknown {
  const { id: _id, provenance: _place, samples, runs, ...rest } = point;
  return {
    ...rest,
    samples: samples && { values: Array.from(samples.values), varies: samples.varies },
    runs: runs.map(({ provenance: _runPlace, samples: own, ...run }) => ({
      ...run,
      samples: own && { values: Array.from(own.values), varies: own.varies },
    })),
  };
}
