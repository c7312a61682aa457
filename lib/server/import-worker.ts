import { shortText } from "@/lib/points/short-text";
import { closeSync, openSync, readSync } from "node:fs";
import { parentPort } from "node:worker_threads";
import { pointsJsonText } from "@/lib/export/points-json";
import { delimiterName, type Delimiter } from "@/lib/importers/delimiter";
import { mappableHeaders, readFile, type Imported } from "@/lib/importers/index";
import { readingId } from "@/lib/importers/reading-id";
import { fitsHeader, headerKey, parseRecipe, type Recipe } from "@/lib/importers/recipe";
import { fileFromChunks, type SourceFile } from "@/lib/importers/source-file";
import { tableHead } from "@/lib/importers/table-text";
import { openSqlite } from "@/lib/store/sqlite";
import type { NewDataset, Store } from "@/lib/store/store";
import type { ProblemDetails } from "./http-problem";
import type { FileOnDisk, ImportAnswer, ImportJob, RecipeChoice } from "./import-job";
import { storedRecipe } from "./recipes";

// The thread that reads files: one job at a time, each answered once. Loaded by scripts/import-worker.mjs.
parentPort?.on("message", (job: ImportJob) => {
  void answerTo(job).then((answer) => parentPort?.postMessage(answer));
});

async function answerTo(job: ImportJob): Promise<ImportAnswer> {
  try {
    return job.kind === "store" ? await storeFile(job) : inspectFile(job);
  } catch (cause) {
    const error = cause instanceof Error ? cause : new Error(String(cause));
    const code = "code" in error && typeof error.code === "string" ? error.code : null;
    return { kind: "failed", message: error.message, stack: error.stack ?? null, code };
  }
}

async function storeFile(job: Extract<ImportJob, { kind: "store" }>): Promise<ImportAnswer> {
  const source = sourceOf(job.file);
  const store = await openSqlite(job.dir);
  try {
    const recipe = await recipeFor(store, source, job.recipe);
    if (recipe && !fitsHeader(recipe, tableHead(source)?.headers ?? []))
      return { kind: "refused", problem: otherHeader(job.file.name) };
    return await storeReading(store, source, recipe, job);
  } finally {
    await store.close();
  }
}

async function storeReading(
  store: Store,
  source: SourceFile,
  recipe: Recipe | null,
  { file, label }: Extract<ImportJob, { kind: "store" }>,
): Promise<ImportAnswer> {
  const id = readingId(file.sha256, recipe);
  const known = await store.findDataset(id);
  if (known && known.retiredAt === null)
    return { kind: "stored", id, outcome: "exists", points: known.points, problems: known.problems };
  const imported = readFile(source, { recipe });
  if (!imported.importer) return { kind: "refused", problem: unreadable(imported) };
  const { points, problems } = imported;
  const dataset = datasetOf(id, file, imported, imported.importer, label);
  const outcome = await store.addDataset(dataset, { chunks: source.chunks(), points, problems });
  return { kind: "stored", id, outcome, points: points.length, problems: problems.length };
}

/** A recipe that was saved is for tables that no importer of a tool knows. */
async function recipeFor(store: Store, source: SourceFile, choice: RecipeChoice): Promise<Recipe | null> {
  if (typeof choice !== "string") return choice;
  const headers = choice === "saved" ? mappableHeaders(source) : null;
  const saved = headers && (await store.findRecipeFor(headerKey(headers)));
  const read = saved && parseRecipe(JSON.parse(saved.recipe));
  return read && "recipe" in read ? read.recipe : null;
}

/** The JSON of `whisker inspect --json`. */
function inspectFile({ file, recipe }: Extract<ImportJob, { kind: "inspect" }>): ImportAnswer {
  const imported = readFile(sourceOf(file), { recipe });
  const importer = imported.importer?.id ?? null;
  const nothing = { where: null, found: "nothing", expected: "benchmark results" };
  const readable = imported.points.length > 0;
  const error = readable ? null : (imported.problems[0] ?? nothing);
  const json = Array.from(pointsJsonText({ ...imported, importer }, { samples: false, error })).join("");
  return { kind: "inspected", json, readable };
}

function sourceOf({ path, name, bytes, sha256 }: FileOnDisk): SourceFile {
  return fileFromChunks(name, () => chunksOf(path), { size: bytes, sha256 });
}

const chunkLength = 1024 * 1024;

/** Each piece is a buffer of its own, so that one that is kept is not written over. */
function* chunksOf(path: string): Generator<Uint8Array> {
  const file = openSync(path, "r");
  try {
    for (;;) {
      const chunk = new Uint8Array(chunkLength);
      const length = readSync(file, chunk);
      if (length === 0) return;
      yield chunk.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
}

function datasetOf(
  id: string,
  { sha256, name, bytes }: FileOnDisk,
  { file, columns, notes, recipe }: Imported,
  importer: NewDataset["importer"],
  label: Pick<NewDataset, "title" | "origin" | "note">,
): NewDataset {
  const { encoding, lineEnds, lines } = file;
  return {
    sha256: id,
    fileSha256: sha256,
    recipe: recipe && storedRecipe(recipe),
    name,
    bytes,
    encoding,
    lineEnds,
    lines,
    delimiter: delimiterOf(file),
    importer,
    columns,
    notes,
    ...label,
  };
}

function otherHeader(name: string): ProblemDetails {
  const detail = `${shortText(name, 100)} has another header than the recipe is for. Nothing was stored.`;
  return { status: 422, title: "Recipe for another header", detail, where: null };
}

/** The character of a delimiter's name. */
function delimiterOf({ delimiter }: Imported["file"]): Delimiter | null {
  const known = Object.entries(delimiterName) as [Delimiter, string][];
  return known.find(([, name]) => name === delimiter)?.[0] ?? null;
}

/** The first problems of a file that is refused go with the refusal. */
const problemsShown = 20;

function unreadable({ file, problems }: Imported): ProblemDetails {
  const [first] = problems;
  const detail = first
    ? `Nothing in ${shortText(file.name, 100)} could be read as a benchmark result: found ${first.found}; expected ${first.expected}. Nothing was stored.`
    : `Nothing in ${shortText(file.name, 100)} could be read as a benchmark result. Nothing was stored.`;
  const more = { problems: problems.slice(0, problemsShown), problemCount: problems.length };
  return { status: 422, title: "Nothing readable", detail, where: first?.where ?? null, more };
}
