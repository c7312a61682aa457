import { shortText } from "@/lib/points/short-text";
import { parentPort } from "node:worker_threads";
import { audit } from "@/lib/audit/audit";
import { placedFindings } from "@/lib/audit/placed-findings";
import { filesJsonText } from "@/lib/export/files-json";
import { pointsJsonText } from "@/lib/export/points-json";
import { isArchive, openArchive, type Archive, type ArchiveLimits } from "@/lib/importers/archive";
import { delimiterName, type Delimiter } from "@/lib/importers/delimiter";
import { mappableHeaders, readFile, type Imported } from "@/lib/importers/index";
import { parseRecipe } from "@/lib/importers/parse-recipe";
import { readFiles } from "@/lib/importers/read-files";
import { readingId } from "@/lib/importers/reading-id";
import { fitsHeader, headerKey, type Recipe } from "@/lib/importers/recipe";
import { fileFromChunks, withPointLimit, type SourceFile } from "@/lib/importers/source-file";
import { tableHead } from "@/lib/importers/table-text";
import { countProblems, type Problem } from "@/lib/points/problem";
import { chunksOfFile } from "@/lib/store/disk-files";
import { CountedChunks } from "@/lib/store/file-pieces";
import { killPoint } from "@/lib/store/kill-point";
import { openDatabase, type DatabaseAddress } from "@/lib/store/open-database";
import type { NewDataset, Store } from "@/lib/store/store";
import type { ProblemDetails } from "./http-problem";
import type { FileToRead, ImportAnswer, ImportJob, RecipeChoice, StoredEntry } from "./import-job";
import { loadOwnCatalogue } from "./own-catalogue";
import { storedRecipe } from "./recipes";

await loadOwnCatalogue();

// The thread that reads files: one job at a time, each answered once. Loaded by scripts/import-worker.mjs.
parentPort?.on("message", (job: ImportJob) => {
  void answerTo(job).then(async (answer) => {
    parentPort?.postMessage(answer);
    await settle();
  });
});

async function answerTo(job: ImportJob): Promise<ImportAnswer> {
  try {
    if (job.kind === "store") return await storeFile(job);
    return job.kind === "audit" ? await auditDataset(job) : inspectFile(job);
  } catch (cause) {
    const error = cause instanceof Error ? cause : new Error(String(cause));
    const code = "code" in error && typeof error.code === "string" ? error.code : null;
    return { kind: "failed", message: error.message, stack: error.stack ?? null, code };
  }
}

type StoreJob = Extract<ImportJob, { kind: "store" }>;
type StoreAnswer = Extract<ImportAnswer, { kind: "stored" | "refused" }>;

async function storeFile(job: StoreJob): Promise<ImportAnswer> {
  const source = sourceOf(job.file);
  const store = await storeAt(job.database);
  return job.archives && isArchive(source)
    ? storeArchive(store, source, job, job.archives)
    : storeSource(store, source, job);
}

async function auditDataset({
  sha256,
  database,
}: Extract<ImportJob, { kind: "audit" }>): Promise<ImportAnswer> {
  const points = await (await storeAt(database)).listPoints({ datasets: [sha256] });
  return { kind: "audited", findings: placedFindings(points) };
}

let opened: { address: string; store: Promise<Store> } | null = null;

/** This thread's own store, kept from one file to the next; it closes with the thread. */
function storeAt(database: DatabaseAddress): Promise<Store> {
  const address = JSON.stringify(database);
  if (opened?.address === address) return opened.store;
  void opened?.store.then((store) => store.close());
  const store = openDatabase(database, { connections: 1, settlesLater: true });
  opened = { address, store };
  store.catch(() => (opened = null));
  return store;
}

/** Whatever goes wrong here, what was stored stands in the log, and the next write tries again. */
async function settle(): Promise<void> {
  await opened?.store.then((store) => store.settle()).catch(() => {});
}

/** Each file of an archive becomes a dataset of its own, in a transaction of its own. */
async function storeArchive(
  store: Store,
  source: SourceFile,
  job: StoreJob,
  limits: ArchiveLimits,
): Promise<ImportAnswer> {
  const archive = openArchive(source, limits);
  const files: StoredEntry[] = [];
  for (const { path, file, problem } of archive.entries) {
    const title = job.label.title === source.name ? path : `${job.label.title}: ${path}`;
    const entryJob = { ...job, label: { ...job.label, title } };
    files.push({
      entry: path,
      ...(file ? entryOf(await storeSource(store, file, entryJob)) : { error: problem }),
    });
    await settle();
  }
  if (files.some((file) => "id" in file)) return { kind: "stored files", files, notes: archive.notes };
  return { kind: "refused", problem: nothingWithin(source, archive, files) };
}

