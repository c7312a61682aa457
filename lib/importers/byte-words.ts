/**
 * Bytes read four at a time, as 32-bit words, for what is asked of each byte of a large file. Words are little-endian whatever
 * the machine is.
 */
export class WordsOf {
  private bytes: Uint8Array = new Uint8Array(0);
  private view = new DataView(this.bytes.buffer);

  /** The same view as long as the same bytes are asked for. */
  of(bytes: Uint8Array): DataView {
    if (bytes === this.bytes) return this.view;
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    return this.view;
  }
}

const ones = 0x01010101;
const spaces = 0x20202020;
const lowBits = 0x7f7f7f7f;
const highBits = 0x80808080 | 0;

/** A word of four times the same byte. */
export function wordOf(byte: number): number {
  return Math.imul(byte, ones);
}

/**
 * The high bit of each byte of a word that is 0 (H. S. Warren, Hacker's Delight, 6-1, the form without borrows). So
 * `zeroBytes(word ^ wordOf(b))` marks where the word has b.
 */
export function zeroBytes(word: number): number {
  return ~(((word & lowBits) + lowBits) | word | lowBits);
}

/** Index, from 0 to 3, of the first byte that is marked; of no mark it must not be asked. */
export function firstMarked(marks: number): number {
  return (31 - Math.clz32(marks & -marks)) >> 3;
}

/** Whether bytes are all printable ASCII: from a space on, and below DEL. */
export function arePrintable(bytes: Uint8Array, words: DataView, from: number, to: number): boolean {
  let at = from;
  for (; at + 4 <= to; at += 4) {
    const word = words.getInt32(at, true);
    // No high bit, and none after 32 is taken from each byte or 1 is added: a borrow or carry comes only from a byte that fails.
    if (((word | (word - spaces) | (word + ones)) & highBits) !== 0) return false;
  }
  for (; at < to; at++) if (bytes[at]! < 32 || bytes[at]! > 126) return false;
  return true;
}

/** The hash of bytes that goes on with those of [from, to), and with how many they are. */
export function hashOfBytes(
  hash: number,
  bytes: Uint8Array,
  words: DataView,
  from: number,
  to: number,
): number {
  let next = hash;
  let at = from;
  for (; at + 4 <= to; at += 4) next = mixed(next, words.getInt32(at, true));
  for (; at < to; at++) next = mixed(next, bytes[at]!);
  return mixed(next, to - from);
}

/** By MurmurHash3's round: a multiplication alone would never bring a word's high bits to the low ones. */
function mixed(hash: number, word: number): number {
  const turned = Math.imul(word, 0xcc9e2d51);
  const next = hash ^ Math.imul((turned << 15) | (turned >>> 17), 0x1b873593);
  return (Math.imul((next << 13) | (next >>> 19), 5) + 0xe6546b64) | 0;
}
