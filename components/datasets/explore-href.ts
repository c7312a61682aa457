/** One dataset in Explore, at a metric. */
export function exploreHref(sha256: string, metric: string): string {
  return `/explore?${new URLSearchParams({ metric, dataset: sha256.slice(0, 12) })}`;
}
