import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { headText, surveyText, textChunks, Undecodable, wholeText } from "@/lib/importers/decode";
import { fileFromBytes, fileFromChunks, type SourceFile } from "@/lib/importers/source-file";
import { bytesOf, hostile, isHostileMissing } from "./text-of";

function file(bytes: Uint8Array | string): SourceFile {
  return fileFromBytes("x", typeof bytes === "string" ? bytesOf(bytes) : bytes);
}

function utf16(text: string, order: "le" | "be", mark: boolean): Uint8Array {
  const bytes = Buffer.from((mark ? "\ufeff" : "") + text, "utf16le");
  return new Uint8Array(order === "le" ? bytes : bytes.swap16());
}

describe("surveyText finds the encoding", () => {
  it.each([
    ["plain", bytesOf("a,b\n"), "UTF-8"],
    ["letters of all kinds", bytesOf("größe,名前\n"), "UTF-8"],
    ["a mark", bytesOf("\ufeffa,b\n"), "UTF-8 with BOM"],
    ["two bytes, little end first, with mark", utf16("a,b\nc", "le", true), "UTF-16LE"],
    ["two bytes, big end first, with mark", utf16("a,b\nc", "be", true), "UTF-16BE"],
    ["two bytes, little end first", utf16("a,b\nc", "le", false), "UTF-16LE"],
    ["two bytes, big end first", utf16("a,b\nc", "be", false), "UTF-16BE"],
    ["Western letters of one byte", Uint8Array.of(0x63, 0x61, 0x66, 0xe9, 0x2c, 0xb5, 0x73), "windows-1252"],
  ])("%s: %s", (_, bytes, encoding) => expect(surveyText(file(bytes)).facts?.encoding).toBe(encoding));

  it.each([
    ["nothing", new Uint8Array(0), "an empty file"],
    ["a PNG", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d), "a PNG image"],
    ["gzip", Uint8Array.of(0x1f, 0x8b, 8, 0), "a gzip archive"],
    ["SQLite", bytesOf("SQLite format 3\0"), "an SQLite database"],
    ["control characters", Uint8Array.from({ length: 64 }, (_, i) => (i % 8) + 1), "a binary file"],
    ["a zero byte", bytesOf("a,b\n1,\0\n"), "a zero byte"],
    ["Cyrillic letters of one byte", Uint8Array.of(0xe8, 0xec, 0xff, 0x2c, 0x0a), "bytes that are not UTF-8"],
    ["broken UTF-8", Uint8Array.of(0x61, 0x0a, 0xc3, 0x28), "bytes that are not UTF-8"],
    ["half a letter at the end", Uint8Array.of(0x61, 0x0a, 0xe2, 0x82), "bytes that are not UTF-8"],
  ])("%s is refused", (_, bytes, found) => expect(surveyText(file(bytes)).problem?.found).toBe(found));

  it("names the line of the first bad byte, far into the file", () => {
    const lines = "1234567,abcdefgh\n".repeat(20_000);
    const bytes = Buffer.concat([Buffer.from(lines), Buffer.from([0xff, 0xfe, 0x0a])]);
    expect(surveyText(file(bytes)).problem?.where).toEqual({ line: 20_001 });
  });
});

describe("surveyText counts lines and names their ends", () => {
  it.each([
    ["a\nb\n", "LF", 2],
    ["a\nb", "LF", 2],
    ["a\r\nb\r\n", "CRLF", 2],
    ["a\rb\r", "CR", 2],
    ["a\nb\r\n", "mixed", 2],
    ["a", null, 1],
    ["\n", "LF", 1],
  ])("%o: %s, %d", (text, lineEnds, lines) => {
    expect(surveyText(file(text)).facts).toMatchObject({ lineEnds, lines });
  });
});

