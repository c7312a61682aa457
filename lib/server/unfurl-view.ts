import type { Metadata } from "next";
import { viewDescription } from "@/lib/share/description";
import { imageText } from "@/lib/share/image-text";
import { pointTexts } from "@/lib/share/point-texts";
import { openedPoint, type Shared, type Subject } from "./forms/subject";
import { unfurl } from "./unfurl";

/**
 * What the page of a view says of itself to places that show where a link leads; a stored one can be framed there. A link
 * that opens a point says that point.
 */
export async function unfurlView(subject: Subject, stored: string | null = null): Promise<Metadata> {
  const shared = await subject.load();
  const { caption, path, query, view } = shared;
  const point = view.point === null || query.includes("point=") ? "" : `point=${view.point}`;
  const asked = [query, point].filter((part) => part !== "").join("&");
  const said = unfurl({
    ...textsOf(shared),
    path: asked === "" ? path : `${path}?${asked}`,
    card: `${path}.png?${[asked, "card"].filter((part) => part !== "").join("&")}`,
    embeds: stored !== null,
  });
  // The page is the view's, whichever point is open on it.
  return { ...said, title: imageText(caption.title) };
}

function textsOf(shared: Shared): { title: string; description: string } {
  const opened = openedPoint(shared);
  const texts = opened && pointTexts(opened.model, opened.caption);
  if (texts !== null) return texts;
  return { title: shared.caption.title, description: viewDescription(shared.model, shared.caption) };
}
