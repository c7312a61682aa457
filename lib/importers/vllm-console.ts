// What `vllm bench throughput` and `vllm bench latency` print (once benchmark_throughput.py, benchmark_latency.py), among
// the lines of a log: one line of rates, in which newer versions tell output tokens apart, and seconds for a batch with
// percentiles over its iterations, of which it does not say how many there were. Neither names model or lengths.
// Printed by: https://github.com/vllm-project/vllm/tree/main/vllm/benchmarks
import type { Draft } from "../runs/draft";
import { wholeText } from "./decode";
import type { Importer, Reading } from "./importer";
import { numberIn } from "./plain-number";
import { emptySetup, type Setup } from "./setup-field";
import type { SourceFile } from "./source-file";
import { statedDraft, type StatedCell } from "./stated-metric";
import { textHolds } from "./text-search";
import { tellByFile, toldByFileNote } from "./told-by-file";

const number = String.raw`(\d[\d.,]*(?:[eE][+-]?\d+)?)`;
const throughput = new RegExp(
  String.raw`(?:^|\s)Throughput: ${number} requests/s, ${number} (?:total )?tokens/s(?:, ${number} output tokens/s)?\s*$`,
);
const average = new RegExp(String.raw`(?:^|\s)Avg latency: ${number} seconds\s*$`);
const percentile = new RegExp(String.raw`(?:^|\s)(\d+)% percentile latency: ${number} seconds\s*$`);
const logLimit = 64 * 1024 * 1024;

export const vllmConsole: Importer = {
  id: "vllm-console",
  label: "vLLM bench throughput and latency (console)",
  version: "1",
  recognises: (file) =>
    textHolds(file, (text) => /Throughput: |Avg latency: /.test(text) && text.split(/\r?\n/).some(isResult)),
  read(file): Reading {
    const whole = wholeText(file, logLimit);
    if ("problem" in whole) return { drafts: [], problems: [whole.problem], columns: [], notes: [] };
    const drafts = draftsIn(whole.text.split(/\r?\n/), file);
    return { drafts, problems: [], columns: [], notes: [toldByFileNote, ...notes] };
  },
};

const notes = [
  "Where the line of the throughput names one rate of tokens, it is of prompt and output tokens together.",
  "How many iterations are behind a latency is not printed: no interval is drawn.",
];

function isResult(line: string): boolean {
  return line.length < 500 && (throughput.test(line) || average.test(line));
}

/** Nothing says that two results of one log are of one setup: each stands alone. */
function draftsIn(lines: readonly string[], file: SourceFile): Draft[] {
  const results = lines.flatMap((line, i) => (isResult(line) ? [i] : []));
  return results.flatMap((at) => {
    const isRate = throughput.test(lines[at]!);
    const drafts = isRate ? throughputDrafts(lines[at]!, at, file) : latencyDraft(lines, at, file);
    return results.length > 1 ? drafts.map((draft) => ({ ...draft, apart: `L${at + 1}` })) : drafts;
  });
}

function setupFor(tool: string, file: SourceFile): Setup {
  const setup = emptySetup();
  setup.case.system = "vLLM";
  setup.context.tool = tool;
  tellByFile(setup, file);
  return setup;
}

function cellOf(raw: string, at: number): StatedCell {
  return { value: numberIn(raw), raw, locator: { line: at + 1 } };
}

const rates = [
  ["requests_per_second", "req/s"],
  ["total_tokens_per_second", "tok/s"],
  ["output_tokens_per_second", "tok/s"],
] as const;

function throughputDrafts(line: string, at: number, file: SourceFile): Draft[] {
  const setup = setupFor("vllm bench throughput", file);
  const found = throughput.exec(line)!.slice(1);
  return rates.flatMap(([metric, unit], i) => {
    const raw = found[i];
    return raw === undefined
      ? []
      : (statedDraft(setup, { metric, unit, cells: { mean: cellOf(raw, at) }, n: 1 }) ?? []);
  });
}

const statisticOf = { "50": "median", "90": "p90", "95": "p95", "99": "p99" } as const;

/** The mean, and the percentiles in the lines that follow it. */
function latencyDraft(lines: readonly string[], at: number, file: SourceFile): Draft[] {
  const cells: Record<string, StatedCell> = { mean: cellOf(average.exec(lines[at]!)![1]!, at) };
  for (let i = at + 1; i < lines.length; i++) {
    const [, name, raw] = percentile.exec(lines[i]!) ?? [];
    if (name === undefined || raw === undefined) break;
    if (Object.hasOwn(statisticOf, name))
      cells[statisticOf[name as keyof typeof statisticOf]] = cellOf(raw, i);
  }
  const setup = setupFor("vllm bench latency", file);
  const draft = statedDraft(setup, { metric: "batch_latency", unit: "s", cells, varies: "within-run" });
  return draft ? [draft] : [];
}
