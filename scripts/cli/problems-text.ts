import { surveyText, textChunks } from "@/lib/importers/decode";
import type { SourceFile } from "@/lib/importers/source-file";
import { locatorText, type Locator } from "@/lib/points/locator";
import { countProblems, type Problem } from "@/lib/points/problem";
import { cut, plain, plainInPlace, styled, widthOf, wrapped, type Page } from "./page";

/** How many problems are listed for a person; `--json` gives all. */
const listed = 50;

/** A longer line is shown around the place that is meant. */
const mostOfLine = 10_000;

/** The problems by place, each with its line of the file and a caret under the place. */
export function problemsText(
  problems: readonly Problem[],
  file: SourceFile | null,
  delimiter: string | null,
  page: Page,
): string {
  const shown = problems.slice(0, listed);
  const lines = file === null ? new Map<number, string>() : linesOf(file, new Set(shown.flatMap(lineOf)));
  const count = countProblems(problems);
  const heading = `${count} ${count === 1 ? "problem" : "problems"}`;
  const blocks = shown.flatMap((problem) => {
    const line = lines.get(lineOf(problem)[0] ?? 0);
    return [
      ...sentence(problem, page),
      ...(line === undefined ? [] : excerpt(problem.where, line, delimiter, page)),
    ];
  });
  const more = count - shown.length;
  const rest =
    more > 0
      ? [`  … and ${more} more (--json lists ${count > problems.length ? "the first thousand" : "all"})`]
      : [];
  return [styled(heading, "warning", page), ...blocks, ...rest].join("\n");
}

function sentence({ where, found, expected }: Problem, page: Page): string[] {
  const place = where === null ? "the file" : locatorText(where);
  return wrapped(plain(`${place}: found ${found}; expected ${expected}`), page);
}

function lineOf({ where }: Problem): number[] {
  return where !== null && "line" in where && where.line !== undefined ? [where.line] : [];
}

/** Some lines of a file by their numbers, read once and no further than the last of them. */
function linesOf(file: SourceFile, wanted: ReadonlySet<number>): Map<number, string> {
  const found = new Map<number, string>();
  const { facts } = surveyText(file);
  const last = Math.max(0, ...wanted);
  if (facts === null || last === 0) return found;
  const end = facts.lineEnds === "CR" ? "\r" : "\n";
  let [line, text] = [1, ""];
  const take = (piece: string) => {
    if (wanted.has(line) && text.length < mostOfLine) text += piece.slice(0, mostOfLine - text.length);
  };
  const close = () => {
    if (wanted.has(line)) found.set(line, text.replace(/\r$/, ""));
    [line, text] = [line + 1, ""];
  };
  for (const chunk of textChunks(file, facts)) {
    let from = 0;
    for (let at = chunk.indexOf(end); at >= 0; at = chunk.indexOf(end, from)) {
      take(chunk.slice(from, at));
      close();
      from = at + 1;
      if (line > last) return found;
    }
    take(chunk.slice(from));
  }
  close();
  return found;
}

/** `  12 | a,b,c` and a caret below it, under the place that is meant where that is known. */
function excerpt(where: Locator | null, line: string, delimiter: string | null, page: Page): string[] {
  const number = where !== null && "line" in where ? String(where.line) : "";
  const before = `    ${number} | `;
  const room = page.columns - before.length;
  const at = placeIn(line, where, delimiter);
  const start = at === null || widthOf(line.slice(0, at)) < room - 4 ? 0 : Math.max(0, at - (room >> 1));
  const text = `${start > 0 ? "…" : ""}${plainInPlace(line.slice(start))}`;
  const shown = `${styled(before, "faint", page)}${cut(text, room)}`;
  if (at === null) return [shown];
  const under = widthOf(plainInPlace(line.slice(start, at))) + (start > 0 ? 1 : 0);
  return [
    shown,
    `${" ".repeat(before.length - 2)}${styled("|", "faint", page)} ${" ".repeat(under)}${styled("^", "fault", page)}`,
  ];
}

/** The offset in its line of the place that is meant; null where the line alone is known. */
function placeIn(line: string, where: Locator | null, delimiter: string | null): number | null {
  if (where === null || !("column" in where) || where.column === undefined) return null;
  if ("table" in where) return cellStart(line, where.column);
  if (delimiter !== null) return fieldStart(line, where.column, characterOf[delimiter] ?? ",");
  return Math.min(where.column - 1, line.length);
}

const characterOf: Record<string, string> = { comma: ",", semicolon: ";", tab: "\t", pipe: "|" };

/** Where a field begins; the end of the line where there are fewer. */
function fieldStart(line: string, column: number, delimiter: string): number {
  let [field, isQuoted] = [1, false];
  for (let at = 0; at < line.length; at++) {
    if (field === column) return at;
    if (line[at] === '"') isQuoted = !isQuoted;
    else if (line[at] === delimiter && !isQuoted) field++;
  }
  return line.length;
}

/** Where the text of a cell of a Markdown row begins. */
function cellStart(line: string, column: number): number {
  let cell = /^[\s>]*\|/.test(line) ? 0 : 1;
  for (let at = 0; at < line.length; at++) {
    if (cell === column && line[at] !== " ") return at;
    if (line[at] === "\\") at++;
    else if (line[at] === "|") cell++;
  }
  return line.length;
}
