import type { Metadata } from "next";
import { viewDescription } from "@/lib/share/description";
import type { Subject } from "./forms/subject";
import { unfurl } from "./unfurl";

/** What the page of a view says of itself to places that show where a link leads; a stored one can be framed there. */
export async function unfurlView(subject: Subject, stored: string | null = null): Promise<Metadata> {
  const { model, caption, path, query, view } = await subject.load();
  const point = view.point === null || query.includes("point=") ? "" : `point=${view.point}`;
  const asked = [query, point].filter((part) => part !== "").join("&");
  return unfurl({
    title: caption.title,
    description: viewDescription(model, caption),
    path: asked === "" ? path : `${path}?${asked}`,
    card: `${path}.png?${[asked, "card"].filter((part) => part !== "").join("&")}`,
    embeds: stored !== null,
  });
}
