import { caseFields, type CaseField } from "./case";
import { contextFields, type Context } from "./provenance";

/**
 * The columns of Whisker's own CSV, in the order in which it is written. Every other column is a further field of the
 * case. One row is a sample or a summary; rows of one case and metric with different `run` are repeats.
 */
export const valueColumns = ["metric", "value", "unit"] as const;
export const statsColumns = ["n", "mean", "sd", "median", "p90", "p95", "p99", "min", "max"] as const;
export const intervalColumns = ["ci_low", "ci_high", "ci_level", "ci_method", "varies"] as const;
export const kindColumns = ["statistic", "range_low", "range_high", "missing", "evidence"] as const;
export const runColumns = ["run", "sample"] as const;

/**
 * Written where texts were guarded against being run as formulas by a spreadsheet; each row says `apostrophe` there, and
 * an importer takes one apostrophe off every text that begins with apostrophes and a sign that starts a formula.
 */
export const guardColumn = "text_guard";
export const guardMark = "apostrophe";

/** What the audit says of a row's point: for the reader, and worked out anew where the file is read again. */
export const findingsColumn = "audit_findings";

/**
 * What a view shows of a row's point, and where the row's value stands in its file: for the reader. Not read again: statistics
 * are worked out anew, and places are those of the file that is read.
 */
export const shownColumns = [
  "shown_value",
  "shown_n",
  "shown_low",
  "shown_high",
  "shown_level",
  "shown_method",
  "shown_speedup",
  "shown_speedup_low",
  "shown_speedup_high",
  "shown_efficiency_percent",
  "shown_efficiency_percent_low",
  "shown_efficiency_percent_high",
  "shown_file",
  "shown_place",
] as const;

/** A further field whose name would be taken for a column of the format is written with this before it. */
export const extraPrefix = "extra.";

export type OwnColumn =
  | (typeof valueColumns)[number]
  | (typeof statsColumns)[number]
  | (typeof intervalColumns)[number]
  | (typeof kindColumns)[number]
  | (typeof runColumns)[number]
  | (typeof shownColumns)[number]
  | typeof findingsColumn
  | typeof guardColumn
  | CaseField
  | keyof Context;

export const ownColumns: readonly OwnColumn[] = [
  ...valueColumns,
  ...caseFields,
  ...runColumns,
  ...statsColumns,
  ...intervalColumns,
  ...kindColumns,
  ...contextFields,
  ...shownColumns,
  findingsColumn,
  guardColumn,
];

const own = new Set<string>(ownColumns);

export function isOwnColumn(header: string): header is OwnColumn {
  return own.has(header);
}

/** The header of a further field of that name. */
export function extraHeader(name: string): string {
  const plain =
    name === name.trim() &&
    name !== "" &&
    !own.has(name) &&
    !name.startsWith(extraPrefix) &&
    !name.startsWith("#");
  return plain ? name : extraPrefix + name;
}

/** The name of the further field that a header stands for; the header is given with its spaces. */
export function extraName(header: string): string {
  const text = header.trimStart();
  return text.startsWith(extraPrefix) ? text.slice(extraPrefix.length) : header.trim();
}

const starter = /^'*[\s\u0000-\u001f\u007f-\u00a0\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]/u;
const numberLike = /^[+-]?(?:\d[\d,.]*|\.\d+)(?:[eE][+-]?\d+)?%?$|^[+-]?Infinity$/;

/** Whether a spreadsheet might run the text as a formula. Numbers are numbers, whatever their sign. */
export function startsFormula(text: string): boolean {
  return starter.test(text) && !numberLike.test(text);
}

/** The text with an apostrophe before it, where a spreadsheet might run it. */
export function guarded(text: string): string {
  return startsFormula(text) ? `'${text}` : text;
}

/** Takes the apostrophe of `guarded` off again. */
export function unguarded(text: string): string {
  return text.startsWith("'") && startsFormula(text) ? text.slice(1) : text;
}
