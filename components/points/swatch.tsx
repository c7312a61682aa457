import type { Evidence } from "@/lib/points/evidence";
import type { Slot } from "@/lib/series/series";

/** The colour of a system: filled where something was measured, a dashed outline for a claim. */
export function Swatch({ slot, evidence }: { slot: Slot; evidence: Evidence }) {
  const color = slotColor(slot);
  return evidence === "claim" ? (
    <i className="sw claim" style={{ borderColor: color }} />
  ) : (
    <i className="sw" style={{ background: color }} />
  );
}

/** Slots 1 to 8 are the series colours; a system beyond the eighth relies on its label. */
export function slotColor(slot: Slot): string {
  return slot === null ? "var(--ink-3)" : `var(--s${slot})`;
}
