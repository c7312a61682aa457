// What SGLang's `bench_one_batch` (once bench_latency) prints, among the lines of a log: a line for the prefill, a few for
// single steps of decoding, their median, and the total. A batch is printed twice, for warming up and then measured, with a
// line `Benchmark ...` before the second. It names neither model nor lengths; the batch size only in newer versions.
// Printed by: https://github.com/sgl-project/sglang/blob/main/python/sglang/bench_one_batch.py
import type { Draft } from "../runs/draft";
import { wholeText } from "./decode";
import type { Importer, Reading } from "./importer";
import { numberIn } from "./plain-number";
import { emptySetup, type Setup } from "./setup-field";
import type { SourceFile } from "./source-file";
import { statedDraft, type StatedCell } from "./stated-metric";
import { textHolds } from "./text-search";
import { tellByFile, toldByFileNote } from "./told-by-file";

const logLimit = 64 * 1024 * 1024;
/** `Prefill. latency: 1.23 s, throughput: 123.4 token/s`; the median of the steps has both its words before each figure. */
const line =
  /(?:^|\s)(?:VLM )?(Prefill|Decode|Total)\.\s+(?:median )?latency:\s*(\d[\d.]*) s,\s*(?:median )?throughput:\s*(\d[\d.]*) token\/s\s*$/;
const step = /(?:^|\s)Decode(?: \d+)?\. (?:Batch size: (\d+), )?latency:/;
const warmUp = /^\s*Warmup\b/;
const measured = /^\s*Benchmark\b/;
const longestLine = 500;

export const sglangOneBatchConsole: Importer = {
  id: "sglang-one-batch-console",
  label: "SGLang bench_one_batch (console)",
  version: "1",
  recognises: (file) =>
    textHolds(
      file,
      (text) =>
        text.includes("Prefill. latency:") && text.split(/\r\n|\n|\r/).some((each) => lineOf(each) !== null),
    ),
  read(file): Reading {
    const whole = wholeText(file, logLimit);
    if ("problem" in whole) return { drafts: [], problems: [whole.problem], columns: [], notes: [] };
    const batches = batchesIn(whole.text.split(/\r\n|\n|\r/));
    const kept = batches.filter(({ isWarmUp }) => !isWarmUp);
    return {
      drafts: kept.flatMap((batch) => draftsOf(batch, kept.length, file)),
      problems: [],
      columns: [],
      notes: [...notes, ...(kept.length < batches.length ? [warmUpNote] : [])],
    };
  },
};

const notes = [
  toldByFileNote,
  "The throughput of the total is of prompt and output tokens together, as is its time.",
];
const warmUpNote = "A batch printed before the line “Benchmark” is of warming up, and not read.";

interface Figures {
  latency: StatedCell;
  throughput: StatedCell;
}

interface Batch {
  /** The line of its prefill, 1-based. */
  line: number;
  isWarmUp: boolean;
  batch: number | null;
  prefill: Figures;
  /** The median of the steps. */
  decode: Figures | null;
  total: Figures | null;
}

function lineOf(text: string): RegExpExecArray | null {
  return text.length > longestLine ? null : line.exec(text);
}

function batchesIn(lines: readonly string[]): Batch[] {
  const batches: Batch[] = [];
  let isWarmUp = false;
  lines.forEach((text, i) => {
    if (warmUp.test(text)) isWarmUp = true;
    if (measured.test(text)) isWarmUp = false;
    const found = lineOf(text);
    const last = batches.at(-1);
    const batch = text.length > longestLine ? undefined : step.exec(text)?.[1];
    if (batch !== undefined && last !== undefined) last.batch ??= Number(batch);
    if (found === null) return;
    const [, name, latency, throughput] = found;
    const figures = { latency: cellOf(latency!, i), throughput: cellOf(throughput!, i) };
    if (name === "Prefill")
      batches.push({ line: i + 1, isWarmUp, batch: null, prefill: figures, decode: null, total: null });
    else if (name === "Total" && last !== undefined) last.total ??= figures;
    else if (last !== undefined && /median/.test(text)) last.decode ??= figures;
  });
  return batches;
}

function cellOf(raw: string, at: number): StatedCell {
  return { value: numberIn(raw), raw, locator: { line: at + 1 } };
}

/** Nothing says that two batches of one log are of one setup: each stands alone. */
function draftsOf(
  { line: at, batch, prefill, decode, total }: Batch,
  many: number,
  file: SourceFile,
): Draft[] {
  const setup = setupFor(file, batch);
  const stated = (metric: string, unit: string, cell: StatedCell | undefined, name: "mean" | "median") =>
    cell === undefined
      ? []
      : (statedDraft(setup, { metric, unit, cells: { [name]: cell }, n: name === "mean" ? 1 : null }) ?? []);
  const drafts = [
    stated("batch_latency", "s", total?.latency, "mean"),
    stated("total_tokens_per_second", "tok/s", total?.throughput, "mean"),
    stated("custom:prefill_latency", "s", prefill.latency, "mean"),
    stated("input_tokens_per_second", "tok/s", prefill.throughput, "mean"),
    stated("itl", "s", decode?.latency, "median"),
    stated("custom:median_decode_throughput", "tok/s", decode?.throughput, "mean"),
  ].flat();
  return many > 1 ? drafts.map((draft) => ({ ...draft, apart: `L${at}` })) : drafts;
}

function setupFor(file: SourceFile, batch: number | null): Setup {
  const setup = emptySetup();
  setup.case.system = "SGLang";
  setup.case.batch = batch;
  setup.context.tool = "sglang bench_one_batch";
  tellByFile(setup, file);
  return setup;
}
