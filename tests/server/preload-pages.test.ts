import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { preloadPages } from "@/lib/server/preload-pages";

const root = mkdtempSync(join(tmpdir(), "whisker-preload-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

it("loads each page of a build, past one that cannot be loaded, and lets others go between two", async () => {
  const built = join(root, ".next", "server");
  mkdirSync(join(built, "app"), { recursive: true });
  const write = (name: string, text: string) => writeFileSync(join(built, "app", name), text);
  write("page.js", "globalThis.whiskerLoaded = ['page'];");
  write("broken.js", "throw new Error('broken');");
  write("route.js", "globalThis.whiskerLoaded.push('route');");
  const pages = { "/page": "app/page.js", "/broken/page": "app/broken.js", "/api/route": "app/route.js" };
  writeFileSync(join(built, "app-paths-manifest.json"), JSON.stringify(pages));
  const shared = globalThis as unknown as { whiskerLoaded: string[] };
  shared.whiskerLoaded = [];
  const seen: string[][] = [];
  let isDone = false;
  const loading = preloadPages(root).then(() => (isDone = true));
  while (!isDone) {
    seen.push([...shared.whiskerLoaded]);
    await new Promise((done) => setImmediate(done));
  }
  await loading;
  expect(shared.whiskerLoaded).toEqual(["page", "route"]);
  expect(seen).toContainEqual(["page"]);
});
