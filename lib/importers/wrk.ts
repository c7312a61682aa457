// wrk and wrk2: `Requests/sec` is reached by all connections together; the latencies are of the requests of one run. Times
// come with their own units (`635.91us`, `1.07m`), counts in k or M. wrk2 prints as its distribution what it corrects for
// requests that had to wait. The `Req/Sec` of a thread is not read.
// Printed by: https://github.com/wg/wrk and https://github.com/giltene/wrk2 (src/wrk.c)
import { findMetric } from "../points/metrics";
import { emptyStats, type Stats } from "../points/point";
import { convert } from "../points/units";
import type { Draft } from "../runs/draft";
import { headText, wholeText } from "./decode";
import type { Importer, Reading } from "./importer";
import { emptySetup } from "./setup-field";
import type { SourceFile } from "./source-file";
import { statedDraft, type StatedCell } from "./stated-metric";
import { tellByFile } from "./told-by-file";

const first = /^Running .+ test @ /;
const time = String.raw`\d+(?:\.\d+)?(?:us|ms|s|m|h)`;

export const wrk: Importer = {
  id: "wrk",
  label: "wrk, wrk2 (console)",
  version: "1",
  recognises: (file) => {
    const lines = (headText(file) ?? "").split(/\r\n|\n/);
    return (
      lines.some((line) => first.test(line)) && lines.some((line) => /^\s*Thread Stats\s+Avg/.test(line))
    );
  },
  read(file): Reading {
    const whole = wholeText(file);
    if ("problem" in whole) return { drafts: [], problems: [whole.problem], columns: [], notes: [] };
    const runs = runsIn(whole.text.split(/\r\n|\n/));
    return {
      drafts: runs.flatMap((run) => draftsOf(run, file)),
      problems: [],
      columns: [],
      notes: runs.flatMap(failures),
    };
  },
};

interface Line {
  text: string;
  /** 1-based. */
  line: number;
}

/** The lines of each run. */
function runsIn(lines: readonly string[]): Line[][] {
  const runs: Line[][] = [];
  lines.forEach((text, i) => {
    if (first.test(text)) runs.push([]);
    runs.at(-1)?.push({ text, line: i + 1 });
  });
  return runs;
}

function draftsOf(run: readonly Line[], file: SourceFile): Draft[] {
  const setup = emptySetup();
  const [threads, connections] = find(run, /^\s*(\d+) threads and (\d+) connections/)?.found ?? [];
  setup.case.concurrency = connections === undefined ? null : Number(connections);
  if (threads !== undefined) setup.case.extra["threads"] = threads;
  setup.context.tool = find(run, /^\s*Thread calibration:/) === null ? "wrk" : "wrk2";
  tellByFile(setup, file);
  const rate = find(run, /^Requests\/sec:\s+(\d+(?:\.\d+)?)\s*$/);
  const requests = find(run, /^\s*(\d+) requests in /);
  const n = requests === null ? null : Number(requests.found[0]);
  const cells = latencies(run);
  return [
    statedDraft(setup, { metric: "e2e_latency", unit: "s", cells, n, varies: "within-run" }),
    rate &&
      statedDraft(setup, {
        ...{ metric: "requests_per_second", unit: "req/s", n: 1 },
        cells: { mean: { value: Number(rate.found[0]), raw: rate.found[0]!, locator: { line: rate.line } } },
      }),
  ].flatMap((draft) => draft ?? []);
}

function find(run: readonly Line[], pattern: RegExp): { found: string[]; line: number } | null {
  for (const { text, line } of run) {
    const [whole, ...found] = pattern.exec(text) ?? [];
    if (whole !== undefined) return { found, line };
  }
  return null;
}

/** In seconds: each number has a unit of its own. */
function latencies(run: readonly Line[]): Partial<Record<keyof Stats, StatedCell>> {
  const stated = find(run, new RegExp(String.raw`^\s*Latency\s+(${time})\s+(${time})\s+(${time})\s`));
  const cells: Partial<Record<keyof Stats, StatedCell>> = {};
  const names = ["mean", "sd", "max"] as const;
  stated?.found.forEach((raw, i) => (cells[names[i]!] = cellOf(raw, stated.line)));
  for (const [name, percent] of [
    ["median", "50"],
    ["p90", "90"],
    ["p95", "95"],
    ["p99", "99"],
  ] as const) {
    const found = find(run, new RegExp(String.raw`^\s*${percent}(?:\.0+)?%\s+(${time})\s*$`));
    if (found !== null && name in emptyStats()) cells[name] = cellOf(found.found[0]!, found.line);
  }
  return cells;
}

function cellOf(raw: string, line: number): StatedCell {
  const [, digits = "", spelled = ""] = /^([\d.]+)(\w+)$/.exec(raw) ?? [];
  const unit = spelled === "m" ? "min" : spelled;
  const { value, conversion } = convert(Number(digits), unit, {
    ...findMetric("execution_time"),
    unit: "s",
  })!;
  return { value, raw, locator: { line }, conversions: conversion ? [conversion] : [] };
}

function failures(run: readonly Line[]): string[] {
  return run.flatMap(({ text }) =>
    /^\s*(?:Non-2xx or 3xx responses|Socket errors):/.test(text)
      ? [`Not all requests succeeded, and latencies are of all of them: ${text.trim()}.`]
      : [],
  );
}
