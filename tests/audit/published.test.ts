import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { audit } from "@/lib/audit/audit";
import { readFile } from "@/lib/importers/index";
import { fileFromBytes } from "@/lib/importers/source-file";
import { areSamplesMissing, samples } from "../importers/text-of";

/** Every contradiction that a published file really has: where, by which rule, and its sum. */
const contradictions: readonly (readonly [file: string, rule: string, sum: string])[] = [];

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => join(folder, name));
}

/** What the audit calls impossible or inconsistent in a file. */
function accusations(path: string) {
  const { points } = readFile(fileFromBytes(path.split("/").at(-1)!, readFileSync(path)));
  return audit(points)
    .filter(({ level }) => level === "impossible" || level === "inconsistent")
    .map(({ rule, sum }) => [rule, sum] as const);
}

describe.skipIf(areSamplesMissing)("results that people published (skipped without ../shared)", () => {
  it.each(filesBelow(samples).map((path) => [path.slice(samples.length), path]))(
    "%s: no number is called impossible or inconsistent that is not",
    (name, path) => {
      const expected = contradictions.filter(([file]) => file === name).map(([, rule, sum]) => [rule, sum]);
      expect(accusations(path)).toEqual(expected);
    },
  );
});

describe("results that ship", () => {
  it.each(["published", "measured"])("data/%s: no number is called impossible or inconsistent", (folder) => {
    for (const path of filesBelow(join(import.meta.dirname, "../../data", folder)))
      expect([path, accusations(path)]).toEqual([path, []]);
  });
});
