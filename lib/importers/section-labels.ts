// What the titles of a table's sections, or of several tables in one file, say of the rows below them.
import { caseFieldLabel, type CaseField } from "../points/case";
import { readHeader } from "../points/headers";
import { fixedIn } from "./fixed-in";
import { looksOnlyLike } from "./looks-like";

/** What the titles name together, and the value of each; the name is a column's header. */
export interface SectionNames {
  name: string;
  values: string[];
  /** In words, for a note. */
  what: string;
}

/** A title without what is drawn around it: `## Llama 8B`, `=== H100 ===`, `**Batch 8**:`. */
export function plainTitle(text: string): string {
  return text
    .trim()
    .replace(/^[#=*_\-–—\s>[]+/, "")
    .replace(/[=*_\-–—\s:\]]+$/, "")
    .trim();
}

/**
 * The field that all titles are of: named by themselves (`GPU: H100`, `batch size = 8`), or known by what they are
 * (`H100`, `A100`); a column named `section` where they are not, or where the table has that field already.
 *
 * @param taken the headers of the table
 */
export function sectionNames(titles: readonly string[], taken: readonly string[]): SectionNames {
  const plain = titles.map(plainTitle);
  return (
    namedBefore(plain, taken) ?? knownAs(plain, taken) ?? { name: "section", values: plain, what: "section" }
  );
}

function namedBefore(titles: readonly string[], taken: readonly string[]): SectionNames | null {
  const pairs = titles.map((title) => /^([^:=]{1,40}?)\s*[:=]\s*(\S.*)$/.exec(title));
  const name = pairs[0]?.[1];
  if (name === undefined || pairs.some((pair) => pair?.[1]?.toLowerCase() !== name.toLowerCase()))
    return null;
  const meaning = readHeader(name);
  const isField = meaning.kind === "case" || meaning.kind === "setting" || meaning.kind === "unknown";
  if (!isField || (meaning.kind === "case" && hasField(taken, meaning.field))) return null;
  return { name, values: pairs.map((pair) => pair![2]!), what: name };
}

function knownAs(titles: readonly string[], taken: readonly string[]): SectionNames | null {
  const fixed = titles.map((title) => {
    const kind = looksOnlyLike(title);
    return kind === null ? fixedIn(title) : { field: kind, text: title };
  });
  const fields = new Set(fixed.map((each) => each?.field ?? null));
  const [field] = fields;
  if (fields.size !== 1 || !field || hasField(taken, field)) return null;
  return { name: field, values: fixed.map((each) => each!.text), what: caseFieldLabel[field].toLowerCase() };
}

/** Whether a column of that field stands among these headers. */
export function hasField(headers: readonly string[], field: CaseField): boolean {
  return headers.some((header) => {
    const meaning = readHeader(header);
    return meaning.kind === "case" && meaning.field === field;
  });
}
