/** Headers of columns that compare those beside them, and are none of a system: `Improvement`, `Δ (%)`, `vs. baseline`. */
const comparison =
  /^\s*(?:(?:%|percent(?:age)?|relative|rel\.?)\s+)?(?:improvements?|change|delta|Δ|diff(?:erence)?|gain|uplift|reduction|increase|decrease|speed-?\s?up|ratio|vs\.?(?=\s|$)|verbesserung|änderung|unterschied|amélioration|écart|mejora)(?![\p{L}])/iu;

export function isComparison(header: string): boolean {
  return comparison.test(header);
}
