import { endianness } from "node:os";

const swap = endianness() === "BE";

/** Numbers as Float64 little-endian bytes, exact, and the same on every machine. */
export function bytesOfNumbers(values: ArrayLike<number>): Uint8Array {
  const bytes = Buffer.from(new Float64Array(values).buffer);
  return swap ? bytes.swap64() : bytes;
}

export function numbersOfBytes(bytes: Uint8Array): Float64Array {
  // Copied: a number must begin at a multiple of eight, and a row's bytes begin anywhere.
  const copy = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  if (swap) Buffer.from(copy).swap64();
  return new Float64Array(copy as ArrayBuffer);
}
