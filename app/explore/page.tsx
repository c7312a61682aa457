import type { Metadata } from "next";
import { exploreModel } from "@/lib/series/explore";
import { exploreData } from "@/lib/server/page-data";
import { parseView } from "@/lib/view/codec";
import { ExploreView } from "./explore-view";
import { queryOf, type SearchParams } from "./query-of";

interface Props {
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const view = parseView(queryOf(await searchParams));
  return { title: exploreModel(await exploreData(view), view).series.title };
}

export default async function ExplorePage({ searchParams }: Props) {
  const view = parseView(queryOf(await searchParams));
  const data = await exploreData(view);
  return <ExploreView data={data} view={view} place={{ kind: "explore" }} />;
}
