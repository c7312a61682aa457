import { describe, expect, it } from "vitest";
import { fileLines, lineLimit } from "@/lib/server/file-lines";
import type { Dataset, Store } from "@/lib/store/store";

/** A store that holds one text, cut into pieces at the given places. */
function storeOf(pieces: (string | Uint8Array)[], linesBefore = 0): Store {
  const bytes = pieces.map((piece) => (typeof piece === "string" ? new TextEncoder().encode(piece) : piece));
  async function* chunks() {
    yield* bytes;
  }
  return { readFileFrom: async () => ({ linesBefore, chunks: chunks() }) } as unknown as Store;
}

const dataset = (more: Partial<Dataset> = {}) =>
  ({ sha256: "0".repeat(64), encoding: "UTF-8", lineEnds: "LF", ...more }) as Dataset;

const texts = async (store: Store, from: number, to: number, of = dataset()) =>
  (await fileLines(store, of, from, to)).map(({ line, text }) => `${line}:${text}`);

describe("fileLines", () => {
  it("gives the lines asked for, the last one without an end too", async () => {
    expect(await texts(storeOf(["a\nb\nc"]), 2, 9)).toEqual(["2:b", "3:c"]);
  });

  it("gives no line after a last line end, and an empty line where one stands", async () => {
    expect(await texts(storeOf(["a\n\nb\n"]), 1, 9)).toEqual(["1:a", "2:", "3:b"]);
  });

  it("counts from the lines before a piece that begins within a line", async () => {
    expect(await texts(storeOf(["tail of 7\n8\n9\n"], 6), 8, 8)).toEqual(["8:8"]);
  });

  it("leaves CR LF off, also where a cut lies between the two", async () => {
    expect(await texts(storeOf(["a\r", "\nb\r\nc"]), 1, 3, dataset({ lineEnds: "CRLF" }))).toEqual([
      "1:a",
      "2:b",
      "3:c",
    ]);
  });

  it("ends lines at CR in a file that has no other end", async () => {
    expect(await texts(storeOf(["a\rb\rc"]), 1, 3, dataset({ lineEnds: "CR" }))).toEqual([
      "1:a",
      "2:b",
      "3:c",
    ]);
  });

  it("joins a character that a cut parts, and reads UTF-16", async () => {
    const bytes = new TextEncoder().encode("é\n");
    expect(await texts(storeOf([bytes.slice(0, 1), bytes.slice(1)]), 1, 1)).toEqual(["1:é"]);
    const wide = Uint8Array.from([0xff, 0xfe, 0x41, 0, 0x0a, 0, 0x42, 0]);
    expect(await texts(storeOf([wide]), 1, 2, dataset({ encoding: "UTF-16LE" }))).toEqual(["1:A", "2:B"]);
  });

  it("cuts a long line and says how much is left out", async () => {
    const [line] = await fileLines(storeOf(["x".repeat(3000), "x".repeat(3000) + "\r\n"]), dataset(), 1, 1);
    expect(line?.text.length).toBe(lineLimit);
    expect(line?.cut).toBe(6000 - lineLimit);
  });
});
