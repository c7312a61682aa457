import { readFileSync } from "node:fs";
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
