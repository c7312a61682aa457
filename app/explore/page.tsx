import type { Metadata } from "next";
import { viewSubject } from "@/lib/server/forms/subject";
import { exploreData } from "@/lib/server/page-data";
import { unfurlView } from "@/lib/server/unfurl-view";
import { parseView } from "@/lib/view/codec";
import { ExploreView } from "./explore-view";
import { queryOf, type SearchParams } from "./query-of";

interface Props {
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  return unfurlView(await viewSubject(queryOf(await searchParams)));
}

export default async function ExplorePage({ searchParams }: Props) {
  const view = parseView(queryOf(await searchParams));
  const data = await exploreData(view);
  return <ExploreView data={data} view={view} place={{ kind: "explore" }} />;
}
