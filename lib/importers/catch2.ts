// Catch2's console report of BENCHMARKs: two lines of numbers below each name, mean and standard deviation, each number
// with a unit of its own (`3.789 us` beside `362 ns`) and between its bootstrapped ends, at a level that is not printed
// (95 % unless it was told otherwise). Format: https://github.com/catchorg/Catch2/blob/devel/docs/benchmarks.md
import { convert } from "../points/units";
import { findMetric } from "../points/metrics";
import type { Problem } from "../points/problem";
import type { Draft } from "../runs/draft";
import { headText, wholeText } from "./decode";
import type { Importer } from "./importer";
import { emptySetup, type Setup } from "./setup-field";
import { statedDraft, type StatedCell } from "./stated-metric";
import { withInterval } from "./stated-interval";

const header = /^benchmark name\s+samples\s+iterations\s+est/;
const nameLine = /^(\S.*?)\s{2,}(\d+)\s+(\d+)\s+(\d[\d.]* \S+)\s*$/;
const numbersLine = /^(.*?)\s+(\d[\d.e+]* \S+)\s+(\d[\d.e+]* \S+)\s+(\d[\d.e+]* \S+)\s*$/;

export const catch2: Importer = {
  id: "catch2",
  label: "Catch2 benchmarks (console)",
  version: "1",
  recognises: (file) => (headText(file) ?? "").split(/\r?\n/).some((line) => header.test(line)),
  read: (file) => {
    const whole = wholeText(file);
    if ("problem" in whole) return { drafts: [], problems: [whole.problem], columns: [], notes: [] };
    return { columns: [], ...readReport(whole.text.split(/\r?\n/)) };
  },
};

const levelNote = "Catch2 does not print the level of its intervals; its default of 95 % is taken.";

function readReport(lines: readonly string[]): { drafts: Draft[]; problems: Problem[]; notes: string[] } {
  const drafts: Draft[] = [];
  const problems: Problem[] = [];
  const version = lines.map((line) => /\bis a Catch2? v(\S+) host application/.exec(line)?.[1]).find(Boolean);
  let testCase: string | null = null;
  let inTable = false;
  lines.forEach((line, i) => {
    testCase = testCaseAt(lines, i) ?? testCase;
    if (header.test(line)) inTable = true;
    else if (/^(?:={20,}|\.{20,})$/.test(line)) inTable = false;
    const named = inTable ? nameLine.exec(line) : null;
    if (!named) return;
    const draft = draftAt(lines, i, named, testCase, version ?? null);
    if (draft) drafts.push(draft);
    else
      problems.push({
        where: { line: i + 1 },
        found: line.trim(),
        expected: "mean and standard deviation below it",
      });
  });
  return { drafts, problems, notes: drafts.length > 0 ? [levelNote] : [] };
}

/** The test case and sections that stand between two rules above a place in the source. */
function testCaseAt(lines: readonly string[], at: number): string | null {
  if (!/^\.{20,}$/.test(lines[at] ?? "")) return null;
  const rules: number[] = [];
  for (let i = at; i >= 0 && rules.length < 2; i--) if (/^-{20,}$/.test(lines[i]!)) rules.push(i);
  const [below, above] = rules;
  if (below === undefined || above === undefined) return null;
  return (
    lines
      .slice(above + 1, below)
      .map((line) => line.trim())
      .join(" / ") || null
  );
}

function draftAt(
  lines: readonly string[],
  at: number,
  [, name, samples]: RegExpExecArray,
  testCase: string | null,
  version: string | null,
): Draft | null {
  const [mean, sd] = [numbersLine.exec(lines[at + 1] ?? ""), numbersLine.exec(lines[at + 2] ?? "")];
  if (!mean || !sd) return null;
  const cells = { mean: cellOf(mean[2]!, at + 2), sd: cellOf(sd[2]!, at + 3) };
  const ends = [mean[3]!, mean[4]!].map((text) => /^(\S+) (\S+)$/.exec(text)!);
  if (!cells.mean || !cells.sd) return null;
  const n = Number(samples);
  const setup = setupOf([name!, mean[1]!.trim(), sd[1]!.trim()].filter(Boolean).join(" "), testCase, version);
  const draft = statedDraft(setup, {
    ...{ metric: "execution_time", unit: "s", n, varies: "within-run" },
    cells: { mean: cells.mean, sd: cells.sd },
  });
  const [low, high] = ends.map(([, value, unit]) => ({ value: Number(value), unit: unitOf(unit!) }));
  return draft && withInterval(draft, { low: low!, high: high!, level: 0.95, n, varies: "within-run" });
}

/** Catch2 writes minutes as `m`. */
function unitOf(text: string): string {
  return text === "m" ? "min" : text;
}

/** In seconds: a row has numbers of several units. */
function cellOf(raw: string, line: number): StatedCell | null {
  const [, value, unit] = /^(\S+) (\S+)$/.exec(raw)!;
  const converted = convert(Number(value), unitOf(unit!), findMetric("execution_time"));
  if (converted === null || !Number.isFinite(converted.value)) return null;
  const { value: seconds, conversion } = converted;
  return { value: seconds, locator: { line }, raw, conversions: conversion ? [conversion] : [] };
}

function setupOf(name: string, testCase: string | null, version: string | null): Setup {
  const setup = emptySetup();
  setup.case.scenario = name;
  if (testCase !== null && testCase !== name) setup.case.extra["test_case"] = testCase;
  setup.context.tool = "Catch2";
  setup.context.tool_version = version;
  return setup;
}
