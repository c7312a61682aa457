import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { basename } from "node:path";
import { fileFromChunks, type SourceFile } from "@/lib/importers/source-file";

const chunkBytes = 1024 * 1024;

/** A file on this machine, read in pieces whenever it is asked for. @throws an error that says why it cannot be read */
export function fileOnDisk(path: string): SourceFile {
  return fileFromChunks(basename(path), () => chunksOf(path));
}

function openFile(path: string): number {
  try {
    return openSync(path, "r");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "ENOENT" || code === "ENOTDIR")
      throw new Error(`there is no file ${path}`, { cause: error });
    if (code === "EACCES" || code === "EPERM")
      throw new Error(`this user may not read ${path}`, { cause: error });
    throw error;
  }
}

/** Each piece is a buffer of its own, so that one that is kept is not written over. */
function* chunksOf(path: string): Generator<Uint8Array> {
  const file = openFile(path);
  try {
    if (fstatSync(file).isDirectory()) throw new Error(`${path} is a folder`);
    for (;;) {
      const chunk = new Uint8Array(chunkBytes);
      const length = readSync(file, chunk);
      if (length === 0) return;
      yield chunk.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
}
