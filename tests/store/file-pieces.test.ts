import { describe, expect, it } from "vitest";
import { CountedChunks, filePieces, pieceLength } from "@/lib/store/file-pieces";

const plain = { encoding: "utf-8", lineEnds: "LF" };

/** Lines of unlike lengths, some of them empty, on more than three pieces. */
const bytes = Buffer.from(Array.from({ length: 60_000 }, (_, i) => "x".repeat(i % 131) + "\n").join(""));

function chunked(length: number): () => Uint8Array[] {
  const count = Math.ceil(bytes.length / length);
  return () => Array.from({ length: count }, (_, i) => bytes.subarray(i * length, (i + 1) * length));
}

/** As the text says. */
const expected = Array.from({ length: Math.ceil(bytes.length / pieceLength) }, (_, i) => {
  return bytes.toString("latin1", 0, i * pieceLength).split("\n").length - 1;
});

describe("line ends before each piece of a file", () => {
  it.each([1000, 65_536, pieceLength, pieceLength + 1, 3 * pieceLength + 5, bytes.length])(
    "are counted while chunks of %i bytes pass",
    (length) => {
      const counted = new CountedChunks(chunked(length));
      expect(Buffer.concat(Array.from(counted.pass())).equals(bytes)).toBe(true);
      expect(counted.lineEndsBefore(plain)).toEqual(expected);
    },
  );
  it("are those that are stored where nobody counted them", () => {
    const pieces = filePieces(chunked(65_536)(), { ...plain, bytes: bytes.length });
    expect(Array.from(pieces, ({ linesBefore }) => linesBefore)).toEqual(expected);
  });
  it("are those of the first pass to come to the end, whatever comes after", () => {
    const counted = new CountedChunks(chunked(65_536));
    counted.pass().next();
    expect(counted.lineEndsBefore(plain)).toBeNull();
    for (let pass = 0; pass < 2; pass++)
      expect(Array.from(counted.pass())).toHaveLength(chunked(65_536)().length);
    counted.pass().next();
    expect(counted.lineEndsBefore(plain)).toEqual(expected);
  });
  it.each([
    { encoding: "utf-8", lineEnds: "CR" },
    { encoding: "utf-16le", lineEnds: "LF" },
    { encoding: "utf-16be", lineEnds: "CRLF" },
  ])("are not counted by the line feed in %o", (format) => {
    const counted = new CountedChunks(chunked(65_536));
    Array.from(counted.pass());
    expect(counted.lineEndsBefore(format)).toBeNull();
  });
  it("of a file that ends with its piece: none is empty", () => {
    const counted = new CountedChunks(() => [bytes.subarray(0, pieceLength)]);
    Array.from(counted.pass());
    expect(counted.lineEndsBefore(plain)).toEqual([0]);
  });
});
