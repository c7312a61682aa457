import type { Accelerator } from "../catalogue/accelerators";
import type { CatalogueModel } from "../catalogue/models";
import { peakTflops } from "./device-peaks";

/** FLOP of one generated token: 2 for each parameter it passes through (Kaplan et al., arXiv:2001.08361, 2.1). Attention over the context adds to it. */
export function flopOfOutput({ readParameters }: CatalogueModel): number {
  return 2 * readParameters;
}

/** FLOP of one token of a prompt, which needs no output head. */
export function flopOfPrompt({ readParameters, shape }: CatalogueModel): number {
  return 2 * (readParameters - (shape?.headParameters ?? 0));
}

/** So many of the device of the highest peak, and what they do together. */
export interface Computer {
  device: Accelerator;
  count: number;
  flops: number;
}

/** Null where no peak of any device is known. */
export function fastestComputer(
  devices: readonly Accelerator[],
  count: number,
  bits: number,
): Computer | null {
  const one = fastestOf(devices, bits);
  return one && { device: one.device, count, flops: one.flops * count };
}

type Fastest = { device: Accelerator; flops: number } | null;

/** Thousands of setups have the same few devices: the fastest of them is found once for each format. */
const found = new WeakMap<readonly Accelerator[], Map<number, Fastest>>();

function fastestOf(devices: readonly Accelerator[], bits: number): Fastest {
  const known = found.get(devices) ?? new Map<number, Fastest>();
  found.set(devices, known);
  const before = known.get(bits);
  if (before !== undefined) return before;
  let best: Fastest = null;
  for (const device of devices) {
    const peak = peakTflops(device, bits);
    if (peak !== null && peak * 1e12 > (best?.flops ?? 0)) best = { device, flops: peak * 1e12 };
  }
  known.set(bits, best);
  return best;
}
