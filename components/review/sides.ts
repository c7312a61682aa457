/** The sides of a comparison; evidence takes no side. */
export type Side = "baseline" | "candidate";

/** The side of each file that comes: the first is the baseline where there is none yet, every other the candidate. */
export function sidesFor(there: readonly { role: Side }[], count: number): Side[] {
  const hasBaseline = there.some(({ role }) => role === "baseline");
  return Array.from({ length: count }, (_, i) => (!hasBaseline && i === 0 ? "baseline" : "candidate"));
}

export function swapped<T extends { role: Side }>(entries: readonly T[]): T[] {
  return entries.map((entry) => ({ ...entry, role: entry.role === "baseline" ? "candidate" : "baseline" }));
}
