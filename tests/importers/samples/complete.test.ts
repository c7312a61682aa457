import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { areSamplesMissing, samples } from "../text-of";

describe.skipIf(areSamplesMissing)("files that people published (skipped without ../shared)", () => {
  it("are each stated in one of these suites: importer, points, problems, and values read independently", () => {
    const suites = readdirSync(import.meta.dirname)
      .filter((name) => name.endsWith(".test.ts") && name !== basename(import.meta.filename))
      .map((name) => readFileSync(`${import.meta.dirname}/${name}`, "utf8"))
      .join("\n");
    const files = readdirSync(samples, { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile() && entry.name !== "INDEX.tsv" && !entry.name.startsWith("."),
    );
    expect(files.length).toBeGreaterThan(100);
    expect(files.map(({ name }) => name).filter((name) => !suites.includes(name))).toEqual([]);
  });
});
