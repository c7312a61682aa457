import { zipSync, type Zippable } from "fflate";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { archiveLimit, entryLimit, isArchive, openArchive, safePath } from "@/lib/importers/archive";
import { readFiles } from "@/lib/importers/read-files";
import { fileFromBytes, type SourceFile } from "@/lib/importers/source-file";
import { bytesOf } from "./text-of";

const limits = { bytes: 64 * 1024 * 1024 };
const table = "metric,value,unit,system\nttft,45,ms,vLLM\n";

// Made by Python's zipfile: a folder, runs/a.csv (deflated), runs/stored.csv (stored), readme.txt, a comment at the end.
const byPython =
  "UEsDBBQAAAAIAIMYIlgAAAAAAgAAAAAAAAAFAAAAcnVucy8DAFBLAwQUAAAACACDGCJYAhPvSy8AAACpAAAACgAAAHJ1bnMvYS5jc3bLTS0pykzWKUvMKU3VKc3LLNEpriwuSc3lKilJK9ExMdXJLdYp8/HxhfLNB4wPAFBLAwQUAAAAAACDGCJYprcFaisAAAArAAAADwAAAHJ1bnMvc3RvcmVkLmNzdm1ldHJpYyx2YWx1ZSx1bml0LHN5c3RlbQp0dGZ0LDUwLG1zLFNHTGFuZwpQSwMEFAAAAAgAgxgiWHJDXLwLAAAACQAAAAoAAAByZWFkbWUudHh0c0lNLFJIzMnhAgBQSwECFAMUAAAACACDGCJYAAAAAAIAAAAAAAAABQAAAAAAAAAAAAAAgAEAAAAAcnVucy9QSwECFAMUAAAACACDGCJYAhPvSy8AAACpAAAACgAAAAAAAAAAAAAAgAElAAAAcnVucy9hLmNzdlBLAQIUAxQAAAAAAIMYIlimtwVqKwAAACsAAAAPAAAAAAAAAAAAAACAAXwAAABydW5zL3N0b3JlZC5jc3ZQSwECFAMUAAAACACDGCJYckNcvAsAAAAJAAAACgAAAAAAAAAAAAAAgAHUAAAAcmVhZG1lLnR4dFBLBQYAAAAABAAEAOAAAAAHAQAADgBtYWRlIGJ5IFB5dGhvbg==";

// Made by Info-ZIP: zip -X -P secret enc.zip a.csv
const withPassword =
  "UEsDBAoACQAAAL0TeV3y+ye0IQAAABUAAAAFAAAAYS5jc3bg1iKgosl6M1cFXFyT8LgQIFRYc6XPVJ4wYPNaNDsnuTtQSwcI8vsntCEAAAAVAAAAUEsBAh4DCgAJAAAAvRN5XfL7J7QhAAAAFQAAAAUAAAAAAAAAAQAAAKSBAAAAAGEuY3N2UEsFBgAAAAABAAEAMwAAAFQAAAAAAA==";

function fromBase64(text: string): SourceFile {
  return fileFromBytes(
    "results.zip",
    Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)),
  );
}

function zip(files: Zippable, change: (bytes: Uint8Array) => void = () => {}): SourceFile {
  const bytes = zipSync(files);
  change(bytes);
  return fileFromBytes("results.zip", bytes);
}

function paths(file: SourceFile): [string, string | null][] {
  return openArchive(file, limits).entries.map(({ path, problem }) => [path, problem?.found ?? null]);
}

/** The directory's record of the only file. */
function directoryAt(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return view.getUint32(bytes.length - 22 + 16, true);
}

