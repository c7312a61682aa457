import type { Accelerator } from "../catalogue/accelerators";

/** Vendors' peaks are exceeded by a few percent where a part is clocked above its print: B200 reads 8.18 TB/s of 8.00. */
export const tolerance = 1.05;

/** No last-level cache of one device is larger: MI300X. Weights that mostly lie in it are not read from memory each pass. */
export const largestCacheBytes = 256e6;

/**
 * The most TFLOPS of a device at weights of so many bits, dense. Half the bits are taken to run at twice the rate where the
 * catalogue has no figure of their own (INT4 of a part that lists INT8), a format wider than all figures as the widest one.
 * Null where no figure is known.
 */
export function peakTflops({ figures }: Accelerator, bits: number): number | null {
  const byWidth: readonly (readonly [number, number])[] = [
    [32, Math.max(figures.fp32 ?? 0, figures.tf32 ?? 0)],
    [16, Math.max(figures.fp16 ?? 0, figures.bf16 ?? 0)],
    [8, Math.max(figures.fp8 ?? 0, figures.int8 ?? 0)],
    [4, figures.fp4 ?? 0],
  ];
  const known = byWidth.filter(([, peak]) => peak > 0);
  const width = widthOf(bits);
  const asWide = known.filter(([each]) => each >= width);
  if (asWide.length > 0) return Math.max(...asWide.map(([each, peak]) => (peak * each) / width));
  return known[0]?.[1] ?? null;
}

/** The highest of a device's peaks, whatever the format. Null where none is known. */
export function highestPeak({ figures }: Accelerator): number | null {
  const { fp32, tf32, fp16, bf16, fp8, fp4, int8 } = figures;
  const known = [fp32, tf32, fp16, bf16, fp8, fp4, int8].filter((peak) => peak !== undefined);
  return known.length === 0 ? null : Math.max(...known);
}

/** The least peak that a share may be counted against: one at 16 bits, or at 32 where so many are stated. Null where none is known. */
export function countedPeak({ figures }: Accelerator, bits: number): number | null {
  const { fp32, tf32, fp16, bf16 } = figures;
  const known = (bits > 16 ? [fp32, tf32] : [fp16, bf16]).filter((peak) => peak !== undefined);
  return known.length === 0 ? null : Math.min(...known);
}

/** The narrowest unit that may compute with such weights: FP6 runs at FP4's rate on some parts. */
function widthOf(bits: number): number {
  return bits <= 7 ? 4 : bits <= 9 ? 8 : bits <= 16 ? 16 : 32;
}

/** SRAM gives its bandwidth only to weights that lie in it. */
export function readsWeights(device: Accelerator, count: number, bytes: number): boolean {
  return !device.isSram || bytes <= (memoryBytes(device, count) ?? 0);
}

/** Bytes that devices hold together. Makers print GB for what is GiB of most stacked memory, so that 80 GB may be 85.9e9 B. */
export function memoryBytes({ figures }: Accelerator, count: number): number | null {
  return figures.memoryGb === undefined ? null : figures.memoryGb * 1024 ** 3 * count;
}
