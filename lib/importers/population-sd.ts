import { decimalText } from "../points/decimal";
import type { Conversion } from "../points/provenance";

/**
 * The sample standard deviation (n − 1) of n values whose population standard deviation (÷ n) a file states, as numpy's
 * std does by default. n = 1 has none; with n unknown it stays as it is, and the record says so.
 */
export function sampleSdOf(
  population: number,
  n: number | null,
): { sd: number | null; conversion: Conversion | null } {
  if (n !== null && n < 2) return { sd: null, conversion: null };
  const from = `sd ${decimalText(population)}`;
  if (n === null) {
    return {
      sd: population,
      conversion: { from, to: from, by: "population sd kept as written: n is not stated" },
    };
  }
  const sd = population * Math.sqrt(n / (n - 1));
  return { sd, conversion: { from, to: `sd ${decimalText(sd)}`, by: `population sd → sample sd, n = ${n}` } };
}
