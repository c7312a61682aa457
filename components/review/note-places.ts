import { pointWords } from "@/lib/review/notes";
import type { ReviewRow } from "@/lib/review/review-model";

/** Something that a note may be about: a comparison, or a point of one. */
export interface NotePlace {
  about: string;
  text: string;
}

/** The comparison itself, then the points that it rests on. */
export function placesOf(row: ReviewRow): NotePlace[] {
  const points = (side: "baseline" | "candidate") =>
    row[side].points.map(({ id, text }) => ({ about: id, text: pointWords(side, text) }));
  return [{ about: row.key, text: row.title }, ...points("baseline"), ...points("candidate")];
}
