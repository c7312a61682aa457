import { closeSync, fsyncSync, openSync, readSync, statSync } from "node:fs";

/** Brings a file's bytes, or a folder's names, to disk. */
export function syncToDisk(path: string): void {
  const isFolder = statSync(path).isDirectory();
  // Windows opens no folder, and flushes only what is opened to be written.
  if (isFolder && process.platform === "win32") return;
  const at = openSync(path, isFolder ? "r" : "r+");
  try {
    fsyncSync(at);
  } finally {
    closeSync(at);
  }
}

/** A file's bytes in pieces of at most so many. One buffer for all: each is to be used before the next is asked for. */
export function* chunksOfFile(path: string, length: number): Generator<Uint8Array> {
  const file = openSync(path, "r");
  const chunk = new Uint8Array(Math.max(1, length));
  try {
    for (;;) {
      const read = readSync(file, chunk);
      if (read === 0) return;
      yield chunk.subarray(0, read);
    }
  } finally {
    closeSync(file);
  }
}
