import type { Metadata } from "next";
import Link from "next/link";
import { Upload } from "lucide-react";
import { counted } from "@/components/datasets/counted";
import { DatasetTable } from "@/components/datasets/dataset-table";
import { NoData } from "@/components/datasets/no-data";
import { datasetList } from "@/lib/server/page-data";
import "../styles/datasets.css";

export const metadata: Metadata = { title: "Datasets" };

export default async function DatasetsPage() {
  const datasets = await datasetList();
  const points = datasets.reduce((sum, dataset) => sum + dataset.points, 0);
  return (
    <main id="main" tabIndex={-1} className="wrap ds-page">
      <div className="row ds-head">
        <div className="vh">
          <h1>Datasets</h1>
          <p className="sub">
            {counted(datasets.length, "file")}, {counted(points, "point")}. Each file is kept as it was given,
            named by its sha256.
          </p>
        </div>
        <span className="sp" />
        <Link className="btn primary" href="/upload" prefetch={false}>
          <Upload size={14} aria-hidden />
          Upload
        </Link>
      </div>
      {datasets.length === 0 ? <NoData /> : <DatasetTable datasets={datasets} />}
    </main>
  );
}
