import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { whiskerCommand } from "@/scripts/cli/whisker";

const root = resolve(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const all = (text: string, pattern: RegExp) => Array.from(text.matchAll(pattern), ([, found]) => found!);
const page = read("docs/deploy.md");
const compose = read("compose.yaml");

describe("the image", () => {
  it("is made by the steps that the README and the tests take", () => {
    const steps = all(read("Dockerfile"), /^RUN (npm .*)$/gm);
    expect(steps).toEqual(["npm ci", "npm run build"]);
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    expect(scripts["start"]).toBe(
      all(read("Dockerfile"), /^CMD (\[.*\])$/gm).map((json) => (JSON.parse(json) as string[]).join(" "))[0],
    );
  });

  it("takes no files into it that are not in the repository, nor its history", () => {
    expect(read(".dockerignore").trim().split("\n")).toEqual(
      expect.arrayContaining([".git", ".whisker", "node_modules"]),
    );
  });
});

describe("compose.yaml", () => {
  it("has no password, address or token of its own", () => {
    for (const name of ["POSTGRES_PASSWORD", "PUBLIC_URL", "WHISKER_PROXIES"]) {
      const uses = all(compose, new RegExp(`\\$\\{${name}(.[^}]{0,2})`, "g"));
      expect([name, uses.length > 0 && uses.every((use) => use.startsWith(":?"))]).toEqual([name, true]);
    }
  });

  it("sets what the settings know", () => {
    const known = read("lib/server/settings.ts");
    const app = compose.slice(compose.indexOf("environment:"), compose.indexOf("ports:"));
    for (const name of all(app, /^ {6}([A-Z_]+):/gm)) expect(known).toContain(`env["${name}"]`);
  });
});

describe("docs/deploy.md", () => {
  it("names commands that there are", () => {
    const commands = whiskerCommand().commands.map((command) => command.name());
    for (const name of all(page, /npx whisker (\w+)/g)) expect(commands).toContain(name);
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    for (const name of all(page, /npm run ([\w:]+)/g)) expect(scripts).toHaveProperty([name]);
  });
});
