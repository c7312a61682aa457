"use client";

import { Copy } from "lucide-react";
import { copyText } from "@/components/layout/copy-text";

export function CopyButton({ text, what }: { text: string; what: string }) {
  return (
    <button
      type="button"
      className="cpy script"
      aria-label={`Copy ${what}`}
      onClick={() => void copyText(text, { done: `Copied ${what}` })}
    >
      <Copy className="ic" size={13} strokeWidth={1.75} />
    </button>
  );
}
