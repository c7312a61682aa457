"use client";

import "../styles/review.css";
import { useEffect, useMemo, useState, type ReactNode } from "react";
import { useSearchParams } from "next/navigation";
import { firstPageOf } from "@/app/explore/first-page-of";
import { Figure } from "@/components/charts/figure";
import { ExploreClient } from "@/components/explore/explore-client";
import type { Place } from "@/components/explore/place";
import { exploreModel, findRow } from "@/lib/series/explore";
import type { ExploreData } from "@/lib/series/explore-model";
import { parseView } from "@/lib/view/codec";
import { siteDataPath } from "@/lib/view/site";

const place: Place = { kind: "explore" };

interface Loaded {
  path: string;
  /** Null where there is no such file. */
  data: ExploreData | null;
}

/** The explore page of the static site: the view is the query, and its points are a file. */
export function SiteExplore({ first }: { first: ReactNode }) {
  const query = useSearchParams().toString();
  const path = siteDataPath(parseView(query));
  const loaded = useLoaded(path);
  // A filter changes the query and not the data: the page stays, and computes the rest by itself.
  const page = useMemo(() => loaded?.data && pageOf(loaded.data, loaded.path), [loaded]);
  if (loaded === null) return first;
  if (!page) return <NoData />;
  return <ExploreClient key={page.path} page={page.page} place={place} details={[]} figure={page.figure} />;
}

function pageOf(data: ExploreData, path: string) {
  const view = parseView(window.location.search);
  const model = exploreModel(data, view);
  const selected = findRow(model.rows, view.point)?.pointId ?? null;
  return {
    path,
    page: firstPageOf(data, view, model),
    figure: <Figure series={model.series} selected={selected} />,
  };
}

/** The last that came, until what is asked for is there. */
function useLoaded(path: string): Loaded | null {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  useEffect(() => {
    let here = true;
    void load(path).then((data) => here && setLoaded({ path, data }));
    return () => {
      here = false;
    };
  }, [path]);
  return loaded;
}

async function load(path: string): Promise<ExploreData | null> {
  const answer = await fetch(path).catch(() => null);
  return answer?.ok ? ((await answer.json()) as ExploreData) : null;
}

function NoData() {
  return (
    <main id="main" tabIndex={-1} className="main">
      <div className="vh">
        <h1>No points of this metric</h1>
        <p className="sub">
          No file of this site holds any. <a href="/explore/">Show the first chart</a>
        </p>
      </div>
    </main>
  );
}
