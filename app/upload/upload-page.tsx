"use client";

import { Upload } from "@/components/upload/upload";
import type { UploadSettings } from "@/components/upload/use-uploads";

/** The page with the worker that reads files for it: here, and only here, components and importers meet. */
export function UploadPage({ settings }: { settings: UploadSettings }) {
  return <Upload startWorker={startWorker} settings={settings} />;
}

function startWorker(): Worker {
  return new Worker(new URL("./preview.worker.ts", import.meta.url), { type: "module" });
}
