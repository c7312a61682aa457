import type { ReactNode } from "react";
import Link from "next/link";
import { ChartNoAxesCombined, ChevronRight } from "lucide-react";
import { datasetAudit } from "@/components/audit/dataset-finding";
import { ColumnMapping } from "@/components/datasets/column-mapping";
import { counted } from "@/components/datasets/counted";
import { ownTitle } from "@/components/datasets/dataset-facts";
import type { DatasetViewProps } from "@/components/datasets/dataset-view";
import { DeleteDataset } from "@/components/datasets/delete-dataset";
import { exploreHref } from "@/components/datasets/explore-href";
import { IdentityStrip } from "@/components/datasets/identity-strip";
import { MarkdownNote } from "@/components/datasets/markdown-note";
import { GradeGlyph } from "@/components/points/grade-glyph";
import { evidences, type Evidence } from "@/lib/points/evidence";
import { worstByPoint } from "@/lib/points/point-audit";
import { findingsOf } from "@/lib/server/findings";
import type { DatasetPage } from "@/lib/server/page-data";
import { askedPlace, type PlaceQuery } from "./asked-place";

/** A dataset's page around `view`, which shows points, problems and the raw file. */
export async function datasetArticle(
  page: DatasetPage,
  query: PlaceQuery,
  view: (props: DatasetViewProps) => ReactNode,
): Promise<ReactNode> {
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
      {view({
        dataset: {
          sha256: dataset.sha256,
          name: dataset.name,
          lines: dataset.lines ?? first.length,
          delimiter: dataset.delimiter,
          hasHeader: dataset.columns.length > 0 && dataset.delimiter !== null,
        },
        ...{ groups, problems: page.problems, audited: datasetAudit(audited), first, initial },
        children: (
          <>
            <ColumnMapping columns={dataset.columns} notes={dataset.notes} recipe={dataset.recipe} />
            {dataset.note !== null && <Note text={dataset.note} />}
          </>
        ),
      })}
    </main>
  );
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
