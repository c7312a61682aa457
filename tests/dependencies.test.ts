import { readFileSync } from "node:fs";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { nodeWarning } from "@/lib/server/node-floor";

interface Lockfile {
  packages: Record<string, { version?: string; resolved?: string }>;
}

const lockfile = JSON.parse(readFileSync("package-lock.json", "utf8")) as Lockfile;
const manifest = JSON.parse(readFileSync("package.json", "utf8")) as {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};

/** Every installed version of a package, wherever in the tree it stands. */
function versionsOf(name: string): string[] {
  return Object.entries(lockfile.packages)
    .filter(([path]) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`))
    .map(([, { version = "" }]) => version);
}

function isAtLeast(version: string, floor: string): boolean {
  const [have, need] = [version, floor].map((text) => text.split("-")[0]!.split(".").map(Number));
  for (const [at, part] of need!.entries()) if (have![at] !== part) return (have![at] ?? 0) > part;
  return true;
}

describe("versions", () => {
  // Each floor is the first release without a known hole that reaches Whisker, or without a fault that loses data.
  it.each([
    ["next", "16.4.5", "remote code execution in image optimizer, next/og, React Server Components"],
    ["react", "19.3.1", "remote code execution in React Server Components"],
    ["react-dom", "19.3.1", "the same"],
    ["papaparse", "5.2.0", "CVE-2020-36649, a regular expression that never ends"],
    ["better-sqlite3", "12.8.0", "brings SQLite 3.51.3, which does not corrupt a WAL database"],
  ])("%s is %s or newer: %s", (name, floor) => {
    const versions = versionsOf(name);
    expect(versions.length).toBeGreaterThan(0);
    for (const version of versions) expect(isAtLeast(version, floor), version).toBe(true);
  });

  it.each([
    ["sharp", "0.35.5"],
    ["csv-parse", "4.4.6"],
  ])("%s is absent, or %s or newer", (name, floor) => {
    for (const version of versionsOf(name)) expect(isAtLeast(version, floor), version).toBe(true);
  });

  it("SQLite is 3.51.3 or newer", () => {
    const database = new Database(":memory:");
    const version = database.prepare("select sqlite_version()").pluck().get() as string;
    database.close();
    expect(isAtLeast(version, "3.51.3"), version).toBe(true);
  });

  it("this Node can run Whisker", () => {
    expect(isAtLeast(process.versions.node, "20.9.0"), process.versions.node).toBe(true);
  });

  it("isAtLeast compares numbers, not texts", () => {
    expect([
      isAtLeast("16.10.0", "16.4.5"),
      isAtLeast("16.4.5", "16.4.5"),
      isAtLeast("16.4.4", "16.4.5"),
    ]).toEqual([true, true, false]);
  });
});

describe("nodeWarning", () => {
  it.each([
    ["v24.22.1", null],
    ["v24.23.0", null],
    ["v26.12.1", null],
    ["v28.0.0", null],
    ["v24.22.0", "24.22.1"],
    ["v22.23.3", "22.23.4"],
    ["v26.11.9", "26.12.1"],
    ["v20.20.2", "no more security fixes"],
    ["v25.9.0", "no more security fixes"],
  ])("of %s says %s", (version, says) => {
    const warning = nodeWarning(version);
    if (says === null) expect(warning).toBeNull();
    else expect(warning).toContain(says);
  });
});

describe("dependencies", () => {
  const said = readFileSync("docs/dependencies.md", "utf8");

  it("each has its reason in docs/dependencies.md, and nothing stands there that is gone", () => {
    const named = Array.from(said.matchAll(/^\| `([^`]+)`/gm), ([, name]) => name!).sort();
    const all = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(named).toEqual(all.sort());
  });

  it("each is pinned to one version, and the lockfile names no address", () => {
    for (const version of Object.values({ ...manifest.dependencies, ...manifest.devDependencies }))
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    for (const [path, { resolved }] of Object.entries(lockfile.packages))
      expect(resolved, path).toBeUndefined();
  });
});
