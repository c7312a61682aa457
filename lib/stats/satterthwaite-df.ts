/** A part of a standard error: its size, and the degrees of freedom of its variance. */
export interface ErrorPart {
  se: number;
  df: number;
}

/**
 * Effective degrees of freedom of sqrt(a^2 + b^2): (a^2 + b^2)^2 / (a^4/df_a + b^4/df_b), never below the smaller nor
 * above the sum; null where both parts are 0 or one is not finite. Satterthwaite, Biometrics Bulletin 2 (1946) 110-114.
 */
export function satterthwaiteDf(a: ErrorPart, b: ErrorPart): number | null {
  const larger = Math.max(a.se, b.se);
  if (!(larger > 0 && larger < Infinity)) return null;
  // Divided by the larger first, so that fourth powers neither overflow nor vanish.
  const va = (a.se / larger) ** 2;
  const vb = (b.se / larger) ** 2;
  return (va + vb) ** 2 / (va ** 2 / a.df + vb ** 2 / b.df);
}
