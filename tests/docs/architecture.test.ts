import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { migrations } from "@/lib/store/migrations/migrations";

const root = resolve(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const page = read("docs/architecture.md");

/** The rows of the table of folders: what each may import, as the page says it. */
const rows = new Map(
  Array.from(page.matchAll(/^\| `([\w/]+)` \| .* \| (.+) \|$/gm), ([, folder, may]) => [folder!, may!]),
);

describe("docs/architecture.md", () => {
  it("has a row for every folder of lib, and none for what is not there", () => {
    const folders = readdirSync(join(root, "lib")).map((name) => `lib/${name}`);
    expect([...rows.keys()].filter((folder) => folder.startsWith("lib/")).sort()).toEqual(folders.sort());
    for (const folder of rows.keys())
      expect([folder, existsSync(join(root, folder))]).toEqual([folder, true]);
  });

  it("says of each folder the imports that the linter allows", () => {
    const rules = /const mayImport = \{\n([^]*?)\n\};/.exec(read("eslint.config.mjs"))?.[1] ?? "";
    const linted = Array.from(rules.matchAll(/^ {2}"?([\w/]+)"?: \[(.*)\],$/gm), ([, folder, list]) => ({
      folder: folder!,
      may: Array.from(list!.matchAll(/"lib\/(\w+)"/g), ([, name]) => name!),
    }));
    expect(linted.length).toBeGreaterThan(10);
    for (const { folder, may } of linted) {
      const said = rows.get(folder) === "nothing of ours" ? [] : rows.get(folder)?.split(", ");
      expect([folder, said?.sort()]).toEqual([folder, may.sort()]);
    }
  });

  it("names only files that there are, and every migration", () => {
    const paths = Array.from(
      page.matchAll(/`((?:lib|app|components|scripts|tests)\/[\w/.-]+)`/g),
      ([, path]) => path!,
    );
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    const all = readdirSync(join(root, "lib"), { recursive: true, encoding: "utf8" }).map((name) =>
      name.replace(/.*[/\\]/, ""),
    );
    const names = Array.from(page.matchAll(/`([\w-]+\.ts)`/g), ([, name]) => name!);
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !all.includes(name))).toEqual([]);
    for (const name of Object.keys(migrations)) expect(page).toContain(`\`${name}\``);
  });
});
