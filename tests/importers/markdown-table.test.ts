import { describe, expect, it } from "vitest";
import { pointsJsonText } from "@/lib/export/points-json";
import { readFile } from "@/lib/importers/index";
import { fileFromBytes } from "@/lib/importers/source-file";
import { caseFolders, expectAsInFolder, withoutPlaces } from "./case-folder";

describe.each(caseFolders("markdown-table"))("markdown-table: $name", (folder) => {
  it("reads what the case says", () => {
    expectAsInFolder(readFile(fileFromBytes(folder.fileName, folder.bytes)), folder);
  });

  it("reads the same under a neutral file name", () => {
    expectAsInFolder(readFile(fileFromBytes("data.bin", folder.bytes)), folder);
  });

  it("gives the same points after export and import", () => {
    const read = readFile(fileFromBytes(folder.fileName, folder.bytes));
    const text = [
      ...pointsJsonText({ ...read, importer: read.importer?.id ?? null }, { samples: true }),
    ].join("");
    const again = readFile(fileFromBytes("again.json", new TextEncoder().encode(text)));
    expect(again.points.map(withoutPlaces)).toEqual(read.points.map(withoutPlaces));
  });
});
