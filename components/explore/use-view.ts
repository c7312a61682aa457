"use client";

import { useCallback, useMemo } from "react";
import { useRouter, useSearchParams } from "next/navigation";
import type { View } from "@/lib/view/view";
import { hrefFrom, viewAt, type Place } from "./place";

export type ChangeView = (next: View, how?: "push" | "replace") => void;

/** The view, which lives in the URL, and how it is changed: without asking the server, unless another page is meant. */
export function useView(place: Place): [View, ChangeView] {
  const router = useRouter();
  const query = useSearchParams().toString();
  const view = useMemo(() => viewAt(place, query), [place, query]);
  const change = useCallback<ChangeView>(
    (next, how = "push") => {
      const href = hrefFrom(place, next);
      if (place.kind === "stored" && !href.startsWith("/v/")) return router.push(href);
      if (how === "push") window.history.pushState(null, "", href);
      else window.history.replaceState(null, "", href);
    },
    [place, router],
  );
  return [view, change];
}
