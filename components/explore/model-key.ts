import { viewQuery } from "@/lib/view/codec";
import type { View } from "@/lib/view/view";

/** What of a view decides its model: all but the opened point, the comparison and the theme. */
export function modelKey(view: View): string {
  return viewQuery({ ...view, point: null, compare: null, theme: null });
}
