import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { readFile, type Imported } from "@/lib/importers/index";
import { fileFromBytes } from "@/lib/importers/source-file";
import type { Point, Stats } from "@/lib/points/point";
import { samples } from "../text-of";

/** A line of an oracle: file, metric, what tells the case from the file's others (and the statistic), value. */
export type Figure = [path: string, metric: string, bits: Bits, value: number];

type Bits = { stat?: keyof Stats } & Record<string, string | number | null | undefined>;

const read = new Map<string, Imported>();

/** A published file, read once. */
export function readSample(path: string, name = "data.bin"): Imported {
  const key = `${name} ${path}`;
  const known = read.get(key);
  if (known) return known;
  const imported = readFile(fileFromBytes(name, new Uint8Array(readFileSync(`${samples}${path}`))));
  read.set(key, imported);
  return imported;
}

/** The number that was read where the oracle found its own; NaN unless exactly one point is meant. */
export function figureIn([path, metric, { stat, ...bits }]: Figure): number {
  const found = readSample(path).points.filter((point) => point.metric === metric && isOf(point, bits));
  const [point] = found;
  if (found.length !== 1 || point === undefined) return Number.NaN;
  return (stat === undefined ? point.value : point.stats[stat]) ?? Number.NaN;
}

function isOf({ case: of }: Point, bits: Omit<Bits, "stat">): boolean {
  return Object.entries(bits).every(([name, value]) => {
    const field = name in of ? (of as unknown as Record<string, unknown>)[name] : of.extra[name];
    return field === value;
  });
}

/** A published file, the importer that reads it (null: it holds no results), and how many points and problems it gives. */
export type SampleRow = [path: string, importer: string | null, points: number, problems: number];

/** What every suite of published files asks: each is read as its row says, and each figure is the oracle's to nine digits. */
export function itReadsThem(table: readonly SampleRow[], figures: readonly Figure[]): void {
  it.each(table)("%s is read by %s: %i points, %i problems", (path, importer, points, problems) => {
    const found = readSample(path);
    expect([found.importer?.id ?? null, found.points.length, found.problems.length]).toEqual([
      importer,
      points,
      problems,
    ]);
  });

  it.each(figures)("%s: %s of %j is %d", (...figure) => {
    expect(figureIn(figure)! / figure[3]).toBeCloseTo(1, 9);
  });

  it("has a figure of every file that is read", () => {
    const known = new Set(figures.map(([path]) => path));
    expect(table.filter(([path, importer]) => importer !== null && !known.has(path))).toEqual([]);
  });
}
