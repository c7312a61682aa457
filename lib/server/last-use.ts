import { log } from "./log";
import { perProcess } from "./per-process";

/** Who is forgotten first, where very many ask: those that were noted longest ago. */
const remembered = 10_000;

/**
 * Whether a use is to be noted now: the last one is that long ago, by the database and by what this process has on its
 * way there. Times in ms; null: never.
 */
export function isUseDue(id: string, lastUsed: number | null, every: number, now = Date.now()): boolean {
  const noted = perProcess("last-uses", () => new Map<string, number>());
  const last = Math.max(lastUsed ?? -Infinity, noted.get(id) ?? -Infinity);
  if (now - last < every) return false;
  noted.delete(id);
  noted.set(id, now);
  for (const oldest of noted.keys()) {
    if (noted.size <= remembered) break;
    noted.delete(oldest);
  }
  return true;
}

export function useNotNoted(cause: unknown): void {
  log().warn({ err: cause }, "the use of a token was not noted");
}
