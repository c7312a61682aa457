import type { Problem } from "../points/problem";
import { isArchive, openArchive, type ArchiveLimits } from "./archive";
import { nothing, readFile, type Imported } from "./index";
import type { SourceFile } from "./source-file";

/** One file as it was read; `entry` is its path in the archive that it came in, null for a file of its own. */
export interface ReadEntry {
  entry: string | null;
  imported: Imported;
  /** The bytes; null where they could not be unpacked. */
  file: SourceFile | null;
}

/**
 * Reads a file, or each file of a zip archive, one after another as they are asked for: each stands alone, so that one
 * that is no result hinders no other. An archive that is refused as a whole gives one entry with the problem.
 *
 * @param readerOf how files that came together are read, where it matters that they did
 */
export function* readFiles(
  file: SourceFile,
  limits: ArchiveLimits,
  readerOf: (files: readonly SourceFile[]) => (file: SourceFile) => Imported = () => readFile,
): Generator<ReadEntry> {
  if (!isArchive(file)) {
    yield { entry: null, imported: readerOf([file])(file), file };
    return;
  }
  const { entries, problem, notes } = openArchive(file, limits);
  if (problem) yield { entry: null, imported: unread(file, problem), file };
  else if (entries.length === 0) yield { entry: null, imported: unread(file, emptyArchive), file };
  const read = readerOf(entries.flatMap((entry) => entry.file ?? []));
  for (const [i, entry] of entries.entries()) {
    const imported = entry.file
      ? read(entry.file)
      : unread({ name: entry.path, size: 0, sha256: "" }, entry.problem);
    const said = i === 0 ? [...imported.notes, ...notes] : imported.notes;
    yield { entry: entry.path, imported: { ...imported, notes: said }, file: entry.file };
  }
}

const emptyArchive: Problem = {
  where: null,
  found: "an archive without files",
  expected: "files with benchmark results in it",
};

/** A file of which nothing is read, and why. */
function unread(file: Pick<SourceFile, "name" | "size" | "sha256">, problem: Problem): Imported {
  return { ...nothing(file), problems: [problem] };
}
