import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/**
 * A file as an importer sees it: bytes that can be read again from the start, chunk by chunk and synchronously (a
 * worker thread reads with readSync, a browser worker with FileReaderSync), so that a file larger than memory can
 * pass through.
 */
export interface SourceFile {
  name: string;
  size: number;
  sha256: string;
  /** The first bytes, at most 256 KiB: enough to recognise a format by. */
  head: Uint8Array;
  chunks(): Iterable<Uint8Array>;
  /** A file of more points than these is not read; absent: any number. */
  mostPoints?: number;
  /** What a line is called where the text was made of rows of another kind of file; absent: `line 12`. */
  nameOfLine?(line: number): string;
}

/** How many bytes `head` holds at most. */
export const headBytes = 256 * 1024;

/** A chunk is large enough to make the work a chunk negligible, and small enough never to be noticed in memory. */
const chunkBytes = 1024 * 1024;

/** A file that is in memory: an upload, a paste, a test. */
export function fileFromBytes(name: string, bytes: Uint8Array): SourceFile {
  return {
    name,
    size: bytes.length,
    sha256: bytesToHex(sha256(bytes)),
    head: bytes.subarray(0, headBytes),
    chunks: () => slices(bytes),
  };
}

/**
 * A file that is read anew by each call of `chunks`. Its size and sha256 come from one pass over the chunks, unless the
 * caller knows them already (the server hashes while it receives).
 */
export function fileFromChunks(
  name: string,
  chunks: () => Iterable<Uint8Array>,
  known?: { size: number; sha256: string },
): SourceFile {
  const { size, sha256 } = known ?? hashOf(chunks());
  return { name, size, sha256, head: headOf(chunks(), size), chunks };
}

export function withPointLimit(file: SourceFile, mostPoints: number | undefined): SourceFile {
  return mostPoints === undefined ? file : { ...file, mostPoints };
}

function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += chunkBytes) yield bytes.subarray(from, from + chunkBytes);
}

function hashOf(chunks: Iterable<Uint8Array>): { size: number; sha256: string } {
  const hash = sha256.create();
  let size = 0;
  for (const chunk of chunks) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { size, sha256: bytesToHex(hash.digest()) };
}

/** Copied, since a reader of files may fill one buffer again and again. */
function headOf(chunks: Iterable<Uint8Array>, size: number): Uint8Array {
  const head = new Uint8Array(Math.min(headBytes, size));
  let length = 0;
  for (const chunk of chunks) {
    const part = chunk.subarray(0, head.length - length);
    head.set(part, length);
    length += part.length;
    if (length === head.length) break;
  }
  return head.slice(0, length);
}
