import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/importers-traps.md"), "utf8");
const rows = Array.from(page.matchAll(/^\| (.+?) \| (`.+) \|$/gm), ([, trap, test]) => ({
  trap: trap!,
  test: test!.replaceAll("\\|", "|"),
}));

function fileOf(name: string): string {
  const folder = name === "value-text" ? "points" : "importers";
  return join(root, "tests", folder, `${name}.test.ts`);
}

describe("docs/importers-traps.md", () => {
  it("has the sections 0 to 13, each with its traps", () => {
    const sections = Array.from(page.matchAll(/^## (\d+) /gm), ([, number]) => Number(number));
    expect(sections).toEqual(Array.from({ length: 14 }, (_, i) => i));
    expect(rows.length).toBeGreaterThan(100);
  });

  it.each(rows)("$trap: has a test that is there", ({ test }) => {
    const folder = /^`(cases\/[\w./-]+)`$/.exec(test)?.[1];
    if (folder !== undefined)
      return expect([folder, existsSync(join(root, "tests", folder))]).toEqual([folder, true]);
    const [, file, title] = /^`([\w-]+)`: (.+)$/.exec(test) ?? [];
    expect(readFileSync(fileOf(file!), "utf8")).toContain(title);
  });
});
