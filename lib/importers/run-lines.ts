// What people's own scripts print: `Run 1: 123.4 tok/s`, `[iter 2/5] TTFT 45.2 ms, 118.0 tok/s`, a line a run, below lines that
// say how it was run: `model=llama-8b batch_size=4`, `GPU: H100`.
import { readHeader } from "../points/headers";
import { shortText } from "../points/short-text";
import { readCellTable, type CellTable } from "./cell-table";
import { headText, wholeText } from "./decode";
import type { Importer, Reading } from "./importer";
import { ProblemList } from "./problem-list";
import { isSummaryLabel } from "./summary-rows";

const mostBytes = 4 * 1024 * 1024;
/** Characters: no line of a script is longer, and none that is longer is looked through. */
const longestLine = 400;

export const runLines: Importer = {
  id: "run-lines",
  label: "Runs, one a line",
  version: "1",
  recognises: (file) => file.size <= mostBytes && isOfRuns(new RunLines(headText(file) ?? "")),
  read(file): Reading {
    const whole = wholeText(file, mostBytes);
    if ("problem" in whole) return { drafts: [], problems: [whole.problem], columns: [], notes: [] };
    const found = new RunLines(whole.text);
    const reading = readCellTable(tableOf(found));
    if (reading === null) return { drafts: [], problems: found.problems.list(), columns: [], notes: [] };
    return {
      ...reading,
      problems: [...found.problems.list(), ...reading.problems],
      columns: [],
      notes: [...notesOf(found), ...reading.notes],
    };
  },
};

const runWords =
  "run|trial|iter(?:ation)?|repeat|repetition|rep|round|lauf|durchlauf|messung|essai|ejecución|прогон|第";
const runLine = new RegExp(
  String.raw`^([^|]{0,60}?)(?<![\p{L}\d])(?:${runWords})[\s#_]*(\d{1,6})(?:\s*(?:/|of)\s*\d{1,6})?\s*[\])次]?\s*[:=–-]?\s+([^|\s].*)$`,
  "iu",
);
const labelled = /^\s*(?:[-*•]\s+)?(\p{L}[\p{L}\d .()/_-]{0,40}?)\s*[:=]\s+(\S.*?)\s*$/u;
const setting = /(?<![\w.-])([A-Za-z][\w-]{0,40})=("[^"]{0,200}"|[^\s,;"]{1,200})/g;
/** `TTFT 45.2 ms`, `tok/s: 123.4`, `123.4 tok/s`. */
const measure =
  /^(?:(\p{L}[^:=]{0,60}?)\s*[:=]?\s+|(\p{L}[^:=]{0,60}?)[:=])?(-?[\d][\d.,]*(?:e[+-]?\d+)?)\s*(\p{L}\S{0,30}|%)?$/iu;

interface Cell {
  header: string;
  text: string;
}

interface RunOfLine {
  line: number;
  run: string;
  /** Which of several series of the same setup it is of. */
  series: number;
  settings: ReadonlyMap<string, string>;
  cells: Cell[];
}

/** Goes through the lines; what it finds is no more than they say. */
class RunLines {
  readonly runs: RunOfLine[] = [];
  /** Lines at which runs begin again though nothing says another setup. */
  readonly again: number[] = [];
  readonly problems = new ProblemList();
  private settings: ReadonlyMap<string, string> = new Map();
  /** The line that said a setting last, where no run came after it. */
  private unused: { line: number; text: string } | null = null;
  /** By what the lines above said of the setup. */
  private readonly series = new Map<string, { count: number; seen: Set<string> }>();

  constructor(whole: string) {
    whole.split(/\r\n|\n|\r/).forEach((text, i) => this.visit(text.trim(), i + 1));
    if (this.runs.length > 0 && this.unused !== null)
      this.refuse(this.unused, "what is said of the setup above its runs; below them it is not read");
  }

  private visit(text: string, line: number): void {
    const [, before = "", run, rest] = runLine.exec(text.slice(0, longestLine)) ?? [];
    if (run !== undefined) return this.visitRun({ line, text }, before, run, rest!);
    if (text.length > longestLine) return;
    const name = labelled.exec(text)?.[1] ?? "";
    const said = settingsIn(text);
    if (isSummaryLabel(name))
      this.problems.add(
        { line },
        `a row labelled “${name}”`,
        "the row of one run; a row about other rows is left out",
      );
    else if (said.length > 0) {
      this.settings = new Map([...this.settings, ...said]);
      this.unused = { line, text };
    } else if (cellsIn(text)?.some(({ header }) => isMetric(header)) === true)
      this.refuse({ line, text }, "a measurement on the line of its run; others are left out");
  }

