"use client";

import { useEffect, useRef, useState } from "react";
import { ArrowLeftRight } from "lucide-react";
import type { View } from "@/lib/view/view";
import { ChoiceSelect } from "./choice-select";
import type { CompareChoice } from "./compare-choices";
import type { ChangeView } from "./use-view";

interface Props {
  id: string;
  choices: readonly CompareChoice[];
  view: View;
  change: ChangeView;
  close: () => void;
}

/** The two series, once somebody wants to choose them. */
export default function PairForm({ id, choices, view, change, close }: Props) {
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => form.current?.querySelector("select")?.focus(), []);
  const first = [choices[0]!.value, choices[1]!.value] as const;
  const [draft, setDraft] = useState<readonly [string, string]>(view.compare ?? first);
  const pair = view.compare ?? draft;
  const choose = (next: readonly [string, string]) => {
    setDraft(next);
    if (view.compare) change({ ...view, compare: next }, "replace");
  };
  const [baseline, candidate] = pair;
  // The series that is already on the other side changes places with it.
  const setBaseline = (value: string) => choose(value === candidate ? [value, baseline] : [value, candidate]);
  const setCandidate = (value: string) => choose(value === baseline ? [candidate, value] : [baseline, value]);
  return (
    <div className="pop cmp-pop" id={id} role="group" aria-label="Compare two series" ref={form}>
      <ChoiceSelect label="Baseline" value={baseline} options={choices} onChoose={setBaseline} />
      <ChoiceSelect label="Candidate" value={candidate} options={choices} onChoose={setCandidate} />
      <div className="row cmp-buttons">
        <button type="button" className="btn sm" onClick={() => choose([candidate, baseline])}>
          <ArrowLeftRight className="ic" size={13} strokeWidth={1.75} aria-hidden />
          Swap
        </button>
        <span className="sp" />
        {view.compare ? (
          <button
            type="button"
            className="btn sm"
            onClick={() => {
              change({ ...view, compare: null });
              close();
            }}
          >
            Clear
          </button>
        ) : (
          <button
            type="button"
            className="btn sm primary"
            onClick={() => {
              change({ ...view, compare: draft });
              close();
            }}
          >
            Show comparison
          </button>
        )}
      </div>
    </div>
  );
}
