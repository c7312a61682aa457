import type { Accelerator } from "../catalogue/accelerators";
import type { CatalogueModel } from "../catalogue/models";

/** Bytes that devices read for one token of each of several sequences: every weight once, and what is kept of each context. */
export interface PassReading {
  model: CatalogueModel;
  weightBits: number;
  sequences: number;
  /** Tokens of each context. */
  context: number;
  /** Bits of one kept value. */
  keptBits: number;
}

/**
 * Roofline of decoding (Williams, Waterman & Patterson, Communications of the ACM 52(4) (2009) 65-76): at about 2 FLOP a byte
 * it is bound by what memory gives. Of experts, the active ones of one token: sequences that agree in theirs read no more.
 */
export function bytesPerPass({ model, weightBits, sequences, context, keptBits }: PassReading): number {
  const weights = (model.readParameters * weightBits) / 8;
  return weights + sequences * context * keptBytes(model, keptBits);
}

/** Bytes that are kept of one token: keys and values of each layer, or their latent vector. */
export function keptBytes({ shape }: CatalogueModel, bits: number): number {
  return shape === null ? 0 : (shape.layers * shape.keptPerLayer * bits) / 8;
}

/** Whether a model generates tokens one after another; encoders do not. */
export function decodes({ shape }: CatalogueModel): boolean {
  return shape === null || shape.keptPerLayer > 0;
}

/** Bytes a second of so many devices, at the maker's peak. Null where no bandwidth is known. */
export function bandwidth({ figures }: Accelerator, count: number): number | null {
  return figures.bandwidthGbs === undefined ? null : figures.bandwidthGbs * 1e9 * count;
}

/** Tokens a second of all sequences together. */
export function decodeRate(bytesPerSecond: number, reading: PassReading): number {
  return (bytesPerSecond * reading.sequences) / bytesPerPass(reading);
}
