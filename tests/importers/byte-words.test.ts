import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  arePrintable,
  firstMarked,
  hashOfBytes,
  wordOf,
  WordsOf,
  zeroMarks,
} from "@/lib/importers/byte-words";

const someBytes = fc.uint8Array({ maxLength: 30 });
/** Bytes of which many are those that a test of a word could get wrong: 0, 1, and those around 127. */
const edgeByte = fc.oneof(fc.constantFrom(0, 1, 31, 32, 33, 126, 127, 128, 129, 254, 255), fc.nat(255));

describe("zeroMarks", () => {
  it("marks the first byte that is 0, and none before it", () => {
    fc.assert(
      fc.property(fc.tuple(edgeByte, edgeByte, edgeByte, edgeByte), (bytes) => {
        const word = new DataView(Uint8Array.from(bytes).buffer).getInt32(0, true);
        const marks = zeroMarks(word);
        expect(marks === 0 ? -1 : firstMarked(marks)).toBe(bytes.indexOf(0));
      }),
    );
  });

  it("finds a byte that a word has", () => {
    const word = new DataView(new TextEncoder().encode("ab,c").buffer).getInt32(0, true);
    expect(firstMarked(zeroMarks(word ^ wordOf(44)))).toBe(2);
    expect(zeroMarks(word ^ wordOf(59))).toBe(0);
  });
});

describe("arePrintable", () => {
  it("is true of bytes from 32 to 126 only, wherever they stand", () => {
    fc.assert(
      fc.property(fc.array(edgeByte, { maxLength: 12 }), fc.nat(12), (all, start) => {
        const bytes = Uint8Array.from(all);
        const from = Math.min(start, bytes.length);
        const expected = all.slice(from).every((byte) => byte >= 32 && byte <= 126);
        expect(arePrintable(bytes, new WordsOf().of(bytes), from, bytes.length)).toBe(expected);
      }),
    );
  });
});

describe("hashOfBytes", () => {
  const hashOf = (bytes: Uint8Array, from = 0, to = bytes.length) =>
    hashOfBytes(0, bytes, new WordsOf().of(bytes), from, to);

  it("is that of the bytes, not of where they stand", () => {
    fc.assert(
      fc.property(someBytes, someBytes, someBytes, (before, bytes, after) => {
        const all = Uint8Array.from([...before, ...bytes, ...after]);
        expect(hashOf(all, before.length, before.length + bytes.length)).toBe(hashOf(bytes));
      }),
    );
  });

  it("differs in its low bits too where bytes differ in a high one, or in how many they are", () => {
    const hashes = ["abcd", "abce", "abc\u007f", "abc", "abc\u0000", ""].map(
      (text) => hashOf(new TextEncoder().encode(text)) & 0xffff,
    );
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

describe("WordsOf", () => {
  it("reads the bytes it is asked for, also of a part of a buffer and after others", () => {
    const words = new WordsOf();
    const buffer = Uint8Array.from([9, 1, 0, 0, 0, 9]);
    expect(words.of(buffer.subarray(1, 5)).getInt32(0, true)).toBe(1);
    expect(words.of(Uint8Array.from([2, 0, 0, 0])).getInt32(0, true)).toBe(2);
  });
});
