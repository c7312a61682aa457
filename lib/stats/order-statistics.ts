/** Of fewer values it takes no longer to sort them all. */
const fewest = 32;

/** More buckets would be more to clear for each of many short arrays. */
const mostBuckets = 512;

/**
 * The values of given ranks (0: the smallest) among finite values in any order, without sorting them all: values are
 * counted in buckets of equal width, and only the buckets that hold a rank are sorted. At worst, where one bucket holds
 * nearly all, it takes as long as a sort. Nothing is reordered in place.
 *
 * @param range the smallest and the largest of the values
 * @param ranks ascending, each below the count of values
 */
export function orderStatistics(
  values: ArrayLike<number>,
  range: { min: number; max: number },
  ranks: readonly number[],
): number[] {
  const count = Math.min(mostBuckets, values.length);
  const scale = count / (range.max - range.min);
  // All equal, or so near or far that the width has no finite inverse.
  if (values.length < fewest || !(scale > 0 && Number.isFinite(scale))) {
    const sorted = new Float64Array(values).sort();
    return ranks.map((rank) => sorted[rank]!);
  }
  countInBuckets(values, range.min, scale, count);
  let bucket = 0;
  let below = 0;
  let sorted: Float64Array | null = null;
  return ranks.map((rank) => {
    for (; below + counts[bucket]! <= rank; bucket++) {
      below += counts[bucket]!;
      sorted = null;
    }
    sorted ??= sortedBucket(values, range.min, scale, bucket);
    return sorted[rank - below]!;
  });
}

/** One more than there are, for what rounding puts at the upper end. Made once: a file has many points. */
const counts = new Int32Array(mostBuckets + 1);

function countInBuckets(values: ArrayLike<number>, min: number, scale: number, count: number): void {
  counts.fill(0, 0, count + 1);
  for (let i = 0; i < values.length; i++) counts[bucketOf(values[i]!, min, scale)]! += 1;
}

function sortedBucket(values: ArrayLike<number>, min: number, scale: number, bucket: number): Float64Array {
  const found = new Float64Array(counts[bucket]!);
  let filled = 0;
  for (let i = 0; i < values.length; i++)
    if (bucketOf(values[i]!, min, scale) === bucket) found[filled++] = values[i]!;
  return found.sort();
}

/** Never falls as the value rises, whatever rounding does. */
function bucketOf(value: number, min: number, scale: number): number {
  return ((value - min) * scale) | 0;
}
