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
}
