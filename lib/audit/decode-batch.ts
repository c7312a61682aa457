import { decodeFindings } from "./decode-single";
import type { Rule } from "./rule";

const id = "decode-batch";

/** Generated tokens a second of several sequences, which share the reading of the weights and each read their own context. */
export const decodeBatch: Rule = {
  id,
  title: "Decoding a batch within memory bandwidth",
  levels: ["impossible", "unusual", "untestable"],
  inequality: "tok/s ≤ c · G · BW · B / (N_d · b + B · S · kv)",
  voidWhen:
    "As for one sequence. Experts count as if all sequences chose the same ones; what is kept of a context counts with 4 bits a value, for the prompt alone, and not at all in a model that looks back over a window.",
  source:
    "Roofline, Williams, Waterman & Patterson, Communications of the ACM 52(4) (2009) 65-76: weights are read once a pass for all sequences",
  check: (file) => decodeFindings(file, id, ({ facts }) => (facts.sequences?.high ?? 1) > 1),
};