describe("textChunks", () => {
  it("gives the text back, however the bytes are cut", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 300 }).map((each) => each.replaceAll("\0", "0"));
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 7 }), (written, step) => {
        const bytes = bytesOf(`a${written}`);
        const cut = function* () {
          for (let from = 0; from < bytes.length; from += step) yield bytes.slice(from, from + step);
        };
        const chunked = fileFromChunks("x", cut);
        expect([...textChunks(chunked, { encoding: "UTF-8" })].join("")).toBe(`a${written}`);
      }),
      { seed: 5 },
    );
  });

  it("holds no letter of long text without ASCII back for ever", () => {
    const text = "名".repeat(200_000);
    expect([...textChunks(file(text), { encoding: "UTF-8" })].join("")).toBe(text);
  });

  it("throws Undecodable where the head promised what the rest breaks", () => {
    const bytes = Buffer.concat([Buffer.alloc(400_000, "a\n"), Buffer.from([0xff])]);
    expect(() => [...textChunks(file(bytes), { encoding: "UTF-8" })]).toThrow(Undecodable);
  });

  it("takes every mark at the beginning off", () => {
    expect([...textChunks(file("\ufeff\ufeffid"), { encoding: "UTF-8 with BOM" })].join("")).toBe("id");
  });
});

describe("wholeText and headText", () => {
  it("give the text, or say why not", () => {
    expect(wholeText(file("ab"))).toEqual({ text: "ab" });
    expect(wholeText(file("abc"), 2)).toMatchObject({ problem: { found: "3 bytes" } });
    expect(wholeText(file(""))).toMatchObject({ problem: { found: "an empty file" } });
    expect(headText(file("ab"))).toBe("ab");
    expect(headText(file(Uint8Array.of(0x1f, 0x8b)))).toBeNull();
  });
});

describe.skipIf(isHostileMissing)("hostile/derived/encodings (skipped without ../shared)", () => {
  const encodings: [string, string | null][] = [
    ["csv-spectrum-utf8.utf16-bom.csv", "UTF-16LE"],
    ["csv-spectrum-utf8.utf16be-nobom.csv", "UTF-16BE"],
    ["csv-spectrum-utf8.utf16le-nobom.csv", "UTF-16LE"],
    ["csv-spectrum-utf8.utf8-bom.csv", "UTF-8 with BOM"],
    ["naughty.utf16-bom.csv", "UTF-16LE"],
    ["naughty.utf16be-nobom.csv", "UTF-16BE"],
    ["naughty.utf16le-nobom.csv", "UTF-16LE"],
    ["naughty.utf8-bom.csv", "UTF-8 with BOM"],
    ["double-bom.csv", "UTF-8 with BOM"],
    ["eu.cp1252.csv", "windows-1252"],
    ["eu.latin-1.csv", "windows-1252"],
    ["jp.utf-16.csv", "UTF-16LE"],
    ["jp.utf-8.csv", "UTF-8"],
    // Never read as something that they may not be:
    ["csv-spectrum-utf8.utf32-bom.csv", null],
    ["naughty.utf32-bom.csv", null],
    ["eu.cp1251.csv", null],
    ["eu.gb18030.csv", null],
    ["eu.koi8-r.csv", null],
    ["invalid-utf8.csv", null],
    ["jp.cp932.csv", null],
    ["jp.euc_jp.csv", null],
    ["jp.iso2022_jp.csv", null],
    ["jp.shift_jis.csv", null],
    ["nul-bytes.csv", null],
  ];

  it.each(encodings)("%s: %s", (name, encoding) => {
    const bytes = readFileSync(`${hostile}derived/encodings/${name}`);
    const { facts, problem } = surveyText(file(new Uint8Array(bytes)));
    expect(facts?.encoding ?? null).toBe(encoding);
    expect(problem === null).toBe(encoding !== null);
  });

  it.each(["utf16-bom", "utf16be-nobom", "utf16le-nobom"])(
    "naughty.%s.csv is the text of naughty.utf8-bom.csv",
    (name) => {
      const text = (each: string) => {
        const read = wholeText(
          file(new Uint8Array(readFileSync(`${hostile}derived/encodings/naughty.${each}.csv`))),
        );
        return "text" in read ? read.text : null;
      };
      expect(text(name)).toBe(text("utf8-bom"));
    },
  );
});
