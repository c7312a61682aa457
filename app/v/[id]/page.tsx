import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ExploreView } from "@/app/explore/explore-view";
import { queryOf, type SearchParams } from "@/app/explore/query-of";
import { viewAt, type Place } from "@/components/explore/place";
import { exploreModel } from "@/lib/series/explore";
import { exploreData, storedView } from "@/lib/server/page-data";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<SearchParams>;
}

/** A title cannot answer "not found" with a page of its own: the page below does, so this one only has no title. */
export async function generateMetadata(props: Props): Promise<Metadata> {
  if (!(await storedView((await props.params).id))) return {};
  const { place, view } = await load(props);
  return { title: exploreModel(await exploreData(view, place.pins), view).series.title };
}

/** A saved view: the explore page with the stored query and only the datasets that it was pinned to. */
export default async function StoredViewPage(props: Props) {
  const { place, view } = await load(props);
  const data = await exploreData(view, place.pins);
  return <ExploreView data={data} view={view} place={place} />;
}

async function load({ params, searchParams }: Props) {
  const { id } = await params;
  const stored = await storedView(id);
  if (!stored) notFound();
  const { query, datasets, createdAt } = stored;
  const place = { kind: "stored", id, query, pins: datasets, createdAt } satisfies Place;
  return { place, view: viewAt(place, queryOf(await searchParams)) };
}