describe("openArchive", () => {
  it("gives the files of an archive that another program made, byte for byte, and says what it passed over", () => {
    const { entries, notes, problem } = openArchive(fromBase64(byPython), limits);
    expect(problem).toBeNull();
    expect(entries.map(({ path, file }) => [path, file?.size])).toEqual([
      ["runs/a.csv", 169],
      ["runs/stored.csv", 43],
      ["readme.txt", 9],
    ]);
    // By Python's hashlib of what went in.
    expect(entries[0]!.file!.sha256).toBe("28f8aa284f7175f8c732cfc6c5bba40e35d6e9872d391b55735e73bf83ecd41c");
    expect(notes).toEqual(["Folders of the archive are no files: 1 passed over."]);
  });

  it("gives the bytes again at each pass", () => {
    const [entry] = openArchive(zip({ "a.csv": bytesOf(table) }), limits).entries;
    const text = () => Array.from(entry!.file!.chunks(), (chunk) => new TextDecoder().decode(chunk)).join("");
    expect([text(), text()]).toEqual([table, table]);
  });

  it("passes over folders, hidden files and macOS's own, and says so", () => {
    const files = zip({
      "a/": new Uint8Array(),
      "a/b.csv": bytesOf(table),
      "__MACOSX/a/._b.csv": bytesOf("x"),
      ".git/config": bytesOf("x"),
      "a/.DS_Store": bytesOf("x"),
    });
    const { entries, notes } = openArchive(files, limits);
    expect(entries.map(({ path }) => path)).toEqual(["a/b.csv"]);
    expect(notes).toEqual([
      "Folders of the archive are no files: 1 passed over.",
      "Hidden files are not read: 3 passed over.",
    ]);
  });

  it("shortens names that lead out of the archive, and says so", () => {
    const files = zip({ "../../etc/run.csv": bytesOf(table), "ok/run.csv": bytesOf(table) });
    const { entries, notes } = openArchive(files, limits);
    expect(entries.map(({ path }) => path)).toEqual(["etc/run.csv", "ok/run.csv"]);
    expect(notes).toEqual(["Names that lead out of the archive were shortened to what is within it: 1."]);
  });

  it.each([
    ["/etc/passwd", "etc/passwd"],
    ["C:\\runs\\a.csv", "runs/a.csv"],
    ["a/./b//c.csv", "a/b/c.csv"],
    ["..\\..\\a.csv", "a.csv"],
    ["a\u0000b\r\n.csv", "ab.csv"],
    ["../..", null],
  ])("safePath(%j) is %j", (path, safe) => {
    expect(safePath(path)).toBe(safe);
  });

  it("does not open an archive within the archive, and says which", () => {
    const inner = zipSync({ "x.csv": bytesOf(table) });
    expect(paths(zip({ "inner.zip": [inner, { level: 0 }], "b.csv": bytesOf(table) }))).toEqual([
      ["inner.zip", "a zip archive"],
      ["b.csv", null],
    ]);
  });

  it("refuses a file with a password, and names it", () => {
    expect(paths(fromBase64(withPassword))).toEqual([["a.csv", "an encrypted file"]]);
  });

  it("refuses a file packed by a method that it does not know", () => {
    const bzip2 = zip({ "a.csv": bytesOf(table) }, (bytes) => (bytes[directoryAt(bytes) + 10] = 12));
    expect(paths(bzip2)).toEqual([["a.csv", "a file packed by method 12"]]);
  });

  it("refuses bytes that are not those that were packed", () => {
    const other = zip({ "a.csv": [bytesOf(table), { level: 0 }] }, (bytes) => (bytes[40] = 0x2a));
    expect(paths(other)).toEqual([["a.csv", "bytes that are not those that were packed"]]);
  });

  it("unpacks no more than the directory states", () => {
    const lie = zip({ "a.csv": bytesOf(table.repeat(100)) }, (bytes) => {
      new DataView(bytes.buffer).setUint32(directoryAt(bytes) + 24, 10, true);
    });
    expect(paths(lie)).toEqual([["a.csv", "more than the 10 bytes that are stated"]]);
  });

  it("refuses an archive whose files are more than an upload may have", () => {
    const { entries, problem } = openArchive(zip({ "a.csv": new Uint8Array(2000) }), { bytes: 1999 });
    expect(entries).toEqual([]);
    expect(problem).toEqual({
      where: null,
      found: "an archive whose files have 2000 bytes together",
      expected: "at most 1999",
    });
  });

  it("refuses an archive that unpacks to more than a hundred times its size", () => {
    const { problem } = openArchive(zip({ "a.csv": new Uint8Array(17 * 1024 * 1024) }), limits);
    expect(problem?.found).toMatch(/^an archive that unpacks to \d{3,4} times its size$/);
    expect(problem?.expected).toBe("at most 100 times");
  });

  it("reads small files however well they pack", () => {
    expect(paths(zip({ "a.csv": bytesOf(table.repeat(20_000)) }))).toEqual([["a.csv", null]]);
  });

  it("takes a thousand files and refuses one more", () => {
    const files = (count: number) =>
      zip(Object.fromEntries(Array.from({ length: count }, (_, i) => [`${i}.csv`, bytesOf("a")])));
    expect(openArchive(files(entryLimit), limits).entries).toHaveLength(1000);
    expect(openArchive(files(entryLimit + 1), limits).problem?.found).toBe("an archive of 1001 files");
  });

  it("refuses an archive that would not fit into memory without reading it", () => {
    const head = zipSync({ "a.csv": bytesOf(table) });
    const chunks = (): Iterable<Uint8Array> => {
      throw new Error("read");
    };
    const large = { name: "a.zip", size: archiveLimit + 1, sha256: "0", head, chunks };
    expect(openArchive(large, limits).problem?.found).toBe(`an archive of ${archiveLimit + 1} bytes`);
  });

  it("says of an archive that was cut off that it is not whole", () => {
    const bytes = zipSync({ "a.csv": bytesOf(table) });
    const cut = fileFromBytes("a.zip", bytes.subarray(0, bytes.length - 30));
    expect(openArchive(cut, limits).problem).toMatchObject({ expected: "a whole zip archive" });
  });

  it("never throws, whatever bytes an archive has", () => {
    const good = zipSync({ "a.csv": bytesOf(table), "b/c.csv": [bytesOf(table), { level: 0 }] });
    const change = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(change, fc.nat(good.length), (changes, length) => {
        const bytes = good.slice(0, length);
        for (const [at, byte] of changes) if (at < length) bytes[at] = byte;
        const { entries, problem } = openArchive(fileFromBytes("a.zip", bytes), limits);
        expect(problem === null || entries.length === 0).toBe(true);
      }),
      { numRuns: 500, seed: 1 },
    );
  });
});

