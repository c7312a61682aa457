"use client";

import { useEffect, useRef, useState, type ReactNode } from "react";
import { announce } from "@/components/layout/announce";
import { isCommandKey } from "@/components/layout/keys";
import type { ReviewModel, ReviewRow } from "@/lib/review/review-model";
import type { ReviewRules } from "@/lib/review/rules";
import type { CandidateRole } from "@/lib/review/stored-review";
import { AggregatesCard } from "./aggregates-card";
import { AuditCard } from "./audit-card";
import { CaseCard } from "./case-card";
import { FileCards, type EarlierFile, type ReviewFile } from "./file-cards";
import { ForestTable } from "./forest-table";
import { MarkdownCard } from "./markdown-card";
import { RulesCard } from "./rules-card";
import { SetupCard, SetupTable, SetupWarning } from "./setup-card";
import { UnmatchedCard } from "./unmatched-card";
import { VerdictStrip } from "./verdict-strip";

interface Props {
  model: ReviewModel;
  files: readonly ReviewFile[];
  /** Whose verdicts are shown, where the review has several. */
  candidate?: CandidateRole;
  /** The other candidates, above the verdicts. */
  candidates?: ReactNode;
  earlier?: readonly EarlierFile[];
  /** The comparison that the address names. */
  initial: string | null;
  /** The rest of the address's query, which a link to a comparison keeps. */
  query: string;
  /** Stores other rules; absent where nothing is stored. */
  changeRules?: (rules: ReviewRules) => Promise<boolean>;
  /** Takes a file out of the review; absent where nothing is stored. */
  detach?: (file: ReviewFile) => void;
  /** What people wrote about a comparison or about a point of it. */
  notesOn?: (row: ReviewRow) => { id: string; text: string }[];
  /** Shown last, with the selected comparison. */
  foot?: (selected: ReviewRow | null) => ReactNode;
}

/** A review from setup to Markdown, one comparison selected through all of it. */
export function ReviewView({
  model,
  files,
  candidate = "candidate",
  candidates,
  earlier,
  initial,
  query,
  changeRules,
  detach,
  notesOn,
  foot,
}: Props) {
  const rows = model.groups.flatMap((group) => group.rows);
  const [asked, setAsked] = useState(initial);
  const selected = rows.find(({ key }) => key === asked) ?? mostTelling(rows);
  const hrefOf = (key: string) => {
    const search = new URLSearchParams(query);
    search.set("case", key);
    return `?${search}`;
  };
  const select = (key: string) => {
    const row = rows.find((each) => each.key === key);
    if (!row) return;
    setAsked(key);
    window.history.replaceState(null, "", hrefOf(key));
    announce(`${row.title}: ${row.verdict.says}`);
  };
  useRowKeys(rows, selected, select);
  return (
    <>
      <SetupWarning warning={model.warning} />
      <div className="rv-files">
        <FileCards role="baseline" files={files} mix={model.evidence} earlier={earlier} detach={detach} />
        <FileCards role={candidate} files={files} mix={model.evidence} earlier={earlier} detach={detach} />
        <SetupCard model={model} />
      </div>
      <FileCards role="evidence" files={files} mix={model.evidence} earlier={earlier} detach={detach} />
      {candidates}
      <AuditCard files={files} />
      <Headline model={model} />
      {rows.length > 0 && (
        <ForestTable model={model} selected={selected?.key ?? null} onSelect={select} hrefOf={hrefOf} />
      )}
      <div className="rv-lower">
        <div className="cards">
          {selected && (
            <CaseCard row={selected} alpha={model.rules.alpha} notes={notesOn?.(selected) ?? []} />
          )}
          <SetupTable setup={model.setup} />
          <AggregatesCard aggregates={model.aggregates} />
        </div>
        <div className="cards">
          <RulesCard model={model} change={changeRules} />
          <MarkdownCard markdown={model.markdown} marked={rows.findIndex((row) => row === selected)} />
          {foot?.(selected)}
          <UnmatchedCard unmatched={model.unmatched} />
        </div>
      </div>
    </>
  );
}

/** What came out, in a sentence, and one mark a verdict. */
export function Headline({ model }: { model: ReviewModel }) {
  return (
    <section className="card rv-head-card" aria-labelledby="rv-headline">
      <div>
        <h2 id="rv-headline">{model.headline}</h2>
        {model.says.length > 0 && <p className="m">{model.says.join(" ")}</p>}
      </div>
      {model.strip.length > 0 && <VerdictStrip strip={model.strip} />}
    </section>
  );
}

/** What is looked at first: the worst slowdown, or else the first comparison. */
export function mostTelling(rows: readonly ReviewRow[]): ReviewRow | null {
  const worse = rows.filter(({ verdict, forest }) => verdict.tone === "worse" && forest !== null);
  return worse.sort((a, b) => a.forest!.value - b.forest!.value)[0] ?? rows[0] ?? null;
}

/** j and k: the next and the previous comparison. */
function useRowKeys(rows: readonly ReviewRow[], selected: ReviewRow | null, select: (key: string) => void) {
  const press = useRef<(event: KeyboardEvent) => void>(() => {});
  useEffect(() => {
    press.current = (event) => {
      const step = event.key === "j" ? 1 : event.key === "k" ? -1 : 0;
      if (step === 0 || !isCommandKey(event)) return;
      const next = rows[rows.findIndex(({ key }) => key === selected?.key) + step];
      if (next) select(next.key);
    };
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => press.current(event);
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
