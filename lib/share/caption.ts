import { evidences, evidenceMeaning, type Evidence } from "../points/evidence";
import { methodLabel, variesLabel, type Interval } from "../points/interval";
import type { ExploreModel, TableRow } from "../series/explore-model";
import { countOf } from "../series/mark-of";
import { countText } from "../series/number-text";
import { imageText } from "./image-text";

export interface CaptionDataset {
  sha256: string;
  name: string;
}

/** What a form of a view says beside its chart, whatever the form: enough to find the numbers again. */
export interface Caption {
  title: string;
  subtitle: string;
  /** `9 points: 4 measured, 5 claims`. */
  counts: string;
  evidence: Record<Evidence, number>;
  missing: number;
  /** `95 % CI, Student t, between runs: 3 points`, one text a method. */
  intervals: string[];
  /** `n = 3 to 40`. */
  n: string;
  datasets: CaptionDataset[];
  /** A day, as ISO 8601 writes it. */
  date: string;
  /** Whether the same link shows other data when there is other data. */
  follows: boolean;
  renderer: number;
  /** Absolute where this server knows the address that it is reached by, else from the root. */
  link: string;
  notes: string[];
}

/** What is known of a view beside what it shows. */
export interface CaptionFrame {
  datasets: readonly CaptionDataset[];
  date: string;
  follows: boolean;
  renderer: number;
  link: string;
}

export function captionOf({ series, rows }: ExploreModel, frame: CaptionFrame): Caption {
  const { counts: evidence, missing, notes } = series;
  return {
    ...frame,
    title: imageText(series.title),
    subtitle: imageText(series.subtitle),
    counts: countsText(evidence, missing),
    evidence,
    missing,
    intervals: intervalTexts(rows),
    n: nText(rows),
    datasets: [...frame.datasets],
    notes: [...notes],
  };
}

/** `9 points: 4 measured, 5 claims`; what all of them are is said once. */
export function countsText(evidence: Record<Evidence, number>, missing: number): string {
  const measured = evidence.samples + evidence.summary + evidence.single;
  const total = measured + evidence.claim + missing;
  const parts = [
    measured > 0 && `${countText(measured)} measured`,
    evidence.claim > 0 && countOf(evidence.claim, "claim"),
    missing > 0 && `${countText(missing)} without a value`,
  ].filter((part) => typeof part === "string");
  return [countOf(total, "point"), parts.join(", ")].filter((part) => part !== "").join(": ");
}

/** Level, method and what varies of every kind of interval among the rows, most rows first. */
function intervalTexts(rows: readonly TableRow[]): string[] {
  const counts = new Map<string, number>();
  for (const { interval } of rows) {
    if (interval !== null) counts.set(methodText(interval), (counts.get(methodText(interval)) ?? 0) + 1);
  }
  const sorted = Array.from(counts).sort(([, a], [, b]) => b - a);
  if (sorted.length === 0) return ["No intervals: the data supports none"];
  return sorted.map(([text, count]) => `${text}: ${countOf(count, "point")}`);
}

/** `95 % CI, Student t, between runs`. */
export function methodText({ level, method, varies }: Interval): string {
  return `${Math.round(level * 1000) / 10} % CI, ${methodLabel[method]}, ${variesLabel[varies]}`;
}

export function nText(rows: readonly Pick<TableRow, "n">[]): string {
  const all = rows.map(({ n }) => n).filter((n) => n !== null);
  if (all.length === 0) return "n not stated";
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return low === high ? `n = ${countText(low)}` : `n = ${countText(low)} to ${countText(high)}`;
}

/** `Pinned as of 2026-11-14`, `Follows new data, as of 2026-11-14`. */
export function datedText({ follows, date }: Pick<Caption, "follows" | "date">): string {
  return follows ? `Follows new data, as of ${date}` : `Pinned as of ${date}`;
}

/** `Samples 3`, with a word for each grade that there is. */
export function evidenceCounts(evidence: Record<Evidence, number>): string {
  const found = evidences.filter((grade) => evidence[grade] > 0);
  return found
    .map(
      (grade) =>
        `${evidenceMeaning[grade].label} ${countText(evidence[grade])} (${evidenceMeaning[grade].means})`,
    )
    .join(", ");
}

/** The first digits of a hash, enough for a person to compare. */
export function shortHash(sha256: string): string {
  return sha256.slice(0, 12);
}

/** `results.csv 1a2b3c4d5e6f`, at most `most` of them, and how many more there are. */
export function datasetTexts(datasets: readonly CaptionDataset[], most: number): string[] {
  const shown = datasets.slice(0, most).map(({ name, sha256 }) => `${imageText(name)} ${shortHash(sha256)}`);
  return datasets.length > most ? [...shown, `and ${datasets.length - most} more`] : shown;
}
