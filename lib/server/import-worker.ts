import { shortText } from "@/lib/points/short-text";
import { closeSync, openSync, readSync } from "node:fs";
import { parentPort } from "node:worker_threads";
import { pointsJsonText } from "@/lib/export/points-json";
import { delimiterName, type Delimiter } from "@/lib/importers/delimiter";
import { readFile, type Imported } from "@/lib/importers/index";
import { fileFromChunks, type SourceFile } from "@/lib/importers/source-file";
import { openSqlite } from "@/lib/store/sqlite";
import type { NewDataset } from "@/lib/store/store";
import type { ProblemDetails } from "./http-problem";
import type { FileOnDisk, ImportAnswer, ImportJob } from "./import-job";

// The thread that reads files: one job at a time, each answered once. Loaded by scripts/import-worker.mjs.
parentPort?.on("message", (job: ImportJob) => {
  void answerTo(job).then((answer) => parentPort?.postMessage(answer));
});

async function answerTo(job: ImportJob): Promise<ImportAnswer> {
  try {
    return job.kind === "store" ? await storeFile(job) : inspectFile(job.file);
  } catch (cause) {
    const error = cause instanceof Error ? cause : new Error(String(cause));
    const code = "code" in error && typeof error.code === "string" ? error.code : null;
    return { kind: "failed", message: error.message, stack: error.stack ?? null, code };
  }
}

async function storeFile({ file, label, dir }: Extract<ImportJob, { kind: "store" }>): Promise<ImportAnswer> {
  const source = sourceOf(file);
  const imported = readFile(source);
  if (!imported.importer) return { kind: "refused", problem: unreadable(imported) };
  const { points, problems } = imported;
  const store = await openSqlite(dir);
  try {
    const dataset = datasetOf(file, imported, imported.importer, label);
    const outcome = await store.addDataset(dataset, { chunks: source.chunks(), points, problems });
    return { kind: "stored", outcome, points: points.length, problems: problems.length };
  } finally {
    await store.close();
  }
}

/** The JSON of `whisker inspect --json`. */
function inspectFile(file: FileOnDisk): ImportAnswer {
  const imported = readFile(sourceOf(file));
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
  { sha256, name, bytes }: FileOnDisk,
  { file, columns, notes }: Imported,
  importer: NewDataset["importer"],
  label: Pick<NewDataset, "title" | "origin" | "note">,
): NewDataset {
  const { encoding, lineEnds, lines } = file;
  return {
    sha256,
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
