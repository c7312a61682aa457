"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import { useRouter } from "next/navigation";
import { tabs } from "@/lib/view/view";
import { isCommandKey, pressKey } from "./keys";

const ShortcutSheet = lazy(() => import("./shortcut-sheet"));

/** The `?` of the top bar, and the one listener behind all single-letter keys. */
export function ShortcutButton() {
  const [open, setOpen] = useState(false);
  const router = useRouter();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!isCommandKey(event)) return;
      const pressed = pressKey(event.key) || openTab(event.key, router.push);
      if (pressed) event.preventDefault();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [router]);
  return (
    <>
      <button
        type="button"
        className="ib script wide-key"
        aria-label="Keyboard shortcuts"
        aria-keyshortcuts="?"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <span className="q">?</span>
      </button>
      {open && (
        <Suspense>
          <ShortcutSheet onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

/** `1` to `5` on pages that have no metric tabs of their own. */
function openTab(key: string, go: (href: string) => void): boolean {
  const tab = /^[1-5]$/.test(key) ? tabs[Number(key) - 1] : undefined;
  if (!tab) return false;
  go(tab.id === tabs[0].id ? "/explore" : `/explore?metric=${tab.id}`);
  return true;
}
