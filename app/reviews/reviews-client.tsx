"use client";

import type { ComponentProps } from "react";
import { LinkedReview } from "@/components/review/linked-review";
import { NewReview } from "@/components/review/new-review";

/** Where files are compared before they are stored: the components with the worker that reads for them. */
export function NewReviewHere(props: Omit<ComponentProps<typeof NewReview>, "startWorker">) {
  return <NewReview {...props} startWorker={startWorker} />;
}

export function LinkedReviewHere(props: Omit<ComponentProps<typeof LinkedReview>, "startWorker">) {
  return <LinkedReview {...props} startWorker={startWorker} />;
}

function startWorker(): Worker {
  return new Worker(new URL("./review.worker.ts", import.meta.url), { type: "module" });
}
