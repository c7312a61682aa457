/** Bits that one weight takes: no less than `low`; `usual` in most files of the kind. */
export interface WeightBits {
  low: number;
  usual: number;
  /** How the format is written in a sentence. */
  name: string;
}

/** No format in use is smaller: llama.cpp's IQ1_S. */
export const fewestBits = 1.5625;

/**
 * llama.cpp's formats by what they start with, longest first: bits of one block (its quantize README and ggml-common.h), below
 * which no file of the kind lies, and bits over all weights of an 8B model, some of which are kept in more.
 */
const ggufBits: readonly (readonly [starts: string, low: number, usual: number])[] = [
  ["IQ1_S", 1.5625, 2],
  ["IQ1_M", 1.75, 2.15],
  ["IQ2_XXS", 2.0625, 2.38],
  ["IQ2_XS", 2.0625, 2.59],
  ["IQ2", 2.0625, 2.74],
  ["IQ3_XXS", 3.0625, 3.25],
  ["IQ3", 3.0625, 3.5],
  ["IQ4_XS", 4.25, 4.46],
  ["IQ4", 4.5, 4.66],
  ["Q2", 2.0625, 3.35],
  ["Q3_K_L", 3.4375, 4.27],
  ["Q3_K_S", 3.4375, 3.64],
  ["Q3", 3.4375, 3.91],
  ["Q4_0", 4.5, 4.66],
  ["Q4_1", 5, 5.1],
  ["Q4_K_S", 4.5, 4.67],
  ["Q4", 4.5, 4.89],
  ["Q5_1", 6, 6],
  ["Q5", 5.5, 5.7],
  ["Q6", 6.5625, 6.56],
  ["Q8", 8.5, 8.5],
];

/** Other formats. Whoever quantises to 4 bits keeps scales beside them; GPTQ, EXL2, HQQ and the like go below 4. */
const patterns: readonly (readonly [pattern: RegExp, low: number, usual: number, name?: string])[] = [
  [/nvfp4/, 4.5, 4.5, "NVFP4"],
  [/mxfp4/, 4.25, 4.25, "MXFP4"],
  [/ternary|bitnet|b1[._]58|\btq1/, fewestBits, 2, "ternary"],
  [/\btq2/, 2.0625, 2.0625, "TQ2_0"],
  [
    /gptq|exl[23]|hqq|aqlm|quip|spqr|omniquant|squeezellm|vptq|qtip|\bowq|spinquant|quarot|auto-?round|torchao|gemlite|quanto\b/,
    2,
    4.25,
  ],
  [/fp4|nf4|int4|uint4|i4\b|w4|(?<![\d.])4[ -]?bits?|awq|bnb|marlin|bitsandbytes/, 4, 4.25, "4-bit"],
  [/fp6|mxfp6/, 6, 6.25, "6-bit"],
  [/fp8|float8|e4m3|e5m2|int8|uint8|i8\b|w8|(?<![\d.])8[ -]?bits?|smoothquant|_sq\b/, 8, 8, "8-bit"],
  [/fp16|float16|half|bf16|bfloat16|f16\b|(?<![\d.])16[ -]?bits?|mixed|amp\b/, 16, 16, "16-bit"],
  [/fp32|float32|tf32|f32\b|single|(?<![\d.])32[ -]?bits?/, 32, 32, "32-bit"],
  [/\bgg(?:uf|ml)\b/, fewestBits, 4.5, "GGUF"],
];

/** What a text says of how weights are stored; null where it says nothing known. Of several formats, the smallest. */
export function weightBits(text: string): WeightBits | null {
  const gguf = /\b(?:I?Q\d)(?:[_ -]+(?:K|XXS|XS|NL|[0-9SML])(?![a-z]))*/i.exec(text)?.[0];
  if (gguf !== undefined) return ggufWeightBits(text, gguf);
  const lower = text.toLowerCase();
  const found = patterns.find(([pattern]) => pattern.test(lower));
  const named = found ? { low: found[1], usual: found[2], name: found[3] ?? `${found[2]}-bit` } : null;
  return fewerBits(named, countedBits(lower));
}

/** Formats that say their bits: `W3A16`, `INT2`, `3-bit`, `2.4bpw`. Scales stand beside them, so that a few more are usual. */
function countedBits(text: string): WeightBits | null {
  const found =
    /\bw([1-7])(?=a\d|g\d|\b)/.exec(text) ??
    /\bu?int([1-7])\b/.exec(text) ??
    /(?<![\d.])(\d{1,2}(?:\.\d+)?)[ _-]?(?:bpw|bits?\b)/.exec(text);
  const bits = Number(found?.[1] ?? 0);
  if (!(bits >= 1 && bits < 16) || bits === 8) return null;
  return { low: bits, usual: Number.isInteger(bits) ? bits + 0.25 : bits, name: `${bits}-bit` };
}

function ggufWeightBits(text: string, written: string): WeightBits {
  const name = written.toUpperCase().replace(/[ -]+/g, "_");
  const [, low, usual] = ggufBits.find(([starts]) => name.startsWith(starts)) ?? [name, fewestBits, 4.5];
  // Unsloth's dynamic files keep some layers in formats below the one that they are named by.
  return { low: /\bUD\b/i.test(text) ? 0.85 * low : low, usual, name };
}

/** The one of fewer bits; null where neither is known. */
export function fewerBits(a: WeightBits | null, b: WeightBits | null): WeightBits | null {
  if (a === null || b === null) return a ?? b;
  return b.low < a.low ? b : a;
}
