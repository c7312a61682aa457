import type { Locator } from "@/lib/points/locator";
import { shortText } from "@/lib/points/short-text";
import type { OfflineRow, OfflineSource } from "@/lib/share/offline/offline-file";
import type { Dataset, Store, StoredPoint } from "@/lib/store/store";
import { fileLines } from "../file-lines";
import { jsonPlaces } from "../json-places";

/** Of one point, where there is room; a run of a thousand requests would be a file of its own. */
const mostLinesOfPoint = 40;
/** Of raw lines and data together, in characters: what keeps a thousand points under a megabyte. */
const mostCharacters = 300_000;
/** Of raw lines, however large the data are. */
const leastOfLines = 40_000;
/** Of one line, around what is read from it; and what stands around a line on the page. */
const mostOfLine = 600;
const aroundLine = 30;

export interface OfflineSources {
  sources: OfflineSource[];
  linesOf(pointId: string): OfflineRow["lines"];
}

interface Place {
  dataset: string;
  line: number;
  /** Where on the line the value stands, in JSON. */
  at: number;
}

/**
 * The raw lines behind points, file by file, as many as there is room for beside `data` characters of CSV: first one line of
 * every point, in their order, then the others.
 */
export async function offlineSources(
  store: Store,
  points: readonly StoredPoint[],
  data: number,
): Promise<OfflineSources> {
  const ids = [...new Set(points.flatMap((point) => datasetsOf(point)))];
  const placesOf = await placeFinder(store, ids);
  const places = new Map(points.map((point) => [point.id, placesOf(point)]));
  const costs = new Map<string, number>();
  for (const id of ids) costs.set(id, lineCost(await store.findDataset(id)));
  const room = Math.max(leastOfLines, mostCharacters - data);
  const taken = takenLines([...places.values()], room, (id) => costs.get(id)!);
  const isTaken = ({ dataset, line }: Place) => taken.get(dataset)?.has(line) === true;
  const leftOf = (id: string) => {
    const left = [...places.values()].flat().filter((place) => place.dataset === id && !isTaken(place));
    return new Set(left.map(({ line }) => line)).size;
  };
  const sources = await Promise.all(
    ids.map(async (id) => sourceOf(store, id, taken.get(id) ?? new Map<number, number>(), leftOf(id))),
  );
  return {
    sources,
    linesOf: (pointId) =>
      (places.get(pointId) ?? [])
        .slice(0, mostLinesOfPoint)
        .filter(isTaken)
        .map(({ dataset, line }) => ({ source: ids.indexOf(dataset), line })),
  };
}

/** How many characters a file's usual line takes. */
function lineCost(dataset: Dataset | null): number {
  const usual = dataset === null ? 0 : dataset.bytes / Math.max(1, dataset.lines ?? 1);
  return Math.min(usual, mostOfLine) + aroundLine;
}

/** The lines that there is room for, by dataset, each with the place on it. */
function takenLines(
  places: readonly Place[][],
  characters: number,
  costOf: (dataset: string) => number,
): Map<string, Map<number, number>> {
  const taken = new Map<string, Map<number, number>>();
  let room = characters;
  for (let i = 0; i < mostLinesOfPoint; i += 1) {
    for (const place of places) {
      if (place[i] === undefined || room <= 0) continue;
      const { dataset, line, at } = place[i]!;
      const lines = taken.get(dataset) ?? new Map<number, number>();
      taken.set(dataset, lines);
      if (!lines.has(line)) room -= costOf(dataset);
      lines.set(line, at);
    }
  }
  return taken;
}

function datasetsOf({ dataset, runs }: StoredPoint): string[] {
  return [dataset, ...runs.map((run) => run.dataset ?? dataset)];
}

/** Finds the lines of a point's values: of its samples, its runs, or its one number. */
async function placeFinder(store: Store, ids: readonly string[]): Promise<(point: StoredPoint) => Place[]> {
  const finders = new Map<string, (where: Locator) => Pick<Place, "line" | "at"> | null>();
  for (const id of ids) {
    const dataset = await store.findDataset(id);
    const inJson = dataset === null ? () => null : await jsonPlaces(store, dataset);
    finders.set(id, (where) => {
      if (!("pointer" in where)) return { line: where.line, at: 0 };
      const found = inJson(where);
      return found && { line: found.from, at: found.characters?.[0] ?? 0 };
    });
  }
  const find = (dataset: string, where: Locator): Place[] => {
    const found = finders.get(dataset)?.(where);
    return found ? [{ dataset, ...found }] : [];
  };
  return (point) => {
    const runs = point.runs.flatMap((run) =>
      placesIn(run, (where) => find(run.dataset ?? point.dataset, where)),
    );
    return runs.length > 0 ? runs : placesIn(point, (where) => find(point.dataset, where));
  };
}

function placesIn(
  { samples, provenance }: Pick<StoredPoint, "samples" | "provenance">,
  find: (where: Locator) => Place[],
): Place[] {
  if (samples === null || samples.pointer !== null) return find(provenance.locator);
  return Array.from(samples.at, (line) => find({ line })).flat();
}

async function sourceOf(
  store: Store,
  id: string,
  wanted: ReadonlyMap<number, number>,
  left: number,
): Promise<OfflineSource> {
  const dataset = await store.findDataset(id);
  const lines = await readLines(id, wanted);
  const { id: importer = "", label = "", version = "" } = dataset?.importer ?? {};
  const reader =
    dataset === null
      ? "The file is no longer here."
      : `${originText(dataset)} Read as ${label} (${importer}, version ${version}).`;
  return { name: dataset?.name ?? id.slice(0, 12), sha256: dataset?.fileSha256 ?? id, reader, lines, left };
}

/** `Committed 2026-11-02 as results.csv.`, `Uploaded 2026-11-14.` */
function originText({ origin, storedAt }: Dataset): string {
  if (origin.kind !== "committed") return `Uploaded ${storedAt.slice(0, 10)}.`;
  const when = origin.gitDate === null ? "" : ` ${origin.gitDate.slice(0, 10)}`;
  return `Committed${when} as ${origin.path}.`;
}

/** Lines near one another are read at once. */
const nearby = 200;

async function readLines(id: string, wanted: ReadonlyMap<number, number>): Promise<OfflineSource["lines"]> {
  const sorted = [...wanted.keys()].sort((a, b) => a - b);
  const found: { line: number; text: string }[] = [];
  for (let from = 0; from < sorted.length;) {
    const [first, last] = [sorted[from]!, sorted[from]! + nearby];
    const end = sorted.findIndex((line) => line > last);
    const until = end < 0 ? sorted.length : end;
    const lines = await fileLines(id, first, sorted[until - 1]!);
    for (const { line, text } of lines)
      if (wanted.has(line)) found.push({ line, text: around(text, wanted.get(line)!) });
    from = until;
  }
  return found;
}

/** A long line's part around what is read from it. */
function around(text: string, at: number): string {
  if (text.length <= mostOfLine) return text;
  const start = Math.max(0, Math.min(at - 80, text.length - mostOfLine));
  const part = shortText(text.slice(start), mostOfLine);
  return start === 0 ? part : `…${part}`;
}
