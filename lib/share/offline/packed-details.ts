/** What stands behind a row, as pairs: `model`, `Llama-2-7B`. */
export type Details = readonly (readonly [label: string, text: string])[];

/**
 * The details of all rows as JSON that may stand in a page: every text once, and for each row the numbers of its texts, since
 * the rows of one file say mostly the same.
 */
export function packDetails(rows: readonly Details[]): string {
  const numbers = new Map<string, number>();
  const numberOf = (text: string) => {
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return known;
  };
  const packed = rows.map((details) => details.flatMap((pair) => pair.map(numberOf)));
  return JSON.stringify({ texts: Array.from(numbers.keys()), rows: packed }).replaceAll("<", "\\u003c");
}
