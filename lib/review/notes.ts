import { findMetric } from "../points/metrics";
import { locatorText } from "../points/locator";
import { countText } from "../series/number-text";
import { namesOf, titleOf } from "./case-names";
import { caseText } from "./checks";
import type { ReviewResult } from "./review";
import type { ReviewPoint } from "./side";
import type { ReviewNote } from "./stored-review";

type SideName = "baseline" | "candidate";
const sides: readonly SideName[] = ["baseline", "candidate"];

/** A note with what it hangs on, in words. */
export interface ShownNote extends ReviewNote {
  /** `Time to first token, tiny`; null where it is on something that these comparisons do not have. */
  on: string | null;
  /** Keys of the comparisons that it belongs beside: its own, or those that rest on its point. */
  comparisons: string[];
}

/** `the baseline’s main.csv, L12`. */
export function pointWords(side: SideName, place: string): string {
  return `the ${side}’s ${place}`;
}

/** `main.csv, L12 and 3 more`: where a point and its runs stand. */
export function pointPlace({ file, provenance, runs }: ReviewPoint): string {
  const lines = runs.length > 1 ? ` and ${countText(runs.length - 1)} more` : "";
  return `${file}, ${locatorText(provenance.locator)}${lines}`;
}

type Anchor = Pick<ShownNote, "on" | "comparisons">;

/** Notes on the review as a whole, on comparisons, on the points behind those, and on what found no partner. */
export function shownNotes(notes: readonly ReviewNote[], results: readonly ReviewResult[]): ShownNote[] {
  if (notes.length === 0) return [];
  const anchors = results.map(anchorsOf);
  const anchorOf = (about: string): Anchor =>
    anchors.find((each) => each.has(about))?.get(about) ?? { on: null, comparisons: [] };
  return notes.map((note) => {
    if (note.about === null) return { ...note, on: "the review", comparisons: [] };
    return { ...note, ...anchorOf(note.about) };
  });
}

/** Everything of a review that a note may hang on, by the comparison's key or the point's id. */
export function anchorsOf({ comparisons, unmatched }: ReviewResult): Map<string, Anchor> {
  const names = namesOf(comparisons);
  const found = new Map<string, { on: string; comparisons: string[] }>();
  for (const each of comparisons) {
    const title = titleOf(each, names.get(each)!);
    found.set(each.key, { on: title, comparisons: [each.key] });
    for (const side of sides) {
      for (const point of each[side].points) {
        const known = found.get(point.id);
        if (known) known.comparisons.push(each.key);
        else
          found.set(point.id, {
            on: `${pointWords(side, pointPlace(point))} (${title})`,
            comparisons: [each.key],
          });
      }
    }
  }
  for (const side of sides)
    for (const { point } of unmatched[side])
      found.set(point.id, {
        on: `${pointWords(side, pointPlace(point))} (${unmatchedTitle(point)})`,
        comparisons: [],
      });
  return found;
}

/** `Time to first token, p99, tiny`: what a point without a partner is called. */
export function unmatchedTitle(point: ReviewPoint): string {
  const { label, statistic } = findMetric(point.metric, point.unit);
  const parts = [label, point.statistic === statistic ? "" : point.statistic, caseText(point.case)];
  return parts.filter((part) => part !== "").join(", ");
}
