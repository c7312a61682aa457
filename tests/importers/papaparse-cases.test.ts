import { readFileSync } from "node:fs";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { headFacts, headText } from "@/lib/importers/decode";
import { detectDelimiter } from "@/lib/importers/delimiter";
import { visitRecords } from "@/lib/importers/records";
import { fileFromBytes } from "@/lib/importers/source-file";
import { bytesOf, hostile, isHostileMissing } from "./text-of";

interface Case {
  i: number;
  description: string;
  input: string;
  config?: Record<string, unknown>;
  expected: { data: unknown[]; errors: { type: string }[] };
  usesFunctions: boolean;
}

/** Options of PapaParse that Whisker has not, and why. Without them its cases are read as PapaParse itself reads them. */
const without: Record<string, string> = {
  dynamicTyping: "a cell stays the text that was written: what its column means decides what it is",
  preview: "who reads a head stops after the rows that it wants",
  skipFirstNLines: "titles above a header are found, not counted",
  escapeChar: "a quote within quotes is written twice (RFC 4180)",
  quoteChar: "quotes are double quotes (RFC 4180)",
};
/** Delimiters of which there is no option either. */
const delimiters = "a delimiter is one of , ; tab and |, and is found out";

/** The records of a text of which nothing is told: ends of lines and delimiter are found out. */
function recordsOf(input: string): { rows: string[][]; faults: number } {
  const file = fileFromBytes("a.csv", bytesOf(input));
  const newline = headFacts(file)?.lineEnds === "CR" ? "\r" : "\n";
  const text = headText(file) ?? "";
  const rows: string[][] = [];
  const faults: unknown[] = [];
  visitRecords([text], detectDelimiter(text, newline) ?? ",", newline, {
    row: (fields) => void rows.push(fields),
    problem: (found) => void faults.push(found),
  });
  return { rows, faults: faults.length };
}

function isBlank(row: readonly string[], greedy: boolean): boolean {
  return greedy ? row.every((cell) => cell.trim() === "") : row.length === 1 && row[0] === "";
}

/** The records as PapaParse gives them under these options. */
function shaped(rows: string[][], { header, skipEmptyLines, comments }: Record<string, unknown>): unknown[] {
  const kept = rows
    .filter(([first = ""]) => typeof comments !== "string" || !first.startsWith(comments))
    .filter((row) => !skipEmptyLines || !isBlank(row, skipEmptyLines === "greedy"));
  if (header !== true) return kept;
  const [headers = [], ...below] = kept;
  return below.map((row) => {
    const more = row.slice(headers.length);
    const named = row.slice(0, headers.length).map((cell, i) => [headers[i]!, cell]);
    return { ...Object.fromEntries(named), ...(more.length > 0 && { __parsed_extra: more }) };
  });
}

function reasonAgainst(config: Record<string, unknown> = {}): string | null {
  const option = Object.keys(config).find((name) => name in without);
  if (option !== undefined) return without[option]!;
  return /^[,;\t|\n]?$/.test(String(config["delimiter"] ?? "")) ? null : delimiters;
}

/** PapaParse ends a text that ends with a line's end in a blank record, which is no line. */
function withoutEnd(data: readonly unknown[], input: string): unknown[] {
  const isEnd = /[\r\n]$/.test(input) && JSON.stringify(data.at(-1)) === '[""]';
  return isEnd ? data.slice(0, -1) : [...data];
}

describe.skipIf(isHostileMissing)("hostile/papaparse, parsing whole (skipped without ../shared)", () => {
  const text = isHostileMissing
    ? '{"PARSE_TESTS":[]}'
    : readFileSync(`${hostile}papaparse/papaparse-cases.json`, "utf8");
  const all = (JSON.parse(text) as { PARSE_TESTS: Case[] }).PARSE_TESTS;
  const plain = all.filter(({ usesFunctions }) => !usesFunctions);
  const same = plain.filter(({ config }) => reasonAgainst(config) === null);
  const other = plain.filter(({ config }) => reasonAgainst(config) !== null);

  it("has its 97 cases: 8 hand functions over, 58 are read alike, 31 are about options that Whisker has not", () => {
    expect([all.length, all.length - plain.length, same.length, other.length]).toEqual([97, 8, 58, 31]);
  });

  it.each(same)("$i $description: the same records", ({ input, config = {}, expected }) => {
    const { rows, faults } = recordsOf(input);
    expect(shaped(rows, config)).toEqual(withoutEnd(expected.data, input));
    expect(faults).toBe(0);
  });

  it.each(other.map((each) => ({ ...each, reason: reasonAgainst(each.config)! })))(
    "$i $description: read as without the option, for $reason",
    ({ input }) => {
      // PapaParse takes the first end of a line that it meets for all of them.
      const text = input.replaceAll("\r\n", "\n");
      const { rows, faults } = recordsOf(text);
      const newline = text.includes("\n") ? "\n" : "\r";
      const delimiter = detectDelimiter(text, newline) ?? ",";
      const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline });
      const isFaulty = errors.some(({ type }) => type === "Quotes");
      // A text of control characters is no text.
      const isRefused = /[\x1e\x1f]/.test(input);
      expect(faults > 0).toBe(isFaulty);
      if (!isFaulty) expect(rows).toEqual(isRefused ? [] : withoutEnd(data, input));
    },
  );
});
