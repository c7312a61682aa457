import { nothing, readFile, type Imported } from "./index";
import { isLlmperfResponses, isLlmperfSummary, llmperfWith } from "./llmperf";
import type { SourceFile } from "./source-file";

/** The two files that LLMPerf writes of one run. */
export interface LlmperfPair {
  summary: SourceFile;
  responses: SourceFile;
}

/** Where a file lay, folders and all: files of two folders are no pair, whatever they are called. */
type PathOf = (file: SourceFile) => string;

const nameOf: PathOf = ({ name }) => name;

/**
 * Finds the two halves of LLMPerf's runs among files that came together: a summary and individual responses whose names
 * are the same but for the words that tell the halves apart. Where one name has two of a kind, nothing is paired.
 */
export function pairLlmperf(
  files: readonly SourceFile[],
  pathOf: PathOf = nameOf,
): { pairs: LlmperfPair[]; rest: SourceFile[] } {
  const summaries = byStem(files.filter(isLlmperfSummary), pathOf);
  const ofRequests = files.filter((file) => !isLlmperfSummary(file) && isLlmperfResponses(file));
  const responses = byStem(ofRequests, pathOf);
  const pairs = Array.from(summaries).flatMap(([stem, summary]) => {
    const other = responses.get(stem);
    return summary && other ? [{ summary, responses: other }] : [];
  });
  const paired = new Set(pairs.flatMap((pair) => [pair.summary, pair.responses]));
  return { pairs, rest: files.filter((file) => !paired.has(file)) };
}

/**
 * How to read each of files that came together: a run's summary with its responses as its samples, the responses not a
 * second time, every other file as if it had been given alone.
 */
export function readerOf(
  files: readonly SourceFile[],
  pathOf: PathOf = nameOf,
): (file: SourceFile) => Imported {
  // What is no half by its name need not be looked into.
  const named = files.filter((file) => stemOf(pathOf(file)) !== pathOf(file));
  const { pairs } = pairLlmperf(named, pathOf);
  return (file) => {
    const pair = pairs.find(({ summary, responses }) => file === summary || file === responses);
    if (pair === undefined) return readFile(file);
    return file === pair.summary ? readLlmperfPair(pair) : readElsewhere(file, pair.summary);
  };
}

function readElsewhere(file: SourceFile, summary: SourceFile): Imported {
  const found = `the individual responses of ${summary.name}`;
  const expected = "nothing more: they are read as the samples behind its metrics";
  return { ...nothing(file), problems: [{ where: null, found, expected }] };
}

/** Reads a pair as one run: the points of the summary, with the requests as their samples. */
export function readLlmperfPair({ summary, responses }: LlmperfPair): Imported {
  return readFile(summary, { importers: [llmperfWith(responses)] });
}

/** Null under a stem that several files have. */
function byStem(files: readonly SourceFile[], pathOf: PathOf): Map<string, SourceFile | null> {
  const found = new Map<string, SourceFile | null>();
  for (const file of files) {
    const stem = stemOf(pathOf(file));
    found.set(stem, found.has(stem) ? null : file);
  }
  return found;
}

/** `out/x_summary.json` and `out/x_individual_responses.json` are `out/x.json`; so are `summary/x.json` and `individual/x.json`. */
function stemOf(path: string): string {
  return path.replaceAll(/(^|[/\\_-])(?:summary|individual(?:_responses)?)(?=[/\\.]|$)/gi, "");
}
