/**
 * Where the n-th field (1-based) of a line of delimited text stands: [start, end) in characters, quotes included, or
 * null where the line has fewer fields. Quotes are read as PapaParse reads them: only at the start of a field.
 */
export function fieldRange(text: string, delimiter: string, column: number): [number, number] | null {
  let start = 0;
  for (let field = 1; ; field++) {
    const end = fieldEnd(text, delimiter, start);
    if (field === column) return [start, end];
    if (end >= text.length) return null;
    start = end + delimiter.length;
  }
}

function fieldEnd(text: string, delimiter: string, start: number): number {
  let from = start;
  if (text[start] === '"') {
    from = start + 1;
    while (from < text.length) {
      const quote = text.indexOf('"', from);
      if (quote === -1) return text.length;
      if (text[quote + 1] !== '"') {
        from = quote + 1;
        break;
      }
      from = quote + 2;
    }
  }
  const end = text.indexOf(delimiter, from);
  return end === -1 ? text.length : end;
}

/** Where the n-th cell (1-based) of a Markdown table row stands, without the spaces around it. */
export function cellRange(text: string, column: number): [number, number] | null {
  const bars = barsOf(text);
  const leading = text.trimStart().startsWith("|");
  const edges = leading ? bars : [-1, ...bars];
  const from = edges[column - 1];
  if (from === undefined) return null;
  const to = edges[column] ?? text.length;
  const cell = text.slice(from + 1, to);
  const trimmed = cell.trim();
  if (trimmed === "") return null;
  const start = from + 1 + cell.indexOf(trimmed);
  return [start, start + trimmed.length];
}

function barsOf(text: string): number[] {
  const bars: number[] = [];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === "|") bars.push(at);
  }
  return bars;
}
