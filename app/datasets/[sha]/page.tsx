import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { DatasetView } from "@/components/datasets/dataset-view";
import { datasetDescription } from "@/lib/share/description";
import { datasetPage } from "@/lib/server/page-data";
import { unfurl } from "@/lib/server/unfurl";
import type { PlaceQuery } from "./asked-place";
import { datasetArticle } from "./dataset-article";
import "../../styles/datasets.css";

interface Props {
  params: Promise<{ sha: string }>;
  searchParams: Promise<PlaceQuery>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const page = await datasetPage((await params).sha);
  if (!page) return { title: "Dataset not found" };
  const { name, title, points, problems, importer, sha256 } = page.dataset;
  return unfurl({
    title: name,
    description: datasetDescription({ points, problems, title, importer: importer.label }),
    path: `/datasets/${sha256}`,
    card: `/datasets/${sha256}.png?card`,
  });
}

export default async function Page({ params, searchParams }: Props) {
  const [{ sha }, query] = await Promise.all([params, searchParams]);
  const page = await datasetPage(sha);
  if (!page) notFound();
  if (page.dataset.sha256 !== sha) redirect(`/datasets/${page.dataset.sha256}${queryText(query)}`);
  return datasetArticle(page, query, (props) => <DatasetView {...props} />);
}

function queryText(query: PlaceQuery): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value]] : [],
  );
  return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
}
