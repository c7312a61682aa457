import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { fileFromBytes, fileFromChunks, headBytes } from "@/lib/importers/source-file";

const bytes = Uint8Array.from({ length: 3_000_001 }, (_, i) => (i * 31) % 251);
const sha256 = createHash("sha256").update(bytes).digest("hex");

function joined(chunks: Iterable<Uint8Array>): Buffer {
  return Buffer.concat(Array.from(chunks, (chunk) => Buffer.from(chunk)));
}

describe("fileFromBytes", () => {
  it("knows size, hash and head, and can be read again and again", () => {
    const file = fileFromBytes("a.csv", bytes);
    expect(file).toMatchObject({ name: "a.csv", size: bytes.length, sha256 });
    expect(file.head).toHaveLength(headBytes);
    for (let pass = 0; pass < 2; pass++) expect(joined(file.chunks()).equals(Buffer.from(bytes))).toBe(true);
  });

  it("is no trouble when empty", () => {
    const file = fileFromBytes("empty", new Uint8Array(0));
    expect(file.size).toBe(0);
    expect([...file.chunks()]).toEqual([]);
  });
});

describe("fileFromChunks", () => {
  /** One buffer, filled again and again, as a reader of files does it. */
  function* reused(): Generator<Uint8Array> {
    const buffer = new Uint8Array(70_000);
    for (let from = 0; from < bytes.length; from += buffer.length) {
      const part = bytes.subarray(from, from + buffer.length);
      buffer.set(part);
      yield buffer.subarray(0, part.length);
    }
  }

  it("is the file of the same bytes, whatever the chunks", () => {
    const file = fileFromChunks("a.csv", reused);
    const whole = fileFromBytes("a.csv", bytes);
    expect(file).toMatchObject({ size: whole.size, sha256: whole.sha256 });
    expect(Buffer.from(file.head).equals(Buffer.from(whole.head))).toBe(true);
  });

  it("believes a size and hash that are known already", () => {
    expect(fileFromChunks("a.csv", reused, { size: 1, sha256: "ab" })).toMatchObject({
      size: 1,
      sha256: "ab",
    });
  });
});
