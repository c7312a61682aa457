// What a file says above its table, a line each: `Model,llama-8b`, `GPU: H100`. It holds for every row.
import type { Case } from "../points/case";
import { readHeader } from "../points/headers";
import type { Context } from "../points/provenance";
import { readValueText } from "../points/value-text";
import { fixedText, type FixedField } from "./column-role";
import { putCaseField } from "./setup-field";

export interface SaidAbove {
  name: string;
  text: string;
}

/** How many records a preamble may have. */
const longest = 30;

/** What stands above a table, and how many titles come before it. */
export interface Preamble {
  titles: number;
  said: SaidAbove[];
}

/** Titles that may stand before the lines of names and values. */
const mostTitles = 2;

/**
 * The lines of names and values that a file begins with, perhaps below its title, before a header that names a metric;
 * none where it has none.
 */
export function preambleOf(records: readonly { fields: readonly string[]; line: number }[]): Preamble {
  const first = records.slice(0, mostTitles + 1).findIndex(({ fields }) => pairOf(fields) !== null);
  const isTitled = records.slice(0, Math.max(0, first)).every(({ fields }) => filled(fields).length === 1);
  const titles = first > 0 && isTitled ? first : 0;
  return { titles, said: pairsOf(records.slice(titles)) };
}

function pairsOf(records: readonly { fields: readonly string[]; line: number }[]): SaidAbove[] {
  const said: SaidAbove[] = [];
  for (const { fields } of records.slice(0, longest)) {
    const pair = pairOf(fields);
    if (pair === null) break;
    said.push(pair);
  }
  const header = records
    .slice(said.length, said.length + longest)
    .findIndex(({ fields }) => isHeader(fields));
  if (said.length === 0 || header < 0) return [];
  const first = records[said.length + header]!;
  const before = records[said.length + header - 1]!;
  return filled(first.fields).length > 2 || first.line > before.line + 1 ? said : [];
}

/**
 * What comments above a header say in the same way: `# GPU: H100`, `# model = llama-8b`. Where a comment between the rows
 * says it too, it holds for some of them only.
 */
export function saidInComments(lines: readonly string[], headerLine: number): SaidAbove[] {
  const pairs = lines.map(pairInComment);
  const above = pairs.slice(0, headerLine - 1).flatMap((each) => each ?? []);
  const below = new Set(pairs.slice(headerLine - 1).flatMap((each) => each?.name ?? []));
  return above.filter(
    ({ name }, i) => !below.has(name) && above.findIndex((each) => each.name === name) === i && i < longest,
  );
}

function pairInComment(line: string): SaidAbove | null {
  if (!line.startsWith("#")) return null;
  const [, name, text] = /^#+\s*([^:=]{1,40}?)\s*[:=]\s*(\S.{0,499}?)\s*$/.exec(line) ?? [];
  return name === undefined || text === undefined ? null : pairOf([name, text]);
}

function filled(fields: readonly string[]): string[] {
  return fields.map((cell) => cell.trim()).filter((cell) => cell !== "");
}

function pairOf(fields: readonly string[]): SaidAbove | null {
  const cells = filled(fields);
  const single = cells.length === 1 ? /^([^:]{1,40}):\s*(\S.*)$/.exec(cells[0]!) : null;
  const [name, text] = single ? [single[1]!.trim(), single[2]!] : cells;
  if (name === undefined || text === undefined || (single === null && cells.length !== 2)) return null;
  const { kind } = readHeader(name.replace(/:$/, ""));
  if (kind !== "case" && kind !== "context" && kind !== "setting") return null;
  const isValue = readHeader(text).kind === "unknown" || isNumber(text);
  return isValue && text.length <= 500 ? { name: name.replace(/:$/, ""), text } : null;
}

function isHeader(fields: readonly string[]): boolean {
  return fields.some((cell) => readHeader(cell).kind === "metric") && !fields.some(isNumber);
}

function isNumber(cell: string): boolean {
  return readValueText(cell, "unknown").kind === "number";
}

/** Puts what stands above a table into the setup of a row, which may say otherwise itself. */
export function putSaidAbove(of: Case, said: readonly SaidAbove[]): void {
  const extra = of.extra as Record<string, string>;
  for (const { name, text } of said) {
    const meaning = readHeader(name);
    if (meaning.kind === "context" || (meaning.kind === "case" && putCaseField(of, meaning.field, text)))
      continue;
    extra[name] ??= text;
  }
}

/** Puts what a table's title says into the setup of a row, where the row does not say it itself. */
export function putTitled(of: Case, titled: readonly FixedField[]): void {
  for (const { field, text } of titled)
    if (field !== null && of[field] === null) putCaseField(of, field, text);
}

export function titledNote(titled: readonly FixedField[]): string {
  return `The title says ${titled.map(fixedText).join(", ")}: of every row that does not say it itself.`;
}

export function contextAbove(said: readonly SaidAbove[]): Partial<Context> {
  const found: Partial<Context> = {};
  for (const { name, text } of said) {
    const meaning = readHeader(name);
    if (meaning.kind === "context") found[meaning.field] ??= text;
  }
  return found;
}

export function saidAboveNote(said: readonly SaidAbove[]): string {
  const names = said.map(({ name }) => name).join(", ");
  return `What the lines above the header say holds for every row: ${names}.`;
}
