import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { inspect, type InspectOptions } from "@/scripts/cli/inspect";
import { cut, pageOf, widthOf, wrapped } from "@/scripts/cli/page";
import { axisOf, axisText, whiskerText } from "@/scripts/cli/whisker-text";
import { areSamplesMissing, samples } from "../importers/text-of";

const cases = fileURLToPath(new URL("../cases/", import.meta.url));
const served = join(cases, "vllm-serve/detailed-with-failures/input.json");
const folder = mkdtempSync(join(tmpdir(), "whisker-person-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function shown(
  path: string | string[],
  output: { isTTY?: boolean; columns?: number } = {},
  options: InspectOptions = {},
): Promise<string> {
  const pieces: string[] = [];
  await inspect(path, options, { ...output, write: (text) => pieces.push(text) });
  return pieces.join("");
}

function written(name: string, text: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function filesIn(path: string): string[] {
  return readdirSync(path).flatMap((name) => {
    const inner = join(path, name);
    return statSync(inner).isDirectory() ? filesIn(inner) : [inner];
  });
}

describe("what inspect shows a person", () => {
  const table = written(
    "a.csv",
    "model,hardware,batch,TTFT (ms),note\nm,H100,4,58.3,x\nm,H100,8,N/A,x\nC,1,2\nm,A100,8,61.2,x\n",
  );

  it("says what the file was recognised as, its encoding and delimiter, and how each column was read and why", async () => {
    const text = await shown(table);
    expect(text).toContain("a.csv  89 bytes  sha256 ");
    expect(text).toContain("Read as Table: 3 points. Its content says so, not its name.");
    expect(text).toContain("UTF-8, lines end in LF, fields parted by comma, 5 lines.");
    expect(text).toMatch(/^ {2}4 TTFT \(ms\) +ttft, ms +“TTFT \(ms\)” names/m);
    expect(text).toMatch(/^ {2}5 note +extra +text/m);
  });

  it("lists what all points share once, and in a row what is its own, value, n, evidence and place", async () => {
    const text = await shown(table);
    expect(text).toContain("Setup of all: Model m, note x");
    expect(text).toMatch(/^ {2}H100 · batch 4 +58\.3 +● +\? +single +L2 c4$/m);
    expect(text).toMatch(/^ {2}A100 · batch 8 +61\.2 +● +\? +single +L5 c4$/m);
  });

  it("says in words that a value is missing, with the text as written", async () => {
    expect(await shown(table)).toMatch(/^ {2}H100 · batch 8 +missing: N\/A +\? +single +L3 c4$/m);
  });

  it("writes a value with its ± as the page does, its interval's method, what varies, and n", async () => {
    // Four requests of 100, 120, 80, 100 ms: mean 100, sd 16.33, t(3) = 3.182: 100 ± 26 = 3.182 × 16.33 / 2.
    const line = (await shown(served)).split("\n").find((each) => each.includes("/mean_ttft_ms"));
    expect(line).toMatch(/^ {2}100 ±26 {2}├─+●─+┤ {2}4 {2}t, in run {2}samples {3}\/mean_ttft_ms$/);
  });

  it("marks a claim with a glyph of its own and no n, and a claimed range with both its ends", async () => {
    const own =
      "metric,value,unit,system,evidence\nttft,50,ms,A,single\nttft,90,ms,B,claim\nttft,60-80,ms,C,claim\n";
    const text = await shown(written("claims.csv", own));
    expect(text).toMatch(/^ {2}A +50 +● +\? +single/m);
    expect(text).toMatch(/^ {2}B +90 +◌ +claim/m);
    expect(text).toMatch(/^ {2}C +60–80 +◌┄+◌ +claim/m);
    expect(text).toContain("2 claims among them");
    expect(text).toContain("◌ claim, with no measurement behind it");
  });

  it("writes the ends of the common axis above the whiskers, and says where it is log", async () => {
    const rows = (values: number[]) =>
      `metric,value,unit,system\n${values.map((v, i) => `ttft,${v},ms,s${i}`).join("\n")}\n`;
    expect(await shown(written("near.csv", rows([10, 20])))).toMatch(/value {2}10 +20 {2}n/);
    expect(await shown(written("far.csv", rows([1, 1000])))).toContain(
      "Time to first token, ms, lower is better, log axis",
    );
  });

  it("lists samples where they are asked for", async () => {
    expect(await shown(served, {}, { samples: true })).toContain("samples at /mean_ttft_ms: 100 120 80 100");
  });

  it("lists 200 points and 50 problems, and says how many more there are", async () => {
    const good = Array.from({ length: 201 }, (_, i) => `m${i},${i + 1}`).join("\n");
    const bad = Array.from({ length: 52 }, () => "a,b,c").join("\n");
    const text = await shown(written("long.csv", `model,TTFT (ms)\n${good}\n${bad}\n`));
    expect(text).toContain("… and 1 more point (--json lists all)");
    expect(text).toContain("… and 2 more (--json lists all)");
  });

  it("says that nothing could be read, and shows a file that is not there", async () => {
    const text = await shown([written("mail.txt", "Dear all\n"), join(folder, "none.csv")]);
    expect(text).toContain("No benchmark results could be read.");
    expect(text).toContain("there is no file");
  });
});

describe("problems for a person", () => {
  /** The line of the file and the line with the caret, of the first problem. */
  async function excerpt(
    name: string,
    content: string | Uint8Array,
    columns?: number,
  ): Promise<[string, string]> {
    const output = columns === undefined ? {} : { isTTY: true, columns };
    const lines = stripVTControlCharacters(await shown(written(name, content), output)).split("\n");
    const at = lines.findIndex((line) => /^ +\d+ \| /.test(line));
    return [lines[at] ?? "", lines[at + 1] ?? ""];
  }
  const under = ([line, caret]: [string, string]) => line.slice(caret.indexOf("^"));

  it("stand after the points, each with its place, what was found and what was expected", async () => {
    const text = await shown(written("c.csv", "model,TTFT (ms)\nA,58.3\nC,1,2\n"));
    expect(text).toContain(
      "1 problem\n  L3, column 3: found 3 fields; expected 2 fields\n    3 | C,1,2\n      |     ^\n",
    );
  });

  it.each([
    ["a plain field", "model,TTFT (ms),n\nA,1,x\nB,fast,x\n", "fast,x"],
    ["a field behind quoted delimiters", 'model,TTFT (ms)\nA,1\n"B, or ""C""",fast\n', "fast"],
    ["a field behind a tab", "model\tTTFT (ms)\nA\t1\nB\tfast\n", "fast"],
    ["a field parted by semicolons", "model;TTFT (ms)\nA;1\nB;fast\n", "fast"],
    ["lines that end in CR", "model,TTFT (ms)\rA,1\rB,fast\r", "fast"],
    ["a cell of a Markdown table", "| model | TTFT (ms) |\n|---|---|\n| A | 1 |\n| B | fast |\n", "fast |"],
  ])("have a caret under the column: %s", async (_, content, expected) => {
    expect(under(await excerpt("p.csv", content))).toBe(expected);
  });

  it("have the caret under the column also behind wide and combined characters", async () => {
    // 模型 takes four columns, é (e and an accent) one, the flag two: 7, and a comma.
    const [line, caret] = await excerpt("w.csv", "model,TTFT (ms)\nA,1\n模型e\u0301🇫🇷,fast\n");
    expect(line).toBe("    3 | 模型e\u0301🇫🇷,fast");
    expect(caret).toBe(`      | ${" ".repeat(8)}^`);
  });

  it("show the part of a long line that is meant", async () => {
    const place = await excerpt("l.csv", `model,TTFT (ms)\nA,1\n${"x".repeat(500)},fast\n`);
    expect(under(place)).toBe("fast");
    expect(widthOf(place[0])).toBeLessThanOrEqual(80);
    const narrow = await excerpt(
      "l.csv",
      `model,TTFT (ms)\nA,1\n${"x".repeat(500)},fast,${"y".repeat(500)}\n`,
      50,
    );
    expect(widthOf(narrow[0])).toBeLessThanOrEqual(50);
  });
});

describe("what is safe on any terminal", () => {
  it("writes colour codes to a terminal only, and never where NO_COLOR is set", () => {
    expect(pageOf({ write: () => 0 }, {})).toEqual({ columns: 80, hasColour: false });
    expect(pageOf({ write: () => 0, columns: 200 }, {})).toEqual({ columns: 80, hasColour: false });
    expect(pageOf({ write: () => 0, isTTY: true, columns: 120 }, {})).toEqual({
      columns: 120,
      hasColour: true,
    });
    expect(pageOf({ write: () => 0, isTTY: true, columns: 120 }, { NO_COLOR: "1" }).hasColour).toBe(false);
    expect(pageOf({ write: () => 0, isTTY: true, columns: 120 }, { NO_COLOR: "" }).hasColour).toBe(true);
    expect(pageOf({ write: () => 0, isTTY: true }, {}).columns).toBe(80);
  });

  it("says the same in colour as without", async () => {
    const [coloured, without] = [await shown(served, { isTTY: true, columns: 80 }), await shown(served)];
    expect(coloured).toContain("\u001b[");
    expect(without).not.toContain("\u001b");
    const trimmed = (text: string) => text.replace(/ +$/gm, "");
    expect(trimmed(stripVTControlCharacters(coloured))).toBe(trimmed(without));
  });

  it("writes no control characters of a file to the terminal", async () => {
    const text = await shown(
      written(
        "d.csv",
        "model,TTFT (ms)\n\u001b[31mred\u001b[0m\u0007,58.3\n\u202eB,60\n\u001b[2J,\u0007fast\n",
      ),
    );
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e]/);
    expect(text).toContain("red");
  });

  const everyCase = filesIn(cases).filter((path) => /\/input\./.test(path));
  const widths = [40, 80, 133];
  const tooWide = async (path: string) => {
    const found: string[] = [];
    for (const columns of widths) {
      const text = stripVTControlCharacters(await shown(path, { isTTY: true, columns }, { samples: true }));
      found.push(...text.split("\n").filter((line) => widthOf(line) > columns));
    }
    return found;
  };

  it("writes no line wider than the terminal, for any case of the importers", async () => {
    expect(everyCase.length).toBeGreaterThan(10);
    for (const path of everyCase) expect(await tooWide(path), path).toEqual([]);
  });

  it.skipIf(areSamplesMissing)("nor for any sample file (skipped where ../shared is not there)", async () => {
    for (const path of filesIn(samples).filter((each) => statSync(each).size < 300_000))
      expect(await tooWide(path), path).toEqual([]);
  });

  it("cuts and wraps texts of any kind to the width asked for, and loses no word in wrapping", () => {
    const text = fc.oneof(fc.string({ unit: "grapheme" }), fc.lorem());
    fc.assert(
      fc.property(
        text,
        fc.integer({ min: 40, max: 100 }),
        fc.integer({ min: 2, max: 60 }),
        (any, columns, width) => {
          expect(widthOf(cut(any, width))).toBeLessThanOrEqual(width);
          expect(widthOf(cut(any, width, "end"))).toBeLessThanOrEqual(width);
          const lines = wrapped(any, { columns, hasColour: false });
          for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns);
          expect(lines.join("").replace(/\s/g, "")).toBe(any.replace(/\s/g, ""));
        },
      ),
    );
  });
});

