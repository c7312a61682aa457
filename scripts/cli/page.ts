import { stripVTControlCharacters } from "node:util";

/** What the text is written on. */
export interface Page {
  /** Columns of a line. */
  columns: number;
  /** Whether colours are understood and wanted. */
  hasColour: boolean;
}

/** Where an answer is written: standard output, or a list in a test. */
export interface Output {
  write(text: string): unknown;
  isTTY?: boolean | undefined;
  columns?: number | undefined;
}

/** A terminal as wide as it says, in colour unless `NO_COLOR` is set (https://no-color.org); anything else has 80 columns. */
export function pageOf(output: Output, environment: Record<string, string | undefined> = process.env): Page {
  const isTerminal = output.isTTY === true;
  const columns = isTerminal ? (output.columns ?? 80) : 80;
  return { columns: Math.max(40, columns), hasColour: isTerminal && !environment["NO_COLOR"] };
}

const codes = { strong: 1, faint: 2, claim: "2;3", mark: 36, warning: 33, fault: 31 } as const;
export type Style = keyof typeof codes;

export function styled(text: string, style: Style | null, page: Page): string {
  return style === null || !page.hasColour || text === "" ? text : `\u001b[${codes[style]}m${text}\u001b[0m`;
}

/** Texts of a file could move the cursor or colour the terminal: control characters are left out. */
export function plain(text: string): string {
  return stripVTControlCharacters(text).replace(unprintable, " ");
}

/** The same, with as many characters as before. */
export function plainInPlace(text: string): string {
  return text.replace(/\t/g, " ").replace(unprintable, (found) => "·".repeat(found.length));
}

const unprintable = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g;

const characters = new Intl.Segmenter("en", { granularity: "grapheme" });
const isWide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|\ufe0f/u;

/** How many columns of a terminal a text takes. */
export function widthOf(text: string): number {
  if (/^[\u0020-\u007e]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of characters.segment(text)) width += isWide.test(segment) ? 2 : 1;
  return width;
}

/** The text, cut to a width with an ellipsis where it is longer; `keep` says which end stays. */
export function cut(text: string, width: number, keep: "start" | "end" = "start"): string {
  if (widthOf(text) <= width) return text;
  const parts = Array.from(characters.segment(text), ({ segment }) => segment);
  if (keep === "end") parts.reverse();
  const kept: string[] = [];
  let left = width - 1;
  for (const part of parts) {
    left -= widthOf(part);
    if (left < 0) break;
    kept.push(part);
  }
  return keep === "end" ? `…${kept.reverse().join("")}` : `${kept.join("")}…`;
}

export function padded(text: string, width: number, side: "start" | "end" = "end"): string {
  const space = " ".repeat(Math.max(0, width - widthOf(text)));
  return side === "end" ? text + space : space + text;
}

/** The text in lines of the page, broken between words; the second line on stands under the first, further in. */
export function wrapped(text: string, page: Page, indent = 2): string[] {
  const lines: string[] = [];
  let line = " ".repeat(indent);
  let isEmpty = true;
  for (const word of text.split(/\s+/).filter((each) => each !== "")) {
    for (const piece of pieces(word, page.columns - indent - 2)) {
      if (!isEmpty && widthOf(line) + 1 + widthOf(piece) > page.columns) {
        lines.push(line);
        line = " ".repeat(indent + 2);
        isEmpty = true;
      }
      line += isEmpty ? piece : ` ${piece}`;
      isEmpty = false;
    }
  }
  return [...lines, line.trimEnd()];
}

/** A word that is longer than a line, in pieces of a line. */
function pieces(word: string, width: number): string[] {
  if (widthOf(word) <= width) return [word];
  const found: string[] = [""];
  for (const { segment } of characters.segment(word)) {
    if (widthOf(found.at(-1)! + segment) > width) found.push("");
    found[found.length - 1] += segment;
  }
  return found;
}
