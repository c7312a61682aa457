/** A piece of a text, and whether the other side's text lacks it. */
export interface TextPart {
  text: string;
  isChanged: boolean;
}

/** A command word by word, each word that the other one does not have marked; neighbours alike are one part. */
export function changedParts(text: string, other: string): TextPart[] {
  const left = countsOf(wordsOf(other));
  const parts: TextPart[] = [];
  for (const word of wordsOf(text)) {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    const isChanged = count < 1;
    const last = parts.at(-1);
    if (last?.isChanged === isChanged) last.text += ` ${word}`;
    else parts.push({ text: word, isChanged });
  }
  return parts;
}

/** The flags in which two commands differ: `--batch` of `--batch 8` and `--batch 16`. Empty where other words differ. */
export function changedFlags(baseline: string, candidate: string): string[] {
  const flags = [...flagsOf(baseline, candidate), ...flagsOf(candidate, baseline)];
  return flags.includes(null) ? [] : Array.from(new Set(flags as string[])).sort();
}

/** The flag that each changed word belongs to; null where it belongs to none. */
function flagsOf(text: string, other: string): (string | null)[] {
  let flag: string | null = null;
  return changedParts(text, other).flatMap((part) =>
    part.text.split(" ").flatMap((word) => {
      if (/^--?[a-z]/i.test(word)) flag = word.split("=")[0]!;
      return part.isChanged ? [flag] : [];
    }),
  );
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}

function countsOf(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
