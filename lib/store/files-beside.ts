import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { syncToDisk } from "./disk-files";
import { pieceLength } from "./file-pieces";

/**
 * Files that stand beside an SQLite database, each under its sha256: through the database a large file would be written
 * twice, and push out of its cache what pages are made from. None is ever changed, nor removed once a dataset has it.
 */
export interface FilesBeside {
  /** Brings a file to disk that is to be taken. It may take long, so that no lock should be held. */
  sync(path: string): void;
  /** Moves a file here that was brought to disk; the name is on disk when it returns. Taken before, it stays what it is. */
  take(path: string, sha256: string): void;
  /** Its bytes from a piece on, a piece at a time. */
  read(sha256: string, ordinal: number): AsyncGenerator<Uint8Array>;
  names(): string[];
  remove(sha256: string): void;
}

/** The folder of the files beside a database. Its name says whose they are, as those of SQLite's own log do. */
export function besideFolder(database: string): string {
  return `${database}-files`;
}

/** @throws Error in a sentence, where the files of a database are there, and it is not */
export function openFilesBeside(database: string): FilesBeside {
  const folder = besideFolder(database);
  const names = () => (existsSync(folder) ? readdirSync(folder) : []);
  if (!existsSync(database) && names().length > 0) throw new Error(filesAlone(database));
  return {
    sync: syncToDisk,
    take(path, sha256) {
      mkdirSync(folder, { recursive: true });
      const kept = join(folder, sha256);
      if (!existsSync(kept)) renameSync(path, kept);
      // Both each time: whoever made the folder, or moved the file, may have been cut off before.
      for (const each of [folder, dirname(folder)]) syncToDisk(each);
    },
    read: (sha256, ordinal) => piecesOf(join(folder, sha256), ordinal),
    names,
    remove: (sha256) => rmSync(join(folder, sha256), { force: true }),
  };
}

export function filesAlone(database: string): string {
  return `${database} is not there, but its files are, in ${besideFolder(database)}: bring it back, or move them away.`;
}

async function* piecesOf(path: string, ordinal: number): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  try {
    for (let at = ordinal * pieceLength; ;) {
      const piece = Buffer.allocUnsafe(pieceLength);
      const { bytesRead } = await file.read(piece, 0, pieceLength, at);
      if (bytesRead === 0) return;
      yield piece.subarray(0, bytesRead);
      at += bytesRead;
    }
  } finally {
    await file.close();
  }
}
