import { endianness } from "node:os";

const swap = endianness() === "BE";

/**
 * Numbers as Float64 little-endian bytes, exact, and the same on every machine.
 *
 * @returns where it can be, the same memory
 */
export function bytesOfNumbers(values: ArrayLike<number>): Uint8Array {
  if (values instanceof Float64Array && !swap)
    return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  const bytes = Buffer.from(new Float64Array(values).buffer);
  return swap ? bytes.swap64() : bytes;
}

export function numbersOfBytes(bytes: Uint8Array): Float64Array {
  // Copied: a number must begin at a multiple of eight, and a row's bytes begin anywhere.
  const copy = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  if (swap) Buffer.from(copy).swap64();
  return new Float64Array(copy as ArrayBuffer);
}
