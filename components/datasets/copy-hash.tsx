"use client";

import { Copy } from "lucide-react";
import { copyText } from "@/components/layout/copy-text";

/** `9d41 a07c … 5e12 70be` with a button that copies all 64 digits. */
export function CopyHash({ sha256 }: { sha256: string }) {
  return (
    <>
      <code title={sha256}>{shortHash(sha256)}</code>{" "}
      <button
        type="button"
        className="cpy script"
        aria-label="Copy the sha256"
        onClick={() => void copyText(sha256, { done: "sha256 copied", detail: sha256.slice(0, 12) })}
      >
        <Copy size={13} aria-hidden />
      </button>
    </>
  );
}

/** The first and the last eight digits in fours. */
export function shortHash(sha256: string): string {
  const fours = (digits: string) => digits.replace(/(.{4})(?=.)/g, "$1 ");
  return `${fours(sha256.slice(0, 8))} … ${fours(sha256.slice(-8))}`;
}
