"use client";

import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { ExploreData, ExploreModel } from "@/lib/series/explore-model";
import type { View } from "@/lib/view/view";
import { modelKey } from "./model-key";

type Compute = (data: ExploreData, view: View) => ExploreModel;

/** A model that the server computed, and of which view. */
export interface GivenModel {
  model: ExploreModel;
  key: string;
}

/**
 * The model of a view: the server's own for the first paint; any other is computed here, by code that is fetched when the
 * page has come to rest or at the first change. Until it is there the last model stays on the screen.
 */
export function useModel(data: ExploreData, view: View, given: GivenModel): ExploreModel {
  const key = modelKey(view);
  const isGiven = key === given.key;
  const compute = useSyncExternalStore(subscribe, currentCompute, noCompute);
  useEffect(() => {
    if (isGiven) return whenIdle(loadCompute);
    loadCompute();
  }, [isGiven]);
  const computed = useMemo(
    () => (isGiven || compute === null ? null : compute(data, view)),
    // A model does not depend on the rest of the view.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [data, key, isGiven, compute],
  );
  const model = isGiven ? given.model : computed;
  const [last, setLast] = useState(given.model);
  if (model !== null && model !== last) setLast(model);
  return model ?? last;
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

/** Runs when the browser has nothing else to do, or after two seconds. Gives back how to call it off. */
export function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback === "undefined") {
    const timer = setTimeout(work, 300);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(work, { timeout: 2000 });
  return () => cancelIdleCallback(handle);
}
