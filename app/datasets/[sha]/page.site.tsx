import type { Metadata } from "next";
import { Suspense } from "react";
import { DatasetView } from "@/components/datasets/dataset-view";
import { datasetList, datasetPage } from "@/lib/server/page-data";
import { SiteDataset } from "../../site/site-dataset";
import { datasetArticle } from "./dataset-article";
import "../../styles/datasets.css";

interface Props {
  params: Promise<{ sha: string }>;
}

export const dynamicParams = false;

export async function generateStaticParams(): Promise<{ sha: string }[]> {
  return (await datasetList()).map(({ sha256 }) => ({ sha: sha256 }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await datasetPage((await params).sha))!.dataset.name };
}

export default async function Page({ params }: Props) {
  const page = (await datasetPage((await params).sha))!;
  return datasetArticle(page, {}, (props) => (
    <Suspense fallback={<DatasetView {...props} />}>
      <SiteDataset {...props} />
    </Suspense>
  ));
}
