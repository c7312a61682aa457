"use client";

import { lazy, Suspense, useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { Scale } from "lucide-react";
import type { View } from "@/lib/view/view";
import type { CompareChoice } from "./compare-choices";
import type { ChangeView } from "./use-view";

const PairForm = lazy(() => import("./compare-pair-form"));

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
        <Suspense>
          <PairForm id={id} choices={choices} view={view} change={change} close={close} />
        </Suspense>
      )}
    </div>
  );
}
