import type { Store } from "@/lib/store/store";
import { perProcess } from "./per-process";

interface Kept {
  revision: string;
  values: Map<string, Promise<unknown>>;
}

const most = 60;
const kept = () => perProcess("revision-cache", () => new WeakMap<Store, Kept>());

/** What was computed under that key since the store last changed, else computes it. Bounded: the oldest goes first. */
export async function cachedByRevision<T>(store: Store, key: string, compute: () => Promise<T>): Promise<T> {
  const { values } = keptFor(store, await store.revision());
  const known = values.get(key);
  if (known) return known as Promise<T>;
  const value = compute();
  value.catch(() => values.delete(key));
  values.set(key, value);
  for (const oldest of values.keys()) {
    if (values.size <= most) break;
    values.delete(oldest);
  }
  return value;
}

function keptFor(store: Store, revision: string): Kept {
  const known = kept().get(store);
  if (known?.revision === revision) return known;
  const fresh: Kept = { revision, values: new Map() };
  kept().set(store, fresh);
  return fresh;
}
