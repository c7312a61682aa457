import { audit } from "@/lib/audit/audit";
import { filesJsonText } from "@/lib/export/files-json";
import { pointsJsonText, type Inspected, type PointsJsonOptions } from "@/lib/export/points-json";
import { isArchive } from "@/lib/importers/archive";
import { nothing, readFile, type Imported } from "@/lib/importers/index";
import { readerOf } from "@/lib/importers/llmperf-pair";
import { readFiles } from "@/lib/importers/read-files";
import type { SourceFile } from "@/lib/importers/source-file";
import { fileOnDisk } from "./file-on-disk";
import { inspectionText } from "./inspection-text";
import { pageOf, type Output } from "./page";

export type { Output };

export interface InspectOptions {
  json?: boolean;
  samples?: boolean;
}

/** The most bytes that the files of an archive may have together: as much as a server takes at once by default. */
const archives = { bytes: 1024 ** 3 };

/**
 * Shows what is read of one file, or of several: those named, and those of a zip archive. Gives back the exit code: 0, or
 * 2 where nothing was readable.
 */
export async function inspect(
  paths: string | readonly string[],
  options: InspectOptions,
  output: Output,
): Promise<0 | 2> {
  const files = [paths].flat().map((path) => ({ path, file: openFile(path) }));
  const [only] = files;
  if (only && files.length === 1) {
    if (typeof only.file === "string") return refuse(only.file, options, output);
    if (!isArchive(only.file))
      return show([{ imported: readFile(only.file), file: only.file }], options, output, false);
  }
  return show(inspectionsOf(files), options, output, true);
}

interface Inspection {
  imported: Imported;
  /** Null where its bytes could not be had. */
  file: SourceFile | null;
}

/** One after another, so that the points of no two files are held at once. */
function* inspectionsOf(
  files: readonly { path: string; file: SourceFile | string }[],
): Generator<Inspection> {
  const paths = new Map<SourceFile, string>();
  for (const { path, file } of files) if (typeof file !== "string" && !isArchive(file)) paths.set(file, path);
  const read = readerOf([...paths.keys()], (file) => paths.get(file) ?? file.name);
  for (const { path, file } of files) {
    if (typeof file === "string") yield unopened(path, file);
    else yield* isArchive(file) ? readFiles(file, archives, readerOf) : [{ imported: read(file), file }];
  }
}

function inspectedOf({ imported }: Inspection): Inspected {
  return { ...imported, importer: imported.importer?.id ?? null, findings: audit(imported.points) };
}

function unopened(path: string, found: string): Inspection {
  const problems = [{ found, expected: "a file that can be read", where: null }];
  return { imported: { ...nothing({ name: path, sha256: "", size: 0 }), problems }, file: null };
}

function show(
  inspections: Iterable<Inspection>,
  { json, samples = false }: InspectOptions,
  output: Output,
  areSeveral: boolean,
): 0 | 2 {
  let code: 0 | 2 = 2;
  function* asJson() {
    for (const inspection of inspections) {
      const inspected = inspectedOf(inspection);
      if (inspected.points.length > 0) code = 0;
      const error = inspected.points.length > 0 ? null : errorOf(inspected);
      yield { inspected, options: { samples, error } };
    }
  }
  if (json) {
    for (const piece of areSeveral ? filesJsonText(asJson()) : singleJson(asJson())) output.write(piece);
    return code;
  }
  const page = pageOf(output);
  let separator = "";
  for (const inspection of inspections) {
    if (inspection.imported.points.length > 0) code = 0;
    output.write(separator + inspectionText(inspection, page, { samples }));
    separator = "\n";
  }
  return code;
}

function* singleJson(
  files: Iterable<{ inspected: Inspected; options: PointsJsonOptions }>,
): Generator<string> {
  for (const { inspected, options } of files) yield* pointsJsonText(inspected, options);
}

function openFile(path: string): SourceFile | string {
  try {
    return fileOnDisk(path);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return error.message;
  }
}

function refuse(message: string, { json }: InspectOptions, output: Output): 2 {
  const error = { found: message, expected: "a file that can be read", where: null };
  output.write(json ? `${JSON.stringify({ error })}\n` : `${message}\n`);
  return 2;
}

function errorOf({ problems }: Inspected): Inspected["problems"][number] {
  return problems[0] ?? { where: null, found: "nothing", expected: "benchmark results" };
}
