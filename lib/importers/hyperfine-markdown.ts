// hyperfine --export-markdown: `| Command | Mean [ms] | Min [ms] | Max [ms] | Relative |`, the mean with ± its sd where there
// were several runs, whose number is not written. `Relative` is a quotient of the means and is not read.
// Written by: https://github.com/sharkdp/hyperfine/blob/master/src/export/markdown.rs
import type { Draft } from "../runs/draft";
import { wholeText } from "./decode";
import type { Importer, Reading } from "./importer";
import type { Problem } from "../points/problem";
import { numberIn } from "./plain-number";
import { emptySetup } from "./setup-field";
import { statedDraft, type StatedCell } from "./stated-metric";
import { textHolds } from "./text-search";

const header =
  /^\|\s*Command\s*\|\s*Mean \[(\w+)\]\s*\|\s*Min \[\1\]\s*\|\s*Max \[\1\]\s*\|\s*Relative\s*\|\s*$/m;
const row =
  /^\|\s*`?(.+?)`?\s*\|\s*([\d.]+)(?:\s*±\s*([\d.]+))?\s*\|\s*([\d.]+)\s*\|\s*([\d.]+)\s*\|[^|]*\|\s*$/;
const documentLimit = 16 * 1024 * 1024;

export const hyperfineMarkdown: Importer = {
  id: "hyperfine-markdown",
  label: "hyperfine (Markdown)",
  version: "1",
  recognises: (file) => textHolds(file, (text) => header.test(text)),
  read(file): Reading {
    const whole = wholeText(file, documentLimit);
    if ("problem" in whole) return { drafts: [], problems: [whole.problem], columns: [], notes: [] };
    const notes = [
      "How many runs are behind a mean is not in hyperfine's table: no interval is drawn.",
      "Relative is a quotient of the means in the table and is not read.",
    ];
    return { ...rowsIn(whole.text), columns: [], notes };
  },
};

function rowsIn(text: string): { drafts: Draft[]; problems: Problem[] } {
  const drafts: Draft[] = [];
  const problems: Problem[] = [];
  let unit: string | null = null;
  text.split(/\r?\n/).forEach((line, i) => {
    const [, found] = header.exec(line) ?? [];
    if (found !== undefined) unit = found;
    else if (!line.startsWith("|")) unit = null;
    else if (unit !== null && !/^\|[\s|:-]*$/.test(line)) {
      const draft = draftOf(line, i + 1, unit);
      if (draft) drafts.push(draft);
      else
        problems.push({
          where: { line: i + 1 },
          found: line.slice(0, 80),
          expected: "a command, its mean, min and max",
        });
    }
  });
  return { drafts, problems };
}

function draftOf(line: string, at: number, unit: string): Draft | null {
  const [, command, mean, sd, min, max] = row.exec(line) ?? [];
  if (command === undefined) return null;
  const setup = emptySetup();
  setup.context.tool = "hyperfine";
  setup.case.scenario = command.replaceAll("\\|", "|");
  const cell = (raw: string): StatedCell => ({ value: numberIn(raw), raw, locator: { line: at } });
  const cells = { mean: cell(mean!), min: cell(min!), max: cell(max!), ...(sd ? { sd: cell(sd) } : {}) };
  return statedDraft(setup, { metric: "execution_time", unit, cells });
}
