import { existsSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { syncToDisk } from "./disk-files";
import { pieceLength } from "./file-pieces";

/**
 * Files that stand beside an SQLite database, each under its sha256: through the database a large file would be written
 * twice, and push out of its cache what pages are made from. None is ever changed, nor removed once a dataset has it.
 *
 * A file is moved here within the transaction that stores its dataset, under a name that says so, and has its own name once
 * that is committed. So of a write that never came to its end it is known what it left, and whatever else stands here is
 * nobody's to remove.
 */
export interface FilesBeside {
  /** Brings a file to disk that is to be taken. It may take long, so that no lock should be held. */
  sync(path: string): void;
  /** Moves a file here that was brought to disk; its name is on disk when it returns. */
  take(path: string, sha256: string): void;
  /** To be told once the dataset is committed: in the place of what stood under its name, which may be lost or damaged. */
  settle(sha256: string): void;
  /** Removes a taken file that no dataset has. */
  drop(sha256: string): void;
  /** The hashes of files that were taken and not settled. */
  unsettled(): string[];
  has(sha256: string): boolean;
  /** Its bytes from a piece on, a piece at a time. No file stays open between two: whoever reads may never come back. */
  read(sha256: string, ordinal: number): AsyncGenerator<Uint8Array>;
}

/** The folder of the files beside a database. Its name says whose they are, as those of SQLite's own log do. */
export function besideFolder(database: string): string {
  return `${database}-files`;
}

/** @throws Error in a sentence, where the files of a database are there, and it is not */
export function openFilesBeside(database: string): FilesBeside {
  const folder = besideFolder(database);
  refuseFilesAlone(database);
  return {
    sync: syncToDisk,
    take(path, sha256) {
      mkdirSync(folder, { recursive: true });
      renameSync(path, join(folder, taken(sha256)));
      // Both each time: whoever made the folder may have been cut off before.
      for (const each of [folder, dirname(folder)]) syncToDisk(each);
    },
    settle(sha256) {
      try {
        renameSync(join(folder, taken(sha256)), join(folder, sha256));
      } catch {
        // Settled already, or it stays readable as it is, and the next sweep settles it.
      }
    },
    drop: (sha256) => rmSync(join(folder, taken(sha256)), { force: true }),
    unsettled: () => namesIn(folder).flatMap((name) => takenName.exec(name)?.[1] ?? []),
    has: (sha256) => placesOf(folder, sha256).some((path) => existsSync(path)),
    read: (sha256, ordinal) => piecesOf(folder, sha256, ordinal),
  };
}

const taken = (sha256: string) => `${sha256}.new`;
const takenName = /^([0-9a-f]{64})\.new$/;

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** @throws Error */
export function refuseFilesAlone(database: string): void {
  const folder = besideFolder(database);
  if (existsSync(database) || namesIn(folder).length === 0) return;
  throw new Error(
    `${database} is not there, but its files are, in ${folder}: bring it back, or move them away.`,
  );
}

/** Where a file is to be looked for, one after the other: it may get its own name meanwhile. */
function placesOf(folder: string, sha256: string): string[] {
  return [sha256, taken(sha256), sha256].map((name) => join(folder, name));
}

/** Opens a file for reading; null where it is not there. */
export function openBeside(database: string, sha256: string): number | null {
  for (const path of placesOf(besideFolder(database), sha256)) {
    try {
      return openSync(path, "r");
    } catch (cause) {
      if (!isMissing(cause)) throw cause;
    }
  }
  return null;
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "ENOENT";
}

async function* piecesOf(folder: string, sha256: string, ordinal: number): AsyncGenerator<Uint8Array> {
  for (let at = ordinal * pieceLength; ;) {
    const piece = await pieceAt(folder, sha256, at);
    if (piece.length === 0) return;
    yield piece;
    at += piece.length;
  }
}

async function pieceAt(folder: string, sha256: string, at: number): Promise<Uint8Array> {
  const file = await openAny(placesOf(folder, sha256));
  try {
    const piece = Buffer.allocUnsafe(pieceLength);
    const { bytesRead } = await file.read(piece, 0, pieceLength, at);
    return piece.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function openAny([first, ...others]: string[]) {
  try {
    return await open(first!);
  } catch (cause) {
    if (others.length === 0 || !isMissing(cause)) throw cause;
    return openAny(others);
  }
}