/** The reason of a file that is refused as its first problem says it. */
function entryOf(answer: StoreAnswer) {
  if (answer.kind === "stored") {
    const { id, outcome, points, problems } = answer;
    return { id, outcome, points, problems };
  }
  const { title, detail, more } = answer.problem;
  const [first] = (more?.["problems"] ?? []) as Problem[];
  return { error: first ?? { where: null, found: title, expected: detail } };
}

function nothingWithin(
  { name }: SourceFile,
  { problem }: Archive,
  files: readonly StoredEntry[],
): ProblemDetails {
  const problems = files.flatMap((file) =>
    "error" in file ? [{ ...file.error, found: `${file.entry}: ${file.error.found}` }] : [],
  );
  const found = problem
    ? `found ${problem.found}; expected ${problem.expected}`
    : `${files.length} files, no result`;
  const detail = `Nothing in the archive ${shortText(name, 100)} could be read as a benchmark result: ${found}. Nothing was stored.`;
  const more = { problems: problems.slice(0, problemsShown), problemCount: countProblems(problems) };
  return { status: 422, title: "Nothing readable", detail, where: null, more };
}

async function storeSource(store: Store, source: SourceFile, job: StoreJob): Promise<StoreAnswer> {
  const recipe = await recipeFor(store, source, job.recipe);
  if (recipe && !fitsHeader(recipe, tableHead(source)?.headers ?? []))
    return { kind: "refused", problem: otherHeader(source.name) };
  return storeReading(store, source, recipe, job);
}

async function storeReading(
  store: Store,
  source: SourceFile,
  recipe: Recipe | null,
  { file, label, write }: StoreJob,
): Promise<StoreAnswer> {
  const id = readingId(source.sha256, recipe);
  // Not of a file within an archive, which is another.
  const takeable =
    file.isReceived && file.sha256 === source.sha256 && "path" in file.at ? file.at.path : null;
  const known = await store.findDataset(id);
  if (known && known.retiredAt === null) {
    if (takeable) await store.mendFile(id, takeable);
    return { kind: "stored", id, outcome: "exists", points: known.points, problems: known.problems };
  }
  const counted = new CountedChunks(() => source.chunks());
  const imported = readFile({ ...source, chunks: () => counted.pass() }, { recipe });
  if (!imported.importer) return { kind: "refused", problem: unreadable(imported) };
  const { points, problems } = imported;
  const dataset = datasetOf(id, source, imported, imported.importer, label);
  const chunks = { [Symbol.iterator]: () => source.chunks()[Symbol.iterator]() };
  const lineEndsBefore = counted.lineEndsBefore(dataset);
  killPoint("read");
  const logged = write && { ...write, subject: `/datasets/${id}`, status: 201 };
  const outcome = await store.addDataset(dataset, {
    ...{ chunks, lineEndsBefore, takeable },
    ...{ points, problems, logged },
  });
  killPoint("after commit");
  return { kind: "stored", id, outcome, points: points.length, problems: countProblems(problems) };
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
function inspectFile({ file, recipe, archives }: Extract<ImportJob, { kind: "inspect" }>): ImportAnswer {
  const source = sourceOf(file);
  if (archives && isArchive(source)) return inspectArchive(source, archives);
  const { inspected, options } = inspectionOf(readFile(source, { recipe }));
  const json = Array.from(pointsJsonText(inspected, options)).join("");
  return { kind: "inspected", json, readable: options.error === null };
}

function inspectArchive(source: SourceFile, limits: ArchiveLimits): ImportAnswer {
  let readable = false;
  function* inspections() {
    for (const { imported } of readFiles(source, limits)) {
      readable ||= imported.points.length > 0;
      yield inspectionOf(imported);
    }
  }
  const json = Array.from(filesJsonText(inspections())).join("");
  return { kind: "inspected", json, readable };
}

function inspectionOf(imported: Imported) {
  const importer = imported.importer?.id ?? null;
  const nothing = { where: null, found: "nothing", expected: "benchmark results" };
  const error = imported.points.length > 0 ? null : (imported.problems[0] ?? nothing);
  const findings = audit(imported.points);
  return { inspected: { ...imported, importer, findings }, options: { samples: false, error } };
}

function sourceOf({ at, name, bytes, sha256, mostPoints }: FileToRead): SourceFile {
  const chunks =
    "content" in at ? () => [at.content] : () => chunksOfFile(at.path, Math.min(chunkLength, bytes));
  return withPointLimit(fileFromChunks(name, chunks, { size: bytes, sha256 }), mostPoints);
}

const chunkLength = 256 * 1024;

function datasetOf(
  id: string,
  { sha256, name, size }: SourceFile,
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
    bytes: size,
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
  const more = { problems: problems.slice(0, problemsShown), problemCount: countProblems(problems) };
  return { status: 422, title: "Nothing readable", detail, where: first?.where ?? null, more };
}
