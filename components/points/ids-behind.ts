import type { ChartPoint } from "@/lib/series/chart-point";

/** The stored points behind a shown one: itself, those merged into it, or those that it is derived from. */
export function idsBehind({ id, parts, derivation }: ChartPoint): readonly string[] {
  if (derivation !== null) return derivation.parts;
  return parts.length > 0 ? parts : [id];
}
