"use client";

import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { Share } from "lucide-react";
import { isCommandKey } from "@/components/layout/keys";
import type { ShareSource } from "./share-source";

const load = () => import("./share-menu");
const ShareMenu = lazy(load);

interface Props {
  source: ShareSource;
  className: string;
  label?: string;
  /** Whether its keys are listened to: by one button of a page. */
  keys?: boolean;
}

/** Opens the share menu, or with a key does one of its things at once; the menu's code is fetched then. */
export function ShareButton({ source, className, label, keys = false }: Props) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => (keys ? onShareKey(source) : undefined), [keys, source]);
  return (
    <>
      <button
        ref={button}
        type="button"
        className={`${className} script`}
        aria-label={label === undefined ? "Share" : undefined}
        aria-keyshortcuts={keys ? "s" : undefined}
        aria-haspopup="dialog"
        aria-expanded={open}
        onPointerEnter={() => void load()}
        onClick={() => setOpen((was) => !was)}
      >
        <Share className="ic" size={14} strokeWidth={1.75} />
        {label}
      </button>
      {open && (
        <Suspense>
          <ShareMenu source={source} button={button} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

/** Shift with the letter of an action, where no menu is open to take it. */
function onShareKey(source: ShareSource): () => void {
  const press = (event: KeyboardEvent) => {
    if (!event.shiftKey || !/^[A-Z]$/.test(event.key) || !isCommandKey(event)) return;
    void load().then(({ shareByKey }) => shareByKey(event.key, source));
  };
  document.addEventListener("keydown", press);
  return () => document.removeEventListener("keydown", press);
}
