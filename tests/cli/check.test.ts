import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zipSync } from "fflate";
import { afterAll, describe, expect, it } from "vitest";
import { check, type CheckOptions } from "@/scripts/cli/check";
import { whiskerCommand } from "@/scripts/cli/whisker";
import { runs } from "../review/sides";

const folder = mkdtempSync(join(tmpdir(), "whisker-check-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;
function file(text: string): string {
  const path = join(folder, `${(count += 1)}.csv`);
  writeFileSync(path, text);
  return path;
}

async function checked(baseline: string, candidate: string, options: Partial<CheckOptions> = {}) {
  const written: string[] = [];
  const output = { write: (text: string) => written.push(text) };
  const code = await check(baseline, candidate, { rules: {}, ...options }, output);
  return { code, text: written.join("") };
}

const slow = file(runs([100, 101, 99, 100]));
const fast = file(runs([130, 131, 129, 130]));
const once = file(runs([130]));

describe("whisker check", () => {
  it("passes where nothing is slower, and says what was found", async () => {
    const { code, text } = await checked(slow, fast);
    expect(code).toBe(0);
    expect(text).toContain("CLEARS BAR   Output tokens per second, A");
    expect(text).toContain("Faster in 1 of 1 case.  PASS");
  });

  it("fails where a case is slower", async () => {
    expect((await checked(fast, slow)).code).toBe(1);
  });

  it("decides nothing on single runs: passes, unless it is asked to be strict", async () => {
    expect((await checked(slow, once)).code).toBe(0);
    expect((await checked(slow, once, { strict: true })).code).toBe(1);
  });

  it("asks for a speed-up only where it is told to, at the bar that is set", async () => {
    const little = file(runs([105, 106, 104, 105]));
    expect((await checked(slow, little)).code).toBe(0);
    expect((await checked(slow, little, { requireSpeedup: true })).code).toBe(1);
    expect((await checked(slow, little, { requireSpeedup: true, rules: { minSpeedup: 1.01 } })).code).toBe(0);
  });

  it("answers 2 where a file is not there, and says which side's it is and what to do", async () => {
    const missing = join(folder, "nowhere.csv");
    expect(await checked(slow, missing)).toEqual({
      code: 2,
      text: `The candidate cannot be read: there is no file ${missing}. Give the path of a file with benchmark results.\n`,
    });
    const both = await checked(missing, join(slow, "within"), { json: true });
    expect(both.code).toBe(2);
    expect((JSON.parse(both.text) as { error: string }).error).toMatch(
      /^The baseline cannot be read: there is no file .+ The candidate cannot be read: there is no file /,
    );
    expect((await checked(folder, slow)).text).toContain(`${folder} is a folder`);
  });

  it("answers 2 where a file is an archive, holds nothing readable, or shares no case", async () => {
    const zip = join(folder, "runs.zip");
    writeFileSync(zip, zipSync({ "a.csv": new TextEncoder().encode(runs([1, 2, 3])) }));
    const archive = await checked(zip, slow);
    expect([archive.code, archive.text]).toEqual([2, expect.stringContaining("unpack it and give one")]);
    const prose = await checked(slow, file("Dear all,\nno table.\n"));
    expect([prose.code, prose.text]).toEqual([2, expect.stringContaining("found")]);
    const other = await checked(slow, file(runs([1, 2, 3], { metric: "ttft", unit: "ms" })));
    expect([other.code, other.text]).toEqual([2, expect.stringContaining("no case in common")]);
  });

  it("writes one JSON object for programs, also where it refuses", async () => {
    const { text } = await checked(slow, fast, { json: true });
    expect(JSON.parse(text)).toMatchObject({ verdict: "pass", comparisons: [{ verdict: "clears bar" }] });
    const refused = await checked(slow, file(""), { json: true });
    expect(JSON.parse(refused.text)).toHaveProperty("error");
  });

  it("writes Markdown for a pull request", async () => {
    const { text } = await checked(slow, fast, { markdown: "table", url: "https://example.org/1" });
    expect(text).toMatch(/^### Benchmark check: 1 faster/);
    expect(text).toContain("[Open in Whisker](https://example.org/1)");
  });
});

/** What is written to the standard error about arguments that are refused, and the exit code. */
function refused(...argv: string[]): { code: number | null; says: string } {
  let says = "";
  let code: number | null = null;
  const stop = new Error("stopped");
  const command = whiskerCommand((exitCode) => {
    code = exitCode;
    throw stop;
  });
  for (const each of [command, ...command.commands])
    each.configureOutput({ writeErr: (text) => (says += text) });
  expect(() => command.parse(["node", "whisker", "check", ...argv])).toThrow(stop);
  return { code, says };
}

describe("arguments of whisker check", () => {
  it.each([
    [["a.csv"], "missing required argument 'candidate'"],
    [["a.csv", "b.csv", "c.csv"], "too many arguments for 'check'"],
    [["a.csv", "b.csv", "--min-speedup", "fast"], "A ratio, such as 1.2 or 1.2x."],
    [["a.csv", "b.csv", "--min-speedup", "0"], "A ratio, such as 1.2 or 1.2x."],
    [["a.csv", "b.csv", "--max-memory-increase=-5%"], "A share, such as 5% or 0.05."],
    [["a.csv", "b.csv", "--max-memory-increase", "5"], "5 is 5 times the whole: write 5% or 0.05."],
    [["a.csv", "b.csv", "--max-iterations", "105"], "105 is 105 times the whole: write 105% or 1.05."],
    [["a.csv", "b.csv", "--max-accuracy-difference", "NaN"], "A number, 0 or above, such as 1e-5."],
    [["a.csv", "b.csv", "--alpha", "5"], "A probability between 0 and 1, such as 0.05."],
    [["a.csv", "b.csv", "--min-runs", "1"], "A whole number of runs, 2 or above"],
    [["a.csv", "b.csv", "--markdown", "all"], "One of summary, table and full."],
    [["a.csv", "b.csv", "--json", "--markdown"], "cannot be used with option"],
    [["a.csv", "b.csv", "--url", "reviews/1"], "An address that begins with http:// or https://."],
    [["a.csv", "b.csv", "--faster"], "unknown option '--faster'"],
  ])("%j: exit 2, %s", (argv, says) => {
    expect(refused(...argv)).toEqual({ code: 2, says: expect.stringContaining(says) as string });
  });
});
