import { headFacts, headText, textChunks } from "./decode";
import { firstRecords } from "./delimiter";
import type { ProblemList } from "./problem-list";
import { visitRecords } from "./records";
import type { SourceFile } from "./source-file";
import { tableHead } from "./table-text";

/** One record of delimited text with the line (1-based) on which it starts. */
export interface DelimitedRecord {
  fields: string[];
  line: number;
}

/** The first records of a file that are neither blank nor comments: for formats whose header is of several lines. */
export function headRecords(file: SourceFile, most: number): DelimitedRecord[] {
  const facts = headFacts(file);
  const text = headText(file);
  if (facts === null || text === null || /^\s*[[{]/.test(text)) return [];
  return firstRecords(text, delimiterOf(file), newlineOf(file), most);
}

/** Every record of a file, blank lines too, as a record of one empty field. */
export function recordsOfFile(file: SourceFile, problems: ProblemList): DelimitedRecord[] {
  const facts = headFacts(file);
  if (facts === null) return [];
  const records: DelimitedRecord[] = [];
  visitRecords(textChunks(file, facts), delimiterOf(file), newlineOf(file), {
    row: (fields, line) => void records.push({ fields, line }),
    problem: (problem) => problems.addAll([problem]),
  });
  return records;
}

function delimiterOf(file: SourceFile) {
  return tableHead(file)?.delimiter ?? ",";
}

function newlineOf(file: SourceFile): "\n" | "\r" {
  return headFacts(file)?.lineEnds === "CR" ? "\r" : "\n";
}

/** Reports a record that has not its table's number of fields; it is never shifted into shape. */
export function raggedRow({ fields, line }: DelimitedRecord, expected: number, problems: ProblemList): void {
  const where = { line, column: Math.min(fields.length, expected) + 1 };
  problems.add(where, `${fields.length} fields`, `${expected} fields`);
}
