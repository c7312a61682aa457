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

// What follows runs for each four bytes of a large file. Numbers stand in it as they are: a constant of the module is looked
// up, and found to be an integer, each time.

/** A word of four times the same byte. */
export function wordOf(byte: number): number {
  return Math.imul(byte, 0x01010101);
}

/**
 * The high bit of the first byte of a word that is 0; those of bytes behind it may be set as well, of bytes before it none
 * is (A. Mycroft's test, H. S. Warren, Hacker's Delight, 6-1). So `zeroMarks(word ^ wordOf(b))` tells where the word has b.
 */
export function zeroMarks(word: number): number {
  return (word - 0x01010101) & ~word & 0x80808080;
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
    if (((word | (word - 0x20202020) | (word + 0x01010101)) & 0x80808080) !== 0) return false;
  }
  for (; at < to; at++) if (bytes[at]! < 32 || bytes[at]! > 126) return false;
  return true;
}

/**
 * The hash of bytes that goes on with those of [from, to), and with how many they are. Eight of them a round, since each
 * round has to wait for the one before it; the last may be taken twice.
 */
export function hashOfBytes(
  hash: number,
  bytes: Uint8Array,
  words: DataView,
  from: number,
  to: number,
): number {
  let next = mixed(hash, to - from);
  let at = from;
  for (; at + 8 <= to; at += 8) {
    const second = Math.imul(words.getInt32(at + 4, true), 0x85ebca6b);
    next = mixed(next, words.getInt32(at, true) ^ second ^ (second >>> 15));
  }
  if (at + 4 <= to) {
    next = mixed(next, words.getInt32(at, true));
    at += 4;
  }
  if (at < to && to - from >= 4) return mixed(next, words.getInt32(to - 4, true));
  for (; at < to; at++) next = mixed(next, bytes[at]!);
  return next;
}

/** A multiplication never brings a word's high bits to the low ones. */
function mixed(hash: number, word: number): number {
  const product = Math.imul(hash ^ word, 0xcc9e2d51);
  return product ^ (product >>> 15);
}
