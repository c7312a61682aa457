// Tables whose rows stand in sections, each below a row with nothing but its title: `Llama 8B,,` above the batch sizes of that
// model, and the header perhaps once more below it. Read without their titles, rows of two models would be repeats of one.
import { shortText } from "../points/short-text";
import { isMissingText, readValueText } from "../points/value-text";
import { readHeader } from "../points/headers";
import type { CellTable } from "./cell-table";
import { hasField, plainTitle, sectionNames } from "./section-labels";
import { looksOnlyLike } from "./looks-like";
import { isSummaryLabel } from "./summary-rows";
import { isFootnote } from "./table-text";

export interface Sectioned {
  cells: CellTable;
  note: string;
}

interface Section {
  title: string;
  /** The row of its title; -1 where that stands above the header. */
  at: number;
  rows: number[];
  hasHeader: boolean;
}

const mostSections = 500;

/**
 * The table with the titles of its sections as a column behind the others; null where its rows stand in none.
 *
 * @param above a title right above the header, of the first section where the others repeat the header
 */
export function withoutSections(cells: CellTable, above: string | null = null): Sectioned | null {
  const { headers, rows, locator } = cells;
  const sections = sectionsOf(cells, above);
  if (sections === null || !areSections(sections, cells)) return null;
  const { name, values, what } = sectionNames(
    sections.map(({ title }) => title),
    headers,
  );
  const kept = sections.flatMap((section, i) =>
    section.rows.map((row) => ({ row, value: values[i]!, at: section.at })),
  );
  return {
    cells: {
      headers: [...headers, name],
      rows: kept.map(({ row, value }) => [...rows[row]!, value]),
      locator: (row, column) =>
        row < 0
          ? locator(-1, Math.min(column, headers.length - 1))
          : column < headers.length
            ? locator(kept[row]!.row, column)
            : locator(kept[row]!.at, 0),
      sampleAt: { ...cells.sampleAt, of: (row) => cells.sampleAt.of(kept[row]?.row ?? -1) },
    },
    note: `The rows stand in sections; the title of each is read as the ${what} of its rows: ${listed(sections)}.`,
  };
}

function listed(sections: readonly Section[]): string {
  const shown = sections.slice(0, 5).map(({ title }) => `“${shortText(title, 60)}”`);
  const more = sections.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function sectionsOf({ headers, rows }: CellTable, above: string | null): Section[] | null {
  const sections: Section[] = above === null ? [] : [{ title: above, at: -1, rows: [], hasHeader: true }];
  const titles = titlesOf(rows, above);
  for (const [at, row] of rows.entries()) {
    const title = titles.get(at);
    const section = sections.at(-1);
    if (row.every(isBlank)) continue;
    if (title !== undefined) sections.push({ title, at, rows: [], hasHeader: false });
    else if (section === undefined) return null;
    else if (row.every((cell, i) => (cell ?? "").trim() === headers[i]?.trim())) section.hasHeader = true;
    else section.rows.push(at);
    if (sections.length > mostSections) return null;
  }
  return sections.length > 1 && sections.every((section) => section.rows.length > 0) ? sections : null;
}

/**
 * The rows that are titles: a name alone, of the kind that the first title is, which names no row with numbers and has rows
 * below it. `acme-13b,,` below `GPU: H100,,` is a row whose numbers are missing.
 */
function titlesOf(rows: CellTable["rows"], above: string | null): Map<number, string> {
  const filled = [...rows.keys()].filter((at) => !rows[at]!.every(isBlank));
  const alone = new Map(filled.map((at) => [at, titleIn(rows[at]!)]));
  const named = new Set(
    filled.flatMap((at) => (alone.get(at) === null ? [(rows[at]![0] ?? "").trim()] : [])),
  );
  const first = above ?? alone.get(filled[0] ?? -1) ?? "";
  const isTitle = (at: number | undefined) => {
    const title = at === undefined ? null : (alone.get(at) ?? null);
    return title !== null && !named.has(title) && kindOf(title) === kindOf(first);
  };
  const titles = filled.filter((at, i) => isTitle(at) && i + 1 < filled.length && !isTitle(filled[i + 1]));
  return new Map(titles.map((at) => [at, alone.get(at)!]));
}

/** What a title names before a colon, or is by itself. */
function kindOf(title: string): string {
  const plain = plainTitle(title);
  const name = /^([^:=]{1,40}?)\s*[:=]\s*\S/.exec(plain)?.[1];
  return name === undefined ? `is ${looksOnlyLike(plain)}` : `named ${name.toLowerCase()}`;
}

/** A text that stands alone in its row, in its first cell: no number, no note, and no label of a sum. */
function titleIn(row: readonly (string | null)[]): string | null {
  const [first = "", ...others] = row.map((cell) => (cell ?? "").trim());
  if (first === "" || first.length > 120 || others.length === 0 || others.some((cell) => cell !== ""))
    return null;
  const isText = !isMissingText(first) && readValueText(first, "unknown").kind !== "number";
  return isText && !isSummaryLabel(first) && !isFootnote([first, ...others]) ? first : null;
}

function isBlank(cell: string | null | undefined): boolean {
  return (cell ?? "").trim() === "";
}

/**
 * A name whose numbers are all missing would look like a title as well. Titles are of another kind than the first cells of
 * their rows, stand above a header each, or above rows that other sections have, too.
 */
function areSections(sections: readonly Section[], { headers, rows }: CellTable): boolean {
  if (sections.slice(1).every(({ hasHeader }) => hasHeader)) return true;
  if (sections[0]!.at > 0) return false;
  const firsts = sections.map((section) => section.rows.map((row) => (rows[row]![0] ?? "").trim()));
  const all = firsts.flat().filter((cell) => cell !== "");
  const areNumbers = all.length > 0 && all.every((cell) => readValueText(cell, "unknown").kind === "number");
  const seen = new Set(firsts[0]);
  const areNamed = sections.every(({ title }) => kindOf(title).startsWith("named "));
  const comeAgain = firsts.slice(1).some((of) => of.some((cell) => cell !== "" && seen.has(cell)));
  return areNumbers || areNamed || comeAgain || all.length === 0 || areOfAnother(sections, headers);
}

/** Titles that are models, say, above a column of formats. */
function areOfAnother(sections: readonly Section[], headers: readonly string[]): boolean {
  const kinds = new Set(sections.map(({ title }) => looksOnlyLike(plainTitle(title))));
  const [kind] = kinds;
  if (kinds.size !== 1 || !kind) return false;
  const first = readHeader(headers[0] ?? "");
  return first.kind === "case" && first.field !== kind && !hasField(headers, kind);
}
