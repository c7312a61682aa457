"use client";

import { useEffect, useRef, type ReactNode } from "react";
import { usePathname, useSearchParams } from "next/navigation";

interface Props {
  className: string;
  summaryClass?: string;
  /** Needed where the summary is only an icon. */
  label?: string;
  summary: ReactNode;
  children: ReactNode;
}

/** A menu of links as a <details>: it opens without scripts, and closes on Escape, a click elsewhere, or when followed. */
export function MenuDetails({ className, summaryClass, label, summary, children }: Props) {
  const here = `${usePathname()}?${useSearchParams()}`;
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => details.current?.removeAttribute("open"), [here]);
  useEffect(() => closeOnLeaving(details.current), []);
  return (
    <details className={className} ref={details}>
      <summary className={summaryClass} aria-label={label}>
        {summary}
      </summary>
      <div className="pop">{children}</div>
    </details>
  );
}

function closeOnLeaving(menu: HTMLDetailsElement | null) {
  if (!menu) return;
  const leave = (event: Event) => {
    const escape = event instanceof KeyboardEvent && event.key === "Escape";
    const outside = event.type === "pointerdown" && !menu.contains(event.target as Node);
    if (!menu.open || !(escape || outside)) return;
    menu.open = false;
    if (escape) menu.querySelector("summary")?.focus();
  };
  document.addEventListener("pointerdown", leave);
  document.addEventListener("keydown", leave);
  return () => {
    document.removeEventListener("pointerdown", leave);
    document.removeEventListener("keydown", leave);
  };
}
