"use client";

import { Upload } from "@/components/upload/upload";

/** The page with the worker that reads files for it: here, and only here, components and importers meet. */
export function UploadPage({ slots }: { slots: Record<string, number> }) {
  return <Upload startWorker={startWorker} slots={slots} />;
}

function startWorker(): Worker {
  return new Worker(new URL("./preview.worker.ts", import.meta.url), { type: "module" });
}
