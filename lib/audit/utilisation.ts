import type { Point } from "../points/point";
import { fastestComputer, flopOfOutput, flopOfPrompt } from "./compute-bound";
import { bandwidth, bytesPerPass, decodes } from "./decode-bound";
import { figure, statedFigure } from "./figure";
import type { SetupFacts } from "./setup-facts";

/** What of a point its share of the hardware follows from. */
type Used = Pick<Point, "metric" | "value" | "case">;

/** A share of what the hardware does at its makers' peak: where several devices may be meant, of the fastest, and so at least that. */
export interface Utilisation {
  share: number;
  sum: string;
}

/**
 * Model bandwidth utilisation: bytes that the weights and contexts take at this rate, over what memory gives. Null where
 * model, hardware, number, format or sequences at once are not known.
 */
export function bandwidthUtilisation(point: Used, facts: SetupFacts): Utilisation | null {
  const { model, devices, counts, bits, sequences } = facts;
  const isRate = point.metric === "output_tokens_per_second" && point.value !== null;
  if (!isRate || !model || !devices?.length || !counts || !bits || !sequences || !decodes(model)) return null;
  const device = devices.reduce((a, b) => ((bandwidth(b, 1) ?? 0) > (bandwidth(a, 1) ?? 0) ? b : a));
  const context = model.shape?.isWindowed ? 0 : (point.case.input_tokens ?? 0);
  const reading = { model, weightBits: bits.usual, sequences: sequences.high, context, keptBits: 16 };
  const [bytes, most] = [bytesPerPass(reading), bandwidth(device, counts.low)];
  if (most === null) return null;
  const share = (point.value! * bytes) / (sequences.high * most);
  const many = sequences.high === 1 ? "" : ` ÷ ${figure(sequences.high, 6)} sequences`;
  return {
    share,
    sum: `${statedFigure(point.value!)} tok/s × ${figure(bytes / 1e9)} GB${many} ÷ (${counts.low} × ${figure(device.figures.bandwidthGbs ?? 0, 6)} GB/s) = ${figure(100 * share)} %`,
  };
}

/**
 * Model FLOP utilisation (Chowdhery et al., arXiv:2204.02311, appendix B): arithmetic that the tokens take, attention left out,
 * over the peak at the stated format. Null where model, hardware, number or format is not known.
 */
export function flopUtilisation(point: Used, facts: SetupFacts): Utilisation | null {
  const { model, devices, counts, bits } = facts;
  if (point.value === null || !model || !devices?.length || !counts || !bits) return null;
  const flop = new Map([
    ["output_tokens_per_second", flopOfOutput(model)],
    ["input_tokens_per_second", flopOfPrompt(model)],
    ["total_tokens_per_second", flopOfPrompt(model)],
    // Forward and, at twice its cost, backward.
    ["training_tokens_per_second", 6 * model.activeParameters],
  ]).get(point.metric);
  const best = fastestComputer(devices, counts.low, bits.usual);
  if (flop === undefined || best === null) return null;
  const share = (point.value * flop) / best.flops;
  return {
    share,
    sum: `${statedFigure(point.value)} tok/s × ${figure(flop / 1e9)} GFLOP ÷ (${counts.low} × ${figure(best.flops / counts.low / 1e12, 5)} TFLOPS) = ${figure(100 * share)} %`,
  };
}
