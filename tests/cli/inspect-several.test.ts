import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zipSync } from "fflate";
import { afterAll, describe, expect, it } from "vitest";
import { inspect, type InspectOptions } from "@/scripts/cli/inspect";

const folder = mkdtempSync(join(tmpdir(), "whisker-several-"));
afterAll(() => rmSync(folder, { recursive: true }));

const bytes = (text: string) => new TextEncoder().encode(text);
const table = (value: number) => `metric,value,unit,system\nttft,${value},ms,vLLM\n`;

function written(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function inspected(paths: string | string[], options: InspectOptions = { json: true }) {
  const pieces: string[] = [];
  const code = await inspect(paths, options, { write: (text) => pieces.push(text) });
  return { code, text: pieces.join("") };
}

interface File {
  file: { name: string };
  error?: { found: string };
  points: { value: number }[];
}

function filesOf(text: string): [string, number[], string | null][] {
  const { files } = JSON.parse(text) as { files: File[] };
  return files.map(({ file, points, error }) => [
    file.name,
    points.map(({ value }) => value),
    error?.found ?? null,
  ]);
}

describe("inspect --json of several files", () => {
  const [a, b] = [written("a.csv", table(1)), written("b.csv", table(2))];
  const none = written("none.txt", "Dear all\n");

  it("writes one object per file under files, in the order in which they are named", async () => {
    const { code, text } = await inspected([b, a]);
    expect(code).toBe(0);
    expect(filesOf(text)).toEqual([
      ["b.csv", [2], null],
      ["a.csv", [1], null],
    ]);
  });

  it("has for each that is no result its own error, and exits with 0 while one is readable", async () => {
    const missing = join(folder, "missing.csv");
    const { code, text } = await inspected([none, missing, a]);
    expect(code).toBe(0);
    expect(filesOf(text)).toEqual([
      ["none.txt", [], "UTF-8 text of 1 line"],
      [missing, [], `there is no file ${missing}`],
      ["a.csv", [1], null],
    ]);
  });

  it("exits with 2 where none is readable", async () => {
    expect((await inspected([none, none])).code).toBe(2);
  });

  it("writes one object per file of a zip archive, also where the archive is the only argument", async () => {
    const archive = written(
      "results.zip",
      zipSync({ "runs/a.csv": bytes(table(3)), "x.txt": bytes("Dear all\n") }),
    );
    const { code, text } = await inspected(archive);
    expect(code).toBe(0);
    expect(filesOf(text)).toEqual([
      ["runs/a.csv", [3], null],
      ["x.txt", [], "UTF-8 text of 1 line"],
    ]);
    expect(filesOf((await inspected([a, archive])).text)).toHaveLength(3);
  });

  it("writes a single file as the object itself, also in a list of one", async () => {
    const { text } = await inspected([a]);
    expect(Object.keys(JSON.parse(text) as object)).toEqual([
      "file",
      "importer",
      "points",
      "problems",
      "notes",
    ]);
  });
});

describe("inspect of several files for a person", () => {
  it("shows one below the other", async () => {
    const paths = [written("c.csv", table(4)), written("d.csv", table(5))];
    const { text } = await inspected(paths, {});
    expect(text).toMatch(/^c\.csv [^]*Time to first token[^]*\n\nd\.csv /);
  });
});
