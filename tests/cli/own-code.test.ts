import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { bundled } from "../../scripts/own-code.mjs";

const home = mkdtempSync(join(tmpdir(), "whisker-own-code-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const write = (path: string, text: string) => writeFileSync(join(home, path), text);
mkdirSync(join(home, "scripts/cli"), { recursive: true });
mkdirSync(join(home, "lib/server"), { recursive: true });
write("tsconfig.json", `{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }`);
write("package-lock.json", "{}");
write("lib/word.ts", `export const word: string = "one";`);
write("scripts/cli/whisker.ts", `export { word } from "@/lib/word";`);
write("lib/server/import-worker.ts", `export const job: number = 1;`);

const said = async () => {
  const folder = await bundled(home);
  const { word } = (await import(join(folder, "whisker.js"))) as { word: string };
  return { folder, word };
};
const cache = join(home, "node_modules/.cache/whisker");

it("bundles once, however many ask at once, and anew where a source behind an entry changed", async () => {
  const folders = await Promise.all([bundled(home), bundled(home), bundled(home)]);
  expect(new Set(folders).size).toBe(1);
  expect(await said()).toEqual({ folder: folders[0], word: "one" });
  write("lib/word.ts", `export const word: string = "two";`);
  const changed = await said();
  expect(changed.word).toBe("two");
  write("lib/word.ts", `export const word: string = "one";`);
  expect((await said()).folder).toBe(folders[0]);
});

it("keeps what a process that still runs may load, for a day", async () => {
  const [first, other] = readdirSync(cache).filter((name) => name !== "sources.json");
  const twoDaysAgo = Date.now() / 1000 - 2 * 86_400;
  utimesSync(join(cache, first!), twoDaysAgo, twoDaysAgo);
  write("lib/word.ts", `export const word: string = "three";`);
  const { folder } = await said();
  expect(readdirSync(cache).sort()).toEqual([other, folder.slice(cache.length + 1), "sources.json"].sort());
});

it("holds the packages that it uses, also those that ask for Node's modules by require", async () => {
  const named = join(home, "node_modules/named");
  mkdirSync(named, { recursive: true });
  writeFileSync(join(named, "package.json"), '{ "main": "index.js" }');
  writeFileSync(join(named, "index.js"), `exports.word = require("node:path").basename("/a/bundled");`);
  write("scripts/cli/whisker.ts", `export { word } from "named";`);
  await bundled(home);
  // What is bundled needs the package no more.
  rmSync(named, { recursive: true });
  expect((await said()).word).toBe("bundled");
});