describe("whiskerText", () => {
  const point = (value: number | null, low?: number, high?: number) => ({
    value,
    interval:
      low === undefined || high === undefined
        ? null
        : { low, high, level: 0.95, method: "student-t" as const, n: 3, varies: "between-run" as const },
    range: null,
    evidence: "single" as const,
  });

  it("stands on the axis of its group: the ends at the ends, the middle in the middle", () => {
    const axis = axisOf([point(0), point(10, 0, 20)])!;
    expect(axis).toEqual({ low: 0, high: 20, scale: "linear" });
    expect(whiskerText(point(10, 0, 20), axis, 11)).toBe("├────●────┤");
    expect(whiskerText(point(0), axis, 11)).toBe("●");
    expect(whiskerText(point(20), axis, 11)).toBe("          ●");
    expect(axisText(axis, 11)).toBe("0        20");
  });

  it("stands on a log axis where values are far apart: 1000 halfway from 1 to a million", () => {
    const axis = axisOf([point(1), point(1e6)])!;
    expect(axis.scale).toBe("log");
    expect(whiskerText(point(1e3), axis, 11).indexOf("●")).toBe(5);
  });

  it("runs on to the end of the axis on the open side of a range", () => {
    const axis = { low: 0, high: 10, scale: "linear" as const };
    const range = (low: number | null, high: number | null) => ({
      ...point(null),
      evidence: "claim" as const,
      range: { low, high },
    });
    expect(whiskerText(range(5, null), axis, 11)).toBe("     ◌┄┄┄┄┄");
    expect(whiskerText(range(null, 5), axis, 11)).toBe("┄┄┄┄┄◌");
    const measured = { ...range(2, 8), evidence: "single" as const };
    expect(whiskerText(measured, axis, 11)).toBe("  ‹┄┄┄┄┄›");
  });

  it("is empty for what is missing, and has no axis where nothing has a number", () => {
    expect(whiskerText(point(null), { low: 0, high: 1, scale: "linear" }, 11)).toBe("");
    expect(axisOf([point(null)])).toBeNull();
  });
});
