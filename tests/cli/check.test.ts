import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { check, type CheckOptions } from "@/scripts/cli/check";
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

  it("answers 2 where a file is not there, holds nothing readable, or shares no case", async () => {
    expect((await checked(slow, join(folder, "nowhere.csv"))).code).toBe(2);
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
