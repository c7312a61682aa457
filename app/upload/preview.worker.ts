import { bytesToHex } from "@noble/hashes/utils.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { addToCatalogue } from "@/lib/catalogue/current";
import { auditedHere } from "../audited-here";
import type { OwnCatalogue } from "../worker-with-catalogue";
import { tabRank } from "@/components/datasets/point-rows";
import { firstValues } from "@/lib/importers/first-values";
import { linesToShow, pickLines } from "@/components/upload/pick-lines";
import { previewSlots } from "@/components/upload/preview-slots";
import type {
  Preview,
  PreviewAnswer,
  PreviewRequest,
  PreviewStage,
  ReadRequest,
  Unpacked,
} from "@/components/upload/preview";
import { isArchive, openArchive } from "@/lib/importers/archive";
import { textChunks } from "@/lib/importers/decode";
import { mappableHeaders, readFile, type Imported } from "@/lib/importers";
import { parseRecipe } from "@/lib/importers/parse-recipe";
import { headerKey, recipeId, type Recipe } from "@/lib/importers/recipe";
import { fileFromChunks, type SourceFile } from "@/lib/importers/source-file";
import { evidences, type Evidence } from "@/lib/points/evidence";
import { findMetric } from "@/lib/points/metrics";
import { isDrawable, type Point } from "@/lib/points/point";
import type { Problem } from "@/lib/points/problem";
import { exploreModel } from "@/lib/series/explore";
import type { ExploreData } from "@/lib/series/explore-model";
import type { Series } from "@/lib/series/series";
import { toChartPoint } from "@/lib/series/to-chart-point";
import { defaultView } from "@/lib/view/view";
import { isSite } from "@/lib/view/site";

/** What TypeScript's page library does not know of a worker. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<PreviewRequest | OwnCatalogue>) => void) | null;
  postMessage(answer: PreviewAnswer): void;
  location: { origin: string };
}
declare const FileReaderSync: new () => { readAsArrayBuffer(blob: Blob): ArrayBuffer };

const scope = self as unknown as WorkerScope;
const chunkBytes = 4 * 1024 * 1024;

/** What was read, for charts that are asked for later. */
let held = { points: [] as Point[], slots: {} as Record<string, number>, name: "", hash: "" };

scope.onmessage = ({ data }) => {
  if ("own" in data) addToCatalogue(data.own);
  else if (data.ask === "chart") tell({ tell: "chart", metric: data.metric, series: chartOf(data.metric) });
  else void answer(data);
};

async function answer(request: ReadRequest): Promise<void> {
  try {
    tell(await read(request));
  } catch (fault) {
    tell({ tell: "failed", says: fault instanceof Error ? fault.message : String(fault) });
  }
}

function tell(answer: PreviewAnswer): void {
  scope.postMessage(answer);
}

/** Reads a file of any size in pieces: once for its hash, then as often as the importer asks. */
async function read(request: ReadRequest): Promise<PreviewAnswer> {
  const { file, slots: known, unpackLimit } = request;
  const { name, size } = file;
  const progress = progressTeller(size);
  const packed = fileFromChunks(name, () => chunksOf(file), { size, sha256: "" });
  if (isArchive(packed)) return { tell: "unpacked", unpacked: unpack(packed, unpackLimit) };
  const hash = request.sha256 ?? (await hashOf(file, progress("hashing")));
  const source = fileFromChunks(name, () => chunksOf(file, progress("reading")), { size, sha256: hash });
  const imported = readFile(source, { recipe: await recipeFor(source, request.recipe) });
  held = { points: imported.points, slots: previewSlots(known, imported.points), name, hash };
  return { tell: "read", preview: previewOf(source, imported, () => chunksOf(file, progress("marking"))) };
}

/** Each file of an archive as a file of its own, to be read as if it had been given alone. */
function unpack(packed: SourceFile, bytes: number): Unpacked {
  const teller = progressTeller(packed.size);
  teller("unpacking");
  const { entries, problem, notes } = openArchive(packed, { bytes });
  if (problem) throw new Error(sentenceOf(problem));
  if (entries.length === 0) throw new Error("There is no file in the archive.");
  return {
    notes: notes.map((note) => `${packed.name}: ${note}`),
    entries: entries.map(({ path, file, problem: why }) =>
      file
        ? { file: new File(Array.from(file.chunks()) as BlobPart[], path) }
        : { path, says: sentenceOf(why) },
    ),
  };
}

function sentenceOf({ found, expected }: Problem): string {
  return `Found ${found}; expected ${expected}.`;
}

async function recipeFor(source: SourceFile, asked: ReadRequest["recipe"]): Promise<Recipe | null> {
  if (typeof asked !== "string") return asked;
  return asked === "saved" ? await savedRecipe(source) : null;
}

/** How long (ms) to wait for the server: without it, a file is read as if no recipe were saved. */
const patience = 3000;

/** The recipe saved last for files with this header; null where there is none, or no server. */
async function savedRecipe(source: SourceFile): Promise<Recipe | null> {
  const headers = mappableHeaders(source);
  if (headers === null || isSite) return null;
  try {
    const address = new URL(`/api/recipes?header=${headerKey(headers)}`, scope.location.origin);
    const answer = await fetch(address, { signal: AbortSignal.timeout(patience) });
    if (answer.status !== 200) return null;
    const parsed = parseRecipe(await answer.json());
    return "recipe" in parsed ? parsed.recipe : null;
  } catch {
    return null;
  }
}

