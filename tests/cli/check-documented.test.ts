import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { reviewOf } from "@/lib/review/review";
import { reviewJson } from "@/lib/review/review-json";
import { defaultRules } from "@/lib/review/rules";
import { runs, side } from "../review/sides";

const root = resolve(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/reviews.md"), "utf8");
const whisker = join(root, "scripts/whisker.mjs");

describe("docs/reviews.md", () => {
  it("names exactly the options that whisker check has", () => {
    const { stdout } = spawnSync(process.execPath, [whisker, "check", "--help"], { encoding: "utf8" });
    const options = (text: string) =>
      new Set(Array.from(text.matchAll(/^\W*(--[a-z][a-z-]+)/gm), ([, name]) => name));
    const has = options(stdout.replace("-h, --help", ""));
    expect(has.size).toBeGreaterThan(8);
    expect(options(page)).toEqual(has);
  });

  it("states the limits that hold unless others are set", () => {
    const stated = Array.from(
      page.matchAll(/`(\w+)`(?: of the intervals)? \| ([\d.e-]+)(%?) \|$/gm),
      ([, name, value, sign]) => [name, sign === "%" ? Number(value) / 100 : Number(value)],
    );
    expect(Object.fromEntries(stated)).toEqual(defaultRules);
  });

  it("shows every key of the JSON, every verdict, and every rule that was looked at", () => {
    const review = reviewOf(side(runs([100, 101, 99])), side(runs([130, 131, 129]), "b"));
    const json = JSON.parse(JSON.stringify(reviewJson(review))) as Record<string, unknown>;
    const [comparison] = json["comparisons"] as Record<string, object>[];
    const keys = [json, comparison!, comparison!["ratio"]!, comparison!["test"]!, comparison!["baseline"]!];
    for (const key of keys.flatMap((part) => Object.keys(part))) expect(page).toContain(`"${key}"`);
    for (const verdict of Object.keys(review.counts)) expect(page).toContain(`\`${verdict}\``);
    for (const { rule } of review.checks) expect(page).toContain(`| ${rule} |`);
  });
});

const workflow = readFileSync(join(root, "docs/benchmark-check.yml"), "utf8");

/** The script of the step of that name, as a runner gives it to bash. */
function scriptOf(step: string): string {
  const lines = workflow.slice(workflow.indexOf(`- name: ${step}`)).split("\n");
  const from = lines.findIndex((line) => line.trim() === "run: |");
  const to = lines.findIndex((line, at) => at > from && !line.startsWith("          "));
  return lines.slice(from + 1, to).join("\n");
}

const folder = mkdtempSync(join(tmpdir(), "whisker-workflow-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the comparing step over two files as a runner lays them out; `npx whisker` is this whisker. */
function compare(name: string, before: readonly number[], after: readonly number[]) {
  const work = join(folder, name);
  for (const part of ["baseline/results", "candidate/results", "whisker", "bin"])
    mkdirSync(join(work, part), { recursive: true });
  writeFileSync(join(work, "baseline/results/a.csv"), runs(before));
  writeFileSync(join(work, "candidate/results/a.csv"), runs(after));
  const npx = join(work, "bin/npx");
  writeFileSync(npx, `#!/bin/sh\nshift\nexec "${process.execPath}" "${whisker}" "$@"\n`);
  chmodSync(npx, 0o755);
  const env = {
    ...process.env,
    PATH: `${join(work, "bin")}:${process.env["PATH"]}`,
    RESULTS: "results/a.csv",
    GITHUB_OUTPUT: join(work, "output"),
    GITHUB_STEP_SUMMARY: join(work, "summary"),
  };
  const { status } = spawnSync("bash", ["-e", "-c", scriptOf("Compare")], {
    cwd: join(work, "whisker"),
    env,
  });
  const read = (file: string) => readFileSync(join(work, file), "utf8");
  return { status, comment: read("review.md"), summary: read("summary"), output: read("output") };
}

describe("docs/benchmark-check.yml", () => {
  it("compares the two files, keeps the exit code for later, and writes the table for comment and summary", () => {
    const slower = compare("slower", [130, 131, 129, 130], [100, 101, 99, 100]);
    expect([slower.status, slower.output]).toEqual([0, "code=1\n"]);
    expect(slower.comment).toMatch(
      /^### Benchmark check: 1 slower\n[^]*\| Case +\|[^]*`base.csv`[^]*`head.csv`/,
    );
    expect(slower.summary).toBe(slower.comment);
    expect(compare("same", [100, 101, 99, 100], [100, 101, 99, 100]).output).toBe("code=0\n");
  });

  it("uses two actions and one token, and writes to nothing but pull requests", () => {
    const actions = new Set(Array.from(workflow.matchAll(/uses: (\S+)@/g), ([, action]) => action));
    expect(actions).toEqual(new Set(["actions/checkout", "actions/setup-node"]));
    expect(Array.from(workflow.matchAll(/secrets\.(\w+)/g), ([, name]) => name)).toEqual(["GITHUB_TOKEN"]);
    expect(/^permissions:\n((?: {2}.+\n)+)/m.exec(workflow)?.[1]).toBe(
      "  contents: read\n  pull-requests: write\n",
    );
    expect(workflow).not.toContain("pull_request_target");
  });

  it("puts no text of a pull request into a script: what is run has no expression in it", () => {
    for (const [, script] of workflow.matchAll(/run: ((?!\|).+|\|\n(?: {10}.*\n)+)/g))
      expect(script).not.toContain("${{");
    expect(scriptOf("Compare")).not.toContain("${{");
  });
});
