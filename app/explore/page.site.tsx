import type { Metadata } from "next";
import { Suspense } from "react";
import { Figure } from "@/components/charts/figure";
import { exploreData } from "@/lib/server/page-data";
import { exploreModel } from "@/lib/series/explore";
import { defaultView } from "@/lib/view/view";
import { SiteExplore } from "../site/site-explore";

export const metadata: Metadata = { title: "Explore" };

/** Until the view of the query is there, and without scripts, the chart of no query. */
export default async function ExplorePage() {
  const { series } = exploreModel(await exploreData(defaultView), defaultView);
  const first = (
    <main id="main" tabIndex={-1} className="main">
      <div className="vh">
        <h1>{series.title}</h1>
        <p className="sub">{series.subtitle}</p>
      </div>
      <section className="card" aria-label="Chart">
        <div className="plot">
          <div className="chart-frame">
            <Figure series={series} selected={null} />
          </div>
        </div>
      </section>
    </main>
  );
  return (
    <Suspense fallback={first}>
      <SiteExplore first={first} />
    </Suspense>
  );
}
