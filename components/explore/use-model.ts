"use client";

import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { ExploreData, ExploreModel } from "@/lib/series/explore-model";
import type { View } from "@/lib/view/view";
import type { FirstPage } from "./first-page";
import { modelKey } from "./model-key";
import { unpackData } from "./packed-points";

type Compute = (data: ExploreData, view: View) => ExploreModel;

interface Shown {
  model: ExploreModel;
  /** Whether all marks and rows are there; else what the first paint shows of them. */
  whole: boolean;
}

/**
 * The model of a view: what the server gave for the first paint, and from then on computed here, by code that is fetched
 * when the page has come to rest or at the first change. Until it is there the last model stays on the screen.
 */
export function useModel(page: FirstPage, view: View): Shown {
  const key = modelKey(view);
  const given = key === page.key ? page : null;
  const compute = useSyncExternalStore(subscribe, currentCompute, noCompute);
  const atRest = given !== null;
  useEffect(() => (atRest ? whenIdle(loadCompute) : loadCompute()), [atRest]);
  const data = useMemo(
    () => (compute === null ? null : { ...unpackData(page.packed), ...page.tabs }),
    [compute, page],
  );
  const computed = useMemo(
    () => (compute === null || data === null ? null : compute(data, view)),
    // A model does not depend on the rest of the view.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [data, key, compute],
  );
  const shown = useMemo(() => (computed ? { model: computed, whole: true } : given), [computed, given]);
  const [last, setLast] = useState<Shown>(shown ?? page);
  if (shown !== null && shown !== last) setLast(shown);
  return shown ?? last;
}

let loaded: Compute | null = null;
let loading = false;
const listeners = new Set<() => void>();

function loadCompute(): void {
  if (loading) return;
  loading = true;
  import("@/lib/series/explore").then(
    ({ exploreModel }) => {
      loaded = exploreModel;
      listeners.forEach((listener) => listener());
    },
    () => {
      loading = false;
    },
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function currentCompute(): Compute | null {
  return loaded;
}

function noCompute(): null {
  return null;
}

/** Runs when the browser has nothing else to do, or after a second. Gives back how to call it off. */
export function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback === "undefined") {
    const timer = setTimeout(work, 200);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(work, { timeout: 1000 });
  return () => cancelIdleCallback(handle);
}
