const words =
  "improvements?|change|delta|Δ|diff(?:erence)?|gain|uplift|reduction|increase|decrease|speed-?\\s?up|ratio|vs\\.?(?=\\s|$)|verbesserung|änderung|unterschied|beschleunigung|amélioration|écart|gain|mejora|变化|提升|提升率|加速比|差异|改善率|変化率";

/** Headers of columns that compare those beside them, and are none of a system: `Improvement`, `Δ (%)`, `vs. baseline`. */
const comparison = new RegExp(
  String.raw`^\s*(?:(?:%|percent(?:age)?|relative|rel\.?)\s+)?(?:${words})(?![\p{L}])`,
  "iu",
);
/** The same behind what is compared: `TTFT Δ`, `tok/s change (%)`. */
const behind = new RegExp(
  String.raw`(?<![\p{L}])(?:${words})\s*(?:[([]?\s*(?:%|x|×|pct|percent)\s*[)\]]?)?$`,
  "iu",
);

export function isComparison(header: string): boolean {
  return comparison.test(header);
}

/** Whether a column beside those of two sides says what their difference is. */
export function comparesSides(header: string): boolean {
  return (
    isComparison(header) || behind.test(header.replaceAll("_", " ").trim()) || /^[%Δ×x]$/i.test(header.trim())
  );
}

export const comparedColumn = "compares the columns beside it: not read";

export function comparedNote(headers: readonly string[]): string[] {
  return headers.length === 0
    ? []
    : [`Not read, since they compare the other columns: ${headers.map((each) => `“${each}”`).join(", ")}.`];
}
