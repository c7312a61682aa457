import { readHeader } from "../points/headers";
import { customMetricId } from "../points/metrics";
import type { Problem } from "../points/problem";
import type { Draft } from "../runs/draft";
import type { LabelLine } from "./label-lines";
import type { ConsoleBlock } from "./serving-console-blocks";
import { blockSetup, isSetting } from "./serving-console-setup";
import { latencyDraftsOf, type LatencyFigure } from "./serving-latency";
import type { Setup } from "./setup-field";
import type { SourceFile } from "./source-file";
import { statedDraft } from "./stated-metric";
import { tellByFile } from "./told-by-file";

/** Figures of the whole run by their labels in lower case. Versions differ in the words. */
const rates = new Map([
  ["request throughput (req/s)", { metric: "requests_per_second", unit: "req/s" }],
  ["input token throughput (tok/s)", { metric: "input_tokens_per_second", unit: "tok/s" }],
  ["output token throughput (tok/s)", { metric: "output_tokens_per_second", unit: "tok/s" }],
  ["total token throughput (tok/s)", { metric: "total_tokens_per_second", unit: "tok/s" }],
  ["total throughput (tok/s)", { metric: "total_tokens_per_second", unit: "tok/s" }],
  ["request goodput (req/s)", { metric: "custom:request_goodput", unit: "req/s" }],
  ["peak output token throughput (tok/s)", { metric: "custom:max_output_tokens_per_s", unit: "tok/s" }],
  ["peak concurrent requests", { metric: "custom:max_concurrent_requests", unit: "" }],
  ["concurrency", { metric: "custom:achieved concurrency", unit: "" }],
  ["accept length", { metric: "custom:accept_length", unit: "" }],
]);

const latency = /^(mean|average|median|std|min|max|p\d+(?:\.\d+)?) (.+) \((s|ms|us)\)$/;

/** Counts of the run that say how much was done, not how well. */
const counts = /^(?:total|successful|failed|benchmark duration|drafts?\b|accepted\b|num)|\btokens$/;

/** The drafts of one block; a block without a single figure, or broken off, is a problem. */
export function blockDrafts(
  block: ConsoleBlock,
  file: SourceFile,
): { drafts: Draft[]; problems: Problem[]; notes: string[] } {
  const { setup, states, notes } = blockSetup(block);
  tellByFile(setup, file);
  const completed = valueOf(block, "successful requests");
  const made = [
    ...block.labels.flatMap((line) => rateDraft(setup, line, completed)),
    ...meanLengths(setup, block, completed),
    ...latencyDraftsOf(setup, block.labels.flatMap(figureOf), {
      completed,
      outputTokens: valueOf(block, "total generated tokens"),
      givesSeveralTokens: valueOf(block, "accept length") !== null,
    }),
  ];
  const drafts = states ? made : made.map((draft) => ({ ...draft, apart: `L${block.line}` }));
  return { drafts, problems: problemsOf(block, drafts), notes: [...notes, ...failedNote(block)] };
}

function valueOf({ labels }: ConsoleBlock, label: string): number | null {
  return labels.find((line) => line.label.toLowerCase() === label)?.value ?? null;
}

/** `Mean TTFT (ms):` */
function figureOf(cell: LabelLine): LatencyFigure[] {
  const [, part, name, unit] = latency.exec(cell.label.toLowerCase()) ?? [];
  return part === undefined || name === undefined || unit === undefined ? [] : [{ part, name, unit, cell }];
}

/** A figure of the whole run; what no version known here prints is a metric of its own, if it is a number. */
function rateDraft(setup: Setup, line: LabelLine, completed: number | null): Draft[] {
  const label = line.label.toLowerCase();
  const known = rates.get(label);
  if (
    known === undefined &&
    (line.value === null || counts.test(label) || isSetting(label) || latency.test(label))
  )
    return [];
  const { metric, unit } = known ?? customOf(line.label);
  const mean = completed === 0 ? { ...line, value: null } : line;
  const draft = statedDraft(setup, { metric, unit, cells: { mean }, n: 1 });
  return draft ? [draft] : [];
}

function customOf(label: string): { metric: string; unit: string } {
  const meaning = readHeader(label);
  const unit = meaning.kind === "unknown" || meaning.kind === "metric" ? (meaning.unit ?? "") : "";
  return { metric: customMetricId(meaning.kind === "unknown" ? meaning.name : label), unit };
}

/** Mean tokens a request, as results of the run. */
function meanLengths(setup: Setup, block: ConsoleBlock, completed: number | null): Draft[] {
  if (!completed) return [];
  const labels = { input: "total input tokens", output: "total generated tokens" };
  return Object.entries(labels).flatMap(([side, label]) => {
    const line = block.labels.find((each) => each.label.toLowerCase() === label);
    if (line === undefined || line.value === null) return [];
    const value = line.value / completed;
    const by = { from: `${line.raw} tokens`, to: `${value} tokens/request`, by: `÷ ${completed} completed` };
    const draft = statedDraft(setup, {
      metric: customMetricId(`${side} tokens per request`),
      unit: "tokens",
      cells: { mean: { ...line, value, conversions: [by] } },
    });
    return draft ? [draft] : [];
  });
}

function problemsOf({ line, labels, isClosed }: ConsoleBlock, drafts: readonly Draft[]): Problem[] {
  const where = { line };
  if (drafts.length === 0)
    return [{ where, found: "a result without figures", expected: "lines such as Mean TTFT (ms): 58.30" }];
  const broken = labels.filter((each) => each.value === null && isFigure(each));
  const problems = broken.map((each) => ({
    where: each.locator,
    found: `${each.label}: ${each.raw}`.slice(0, 120),
    expected: "a number",
  }));
  const completed = labels.find((each) => each.label.toLowerCase() === "successful requests");
  if (completed?.value === 0)
    problems.push({
      where: completed.locator,
      found: "0",
      expected: "at least one completed request; the figures of this run are read as missing",
    });
  if (isClosed) return problems;
  const expected = "a result that ends with a line of equals signs; what stands before the break is read";
  return [...problems, { where, found: "a result that breaks off", expected }];
}

function isFigure({ label }: LabelLine): boolean {
  const lower = label.toLowerCase();
  return rates.has(lower) || latency.test(lower);
}

function failedNote(block: ConsoleBlock): string[] {
  const failed = valueOf(block, "failed requests");
  if (!failed) return [];
  return [`L${block.line}: ${failed} requests failed; the figures are those of the ones that completed.`];
}
