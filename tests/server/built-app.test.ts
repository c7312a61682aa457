import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { ensureBuilt, sourceHash } from "@/lib/server/built-app";

const root = mkdtempSync(join(tmpdir(), "whisker-built-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
mkdirSync(join(root, "app", "api"), { recursive: true });
mkdirSync(join(root, ".next"));
const write = (path: string, text: string) => writeFileSync(join(root, path), text);

/** Stands for `next build`: counts its runs, and fails when told to. */
const fakeNext = `
const fs = require("node:fs");
fs.appendFileSync("runs.log", "x");
if (fs.existsSync("broken")) { console.log("Type error in app/page.tsx"); process.exit(1); }
setTimeout(() => fs.writeFileSync(".next/BUILD_ID", "1"), 200);
`;
mkdirSync(join(root, "node_modules", "next", "dist", "bin"), { recursive: true });
write("node_modules/next/dist/bin/next", fakeNext);
const runs = async () => (await import("node:fs")).readFileSync(join(root, "runs.log"), "utf8").length;

describe("ensureBuilt", () => {
  it("builds once however many ask at once, and not again while the sources are the same", async () => {
    write("app/page.tsx", "1");
    const said: string[] = [];
    await Promise.all(Array.from({ length: 3 }, () => ensureBuilt(root, (text) => said.push(text))));
    expect(await runs()).toBe(1);
    await ensureBuilt(root, () => {});
    expect(await runs()).toBe(1);
    expect(said.filter((text) => text.startsWith("Building"))).toHaveLength(1);
  });

  it("builds again when a source changed, and says in full why a build failed", async () => {
    write("app/api/route.ts", "2");
    write("broken", "");
    await expect(ensureBuilt(root, () => {})).rejects.toThrow(
      /The build failed[^]*Type error in app\/page.tsx/,
    );
    rmSync(join(root, "broken"));
    await ensureBuilt(root, () => {});
    expect(await runs()).toBe(3);
  });
});

describe("sourceHash", () => {
  it("changes with a file's text, name and presence, and not with what is no source", async () => {
    const hashes = [await sourceHash(root)];
    write("data.csv", "no source");
    expect(await sourceHash(root)).toBe(hashes[0]);
    for (const change of [
      () => write("app/page.tsx", "3"),
      () => write("app/other.tsx", ""),
      () => rmSync(join(root, "app/other.tsx")),
    ]) {
      change();
      hashes.push(await sourceHash(root));
    }
    expect(new Set(hashes).size).toBe(3);
    expect(hashes[3]).toBe(hashes[1]);
  });
});
