import { numberFields } from "../points/case";
import type { FixedField } from "./column-role";
import { countIn } from "./count-text";
import { looksLike } from "./looks-like";

/** What a text by itself says of a setup: `vLLM`, `8 GPUs`, `batch 8`, `FP8`; null where it is not known. */
export function fixedIn(text: string): FixedField | null {
  const field = looksLike(text);
  if (field !== null) return { field, name: field, text };
  for (const each of numberFields) {
    const count = countIn(text, each);
    if (count !== null && isLong(text)) return { field: each, name: each, text: String(count) };
  }
  return null;
}

/** `c8` and `p1` are names of too many things to be one in a header. */
function isLong(text: string): boolean {
  return /[a-z]{2}/i.test(text);
}
