// perf stat: of `-r` runs the mean of each counter, and behind `+-` the standard error of that mean. The time that passed is
// read; hardware counters are none of a benchmark's results.
// Printed by: https://github.com/torvalds/linux/blob/master/tools/perf/util/stat-display.c (error: stat.c, stddev_stats)
import type { Draft } from "../runs/draft";
import { decimalText } from "../points/decimal";
import { shortText } from "../points/short-text";
import { headText, wholeText } from "./decode";
import type { Importer, Reading } from "./importer";
import { emptySetup } from "./setup-field";
import { statedDraft, type StatedCell } from "./stated-metric";

const first = /^\s*Performance counter stats for (?:'(.*)'|(.+?))(?: \((\d+) runs\))?:\s*$/;
const elapsed = /^\s*(\d[\d,]*(?:\.\d+)?)\s+(?:\+-\s+(\d+(?:\.\d+)?)\s+)?seconds time elapsed\b/;

export const perfStat: Importer = {
  id: "perf-stat",
  label: "perf stat (console)",
  version: "1",
  recognises: (file) => (headText(file) ?? "").split(/\r?\n/).some((line) => first.test(line)),
  read(file): Reading {
    const whole = wholeText(file);
    if ("problem" in whole) return { drafts: [], problems: [whole.problem], columns: [], notes: [] };
    const drafts: Draft[] = [];
    let stats: { command: string; runs: number | null } | null = null;
    whole.text.split(/\r?\n/).forEach((text, i) => {
      const [, quoted, bare, runs] = first.exec(text) ?? [];
      const command = quoted ?? bare;
      if (command !== undefined) stats = { command, runs: runs === undefined ? null : Number(runs) };
      const found = elapsed.exec(text);
      if (found !== null && stats !== null) drafts.push(...draftOf(stats, found, i + 1));
    });
    const notes = ["The time that passed is read; counters of events and the times of processors are not."];
    return { drafts, problems: [], columns: [], notes };
  },
};

function draftOf(
  { command, runs }: { command: string; runs: number | null },
  [, raw = "", error]: RegExpExecArray,
  line: number,
): Draft[] {
  const setup = emptySetup();
  setup.case.scenario = shortText(command, 300);
  setup.context.tool = "perf stat";
  setup.context.command = command;
  const locator = { line };
  const n = runs ?? 1;
  const mean: StatedCell = { value: Number(raw.replaceAll(",", "")), raw, locator };
  const sd = error === undefined || n < 2 ? undefined : deviationOf(error, n, line);
  const cells = { mean, ...(sd && { sd }) };
  const varies = n > 1 ? "between-run" : "not-stated";
  return [statedDraft(setup, { metric: "execution_time", unit: "s", cells, n, varies })].flatMap(
    (draft) => draft ?? [],
  );
}

/** sd = standard error × √n. */
function deviationOf(error: string, n: number, line: number): StatedCell {
  const value = Number(error) * Math.sqrt(n);
  const conversion = {
    from: `standard error ${error}`,
    to: `sd ${decimalText(value)}`,
    by: `× √n, n = ${n}`,
  };
  return { value, raw: error, locator: { line }, conversions: [conversion] };
}
