"use client";

import { useCallback, useEffect, useState } from "react";
import { fetchPointDetail } from "./fetch-point-detail";
import type { Statistic } from "@/lib/points/point";
import type { PointDetail } from "./point-detail";

export type DetailState =
  | { kind: "loading" | "ready"; details: readonly PointDetail[] }
  | { kind: "failed"; says: string; retry: () => void };

/** Details fetched so far, by point and statistic: datasets never change, so that none is fetched twice. */
const known = new Map<string, PointDetail>();

/** What the drawer shows of the points with these ids (joined by a space); `initial` came with the page. */
export function usePointDetails(
  ids: string,
  statistic: Statistic,
  initial: readonly PointDetail[],
): DetailState {
  const [fetched, setFetched] = useState<{ ids: string; failed: string | null }>({ ids: "", failed: null });
  const [attempt, setAttempt] = useState(0);
  const details = ids
    .split(" ")
    .map((id) => initial.find(isOf(id, statistic)) ?? known.get(keyOf(id, statistic)));
  const here = details.filter((each) => each !== undefined);
  const whole = here.length === details.length;
  useEffect(() => {
    if (whole || ids === "") return;
    let current = true;
    Promise.all(ids.split(" ").map((id) => load(id, statistic))).then(
      () => current && setFetched({ ids, failed: null }),
      (error: unknown) =>
        current && setFetched({ ids, failed: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      current = false;
    };
  }, [ids, statistic, whole, attempt]);
  const retry = useCallback(() => {
    setFetched({ ids: "", failed: null });
    setAttempt((count) => count + 1);
  }, []);
  if (!whole && fetched.ids === ids && fetched.failed !== null)
    return { kind: "failed", says: fetched.failed, retry };
  return { kind: whole ? "ready" : "loading", details: here };
}

function keyOf(id: string, statistic: Statistic): string {
  return `${id} ${statistic}`;
}

function isOf(id: string, statistic: Statistic) {
  return (each: PointDetail) => each.point.id === id && each.statistic === statistic;
}

async function load(id: string, statistic: Statistic): Promise<void> {
  const key = keyOf(id, statistic);
  if (!known.has(key)) known.set(key, await fetchPointDetail(id, statistic));
}
