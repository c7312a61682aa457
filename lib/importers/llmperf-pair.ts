import { readFile, type Imported } from "./index";
import { isLlmperfResponses, isLlmperfSummary, llmperfWith } from "./llmperf";
import type { SourceFile } from "./source-file";

/** The two files that LLMPerf writes of one run. */
export interface LlmperfPair {
  summary: SourceFile;
  responses: SourceFile;
}

/**
 * Finds the two halves of LLMPerf's runs among files that came together: a summary and individual responses whose names
 * are the same but for the words that tell the halves apart. Where one name has two of a kind, nothing is paired.
 */
export function pairLlmperf(files: readonly SourceFile[]): { pairs: LlmperfPair[]; rest: SourceFile[] } {
  const summaries = byStem(files.filter(isLlmperfSummary));
  const responses = byStem(files.filter((file) => !isLlmperfSummary(file) && isLlmperfResponses(file)));
  const pairs = Array.from(summaries).flatMap(([stem, summary]) => {
    const other = responses.get(stem);
    return summary && other ? [{ summary, responses: other }] : [];
  });
  const paired = new Set(pairs.flatMap((pair) => [pair.summary, pair.responses]));
  return { pairs, rest: files.filter((file) => !paired.has(file)) };
}

/** Reads a pair as one run: the points of the summary, with the requests as their samples. */
export function readLlmperfPair({ summary, responses }: LlmperfPair): Imported {
  return readFile(summary, { importers: [llmperfWith(responses)] });
}

/** Null under a stem that several files have. */
function byStem(files: readonly SourceFile[]): Map<string, SourceFile | null> {
  const found = new Map<string, SourceFile | null>();
  for (const file of files) {
    const stem = stemOf(file.name);
    found.set(stem, found.has(stem) ? null : file);
  }
  return found;
}

/** `out/x_summary.json` and `out/x_individual_responses.json` are `out/x.json`; so are `summary/x.json` and `individual/x.json`. */
function stemOf(name: string): string {
  return name.replaceAll(/(^|[/\\_-])(?:summary|individual(?:_responses)?)(?=[/\\.]|$)/gi, "");
}
