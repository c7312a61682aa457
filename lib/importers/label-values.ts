import { readHeader } from "../points/headers";
import { isKnownMetric } from "../points/metrics";
import { readMeasured } from "../points/measured-text";
import { readCellTable, type CellTable } from "./cell-table";
import { headText, wholeText } from "./decode";
import type { Importer, Reading } from "./importer";
import { isMetricRows } from "./metric-rows";
import { headBytes, type SourceFile } from "./source-file";
import { tableHead } from "./table-text";

const mostBytes = 1024 * 1024;

// One result as lines of a name and a value each: `GPU: H100`, `TTFT (ms): 12.5`, `Throughput = 900 tok/s`, or two columns of a
// table without a header. A name that comes again begins the next result.
export const labelValues: Importer = {
  id: "label-values",
  label: "Names and values, one a line",
  version: "1",
  recognises(file) {
    if (file.size > Math.min(mostBytes, headBytes)) return false;
    const table = tableHead(file);
    if (table !== null && isMetricRows(table)) return false;
    return resultsIn(headText(file) ?? "", file) !== null;
  },
  read(file): Reading {
    const whole = wholeText(file, mostBytes);
    if ("problem" in whole) return { drafts: [], problems: [whole.problem], columns: [], notes: [] };
    const results = resultsIn(whole.text, file);
    const reading = results && readCellTable(cellsOf(results));
    if (!reading) return { drafts: [], problems: [], columns: [], notes: [] };
    // A name that a result lacks has no cell there.
    const drafts = Array.from(reading.drafts).filter(
      ({ value, range, missing }) => !(value === null && range === null && missing === ""),
    );
    return {
      ...reading,
      drafts,
      columns: [],
      notes: ["Each line is read as a name and its value.", ...reading.notes],
    };
  },
};

interface Pair {
  name: string;
  value: string;
  line: number;
}

const pair = /^\s*(?:[-*•]\s+)?([\p{L}#][^:=|]{0,60}?)\s*(?::|=|\.{3,})\s*(\S.*?)\s*$/u;

/** The results of a text, each a list of names and values; null where it is no such text. */
function resultsIn(text: string, file: SourceFile): Pair[][] | null {
  const lines = text.split(/\r\n|\n|\r/);
  const filled = lines.filter((line) => /[\p{L}\d]/u.test(line)).length;
  const found = tablePairs(lines, tableHead(file)?.delimiter ?? null) ?? linePairs(lines);
  if (found.length < 3 || found.length < filled * 0.6 || !areResults(found)) return null;
  const results: Pair[][] = [[]];
  for (const each of found) {
    if (results.at(-1)!.some(({ name }) => name === each.name)) results.push([]);
    results.at(-1)!.push(each);
  }
  return results;
}

function linePairs(lines: readonly string[]): Pair[] {
  return lines.flatMap((text, i) => {
    const [, name, value] = text.length > 300 ? [] : (pair.exec(text) ?? []);
    return name === undefined || value === undefined ? [] : [{ name, value, line: i + 1 }];
  });
}

/** Two cells a line, throughout; null where the text has more columns. */
function tablePairs(lines: readonly string[], delimiter: string | null): Pair[] | null {
  if (delimiter === null || lines.some((line) => line.includes('"'))) return null;
  const pairs = lines.flatMap((text, i) => {
    const [name = "", value = "", ...more] = text.split(delimiter).map((cell) => cell.trim());
    return name === "" || value === "" || more.some((cell) => cell !== "")
      ? []
      : [{ name, value, line: i + 1 }];
  });
  return pairs.length >= lines.filter((line) => line.trim() !== "").length * 0.8 ? pairs : null;
}

/** Names that are known, the first of them too, and one of a metric that is measured in a unit. */
function areResults(pairs: readonly Pair[]): boolean {
  const isKnown = ({ name }: Pair) => readHeader(name).kind !== "unknown";
  const isValue = ({ value }: Pair) =>
    readHeader(value).kind === "unknown" || readMeasured(value, "unknown").kind === "number";
  const known = pairs.filter((each) => isKnown(each) && isValue(each)).length;
  return isKnown(pairs[0]!) && known * 2 >= pairs.length && pairs.every(isValue) && pairs.some(isMeasured);
}

function isMeasured({ name, value }: Pair): boolean {
  const meaning = readHeader(name);
  const read = readMeasured(value, "unknown");
  if (
    meaning.kind !== "metric" ||
    !isKnownMetric(meaning.metric) ||
    read.kind === "missing" ||
    read.kind === "unreadable"
  )
    return false;
  return meaning.unit !== null || ("unit" in read && read.unit !== null);
}

function cellsOf(results: readonly Pair[][]): CellTable {
  const names = [...new Set(results.flatMap((pairs) => pairs.map(({ name }) => name)))];
  const at = (row: number, column: number) => results[row]?.find(({ name }) => name === names[column]);
  const lineOf = (row: number, column: number) =>
    (at(Math.max(row, 0), column) ?? results[Math.max(row, 0)]![0]!).line;
  return {
    headers: names,
    rows: results.map((_, row) => names.map((_name, column) => at(row, column)?.value ?? null)),
    locator: (row, column) => ({ line: lineOf(row, column), column: 2 }),
    sampleAt: { pointer: null, of: (row) => lineOf(row, 0) },
  };
}
