import type { Metadata } from "next";
import { NoData } from "@/components/datasets/no-data";
import { EvidenceSummary, GradeKey } from "@/components/overview/evidence-summary";
import { coverage, headline } from "@/components/overview/headline";
import { MetricCard } from "@/components/overview/metric-card";
import { NewestDatasets } from "@/components/overview/newest-datasets";
import { LatestFindings, type OverviewFinding } from "@/components/overview/latest-findings";
import { NotStated } from "@/components/overview/not-stated";
import { RecentReviews } from "@/components/overview/recent-reviews";
import { WideCard } from "@/components/overview/wide-card";
import { wideChart } from "@/components/overview/wide-chart";
import { findingHref } from "@/components/points/source-place";
import type { PlacedFinding } from "@/lib/audit/placed-findings";
import { locatorText } from "@/lib/points/locator";
import { overviewData, overviewFindings } from "@/lib/server/page-data";
import type { FindingsHere } from "@/lib/server/point-audits";
import { reviewList } from "@/lib/server/reviews";
import "./styles/datasets.css";
import "./styles/overview.css";
import "./styles/review.css";

export const metadata: Metadata = { title: { absolute: "Whisker" } };

/** How many reviews and findings the overview shows. */
const recent = 4;
const mostFindings = 5;

export default async function OverviewPage() {
  const [data, reviews, audit] = await Promise.all([
    overviewData(),
    reviewList(recent),
    overviewFindings(mostFindings),
  ]);
  return (
    <main id="main" tabIndex={-1} className="wrap ov-page">
      {data.datasets === 0 ? <Empty /> : <Overview data={data} reviews={reviews} audit={audit} />}
    </main>
  );
}

function Empty() {
  return (
    <>
      <div className="vh ov-empty">
        <h1>No results yet.</h1>
        <p className="sub">Every point that comes here will link to the line of the file it came from.</p>
      </div>
      <NoData />
    </>
  );
}

interface Shown {
  data: Awaited<ReturnType<typeof overviewData>>;
  reviews: Awaited<ReturnType<typeof reviewList>>;
  audit: FindingsHere;
}

function Overview({ data, reviews, audit }: Shown) {
  const [amount, evidence] = headline(data);
  const wide = data.wide.flatMap((tab) => wideChart(tab) ?? []);
  return (
    <>
      <div className="ov-head">
        <div className="vh">
          <h1>
            {amount}
            <br />
            {evidence}
          </h1>
          <p className="sub">{coverage(data)} Every point links to the line of the file it came from.</p>
        </div>
        <EvidenceSummary counts={data.evidence} />
      </div>
      <div className="ov-metrics">
        {data.tabs.map((tab, index) => (
          <MetricCard key={tab.id} tab={tab} number={index + 1} />
        ))}
      </div>
      <GradeKey />
      {wide.length > 0 && (
        <div className="ov-wide">
          {wide.map((chart) => (
            <WideCard key={chart.hotkey} chart={chart} />
          ))}
        </div>
      )}
      <div className="ov-lower">
        <div className="cards">
          <NewestDatasets datasets={data.newest} total={data.datasets} />
          <NotStated fields={data.notStated} points={data.points} />
        </div>
        <div className="cards">
          <LatestFindings
            counts={audit.counts}
            open={audit.open}
            findings={audit.gravest.map(({ dataset, finding }) => overviewFinding(dataset, finding))}
          />
          <RecentReviews reviews={reviews} />
        </div>
      </div>
    </>
  );
}

/** Linked to the first of its cells, in the file. */
function overviewFinding(
  { sha256, name }: { sha256: string; name: string },
  { rule, level, title, says, sum, points, places }: PlacedFinding,
): OverviewFinding {
  const [first] = places;
  const place = first === undefined ? name : `${name}:${locatorText(first.where)}`;
  const href = findingHref(sha256, { rule, points: first === undefined ? points : [first.point] });
  return { level, title, says, sum, place, href };
}
