"use client";

import { ErrorCard } from "@/components/layout/error-card";

export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <main id="main" tabIndex={-1} className="wrap">
      <ErrorCard error={error} retry={reset} />
    </main>
  );
}
