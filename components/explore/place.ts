import type { ShareSource } from "@/components/share/share-source";
import { parseView, viewQuery } from "@/lib/view/codec";
import type { View } from "@/lib/view/view";

/** Where a view is shown: at `/explore`, where the URL is the view, or at `/v/<id>`, a stored one with pinned datasets. */
export type Place =
  | { kind: "explore" }
  | {
      kind: "stored";
      id: string;
      query: string;
      createdAt: string;
      /** Empty where the link follows new data. */
      pins: readonly string[];
      follows: boolean;
      /** What became of its datasets, a sentence each; with the dataset in one's place, where there is one. */
      since: readonly { says: string; href: string | null }[];
    };

/** The view on the screen. A stored view's query is not in the URL; only the point opened in it is. */
export function viewAt(place: Place, query: URLSearchParams | string): View {
  const inUrl = parseView(query);
  if (place.kind === "explore") return inUrl;
  const stored = parseView(place.query);
  const said = new URLSearchParams(query).has("point");
  return said ? { ...stored, point: inUrl.point } : stored;
}

/**
 * The link to a view from where one is. What is only a look at another point stays at a stored view's address; any
 * other change goes on from it at `/explore`, with the same datasets.
 */
export function hrefFrom(place: Place, view: View): string {
  if (place.kind === "explore") return withQuery("/explore", viewQuery(view));
  const stored = parseView(place.query);
  if (viewQuery({ ...view, point: null }) === viewQuery({ ...stored, point: null })) {
    const live = place.follows ? "live=1" : "";
    const point = view.point === stored.point ? "" : `point=${view.point ?? ""}`;
    return withQuery(`/v/${place.id}`, [live, point].filter((part) => part !== "").join("&"));
  }
  return withQuery("/explore", viewQuery(pinned(place, view)));
}

/** What is shown as a file: at a stored view's address what that link shows, elsewhere what the view's query gives. */
export function formHref(place: Place, view: View, form: string): string {
  if (place.kind === "stored") return withQuery(`/v/${place.id}.${form}`, place.follows ? "live=1" : "");
  return withQuery(`/explore.${form}`, viewQuery({ ...view, compare: null, point: null, theme: null }));
}

export function csvHref(place: Place, view: View): string {
  return formHref(place, view, "csv");
}

export function jsonHref(place: Place, view: View): string {
  return formHref(place, view, "json");
}

/** What the share button of a place shares: at a stored view's address that link, with the opened point where it is another one. */
export function shareSource(place: Place, view: View, title: string): ShareSource {
  if (place.kind === "explore") return { kind: "query", title, query: viewQuery(view) };
  const point = view.point === parseView(place.query).point ? "" : `point=${view.point ?? ""}`;
  return { kind: "stored", title, page: `/v/${place.id}`, query: point, follows: place.follows };
}

/** Where the view's comparison is answered. */
export function compareHref(place: Place, view: View): string {
  return withQuery("/explore/compare", viewQuery({ ...pinned(place, view), point: null, theme: null }));
}

/** The view held to the datasets of the place, unless it already names some. */
function pinned(place: Place, view: View): View {
  if (place.kind === "explore" || view.dataset.length > 0) return view;
  return { ...view, dataset: place.pins.map((pin) => pin.slice(0, 12)) };
}

function withQuery(path: string, query: string): string {
  return query === "" ? path : `${path}?${query}`;
}