type OnChunk = (bytes: number) => void;

/** Tells the page how far a pass has come, a few times a second. */
function progressTeller(of: number): (stage: PreviewStage) => OnChunk {
  let last = 0;
  return (stage) => {
    let done = 0;
    tell({ tell: "progress", stage, done, of });
    return (bytes) => {
      done += bytes;
      if (performance.now() - last < 80) return;
      last = performance.now();
      tell({ tell: "progress", stage, done, of });
    };
  };
}

function* chunksOf(file: File, onChunk: OnChunk = () => {}): Generator<Uint8Array> {
  const reader = new FileReaderSync();
  for (let from = 0; from < file.size; from += chunkBytes) {
    const bytes = new Uint8Array(reader.readAsArrayBuffer(file.slice(from, from + chunkBytes)));
    onChunk(bytes.length);
    yield bytes;
  }
}

/** The browser's own sha256 takes a quarter of a script's time (64 MB: 0.25 s, 0.9 s), but wants all of a file in memory at once. */
const wholeBytes = 128 * 1024 * 1024;

async function hashOf(file: File, onChunk: OnChunk): Promise<string> {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined; // absent where the page came over plain http
  if (subtle && file.size <= wholeBytes) {
    const bytes = new FileReaderSync().readAsArrayBuffer(file.slice(0, file.size));
    return bytesToHex(new Uint8Array(await subtle.digest("SHA-256", bytes)));
  }
  const digest = sha256.create();
  for (const chunk of chunksOf(file, onChunk)) digest.update(chunk);
  return bytesToHex(digest.digest());
}

function previewOf(source: SourceFile, imported: Imported, again: () => Iterable<Uint8Array>): Preview {
  const { file, importer, points, problems, columns, questions, recipe } = imported;
  const drawable = points.filter(isDrawable);
  const first = firstValues(source, columns);
  return {
    sha256: file.sha256,
    importer,
    why: whyOf(imported),
    facts: factsOf(file),
    lines: file.lines,
    delimiter: file.delimiter,
    columns: columns.map((column, i) => ({ ...column, first: first[i]! })),
    questions,
    recipe: recipe && { id: recipeId(recipe), notation: recipe.notation },
    notes: imported.notes,
    points: points.length,
    missing: points.filter(({ missing }) => missing !== null).length,
    evidence: countEvidence(drawable),
    metrics: metricsOf(drawable),
    problems,
    excerpt: excerptOf(source, imported, again),
    audited: auditedHere(points),
  };
}

function whyOf({ importer, file, columns, recipe }: Imported): string {
  if (file.bytes === 0) return "There is nothing in it.";
  if (file.encoding === null) return "This is no text.";
  if (importer === null) return "No known format: nothing in it could be read as a metric.";
  if (recipe !== null) return "Its columns are read as they were confirmed";
  if (columns.length > 0) return "Recognised by the names of its columns";
  return "Recognised by its content";
}

function factsOf({ encoding, delimiter, lineEnds }: Imported["file"]): string[] {
  const named = delimiter === null ? null : delimiter.charAt(0).toUpperCase() + delimiter.slice(1);
  return [named, encoding, lineEnds].filter((fact) => fact !== null);
}

function countEvidence(of: readonly Point[]): Record<Evidence, number> {
  const counts = Object.fromEntries(evidences.map((grade) => [grade, 0])) as Record<Evidence, number>;
  for (const { evidence } of of) counts[evidence] += 1;
  return counts;
}

function metricsOf(of: readonly Point[]): Preview["metrics"] {
  const counts = new Map<string, { id: string; label: string; count: number }>();
  for (const { metric, unit } of of) {
    const entry = counts.get(metric) ?? { id: metric, label: findMetric(metric, unit).label, count: 0 };
    entry.count += 1;
    counts.set(metric, entry);
  }
  return Array.from(counts.values()).sort((a, b) => b.count - a.count || tabRank(a.id) - tabRank(b.id));
}

function excerptOf(
  source: SourceFile,
  { file, problems }: Imported,
  again: () => Iterable<Uint8Array>,
): Preview["excerpt"] {
  const { encoding } = file;
  if (encoding === null) return [];
  const wanted = linesToShow(problems, file.lines ?? 0);
  return pickLines(
    textChunks({ ...source, chunks: again }, { encoding }),
    file.lineEnds === "CR" ? "\r" : "\n",
    wanted,
  );
}

/** The most points that a preview draws, so that no frame waits for its chart; the rest is counted. */
const drawnLimit = 40;

/** The chart of one metric by the code that draws /explore; null where it has nothing to draw. */
function chartOf(metric: string): Series | null {
  const { points, slots, name, hash } = held;
  const all = points.filter((point) => point.metric === metric);
  const chosen = all.length > drawnLimit ? all.filter(isDrawable).slice(0, drawnLimit) : all;
  if (!chosen.some(isDrawable)) return null;
  const data: ExploreData = {
    points: chosen.map((point) => toChartPoint({ ...point, dataset: hash, file: name })),
    slots,
    tabCounts: {},
    metrics: [],
    datasets: { [hash]: { name, title: name } },
  };
  const { series } = exploreModel(data, { ...defaultView, metric });
  const left = all.length - chosen.length;
  return left === 0 ? series : { ...series, notes: [...series.notes, restNote(chosen.length, all.length)] };
}

function restNote(drawn: number, all: number): string {
  return `The first ${drawn} of ${all} points are drawn here; all of them are published.`;
}
