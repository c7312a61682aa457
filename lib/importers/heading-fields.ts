// What the headings above a table say of its setup, where the table does not: `### H100`, `#### Qwen2.5 3B (FP16, TP=1)`, or a
// line in bold. A heading counts only where it says nothing else: each of its parts is a name or a number of a field.
import { caseFieldLabel, type CaseField } from "../points/case";
import { groupBy } from "../points/group-by";
import type { Draft } from "../runs/draft";
import type { FixedField } from "./column-role";
import { isExactEngine, looksOnlyLike } from "./looks-like";
import { cellText } from "./markdown-cell";
import type { SectionText } from "./markdown-tables";
import { putCaseField } from "./setup-field";
import { setupParts } from "./setup-parts";

/** A field that a heading names. */
export interface HeadingField extends FixedField {
  field: CaseField;
  heading: string;
}

const longest = 80;
/** Words of headings that say what stands below them, beside names: `Llama 3 results`. */
const wordsBeside =
  /\b(?:results?|benchmarks?|performance|comparisons?|throughput|latency|vs\.?|versus|summary|tables?|tests?|speeds?|models?|family|series|setup|config\w*|notes?|and|on|with|for|of|using|inference|serving|training|prompts?|context|scaling|numbers|guide|support|run|runs)\b|&|\?|!/i;

/** What stands before a name that the results are of: `Results on H100`. */
const resultsOf =
  /^(?:benchmark|test|performance)?\s*(?:results?|benchmarks?)\s*(?:on|for|of|with|:|[-–—])\s+/i;

/** The fields that the sections above a table name, each by the nearest that does; an engine by the nearest section alone. */
export function headingFields(above: readonly SectionText[]): HeadingField[] {
  const found = new Map<CaseField, HeadingField>();
  above.forEach(({ paragraph, heading }, i) => {
    for (const text of [boldIn(paragraph), heading]) {
      for (const { field, text: value } of text === null ? [] : fieldsIn(text)) {
        // Documents about an engine compare it with others.
        const isOfAll = field === "system" && i > 0;
        if (field !== null && !isOfAll && !found.has(field))
          found.set(field, { field, name: field, text: value, heading: text! });
      }
    }
  });
  return [...found.values()];
}

/** A paragraph that is one line in bold, as documents write headings too. */
function boldIn(paragraph: string | null): string | null {
  const inside = /^(?:\*\*|__)([^*_]+?):?(?:\*\*|__):?$/.exec(paragraph ?? "")?.[1];
  return inside === undefined ? null : cellText(inside);
}

/** The fields that a heading, or a table's title, names and says nothing else of. */
export function fieldsIn(heading: string): FixedField[] {
  const plain = heading
    .replace(/[:\s]+$/, "")
    .replace(resultsOf, "")
    .replace(/\s+(?:on|with|@)\s+/gi, ", ");
  if (plain.length > longest || wordsBeside.test(plain)) return [];
  const parts = plain.replace(/\s*\(([^()]*)\)\s*$/, ", $1");
  const alone = parts.includes(",") ? null : looksOnlyLike(plain);
  const fields =
    alone === null ? (setupParts(parts) ?? []) : [{ field: alone, name: alone, text: plain } as FixedField];
  return fields.every(isSure) ? fields : [];
}

/** A model's name has its size or version; an engine's is nothing but the name. */
function isSure({ field, text }: FixedField): boolean {
  if (field === "model") return /\d/.test(text);
  if (field === "system") return isExactEngine(text);
  return field !== "scenario";
}

/** The drafts of a table with what its headings say, of each field only where none of its rows says it. */
export function withHeadings(
  drafts: readonly Draft[],
  fields: readonly HeadingField[],
): { drafts: Draft[]; used: HeadingField[] } {
  const used = fields.filter(({ field }) => drafts.every(({ case: of }) => of[field] === null));
  if (used.length === 0) return { drafts: [...drafts], used };
  return {
    drafts: drafts.map((draft) => {
      const of = { ...draft.case };
      for (const { field, text } of used) putCaseField(of, field, text);
      return { ...draft, case: of };
    }),
    used,
  };
}

/** `“H100” is the hardware of table 2 (L14)`. */
export function headingNote(used: readonly HeadingField[], table: number, line: number): string | null {
  if (used.length === 0) return null;
  const byHeading = groupBy(used, ({ heading }) => heading);
  const said = Array.from(byHeading, ([heading, fields]) => {
    const names = fields.map(({ field, text }) => `${caseFieldLabel[field].toLowerCase()} ${text}`);
    return `“${heading}” says ${names.join(", ")}`;
  });
  return `Table ${table} (L${line}) does not say it, the text above it does: ${said.join("; ")}.`;
}
