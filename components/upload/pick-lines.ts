import type { RawLine } from "@/components/datasets/file-line";
import type { Problem } from "@/lib/points/problem";

/** The most lines of a preview's excerpt, and characters of one of them. */
const most = { lines: 60, characters: 1000 };

/** The first line, the lines with problems and their neighbours; the first few lines where there is no problem. */
export function linesToShow(problems: readonly Problem[], total: number): Set<number> {
  const places = problems.flatMap(({ where }) =>
    where && "line" in where && where.line !== undefined ? [where.line] : [],
  );
  const wanted = new Set(places.length > 0 ? [1] : [1, 2, 3, 4, 5]);
  for (const line of places.sort((a, b) => a - b)) {
    if (wanted.size >= most.lines) break;
    for (const near of [line - 1, line, line + 1]) if (near >= 1 && near <= total) wanted.add(near);
  }
  return wanted;
}

/** Those lines (1-based) of a text that comes in pieces, ascending; reads no further than the last of them. */
export function pickLines(
  pieces: Iterable<string>,
  newline: "\n" | "\r",
  wanted: ReadonlySet<number>,
): RawLine[] {
  const last = Math.max(0, ...wanted);
  const picked: RawLine[] = [];
  let current = { line: 1, text: "", length: 0 };
  const finish = () => {
    if (wanted.has(current.line)) picked.push(rawLine(current));
    current = { line: current.line + 1, text: "", length: 0 };
  };
  for (const piece of pieces) {
    for (let at = 0; at <= piece.length;) {
      const found = piece.indexOf(newline, at);
      const end = found < 0 ? piece.length : found;
      if (wanted.has(current.line))
        current.text += piece.slice(at, Math.min(end, at + most.characters + 1 - current.text.length));
      current.length += end - at;
      if (found < 0) break;
      finish();
      if (current.line > last) return picked;
      at = end + 1;
    }
  }
  if (current.length > 0) finish();
  return picked;
}

function rawLine({ line, text, length }: { line: number; text: string; length: number }): RawLine {
  const whole = length === text.length ? text.replace(/\r$/, "") : text.slice(0, most.characters);
  const full = length === text.length ? whole.length : length;
  const shown = whole.slice(0, most.characters);
  return { line, text: shown, cut: full - shown.length };
}
