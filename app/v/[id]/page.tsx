import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ExploreView } from "@/app/explore/explore-view";
import { queryOf, type SearchParams } from "@/app/explore/query-of";
import { viewAt, type Place } from "@/components/explore/place";
import { storedSubject } from "@/lib/server/forms/subject";
import { exploreData, storedView, type ExploreData } from "@/lib/server/page-data";
import { fatesOf, fateText, pinnedData } from "@/lib/server/pinned-views";
import { unfurlView } from "@/lib/server/unfurl-view";
import type { StoredView } from "@/lib/store/store";
import { parseView } from "@/lib/view/codec";
import type { View } from "@/lib/view/view";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<SearchParams>;
}

/** A title cannot answer "not found" with a page of its own: the page below does, so this one only has no title. */
export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { id } = await params;
  if (!(await storedView(id))) return {};
  return unfurlView(await storedSubject(id, queryOf(await searchParams)), id);
}

/** A saved view: the explore page with the stored query over what it showed when it was stored, or, live, over today's data. */
export default async function StoredViewPage(props: Props) {
  const found = await load(props);
  if (found === null) notFound();
  return <ExploreView {...found} />;
}

async function load({ params, searchParams }: Props) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const stored = await storedView(id);
  if (!stored) return null;
  const asked = queryOf(query);
  const follows = asked.get("live") === "1";
  const view = parseView(stored.query);
  const data = follows ? await exploreData(view) : await pinnedData(stored, view);
  const place = await placeOf(stored, data, follows);
  return { data, place, view: viewAt(place, asked) satisfies View };
}

async function placeOf(stored: StoredView, data: ExploreData, follows: boolean): Promise<Place> {
  const { id, query, datasets, createdAt } = stored;
  const fates = follows ? [] : await fatesOf(stored, data.datasets);
  const since = fates.map((fate) => ({
    says: fateText(fate),
    href: fate.by && `/datasets/${fate.by.sha256}`,
  }));
  return { kind: "stored", id, query, createdAt, pins: follows ? [] : datasets, follows, since };
}
