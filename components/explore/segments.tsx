"use client";

import type { KeyboardEvent } from "react";
import type { View } from "@/lib/view/view";
import { hrefFrom, type Place } from "./place";
import type { ChangeView } from "./use-view";
import { ViewLink } from "./view-link";

interface Choice {
  label: string;
  view: View;
  on: boolean;
  /** The single-letter key that chooses it. */
  hotkey?: string;
  /** Why it cannot be chosen here; null where it can. */
  refused?: string | null;
}

interface Props {
  label: string;
  choices: readonly Choice[];
  place: Place;
  change: ChangeView;
}

/** One choice out of a few, as a row of segments. */
export function Segments({ label, choices, place, change }: Props) {
  return (
    <div className="seg" role="radiogroup" aria-label={label} onKeyDown={moveChoice}>
      {choices.map(({ label: text, view, on, hotkey, refused }) =>
        refused ? (
          <span key={text} role="radio" aria-checked={on} aria-disabled="true" title={refused} tabIndex={-1}>
            {text}
          </span>
        ) : (
          <ViewLink
            key={text}
            role="radio"
            aria-checked={on}
            aria-keyshortcuts={hotkey}
            className={on ? "on" : undefined}
            tabIndex={on ? 0 : -1}
            href={hrefFrom(place, view)}
            onFollow={() => change(view)}
          >
            {text}
          </ViewLink>
        ),
      )}
    </div>
  );
}

/** Arrows choose the neighbouring segment, as in any group of radio buttons. */
function moveChoice(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const all = Array.from(event.currentTarget.querySelectorAll<HTMLElement>("a[role=radio]"));
  const at = all.findIndex((each) => each === event.target);
  const next = all[(at + step + all.length) % all.length];
  event.preventDefault();
  next?.focus();
  next?.click();
}
