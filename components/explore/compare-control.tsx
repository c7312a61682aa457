"use client";

import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { ArrowLeftRight, Scale } from "lucide-react";
import type { View } from "@/lib/view/view";
import type { CompareChoice } from "./compare-choices";
import { ChoiceSelect } from "./choice-select";
import type { ChangeView } from "./use-view";

interface Props {
  choices: readonly CompareChoice[];
  view: View;
  change: ChangeView;
}

/** Chooses which series is held against which. Nothing is compared until it is asked for; then each choice counts at once. */
export function CompareControl({ choices, view, change }: Props) {
  const [open, setOpen] = useState(false);
  const holder = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return;
    holder.current?.querySelector("select")?.focus();
    const leave = (event: Event) => {
      if (!holder.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", leave);
    return () => document.removeEventListener("pointerdown", leave);
  }, [open]);
  if (choices.length < 2) return null;
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !open) return;
    event.preventDefault();
    close();
  };
  return (
    <div className="cmp-menu script" ref={holder} onKeyDown={onKeyDown}>
      <button
        type="button"
        ref={button}
        className={view.compare ? "btn sm cmp-on" : "btn sm"}
        aria-keyshortcuts="m"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <Scale className="ic" size={13} strokeWidth={1.75} aria-hidden />
        Compare
      </button>
      {open && (
        <div className="pop cmp-pop" id={id} role="group" aria-label="Compare two series">
          <PairForm choices={choices} view={view} change={change} close={close} />
        </div>
      )}
    </div>
  );
}

function PairForm({ choices, view, change, close }: Props & { close: () => void }) {
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
    <>
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
    </>
  );
}
