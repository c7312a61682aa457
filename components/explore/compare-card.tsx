"use client";

import { useEffect, useState, type MouseEvent } from "react";
import { isPlainClick } from "@/components/layout/plain-click";
import { Copy, X } from "lucide-react";
import { announce } from "@/components/layout/announce";
import { AggregatesCard } from "@/components/review/aggregates-card";
import { CaseCard } from "@/components/review/case-card";
import { ForestTable } from "@/components/review/forest-table";
import { copyMarkdown } from "@/components/review/markdown-card";
import { Headline, mostTelling } from "@/components/review/review-view";
import { SetupCard, SetupTable, SetupWarning } from "@/components/review/setup-card";
import { UnmatchedCard } from "@/components/review/unmatched-card";
import type { ReviewModel } from "@/lib/review/review-model";
import type { View } from "@/lib/view/view";
import { compareHref, hrefFrom, type Place } from "./place";
import type { ChangeView } from "./use-view";

interface Props {
  place: Place;
  view: View;
  change: ChangeView;
  select: (point: string | null) => void;
}

/** Two series held against each other, under the chart: what a review of one against the other shows. */
export default function CompareCard({ place, view, change, select }: Props) {
  const { model, isOld, failed, retry } = useComparison(compareHref(place, view));
  const [baseline, candidate] = (view.compare ?? ["", ""]).map((value) => value || "Not stated");
  // The points of a row open their drawer here, without another page.
  const follow = (event: MouseEvent) => {
    const point = event.target instanceof Element ? pointOf(event.target.closest("a")) : null;
    if (point === null || !isPlainClick(event)) return;
    event.preventDefault();
    select(point);
  };
  return (
    <section className="cmp" aria-labelledby="cmp-title" aria-busy={isOld} onClick={follow}>
      <div className="card cmp-head">
        <h2 id="cmp-title">
          {candidate} <span className="mm">against</span> {baseline}
        </h2>
        <span className="sp" />
        {model && (
          <button type="button" className="btn sm" onClick={() => copyMarkdown(model.markdown.table)}>
            <Copy className="ic" size={12} aria-hidden />
            Copy Markdown
          </button>
        )}
        <button
          type="button"
          className="ib s"
          aria-label="Close the comparison"
          onClick={() => change({ ...view, compare: null })}
        >
          <X className="ic" size={15} />
        </button>
      </div>
      {failed && (
        <div className="card cmp-failed" role="alert">
          <p>
            The comparison did not load.{" "}
            {model ? "What stands below is the last one." : "The chart above is not affected."}
          </p>
          <button type="button" className="btn sm" onClick={retry}>
            Try again
          </button>
        </div>
      )}
      {model ? (
        <div className={isOld ? "cmp-old" : undefined}>
          <Comparison model={model} href={hrefFrom(place, view)} />
        </div>
      ) : (
        !failed && <p className="card cmp-wait m">Matching the cases of both series …</p>
      )}
    </section>
  );
}

function Comparison({ model, href }: { model: ReviewModel; href: string }) {
  const [asked, setAsked] = useState<string | null>(null);
  const rows = model.groups.flatMap((group) => group.rows);
  const selected = rows.find(({ key }) => key === asked) ?? mostTelling(rows);
  const choose = (key: string) => {
    const row = rows.find((each) => each.key === key);
    setAsked(key);
    if (row) announce(`${row.title}: ${row.verdict.says}`);
  };
  return (
    <>
      <SetupWarning warning={model.warning} />
      <div className="cmp-setup">
        <SetupCard model={model} />
        {model.setup.differences.length > 0 && <SetupTable setup={model.setup} />}
      </div>
      <Headline model={model} />
      {rows.length > 0 && (
        <ForestTable model={model} selected={selected?.key ?? null} onSelect={choose} hrefOf={() => href} />
      )}
      <div className="cmp-lower">
        {selected && <CaseCard row={selected} alpha={model.rules.alpha} notes={[]} />}
        <AggregatesCard aggregates={model.aggregates} />
        <UnmatchedCard unmatched={model.unmatched} />
      </div>
    </>
  );
}

function pointOf(link: HTMLAnchorElement | null): string | null {
  if (link === null || link.dataset["case"] !== undefined) return null;
  return new URL(link.href).searchParams.get("point");
}

interface Answer {
  href: string;
  model: ReviewModel;
}

/** The comparison at an address; until another has come, the last one stays. */
function useComparison(href: string) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    read(href, stop.signal).then(
      (model) => {
        setAnswer({ href, model });
        setFailed(null);
        announce(model.headline);
      },
      () => {
        if (!stop.signal.aborted) setFailed(href);
      },
    );
    return () => stop.abort();
  }, [href, attempt]);
  return {
    model: answer?.model ?? null,
    isOld: answer?.href !== href && failed !== href,
    failed: failed === href,
    retry: () => {
      setFailed(null);
      setAttempt((count) => count + 1);
    },
  };
}

async function read(href: string, signal: AbortSignal): Promise<ReviewModel> {
  const answer = await fetch(href, { signal });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return (await answer.json()) as ReviewModel;
}
