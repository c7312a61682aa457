import type { ReviewRow, ReviewSide } from "@/lib/review/review-model";

/** Something that a note may be about: a comparison, or a point of one. */
export interface NotePlace {
  about: string;
  text: string;
}

/** The comparison itself, then the points that it rests on. */
export function placesOf(row: ReviewRow): NotePlace[] {
  const points = (word: string, { points: all, text }: ReviewSide) =>
    all.map((point) => ({ about: point.id, text: `the ${word}’s ${text} ${row.unit}, ${point.text}` }));
  return [
    { about: row.key, text: row.title },
    ...points("baseline", row.baseline),
    ...points("candidate", row.candidate),
  ];
}

/** Whether a note hangs on the comparison or on one of its points. */
export function isAbout(row: ReviewRow, about: string): boolean {
  return placesOf(row).some((place) => place.about === about);
}

/** What a note is on, in words; null where the review has it no more. */
export function placeText(rows: readonly ReviewRow[], about: string): string | null {
  for (const row of rows) {
    const found = placesOf(row).find((place) => place.about === about);
    if (found) return found.about === row.key ? found.text : `${found.text} (${row.title})`;
  }
  return null;
}
