// pytest-benchmark's other outputs: --benchmark-csv (seconds) and the table it prints, whose title names the unit (`Name (time
// in ms)`) and whose numbers are followed by their ratio to the best in parentheses. stddev is a sample's; n is the rounds.
// Written by: https://github.com/ionelmc/pytest-benchmark
import type { Problem } from "../points/problem";
import type { Draft } from "../runs/draft";
import { checkedDrafts, cellsOf, type Drafts } from "./checked-drafts";
import { wholeText } from "./decode";
import type { Importer, Reading } from "./importer";
import { numberIn } from "./plain-number";
import { emptySetup, type Setup } from "./setup-field";
import type { SourceFile } from "./source-file";
import type { StatedCell } from "./stated-metric";
import { headersOf, readTableRows } from "./table-row";
import { textHolds } from "./text-search";

const always = ["name", "min", "max", "mean", "stddev", "rounds"];
const title =
  /^Name \(time in (s|ms|us|ns)\)\s+((?:(?:Min|Max|Mean|StdDev|Median|IQR|Outliers|OPS(?: \(\w+\))?|Rounds|Iterations)\s*)+)$/m;
const logLimit = 64 * 1024 * 1024;

export const pytestBenchmarkTable: Importer = {
  id: "pytest-benchmark-table",
  label: "pytest-benchmark (CSV, console)",
  version: "1",
  recognises: (file) => isCsv(file) || textHolds(file, (text) => title.test(text)),
  read: (file) => (isCsv(file) ? readCsv(file) : readConsole(file)),
};

function isCsv(file: SourceFile): boolean {
  const headers = headersOf(file);
  return always.every((name) => headers.includes(name));
}

function setupFor(name: string): Setup {
  const setup = emptySetup();
  setup.context.tool = "pytest-benchmark";
  setup.case.scenario = name;
  return setup;
}

function draftsFor(setup: Setup, unit: string, cell: (name: string) => StatedCell | null): Drafts {
  const names = ["mean", "median", "min", "max"] as const;
  const cells = cellsOf({
    ...Object.fromEntries(names.map((name) => [name, cell(name)])),
    ...{ sd: cell("stddev"), n: cell("rounds") },
  });
  return checkedDrafts(setup, [{ metric: "execution_time", unit, cells, varies: "within-run" }]);
}

function readCsv(file: SourceFile): Reading {
  return readTableRows(file, (row) => {
    const setup = setupFor(row.text("name"));
    for (const [header, text] of row.texts)
      if (/^(?:group|param(?:s:.*|:.*)?)$/.test(header) && text !== "") setup.case.extra[header] = text;
    return draftsFor(setup, "s", (name) => row.cell(name));
  });
}

function readConsole(file: SourceFile): Reading {
  const whole = wholeText(file, logLimit);
  if ("problem" in whole) return { drafts: [], problems: [whole.problem], columns: [], notes: [] };
  const drafts: Draft[] = [];
  const problems: Problem[] = [];
  let unit = "";
  let names: string[] = [];
  whole.text.split(/\r?\n/).forEach((line, i) => {
    const [, found, columns] = title.exec(line) ?? [];
    if (found !== undefined && columns !== undefined) {
      unit = found;
      names = columns
        .replace(/\(\w+\)/g, "")
        .trim()
        .split(/\s+/)
        .map((name) => name.toLowerCase());
    } else if (names.length > 0 && line.trim() === "") names = [];
    else if (names.length > 0 && !/^-+/.test(line)) {
      const read = rowIn(line, i + 1, unit, names);
      drafts.push(...read.drafts);
      problems.push(...read.problems);
    }
  });
  return { drafts, problems, columns: [], notes: [] };
}

/** Cells from the right, since a name may hold blanks; a ratio in parentheses belongs to the number before it. */
function rowIn(line: string, at: number, unit: string, names: readonly string[]): Drafts {
  const words = line
    .replace(/\s+\((?:>?[\d.,]+|inf)\)/g, "")
    .trim()
    .split(/\s+/);
  const cells = words.slice(-names.length);
  const name = words.slice(0, -names.length).join(" ");
  if (name === "" || cells.length < names.length) {
    const expected = `a name and ${names.length} cells`;
    return { drafts: [], problems: [{ where: { line: at }, found: line.trim().slice(0, 80), expected }] };
  }
  return draftsFor(setupFor(name), unit, (column) => {
    const raw = cells[names.indexOf(column)];
    const value = raw === undefined ? null : numberIn(raw.replaceAll(",", ""));
    return raw === undefined ? null : { value, raw, locator: { line: at } };
  });
}
