// go test -bench: `BenchmarkName-8   5000000   325 ns/op   16 B/op`: after the number of iterations pairs of value and unit.
// The number at a name's end is GOMAXPROCS, left out where that is 1. With -count a name stands several times: means of
// one process each, so that they vary within one run. Format: https://go.googlesource.com/proposal/+/master/design/14313-benchmark-format.md
import { customMetricId } from "../points/metrics";
import type { Problem } from "../points/problem";
import { findUnit } from "../points/units";
import type { Draft } from "../runs/draft";
import { headText, wholeText } from "./decode";
import { goConfigLine, goSetup } from "./go-setup";
import type { Importer } from "./importer";
import { numberIn } from "./plain-number";
import { statedDraft } from "./stated-metric";

const resultLine = /^(Benchmark\S*)\s+(\d+)\s+(\S+\s+\S.*?)\s*$/;

export const goBench: Importer = {
  id: "go-bench",
  label: "go test -bench",
  version: "1",
  recognises: (file) =>
    (headText(file) ?? "").split(/\r?\n/).some((line) => {
      const [, , , pairs] = resultLine.exec(line) ?? [];
      return pairs !== undefined && /(?:^|\s)\S+\s+\S+\/\S+/.test(pairs);
    }),
  read: (file) => {
    const whole = wholeText(file);
    if ("problem" in whole) return { drafts: [], problems: [whole.problem], columns: [], notes: [] };
    return { columns: [], notes: [], ...readLines(whole.text.split(/\r?\n/)) };
  },
};

function readLines(lines: readonly string[]): { drafts: Draft[]; problems: Problem[] } {
  const drafts: Draft[] = [];
  const problems: Problem[] = [];
  const settings = new Map<string, string>();
  let run = 0;
  lines.forEach((line, i) => {
    const [, name, , pairs] = resultLine.exec(line) ?? [];
    const [, key, value] = goConfigLine.exec(line) ?? [];
    if (name !== undefined) {
      const made = draftsOf(name, pairs!, i + 1, settings);
      drafts.push(...made.map((draft) => ({ ...draft, unnamedRun: run })));
      if (made.length === 0)
        problems.push({ where: { line: i + 1 }, found: pairs!, expected: "pairs of value and unit" });
    } else if (key !== undefined) settings.set(key, value!);
    // A package's results end so; what follows is another process.
    else if (/^(?:ok|FAIL)\s+\S/.test(line)) run++;
    if (/^--- FAIL: Benchmark/.test(line))
      problems.push({ where: { line: i + 1 }, found: line.trim(), expected: "a benchmark that passes" });
  });
  return { drafts, problems };
}

function draftsOf(name: string, pairs: string, line: number, settings: ReadonlyMap<string, string>): Draft[] {
  const words = pairs.split(/\s+/);
  const setup = goSetup(name, settings, "go test -bench");
  return words.flatMap((raw, i) => {
    const unit = words[i + 1];
    const value = numberIn(raw);
    if (i % 2 === 1 || unit === undefined || value === null) return [];
    const [, time] = /^(\S+)\/op$/.exec(unit) ?? [];
    const isTime = findUnit(time ?? "")?.dimension === "time";
    const metric = isTime ? "execution_time" : customMetricId(unit);
    const cells = { mean: { value, locator: { line }, raw } };
    return statedDraft(setup, { metric, unit: isTime ? time! : unit, cells, varies: "within-run" }) ?? [];
  });
}
