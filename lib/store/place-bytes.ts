import { bytesOfNumbers, numbersOfBytes } from "./float-bytes";

/** Fewer places are kept as doubles, so that their number and that of their bytes tell how they are kept. */
const fewest = 3;

/**
 * Where values stand in their file, lines or indexes: mostly one step from one to the next (the setups of one run after
 * another, or the runs of one setup), and then first and step are all there is to keep; else 32 bits each, or doubles where
 * one is no such number. Little-endian. As doubles they took as many bytes as the values themselves.
 */
export function bytesOfPlaces(places: ArrayLike<number>): Uint8Array {
  if (places.length < fewest || !areWords(places)) return bytesOfNumbers(places);
  const step = places[1]! - places[0]!;
  return step >= 0 && isOneStep(places, step) ? bytesOfWords([places[0]!, step]) : bytesOfWords(places);
}

/**
 * @param count how many they are
 * @throws Error where the bytes are not those of so many
 */
export function placesOfBytes(bytes: Uint8Array, count: number): Float64Array {
  if (bytes.length === 8 * count) return numbersOfBytes(bytes);
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (count >= fewest && bytes.length === 8) {
    const [first, step] = [words.getUint32(0, true), words.getUint32(4, true)];
    return Float64Array.from({ length: count }, (_, i) => first + i * step);
  }
  if (bytes.length !== 4 * count) throw new Error(`${bytes.length} bytes cannot be ${count} places.`);
  return Float64Array.from({ length: count }, (_, i) => words.getUint32(4 * i, true));
}

function areWords(places: ArrayLike<number>): boolean {
  for (let i = 0; i < places.length; i++) if (places[i]! >>> 0 !== places[i]) return false;
  return true;
}

function isOneStep(places: ArrayLike<number>, step: number): boolean {
  for (let i = 2; i < places.length; i++) if (places[i]! - places[i - 1]! !== step) return false;
  return true;
}

function bytesOfWords(words: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(4 * words.length);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < words.length; i++) view.setUint32(4 * i, words[i]!, true);
  return bytes;
}
