import type { Point } from "@/lib/points/point";
import { isSite, siteDetailPath } from "@/lib/view/site";
import { marksOfPoint, type LineMark } from "./line-marks";

/** The lines and cells of a stored point with those of its samples and runs; none where the server does not say. */
export async function pointMarks(id: string): Promise<LineMark[]> {
  // Of the site's points the drawer's file says where the value and its samples stand.
  const address = isSite ? siteDetailPath(id, "mean") : `/api/points/${id}`;
  try {
    const answer = await fetch(address);
    if (!answer.ok) return [];
    const { point } = (await answer.json()) as { point: Pick<Point, "provenance" | "samples" | "runs"> };
    return marksOfPoint(point);
  } catch {
    // The cell of the point itself stays marked; only the lines of its samples are not known.
    return [];
  }
}
