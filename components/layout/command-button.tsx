"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import { Search } from "lucide-react";

const CommandPalette = lazy(() => import("./command-palette"));

/** Opens the command palette, by click or ⌘K / Ctrl K; its code is fetched then. */
export function CommandButton() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.altKey) return;
      event.preventDefault();
      setOpen((was) => !was);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
  return (
    <>
      <button type="button" className="cmd script" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Search className="ic" size={14} strokeWidth={1.75} />
        <span>Search or run a command</span>
        <kbd>⌘K</kbd>
      </button>
      {open && (
        <Suspense>
          <CommandPalette onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
