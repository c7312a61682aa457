"use client";

import { useCallback, useEffect, useState } from "react";
import { fetchPointDetail } from "./fetch-point-detail";
import type { PointDetail } from "./point-detail";

export type DetailState =
  | { kind: "loading" | "ready"; details: readonly PointDetail[] }
  | { kind: "failed"; says: string; retry: () => void };

/** Details fetched so far, by point: datasets never change, so that none is fetched twice. */
const known = new Map<string, PointDetail>();

/** What the drawer shows of the points with these ids (joined by a space); `initial` came with the page. */
export function usePointDetails(ids: string, initial: readonly PointDetail[]): DetailState {
  const [fetched, setFetched] = useState<{ ids: string; failed: string | null }>({ ids: "", failed: null });
  const [attempt, setAttempt] = useState(0);
  const details = ids.split(" ").map((id) => initial.find((each) => each.point.id === id) ?? known.get(id));
  const here = details.filter((each) => each !== undefined);
  const whole = here.length === details.length;
  useEffect(() => {
    if (whole || ids === "") return;
    let current = true;
    Promise.all(ids.split(" ").map(load)).then(
      () => current && setFetched({ ids, failed: null }),
      (error: unknown) =>
        current && setFetched({ ids, failed: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      current = false;
    };
  }, [ids, whole, attempt]);
  const retry = useCallback(() => {
    setFetched({ ids: "", failed: null });
    setAttempt((count) => count + 1);
  }, []);
  if (!whole && fetched.ids === ids && fetched.failed !== null)
    return { kind: "failed", says: fetched.failed, retry };
  return { kind: whole ? "ready" : "loading", details: here };
}

async function load(id: string): Promise<void> {
  if (!known.has(id)) known.set(id, await fetchPointDetail(id));
}
