/** How often one token or address may write: a bucket that fills steadily, and holds a burst. */
export interface WriteLimit {
  perMinute: number;
  burst: number;
}

const usual: WriteLimit = { perMinute: 120, burst: 240 };

/** Who is forgotten first, where very many ask: those that have not asked for longest. */
const remembered = 10_000;

/** Counts the writes of each asker. `take` gives the seconds to wait; 0 where the write may go ahead. */
export function writeLimiter({ perMinute, burst }: WriteLimit = usual, now = () => Date.now()) {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    take(asker: string): number {
      const at = now();
      const known = buckets.get(asker) ?? { left: burst, at };
      const left = Math.min(burst, known.left + (Math.max(0, at - known.at) * perMinute) / 60_000);
      const isFree = left >= 1;
      buckets.delete(asker);
      buckets.set(asker, { left: isFree ? left - 1 : left, at });
      for (const oldest of buckets.keys()) {
        if (buckets.size <= remembered) break;
        buckets.delete(oldest);
      }
      return isFree ? 0 : Math.ceil(((1 - left) * 60) / perMinute);
    },
  };
}
