"use client";

import { useCallback } from "react";
import { Upload } from "@/components/upload/upload";
import type { UploadSettings } from "@/components/upload/use-uploads";
import type { Additions } from "@/lib/catalogue/catalogue";
import { withOwnCatalogue } from "../worker-with-catalogue";

/** The page with the worker that reads files for it: here, and only here, components and importers meet. */
export function UploadPage({ settings, own }: { settings: UploadSettings; own: Additions }) {
  const startWorker = useCallback(
    () =>
      withOwnCatalogue(new Worker(new URL("./preview.worker.ts", import.meta.url), { type: "module" }), own),
    [own],
  );
  return <Upload startWorker={startWorker} settings={settings} />;
}
