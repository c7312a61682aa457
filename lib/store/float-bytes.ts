import { endianness } from "node:os";

const swap = endianness() === "BE";

/** Numbers as Float64 little-endian bytes, exact, and the same on every machine. */
export function bytesOfNumbers(values: ArrayLike<number>): Uint8Array {
  const bytes = Buffer.from(Float64Array.from(values).buffer);
  return swap ? bytes.swap64() : bytes;
}

export function numbersOfBytes(bytes: Uint8Array): Float64Array {
  const copy = Buffer.from(Uint8Array.from(bytes).buffer);
  if (swap) copy.swap64();
  return new Float64Array(copy.buffer, copy.byteOffset, copy.byteLength / Float64Array.BYTES_PER_ELEMENT);
}
