"use client";

import { useState } from "react";
import { Link2 } from "lucide-react";
import { copyLink } from "@/components/layout/copy-link";

interface Props {
  query: string;
  /** The class of the button: a labelled one in the tab bar, an icon on narrow screens. */
  className: string;
  label?: string;
  hotkey?: string;
}

/** Makes the short link of what is on the screen, and copies it. */
export function CopyLinkButton({ query, className, label, hotkey }: Props) {
  const [busy, setBusy] = useState(false);
  const copy = async () => {
    setBusy(true);
    await copyLink(query);
    setBusy(false);
  };
  return (
    <button
      type="button"
      className={`${className} script`}
      aria-label={label === undefined ? "Copy link" : undefined}
      aria-keyshortcuts={hotkey}
      aria-busy={busy}
      onClick={() => !busy && void copy()}
    >
      <Link2 className="ic" size={14} strokeWidth={1.75} />
      {label}
    </button>
  );
}
