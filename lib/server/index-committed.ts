import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";
import { readingId } from "@/lib/importers/reading-id";
import type { Recipe } from "@/lib/importers/recipe";
import type { Dataset, DatasetLabel, Store } from "@/lib/store/store";
import { isStoreUnavailable } from "@/lib/store/unavailable";
import { gitProvenance, type GitProvenance } from "./git-provenance";
import { isHttpProblem } from "./http-problem";
import { importPool } from "./import-pool";
import { log } from "./log";
import { databaseAddress } from "./open-store";
import { settings, type Settings } from "./settings";

const extensions = /\.(csv|tsv|json|jsonl|ndjson|md)$/i;

/** The note of origin beside a committed file: its text is shown with the dataset, and its first heading is no title. */
const noteName = "NOTE.md";

/** What indexing did, by path. */
export interface Indexed {
  added: string[];
  unchanged: string[];
  retired: string[];
  refused: { path: string; says: string }[];
}

/**
 * Makes the store hold the files of `data/` as they are now: new and changed ones are read and stored, those that
 * changed or went are retired, and what git and NOTE.md say of the others is brought up to date. A file that cannot be
 * read is logged and passed over.
 */
export async function indexCommitted(store: Store, { data }: Pick<Settings, "data">): Promise<Indexed> {
  const indexed: Indexed = { added: [], unchanged: [], retired: [], refused: [] };
  const here = new Set<string>();
  for (const path of await committedFiles(data)) {
    const facts = await fileFacts(join(data, path), path);
    const recipe = await recipeBeside(facts, indexed);
    if (recipe === "unreadable") continue;
    const id = readingId(facts.sha256, recipe);
    here.add(id);
    await indexFile(store, { ...facts, id, recipe, label: await labelOf(data, path) }, indexed);
  }
  for (const dataset of await store.listDatasets()) {
    if (dataset.origin.kind !== "committed" || here.has(dataset.sha256)) continue;
    await store.retire(dataset.sha256);
    indexed.retired.push(dataset.origin.path);
  }
  const { added, retired } = indexed;
  if (added.length + retired.length > 0) log().info(`data: ${added.length} added, ${retired.length} retired`);
  return indexed;
}

interface CommittedFile {
  /** Its path on disk. */
  at: string;
  /** Its path within `data/`, with slashes. */
  path: string;
  bytes: number;
  sha256: string;
}

async function indexFile(
  store: Store,
  file: CommittedFile & { id: string; recipe: Recipe | null; label: DatasetLabel },
  indexed: Indexed,
): Promise<void> {
  const known = await store.findDataset(file.id);
  if (known && known.retiredAt === null) {
    indexed.unchanged.push(file.path);
    return relabel(store, known, file.label);
  }
  const { name, title, origin, note } = file.label;
  const { maxPoints: mostPoints } = settings();
  const onDisk = { at: { path: file.at }, name, bytes: file.bytes, sha256: file.sha256, mostPoints };
  try {
    const label = { title, origin, note };
    const database = databaseAddress();
    const recipe = file.recipe ?? "none";
    await importPool().run({ kind: "store", file: onDisk, label, database, recipe, write: null });
    indexed.added.push(file.path);
    if (known) await relabel(store, known, file.label);
  } catch (cause) {
    if (isStoreUnavailable(cause)) throw cause;
    const says = isHttpProblem(cause) ? cause.problem.detail : String(cause);
    indexed.refused.push({ path: file.path, says });
    log().warn(`data/${file.path} was not read: ${says}`);
  }
}

/** How the columns of a committed table are read stands beside it: `runs.csv` and `runs.csv.recipe.json`. */
const recipeEnding = ".recipe.json";

async function recipeBeside(
  { at, path }: CommittedFile,
  indexed: Indexed,
): Promise<Recipe | null | "unreadable"> {
  const text = await readFile(`${at}${recipeEnding}`, "utf8").catch(() => null);
  if (text === null) return null;
  const { parseRecipe } = await import("@/lib/importers/parse-recipe");
  const read = parseRecipe(parsed(text));
  if ("recipe" in read) return read.recipe;
  const { where, expected } = read.problem;
  const says = `expected ${expected}${where && "pointer" in where ? ` at ${where.pointer || "/"}` : ""}`;
  indexed.refused.push({ path: `${path}${recipeEnding}`, says });
  log().warn(`data/${path}${recipeEnding} is no recipe: ${says}`);
  return "unreadable";
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Brings up to date what is said of a file that is stored already; an upload stays an upload. */
async function relabel(store: Store, known: Dataset, label: DatasetLabel): Promise<void> {
  if (known.origin.kind !== "committed") return;
  const { name, title, origin, note } = known;
  if (JSON.stringify({ name, title, origin, note }) === JSON.stringify(label)) return;
  await store.relabelDataset(known.sha256, label);
}

/** Files with a known extension under a folder, as paths with slashes, in order. Hidden ones and notes are none. */
export async function committedFiles(data: string): Promise<string[]> {
  const root = await realpath(data).catch(() => null);
  if (root === null) return [];
  const found: string[] = [];
  const walk = async (folder: string): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (entry.name.startsWith(".")) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) await walk(path);
      else if (isDataset(entry.name) && (await staysWithin(root, path))) found.push(path);
    }
  };
  await walk(root);
  return found.map((path) => relative(root, path).split(sep).join("/")).sort();
}

function isDataset(name: string): boolean {
  return extensions.test(name) && name !== noteName && !name.endsWith(recipeEnding);
}

/** A link may lead to a file, but not out of the folder; a link to a folder is not followed. */
async function staysWithin(root: string, path: string): Promise<boolean> {
  const real = await realpath(path).catch(() => null);
  return real !== null && real.startsWith(root + sep) && (await stat(real)).isFile();
}

async function fileFacts(at: string, path: string): Promise<CommittedFile> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(at)) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { at, path, bytes, sha256: hash.digest("hex") };
}

async function labelOf(data: string, path: string): Promise<DatasetLabel> {
  const at = join(data, path);
  const git: GitProvenance = await gitProvenance(at);
  const note = await readFile(join(dirname(at), noteName), "utf8").catch(() => null);
  const name = basename(path);
  return { name, title: titleOf(name), origin: { kind: "committed", path, ...git }, note };
}

/** `optimization-highlights.csv` is "Optimization highlights": a file's name is the only title it has. */
function titleOf(name: string): string {
  const words = name.replace(extensions, "").replace(/[-_]+/g, " ").trim();
  return words === "" ? name : words.charAt(0).toUpperCase() + words.slice(1);
}
