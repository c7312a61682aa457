import { readFile, type Imported } from "@/lib/importers/index";
import { parseRecipe } from "@/lib/importers/parse-recipe";
import type { Recipe } from "@/lib/importers/recipe";
import { fileFromChunks } from "@/lib/importers/source-file";
import type { Point } from "@/lib/points/point";
import { locatorText } from "@/lib/points/locator";
import type { Dataset, Store, StoredView } from "@/lib/store/store";
import { isStoreUnavailable } from "@/lib/store/unavailable";
import { unpackShown } from "./pinned-views";

/** What is wrong with one thing that the store keeps. */
export interface Fault {
  /** `dataset <sha256>`, `view <id>`, `review <id>`, or `tables`. */
  subject: string;
  says: string;
}

/** What was looked at, and what is wrong. */
export interface Verification {
  datasets: number;
  /** Of their files. */
  bytes: number;
  points: number;
  views: number;
  reviews: number;
  faults: Fault[];
  /** What could not be looked at, and why that is no fault. */
  notes: string[];
}

/** Faults of one kind that are told one by one; of a file that is read wrongly all points are. */
const mostTold = 5;

/**
 * Holds all that a store keeps against itself: every file against its hash, every point against the file, which is read
 * again, every pin of a view and every attachment of a review against the datasets, and the tables as the database sees
 * them. Nothing is changed.
 */
export async function verifyStore(store: Store): Promise<Verification> {
  const found: Verification = {
    datasets: 0,
    bytes: 0,
    points: 0,
    views: 0,
    reviews: 0,
    faults: (await store.checkTables()).map((says) => ({ subject: "tables", says })),
    notes: [],
  };
  const datasets = await store.listAllDatasets();
  const known = new Set(datasets.map(({ sha256 }) => sha256));
  for (const dataset of datasets) await verifyDataset(store, dataset, found);
  for (const view of await store.listViews()) await verifyView(store, view, known, found);
  for (const { id, attachments } of await store.listReviews()) {
    found.reviews += 1;
    for (const { dataset } of attachments)
      if (!known.has(dataset))
        found.faults.push({ subject: `review ${id}`, says: `dataset ${dataset} is not there` });
  }
  return found;
}

async function verifyDataset(store: Store, dataset: Dataset, found: Verification): Promise<void> {
  const subject = `dataset ${dataset.sha256}`;
  const chunks = await storedFile(store, dataset.sha256);
  if ("unreadable" in chunks) {
    found.datasets += 1;
    found.faults.push({ subject, says: `its file cannot be read: ${chunks.unreadable}` });
    return;
  }
  const file = fileFromChunks(dataset.name, () => chunks);
  found.datasets += 1;
  found.bytes += file.size;
  if (file.size !== dataset.bytes || file.sha256 !== dataset.fileSha256) {
    const says = `its file has ${file.size} bytes of sha256 ${file.sha256}; it was stored with ${dataset.bytes} of ${dataset.fileSha256}`;
    found.faults.push({ subject, says });
    return;
  }
  const points = await store.listPoints({ datasets: [dataset.sha256] });
  found.points += points.length;
  const counted = points.length === dataset.points;
  if (!counted)
    found.faults.push({ subject, says: `it has ${points.length} points; it says ${dataset.points}` });
  const again = readFile(file, { recipe: recipeOf(dataset) });
  const other = otherReader(dataset, again);
  if (other) found.notes.push(`${subject}: ${other}; its points were not held against its file.`);
  else if (counted) comparePoints(subject, points, again.points, found.faults);
}

async function storedFile(store: Store, sha256: string): Promise<Uint8Array[] | { unreadable: string }> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of (await store.readFile(sha256)) ?? []) chunks.push(chunk);
    return chunks;
  } catch (cause) {
    if (isStoreUnavailable(cause)) throw cause;
    return { unreadable: cause instanceof Error ? cause.message : String(cause) };
  }
}

function recipeOf({ recipe }: Dataset): Recipe | null {
  const read = recipe && parseRecipe(JSON.parse(recipe.recipe));
  return read && "recipe" in read ? read.recipe : null;
}

/** An importer that has changed since may read more, and read it otherwise; what is stored stays as it was. */
function otherReader({ importer }: Dataset, { importer: now }: Imported): string | null {
  if (now?.id === importer.id && now.version === importer.version) return null;
  const today = now ? `${now.label} ${now.version} would` : "nothing would";
  return `it was read by ${importer.label} ${importer.version}, and ${today} read it today`;
}

function comparePoints(
  subject: string,
  stored: readonly Point[],
  read: readonly Point[],
  faults: Fault[],
): void {
  const differing = stored.filter((point, i) => whatTheFileSays(point) !== whatTheFileSays(read[i]));
  for (const { id, metric, provenance, value, missing } of differing.slice(0, mostTold)) {
    const holds = value ?? missing ?? "a range";
    const says = `point ${id} (${metric}, ${locatorText(provenance.locator)}) holds ${holds}, which its file does not say there`;
    faults.push({ subject, says });
  }
  const more = differing.length - mostTold;
  if (more > 0) faults.push({ subject, says: `${more} more of its points differ from its file` });
  if (read.length > stored.length)
    faults.push({ subject, says: `its file has ${read.length - stored.length} more points` });
}

/** All that is made of a file's text, raw values and places among it. */
function whatTheFileSays(point: Point | undefined): string | null {
  if (point === undefined) return null;
  const { id, metric, unit, value, statistic, missing, range, stats, samples, provenance } = point;
  const runs = point.runs.map((run) => [run.value, run.stats, numbers(run.samples), run.provenance]);
  const own = [id, metric, unit, value, statistic, missing, range, stats, numbers(samples), provenance];
  return JSON.stringify([own, runs]);
}

function numbers(samples: Point["samples"]) {
  return samples && [Array.from(samples.values), Array.from(samples.at), samples.pointer, samples.column];
}

async function verifyView(
  store: Store,
  { id, datasets, renderer }: StoredView,
  known: ReadonlySet<string>,
  found: Verification,
): Promise<void> {
  found.views += 1;
  const subject = `view ${id}`;
  for (const sha256 of datasets)
    if (!known.has(sha256))
      found.faults.push({ subject, says: `dataset ${sha256}, to which it is pinned, is not there` });
  if (renderer === null) return;
  try {
    await unpackShown(await store.readShown(id));
  } catch {
    found.faults.push({ subject, says: "what it showed cannot be read" });
  }
}
