// What engines log while they serve, a line every few seconds: rates over the seconds since the line before, at whatever load
// there was. They are samples of one run, and a result of no benchmark: lines of another load are another setup, and
// lines without a request measured nothing.
import { readCellTable, type CellTable } from "./cell-table";
import { wholeText } from "./decode";
import type { Importer, Reading } from "./importer";
import type { SourceFile } from "./source-file";
import { tellByFile, toldByFileNote } from "./told-by-file";
import { emptySetup } from "./setup-field";
import { textHolds } from "./text-search";

/** How an engine was started, by the names of columns: `model`, `tensor parallel`. */
export type StartedAs = Readonly<Record<string, string>>;

/** The settings that a line names, by the columns that they are of. */
export function settingsIn(
  config: string,
  columns: readonly (readonly [column: string, setting: RegExp])[],
): StartedAs {
  const said = columns.flatMap(([column, setting]) => {
    const text = setting.exec(config)?.[1];
    return text === undefined ? [] : [[column, text]];
  });
  return Object.fromEntries(said) as StartedAs;
}

/** One line of rates. */
interface EngineReading {
  /** 1-based. */
  line: number;
  /** Requests that were running when it was written. */
  running: number;
  /** In tokens/s, as written, by the names of columns. */
  rates: Readonly<Record<string, string>>;
  /** The engine's number, where several serve together. */
  engine: string | null;
}

/** An engine's readings from its start on. */
interface EngineRun {
  started: StartedAs;
  readings: EngineReading[];
}

/** The lines of a start are long. */
const longestLine = 20_000;

/**
 * The runs of a log. Several engines of one server start together, before any of them has served.
 *
 * @param startedIn what a line says of how an engine was started; null where it says nothing of it
 * @param readingIn what a line says of rates; null where it says none
 */
function engineRuns(
  text: string,
  startedIn: (line: string) => StartedAs | null,
  readingIn: (line: string) => Omit<EngineReading, "line"> | null,
): EngineRun[] {
  const runs: EngineRun[] = [{ started: {}, readings: [] }];
  text.split(/\r\n|\n|\r/).forEach((line, i) => {
    if (line.length > longestLine) return;
    const started = startedIn(line);
    if (started !== null && runs.at(-1)!.readings.length === 0) runs.pop();
    if (started !== null) runs.push({ started, readings: [] });
    const reading = readingIn(line);
    if (reading !== null) runs.at(-1)!.readings.push({ ...reading, line: i + 1 });
  });
  return runs.filter(({ readings }) => readings.length > 0);
}

const every =
  "The log's lines are read as samples within one run, apart for each number of running requests.";

const logLimit = 64 * 1024 * 1024;

/** What there is to know of one server's log. */
export interface EngineLog {
  id: string;
  label: string;
  version: string;
  /** The program that serves, as a setup names it. */
  system: string;
  /** Stands on each line of rates: a file without it is not looked through. */
  phrase: string;
  startedIn(line: string): StartedAs | null;
  readingIn(line: string): Omit<EngineReading, "line"> | null;
  /** What is said of the log besides. */
  notes: readonly string[];
}

export function engineLog({
  id,
  label,
  version,
  system,
  phrase,
  startedIn,
  readingIn,
  notes,
}: EngineLog): Importer {
  return {
    ...{ id, label, version },
    recognises: (file) =>
      textHolds(
        file,
        (text) => text.includes(phrase) && text.split("\n").some((line) => readingIn(line) !== null),
      ),
    read(file): Reading {
      const whole = wholeText(file, logLimit);
      if ("problem" in whole) return { drafts: [], problems: [whole.problem], columns: [], notes: [] };
      return readEngineRuns(engineRuns(whole.text, startedIn, readingIn), file, system, notes);
    },
  };
}

function readEngineRuns(
  runs: readonly EngineRun[],
  file: SourceFile,
  system: string,
  notes: readonly string[],
): Reading {
  const idle = runs.flatMap(({ readings }) => readings.filter(({ running }) => running === 0));
  const reading = readCellTable(tableOf(runs, system));
  const said = idle.length === 0 ? [] : [idleNote(idle)];
  if (reading === null) return { drafts: [], problems: [], columns: [], notes: [...said, ...notes] };
  const isNamed = runs.every(({ started }) => started["model"] !== undefined);
  const drafts = Array.from(reading.drafts, (draft) => {
    const setup = { ...emptySetup(), case: { ...draft.case, extra: { ...draft.case.extra } } };
    tellByFile(setup, file);
    return { ...draft, case: setup.case };
  });
  const told = isNamed ? [] : [toldByFileNote];
  return { ...reading, drafts, columns: [], notes: [every, ...said, ...notes, ...told] };
}

function idleNote(idle: readonly EngineReading[]): string {
  const [first] = idle;
  const lines =
    idle.length === 1 ? `Line ${first!.line} is` : `${idle.length} lines from line ${first!.line} on are`;
  return `${lines} of an engine without a request, and measured nothing: not read.`;
}

/** A row a reading, with the columns of how its engine was started. */
function tableOf(runs: readonly EngineRun[], system: string): CellTable {
  const rows = runs.flatMap(({ started, readings }, run) =>
    readings.filter(({ running }) => running > 0).map((reading) => ({ started, reading, run })),
  );
  const fields = [...new Set(runs.flatMap(({ started }) => Object.keys(started)))];
  const rates = [...new Set(rows.flatMap(({ reading }) => Object.keys(reading.rates)))];
  const lineOf = (row: number) => (rows[Math.max(row, 0)] ?? rows[0])?.reading.line ?? 1;
  return {
    headers: ["system", "iteration", "run", "load", "engine number", ...fields, ...rates],
    rows: rows.map(({ started, reading, run }, i) => [
      system,
      String(i + 1),
      String(run + 1),
      `${reading.running} running requests`,
      reading.engine === null ? "" : `engine ${reading.engine}`,
      ...fields.map((field) => started[field] ?? ""),
      ...rates.map((rate) => reading.rates[rate] ?? null),
    ]),
    locator: (row) => ({ line: lineOf(row) }),
    sampleAt: { pointer: null, of: lineOf },
  };
}
