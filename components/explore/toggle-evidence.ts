import { evidences } from "@/lib/points/evidence";
import { withFilter } from "@/lib/view/change-view";
import type { View } from "@/lib/view/view";

/**
 * Takes one evidence grade out of the view, or puts it back. A view that names none lets all four through, so the first
 * click leaves three; the last one taken out brings all back.
 */
export function toggleEvidence(view: View, evidence: string): View {
  const on: readonly string[] = view.evidence.length > 0 ? view.evidence : evidences;
  const next = on.includes(evidence) ? on.filter((each) => each !== evidence) : [...on, evidence];
  return withFilter(view, "evidence", next.length === evidences.length ? [] : next);
}
