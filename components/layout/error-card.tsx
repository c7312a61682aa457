"use client";

import { useState } from "react";
import { SeverityIcon } from "./severity-icon";
import { copyText } from "./copy-text";

interface Props {
  error: Error & { digest?: string };
  retry: () => void;
}

/** What failed, when, what is safe, and what can be done. */
export function ErrorCard({ error, retry }: Props) {
  const [at] = useState(() => new Date());
  const details = `${at.toISOString()} ${typeof location === "undefined" ? "" : location.href}\n${error.digest ?? ""} ${error.message}`;
  return (
    <div className="card" role="alert">
      <div className="state">
        <h1 className="h3" style={{ margin: 0 }}>
          <SeverityIcon severity="impossible" /> This page did not load
        </h1>
        <p className="m" suppressHydrationWarning>
          It failed at {at.toTimeString().slice(0, 5)}. Nothing stored was changed, and your filters are still
          in the link.
        </p>
        <div className="row">
          <button type="button" className="btn" onClick={retry}>
            Try again
          </button>
          <button
            type="button"
            className="btn ghost"
            onClick={() => void copyText(details, { done: "Details copied" })}
          >
            Copy details
          </button>
        </div>
      </div>
    </div>
  );
}
