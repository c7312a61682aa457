/** Where the lines of a text begin: line and column of any offset without counting from the start again. */
export interface LineStarts {
  /** 1-based line and 1-based column in UTF-16 units. */
  at(offset: number): { line: number; column: number };
}

/** Lines end with LF, CR LF or CR. */
export function lineStarts(text: string): LineStarts {
  let starts: number[] | null = null;
  return {
    at(offset) {
      starts ??= findStarts(text);
      const line = lastAtMost(starts, offset);
      return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
    },
  };
}

function findStarts(text: string): number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}

/** The index of the last start that is not behind the offset; starts ascend and begin with 0. */
function lastAtMost(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
