import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { ChartNoAxesCombined, ChevronRight } from "lucide-react";
import { datasetAudit } from "@/components/audit/dataset-finding";
import { worstByPoint } from "@/lib/points/point-audit";
import { ColumnMapping } from "@/components/datasets/column-mapping";
import { counted } from "@/components/datasets/counted";
import { ownTitle } from "@/components/datasets/dataset-facts";
import { DatasetView } from "@/components/datasets/dataset-view";
import { DeleteDataset } from "@/components/datasets/delete-dataset";
import { exploreHref } from "@/components/datasets/explore-href";
import { IdentityStrip } from "@/components/datasets/identity-strip";
import { MarkdownNote } from "@/components/datasets/markdown-note";
import { GradeGlyph } from "@/components/points/grade-glyph";
import { evidences, type Evidence } from "@/lib/points/evidence";
import { datasetDescription } from "@/lib/share/description";
import { findingsOf } from "@/lib/server/findings";
import { datasetPage, type DatasetPage } from "@/lib/server/page-data";
import { unfurl } from "@/lib/server/unfurl";
import { askedPlace, type PlaceQuery } from "./asked-place";
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
  const { dataset } = page;
  const audited = await findingsOf(dataset);
  const worst = worstByPoint(audited.kind === "found" ? audited.findings : []);
  const { groups, first, initial } = await askedPlace(page, query, worst);
  return (
    <main id="main" tabIndex={-1} className="wrap dp-page">
      <nav className="row mm small dp-crumbs" aria-label="Breadcrumb">
        <Link href="/datasets" prefetch={false}>
          Datasets
        </Link>
        <ChevronRight size={12} aria-hidden />
        <span aria-current="page">{dataset.name}</span>
      </nav>
      <Head page={page} metric={groups[0]?.id ?? null} />
      {dataset.deletedAt !== null && <DeleteDataset sha256={dataset.sha256} deletedAt={dataset.deletedAt} />}
      <IdentityStrip dataset={dataset} />
      <DatasetView
        dataset={{
          sha256: dataset.sha256,
          name: dataset.name,
          lines: dataset.lines ?? first.length,
          delimiter: dataset.delimiter,
          hasHeader: dataset.columns.length > 0 && dataset.delimiter !== null,
        }}
        groups={groups}
        problems={page.problems}
        audited={datasetAudit(audited)}
        first={first}
        initial={initial}
      >
        <ColumnMapping columns={dataset.columns} notes={dataset.notes} recipe={dataset.recipe} />
        {dataset.note !== null && <Note text={dataset.note} />}
      </DatasetView>
    </main>
  );
}

function queryText(query: PlaceQuery): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value]] : [],
  );
  return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
}

function Head({ page: { dataset }, metric }: { page: DatasetPage; metric: string | null }) {
  const { name, evidence } = dataset;
  const title = ownTitle(dataset);
  const grades = evidences.filter((grade) => evidence[grade] > 0);
  const [only] = grades.length === 1 ? grades : [];
  return (
    <div className="dp-head">
      <div className="vh">
        <div className="row dp-title">
          <h1>{name}</h1>
          {only && (
            <span className="tag dp-tag">
              <GradeGlyph evidence={only} />
              {allOf[only]}
            </span>
          )}
          {dataset.problems > 0 && (
            <span className="tag sus dp-tag">{counted(dataset.problems, "problem")}</span>
          )}
        </div>
        <p className="sub">
          {title !== null && <>{title}. </>}
          {summary(dataset)}
        </p>
      </div>
      <div className="row">
        {dataset.origin.kind === "uploaded" && dataset.deletedAt === null && (
          <DeleteDataset sha256={dataset.sha256} deletedAt={null} />
        )}
        {metric !== null && (
          <a className="btn primary" href={exploreHref(dataset.sha256, metric)}>
            <ChartNoAxesCombined size={14} aria-hidden />
            Open in Explore
          </a>
        )}
      </div>
    </div>
  );
}

const allOf: Record<Evidence, string> = {
  samples: "All samples",
  summary: "All summaries",
  single: "All single",
  claim: "All claims",
};

/** `53 points, 2 cells missing, no measurement behind any of them.` */
function summary({ points, missing, evidence }: DatasetPage["dataset"]): string {
  const parts = [counted(points, "point")];
  if (missing > 0) parts.push(`${counted(missing, "value")} missing as written`);
  const claimsOnly =
    evidence.claim > 0 && evidences.every((grade) => grade === "claim" || evidence[grade] === 0);
  if (claimsOnly) parts.push("no measurement behind any of them");
  return `${parts.join(", ")}.`;
}

function Note({ text }: { text: string }) {
  return (
    <section className="card" aria-label="Note of origin">
      <div className="ch tight">
        <h2>Note of origin</h2>
        <span className="mm">as written beside the file</span>
      </div>
      <div className="dp-note">
        <MarkdownNote text={text} />
      </div>
    </section>
  );
}
