import { normalQuantile } from "@/lib/stats/normal-distribution";
import { seededRandom } from "@/lib/stats/seeded-random";

/** Standard normal values, the same in every run of the tests. */
export function normalSource(seed: number): () => number {
  const random = seededRandom(seed);
  return () => normalQuantile((random() + 0.5) / 2 ** 32)!;
}
