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
  return new Buckets(values, range.min, scale, count).at(ranks);
}

class Buckets {
  private readonly counts: Int32Array;

  constructor(
    private readonly values: ArrayLike<number>,
    private readonly min: number,
    private readonly scale: number,
    count: number,
  ) {
    // One more, for what rounding puts at the upper end.
    this.counts = new Int32Array(count + 1);
    for (let i = 0; i < values.length; i++) this.counts[this.bucketOf(values[i]!)]! += 1;
  }

  at(ranks: readonly number[]): number[] {
    let bucket = 0;
    let below = 0;
    let sorted: Float64Array | null = null;
    return ranks.map((rank) => {
      for (; below + this.counts[bucket]! <= rank; bucket++) {
        below += this.counts[bucket]!;
        sorted = null;
      }
      sorted ??= this.sorted(bucket);
      return sorted[rank - below]!;
    });
  }

  /** Never falls as the value rises, whatever rounding does. */
  private bucketOf(value: number): number {
    return ((value - this.min) * this.scale) | 0;
  }

  private sorted(bucket: number): Float64Array {
    const { values } = this;
    const found = new Float64Array(this.counts[bucket]!);
    let filled = 0;
    for (let i = 0; i < values.length; i++)
      if (this.bucketOf(values[i]!) === bucket) found[filled++] = values[i]!;
    return found.sort();
  }
}
