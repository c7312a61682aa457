import { isSite } from "@/lib/view/site";
import { copyText } from "./copy-text";
import { showToast } from "./toast";

/**
 * Copies the link to what is on the screen. A view of /explore gets its short, permanent name first, with the
 * datasets it shows pinned; any other page is its own link.
 */
export async function copyLink(query?: string): Promise<void> {
  const { pathname, origin, href, search } = window.location;
  if (isSite || pathname !== "/explore") return copyText(href, { done: "Link copied", detail: pathname });
  const made = await makeView(query ?? search.replace(/^\?/, ""));
  if (made === null) return copyText(href, { done: "Long link copied; the short one could not be made" });
  return copyText(new URL(made, origin).href, { done: "Link copied", detail: made });
}

/** `/v/<id>` of a query, or null where the server could not store it. */
export async function makeView(query: string): Promise<string | null> {
  try {
    const answer = await fetch("/api/views", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ query }),
    });
    if (!answer.ok) return null;
    const made: unknown = await answer.json();
    const id = made !== null && typeof made === "object" && "id" in made ? made.id : null;
    return typeof id === "string" ? `/v/${id}` : null;
  } catch {
    showToast("The server does not answer. Your filters are in the link.");
    return null;
  }
}
