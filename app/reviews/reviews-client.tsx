"use client";

import { useCallback, type ComponentProps } from "react";
import { LinkedReview } from "@/components/review/linked-review";
import { NewReview } from "@/components/review/new-review";
import type { Additions } from "@/lib/catalogue/catalogue";
import { withOwnCatalogue } from "../worker-with-catalogue";

interface Own {
  /** What this server adds to the catalogue. */
  own: Additions;
}

/** Where files are compared before they are stored: the components with the worker that reads for them. */
export function NewReviewHere({
  own,
  ...props
}: Own & Omit<ComponentProps<typeof NewReview>, "startWorker">) {
  return <NewReview {...props} startWorker={useStartWorker(own)} />;
}

export function LinkedReviewHere({
  own,
  ...props
}: Own & Omit<ComponentProps<typeof LinkedReview>, "startWorker">) {
  return <LinkedReview {...props} startWorker={useStartWorker(own)} />;
}

function useStartWorker(own: Additions): () => Worker {
  return useCallback(
    () =>
      withOwnCatalogue(new Worker(new URL("./review.worker.ts", import.meta.url), { type: "module" }), own),
    [own],
  );
}
