import type { Point } from "@/lib/points/point";

/** Colours of a preview's systems: those that a system has here already, then the free ones, measured systems first. */
export function previewSlots(
  known: Readonly<Record<string, number>>,
  points: readonly Pick<Point, "case" | "evidence">[],
): Record<string, number> {
  const taken = new Set(Object.values(known));
  const free = [1, 2, 3, 4, 5, 6, 7, 8].filter((slot) => !taken.has(slot));
  const slots = new Map(Object.entries(known));
  const systems = (isClaim: boolean) =>
    points.filter(({ evidence }) => (evidence === "claim") === isClaim).map((point) => point.case.system);
  for (const system of [...systems(false), ...systems(true)]) {
    if (system === null || slots.has(system)) continue;
    const slot = free.shift();
    if (slot === undefined) break;
    slots.set(system, slot);
  }
  return Object.fromEntries(slots);
}
