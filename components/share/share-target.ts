import { makeView } from "@/components/layout/copy-link";
import type { ShareTarget } from "./share-actions";
import type { ShareSource } from "./share-source";

/** Whether the link shows what is there today for ever, or whatever is there when it is opened. */
export type Freshness = "pinned" | "latest";

/** Where a source is reached; null of a page that must be stored first and could not be. */
export async function storedPage(source: ShareSource): Promise<string | null> {
  return source.kind === "query" ? makeView(source.query) : source.page;
}

/** The page to share, as pinned or following new data. What could not be stored is shared by its long address. */
export function targetOf(source: ShareSource, page: string | null, freshness: Freshness): ShareTarget {
  const { title } = source;
  if (page === null) return { title, of: { page: "/explore", query: source.query } };
  if (source.kind === "review") return { title, of: { page, query: source.query } };
  const live = freshness === "latest" ? "live=1" : "";
  const own = source.kind === "stored" ? source.query : "";
  return { title, of: { page, query: [live, own].filter((part) => part !== "").join("&") } };
}

export function usualFreshness(source: ShareSource): Freshness {
  return source.kind === "stored" && source.follows ? "latest" : "pinned";
}