  private visitRun(at: { line: number; text: string }, before: string, run: string, rest: string): void {
    if (/warm/i.test(before)) return this.refuse(at, "a measured run; what only warms up is left out");
    const cells = at.text.length > longestLine ? null : cellsIn(rest);
    if (cells === null) return this.refuse(at, "a run whose values have a name or a unit each");
    const { settings } = this;
    const key = JSON.stringify([...settings]);
    const own = this.series.get(key) ?? { count: 1, seen: new Set<string>() };
    this.series.set(key, own);
    if (own.seen.has(run)) {
      own.count += 1;
      own.seen.clear();
      this.again.push(at.line);
    }
    own.seen.add(run);
    this.unused = null;
    this.runs.push({ line: at.line, run, series: own.count, settings, cells });
  }

  private refuse({ line, text }: { line: number; text: string }, expected: string): void {
    this.problems.add({ line }, shortText(text, longestLine), expected);
  }
}

/** What a line says of the setup: all that it sets, where one of the names is known and none is of a measurement. */
function settingsIn(text: string): [name: string, value: string][] {
  const pairs = Array.from(text.matchAll(setting), ([, key, said]): [string, string] => [
    key!,
    said!.replace(/^"|"$/g, ""),
  ]);
  if (pairs.some(([key]) => isMetric(key))) return [];
  const [, name, value] = labelled.exec(text) ?? [];
  if (name !== undefined && isOfSetup(name)) {
    const rest = value!.replace(setting, "").replace(/[\s,;]+$/, "");
    return rest === "" ? pairs : [[name, rest], ...pairs];
  }
  return pairs.some(([key]) => isOfSetup(key)) ? pairs : [];
}

function isOfSetup(name: string): boolean {
  const { kind } = readHeader(name);
  return kind === "case" || kind === "context";
}

/** The values of a run; null where a part of the line is none. */
function cellsIn(rest: string): Cell[] | null {
  const parts = rest
    .split(/\s*[;|]\s*|,\s+|\s{2,}|\t|(?<=\d(?:\s?[^\s=:]{1,15})?)\s+(?=\p{L}[\w/-]{0,40}[=:])/u)
    .filter((part) => part !== "");
  const cells = parts.map((part): Cell | null => {
    const [, apart, joined, text, unit] = measure.exec(part) ?? [];
    const name = apart ?? joined;
    if (text === undefined || (name === undefined && unit === undefined)) return null;
    return { header: name === undefined ? unit! : unit === undefined ? name : `${name} (${unit})`, text };
  });
  return cells.some((cell) => cell === null) ? null : (cells as Cell[]);
}

/** At least two runs, and a value whose name or unit says what was measured. */
function isOfRuns({ runs }: RunLines): boolean {
  return runs.length >= 2 && headersOf(runs).some(isMetric);
}

function isMetric(header: string): boolean {
  return readHeader(header).kind === "metric";
}

/** Without a unit and of no known name: a number that nobody can tell from a setting. */
function isNameless(header: string): boolean {
  const meaning = readHeader(header);
  return meaning.kind === "unknown" && meaning.unit === null;
}

function headersOf(runs: readonly RunOfLine[]): string[] {
  return [...new Set(runs.flatMap(({ cells }) => cells.map(({ header }) => header)))];
}

function notesOf({ runs, again }: RunLines): string[] {
  const nameless = headersOf(runs).filter(isNameless);
  return [
    "Each line of a run is read as one run, below what the lines above say of its setup.",
    ...(nameless.length === 0
      ? []
      : [`Not read, since neither its name is known nor a unit said: ${nameless.join(", ")}.`]),
    ...(again.length === 0
      ? []
      : [
          `The runs begin again on line ${again.join(", ")}, and no line says another setup: kept apart as series.`,
        ]),
  ];
}

function tableOf({ runs, again }: RunLines): CellTable {
  const settings = [...new Set(runs.flatMap((run) => [...run.settings.keys()]))];
  const measures = headersOf(runs).filter((header) => !isNameless(header));
  const lineOf = (row: number) => (runs[Math.max(row, 0)] ?? runs[0])?.line ?? 1;
  return {
    headers: ["run", ...(again.length > 0 ? ["series"] : []), ...settings, ...measures],
    rows: runs.map((run) => [
      run.run,
      ...(again.length > 0 ? [String(run.series)] : []),
      ...settings.map((name) => run.settings.get(name) ?? ""),
      ...measures.map((header) => run.cells.find((cell) => cell.header === header)?.text ?? null),
    ]),
    locator: (row) => ({ line: lineOf(row) }),
    sampleAt: { pointer: null, of: lineOf },
  };
}
