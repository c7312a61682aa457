import type { CatalogueModel } from "../catalogue/models";
import type { Case } from "../points/case";
import { keptBytes } from "./decode-bound";

/** Bytes of all weights. */
export function weightBytes({ parameters }: CatalogueModel, bits: number): number {
  return (parameters * bits) / 8;
}

/** The least that is kept of the contexts of all sequences: of their prompts alone, in 4 bits a value, where no window bounds it. */
export function leastKept(model: CatalogueModel, of: Case): number {
  if (model.shape?.isWindowed) return 0;
  const sequences = of.batch ?? 1;
  return sequences * (of.input_tokens ?? 0) * keptBytes(model, 4);
}