describe("isArchive", () => {
  it("is true by the content, whatever the name, and also of an empty archive", () => {
    expect(isArchive(fileFromBytes("data.bin", zipSync({ a: bytesOf("x") })))).toBe(true);
    expect(isArchive(fileFromBytes("a.zip", zipSync({})))).toBe(true);
  });

  it("is false of an Office document, and of a text named .zip", () => {
    expect(isArchive(fileFromBytes("a.xlsx", zipSync({ "[Content_Types].xml": bytesOf("<x/>") })))).toBe(
      false,
    );
    expect(isArchive(fileFromBytes("a.xlsx", zipSync({ "xl/workbook.xml": bytesOf("<x/>") })))).toBe(false);
    expect(isArchive(fileFromBytes("a.zip", bytesOf(table)))).toBe(false);
  });
});

describe("readFiles", () => {
  it("reads each file of an archive as if it had been given alone", () => {
    const read = Array.from(readFiles(fromBase64(byPython), limits));
    expect(read.map(({ entry, imported }) => [entry, imported.importer?.id ?? null])).toEqual([
      ["runs/a.csv", "whisker-csv"],
      ["runs/stored.csv", "whisker-csv"],
      ["readme.txt", null],
    ]);
    expect(read[1]!.imported.points.map(({ metric, value }) => [metric, value])).toEqual([["ttft", 50]]);
    expect(read[1]!.imported.file.name).toBe("runs/stored.csv");
    expect(read[2]!.imported.problems[0]?.found).toBe("UTF-8 text of 1 line");
  });

  it("gives a file that is no archive as itself", () => {
    const read = Array.from(readFiles(fileFromBytes("a.csv", bytesOf(table)), limits));
    expect(read.map(({ entry, imported }) => [entry, imported.points.length])).toEqual([[null, 1]]);
  });

  it("gives the problem of an archive that is refused, or that has no files", () => {
    const refused = Array.from(readFiles(zip({ "a.csv": new Uint8Array(2000) }), { bytes: 10 }));
    expect(refused.map(({ entry, imported }) => [entry, imported.problems.length])).toEqual([[null, 1]]);
    const empty = Array.from(readFiles(zip({}), limits));
    expect(empty[0]!.imported.problems[0]?.found).toBe("an archive without files");
  });
});
