"use client";

import { ErrorCard } from "@/components/layout/error-card";
import "./globals.css";

/** Stands in for the whole page when the frame itself failed. */
export default function GlobalError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <html lang="en">
      <body>
        <main id="main" tabIndex={-1} className="wrap">
          <ErrorCard error={error} retry={reset} />
        </main>
      </body>
    </html>
  );
}
