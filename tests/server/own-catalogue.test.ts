import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { addToCatalogue, currentCatalogue } from "@/lib/catalogue/current";
import { loadOwnCatalogue } from "@/lib/server/own-catalogue";

let dir = "";
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "whisker-catalogue-"));
  vi.stubEnv("WHISKER_DIR", dir);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true });
  addToCatalogue({ devices: [], models: [] });
});

const own = (name: string) => JSON.stringify({ devices: [{ name, memory_gb: 8, basis: "sheet" }] });
const names = () => currentCatalogue().added.devices.map((device) => device.name);

describe("loadOwnCatalogue", () => {
  it("takes catalogue.json of the data folder, and nothing where there is none", async () => {
    await loadOwnCatalogue();
    expect(names()).toEqual([]);
    writeFileSync(join(dir, "catalogue.json"), own("A"));
    await loadOwnCatalogue();
    expect(names()).toEqual(["A"]);
  });

  it("takes the file that WHISKER_CATALOGUE names, which must be there", async () => {
    writeFileSync(join(dir, "catalogue.json"), own("A"));
    writeFileSync(join(dir, "team.json"), own("B"));
    vi.stubEnv("WHISKER_CATALOGUE", join(dir, "team.json"));
    await loadOwnCatalogue();
    expect(names()).toEqual(["B"]);
    vi.stubEnv("WHISKER_CATALOGUE", join(dir, "gone.json"));
    await expect(loadOwnCatalogue()).rejects.toThrow(
      /gone\.json cannot be read: there is no such file.*WHISKER_CATALOGUE/,
    );
  });

  it("takes nothing of a file with a mistake, and says where it is", async () => {
    writeFileSync(join(dir, "catalogue.json"), '{"devices":[{"name":"A","memory_gb":"8","basis":"sheet"}]}');
    await expect(loadOwnCatalogue()).rejects.toThrow(/\/devices\/0\/memory_gb: found "8", expected a number/);
    expect(names()).toEqual([]);
  });
});
