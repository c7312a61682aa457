import { describe, expect, it } from "vitest";
import { pointsCsv } from "@/lib/export/points-csv";
import { pointsJsonText } from "@/lib/export/points-json";
import { readFile, type Imported } from "@/lib/importers/index";
import { fileFromBytes } from "@/lib/importers/source-file";
import { caseFolders, expectAsInFolder, importersWithCases, withoutPlaces } from "./case-folder";

function read(name: string, content: Uint8Array | string): Imported {
  return readFile(
    fileFromBytes(name, typeof content === "string" ? new TextEncoder().encode(content) : content),
  );
}

describe.each(importersWithCases())("%s", (importer) => {
  describe.each(caseFolders(importer))("$name", (folder) => {
    it("reads what the case says", () => {
      expectAsInFolder(read(folder.fileName, folder.bytes), folder);
    });

    it("reads the same under a neutral file name", () => {
      expectAsInFolder(read("data.bin", folder.bytes), folder);
    });
  });
});

const every = importersWithCases().flatMap((importer) =>
  caseFolders(importer).map((folder) => ({ ...folder, importer })),
);

describe.each(every.filter(({ expected }) => expected.count > 0))("$importer: $name", (folder) => {
  const { points, problems, importer } = read(folder.fileName, folder.bytes);

  it.each(["people", "raw"] as const)("pointsCsv(points, %o) imports to the same points", (form) => {
    const again = read("again.csv", pointsCsv(points, form));
    expect(again.problems).toEqual([]);
    expect(again.importer?.id).toBe("whisker-csv");
    expect(again.points.map(withoutPlaces)).toEqual(points.map(withoutPlaces));
  });

  it("pointsJsonText imports to the same points", () => {
    const file = { name: "x", sha256: "x", bytes: 0 };
    const json = pointsJsonText(
      { file, points, problems, notes: [], importer: importer!.id },
      { samples: true },
    );
    const again = read("again.json", Array.from(json).join(""));
    expect(again.points.map(withoutPlaces)).toEqual(points.map(withoutPlaces));
  });
});
