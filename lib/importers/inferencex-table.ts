// Summaries of InferenceX sweeps as a table for people, drawn with + - | around its cells. "Tok/sec" counts input and
// output tokens; "Tok/sec/user" is that divided by the concurrency and no interactivity, which counts output tokens alone.
// Written by scripts around: https://github.com/SemiAnalysisAI/InferenceX
import { customMetricId } from "../points/metrics";
import type { Stats } from "../points/point";
import type { CaseField } from "../points/case";
import type { Draft } from "../runs/draft";
import { checkedDraft } from "./checked-metric";
import { headText, wholeText } from "./decode";
import type { Importer, Reading } from "./importer";
import { numberIn } from "./plain-number";
import { ProblemList } from "./problem-list";
import { emptySetup, putCaseField, type Setup } from "./setup-field";
import type { StatedCell } from "./stated-metric";

const settings: Readonly<Record<string, CaseField>> = {
  tp: "tensor_parallel",
  ep: "expert_parallel",
  pp: "pipeline_parallel",
  concurrency: "concurrency",
  isl: "input_tokens",
  osl: "output_tokens",
  model: "model",
  framework: "system",
  precision: "precision",
  hardware: "hardware",
};

interface Figure {
  metric: string;
  unit: string;
  statistic: keyof Stats;
  /** One number of a whole run. */
  isRate: boolean;
}

const rates = new Map([
  ["tok/sec", ["total_tokens_per_second", "tok/s"]],
  ["tok/sec/gpu", ["tokens_per_second_per_gpu", "tok/s/gpu"]],
  ["tok/sec/user", [customMetricId("total tokens per second ÷ concurrency"), "tok/s"]],
]);

/** What a run counts of itself. */
const bookkeeping = new Set(["duration", "total token", "total tokens"]);

export const inferencexTable: Importer = {
  id: "inferencex-table",
  label: "InferenceX sweep (text table)",
  version: "1",
  recognises: (file) => (headText(file) ?? "").split(/\r\n|\n|\r/).some((line) => isHeader(cellsIn(line))),
  read(file): Reading {
    const whole = wholeText(file);
    if ("problem" in whole) return { drafts: [], problems: [whole.problem], columns: [], notes: [] };
    return readTables(whole.text.split(/\r\n|\n|\r/));
  },
};

function cellsIn(line: string): string[] {
  const [, inner] = /^\s*[|│](.*)[|│]\s*$/.exec(line) ?? [];
  return inner === undefined ? [] : inner.split(/[|│]/).map((cell) => cell.trim());
}

function isHeader(cells: readonly string[]): boolean {
  const names = cells.map((cell) => cell.toLowerCase());
  return ["concurrency", "tok/sec", "tok/sec/gpu", "tok/sec/user"].every((name) => names.includes(name));
}

function readTables(lines: readonly string[]): Reading {
  const problems = new ProblemList();
  const drafts: Draft[] = [];
  let headers: string[] | null = null;
  lines.forEach((text, i) => {
    const cells = cellsIn(text);
    if (isHeader(cells)) headers = cells;
    else if (headers !== null && cells.length > 0 && !isBorder(text)) {
      if (cells.length !== headers.length)
        problems.add({ line: i + 1 }, `${cells.length} cells`, `${headers.length} cells`);
      else drafts.push(...rowDrafts(headers, cells, i + 1, problems));
    }
  });
  return { drafts, problems: problems.list(), columns: [], notes };
}

const notes = [
  "Tok/sec counts input and output tokens; Tok/sec/user is that ÷ concurrency and is not interactivity, so that it is a metric of its own.",
  "Duration and Total Token count what a run did and are not read.",
];

function isBorder(text: string): boolean {
  return /^[\s|│+\-=:]*$/.test(text);
}

function rowDrafts(headers: string[], cells: string[], line: number, problems: ProblemList): Draft[] {
  const setup = setupOf(headers, cells, line, problems);
  const byMetric = new Map<string, { figure: Figure; cells: Partial<Record<keyof Stats, StatedCell>> }>();
  headers.forEach((header, i) => {
    const figure = figureOf(header);
    const raw = cells[i]!;
    if (figure === null || raw === "") return;
    const known = byMetric.get(figure.metric) ?? { figure, cells: {} };
    known.cells[figure.statistic] ??= { value: numberIn(raw), raw, locator: { line, column: i + 1 } };
    byMetric.set(figure.metric, known);
  });
  return Array.from(byMetric.values()).flatMap(({ figure, cells: stated }) => {
    const { metric, unit, isRate } = figure;
    const checked = checkedDraft(setup, {
      ...{ metric, unit, cells: stated },
      ...(isRate ? { n: 1 } : { varies: "within-run" as const }),
    });
    problems.addAll(checked.problems);
    return checked.draft ?? [];
  });
}

/** `P99_E2E_Latency (sec)`, `Tok/sec`; null for any other column. */
function figureOf(header: string): Figure | null {
  const rate = rates.get(header.toLowerCase());
  if (rate) return { metric: rate[0]!, unit: rate[1]!, statistic: "mean", isRate: true };
  const [, statistic, name, unit] = /^(mean|median|p9[059])[_ ](.+?)\s*\((sec|s|ms)\)$/i.exec(header) ?? [];
  const metric = latencies.get(name?.toLowerCase().replaceAll("_", " ") ?? "");
  if (statistic === undefined || unit === undefined || metric === undefined) return null;
  return {
    metric,
    unit: unit.toLowerCase(),
    statistic: statistic.toLowerCase() as keyof Stats,
    isRate: false,
  };
}

const latencies = new Map([
  ["e2e latency", "e2e_latency"],
  ["ttft", "ttft"],
  ["tpot", "tpot"],
  ["itl", "itl"],
]);

function setupOf(headers: string[], cells: string[], line: number, problems: ProblemList): Setup {
  const setup = emptySetup();
  setup.context.tool = "InferenceX";
  headers.forEach((header, i) => {
    const name = header.toLowerCase();
    const raw = cells[i]!;
    if (figureOf(header) !== null || bookkeeping.has(name) || raw === "") return;
    const field = Object.hasOwn(settings, name) ? settings[name] : undefined;
    if (field !== undefined && putCaseField(setup.case, field, raw)) return;
    setup.case.extra[header] = raw;
    if (field !== undefined)
      problems.add({ line, column: i + 1 }, raw, `a number for ${field}; kept as a text`);
  });
  setup.case.accelerators = acceleratorsOf(headers, cells);
  return setup;
}

/** How many GPUs the row's own two rates are of: tokens a second ÷ tokens a second and GPU. */
function acceleratorsOf(headers: string[], cells: string[]): number | null {
  const at = (name: string) =>
    numberIn(cells[headers.findIndex((header) => header.toLowerCase() === name)] ?? "");
  const total = at("tok/sec");
  const perGpu = at("tok/sec/gpu");
  if (total === null || !perGpu) return null;
  const count = Math.round(total / perGpu);
  return count > 0 && Math.abs(total / perGpu - count) < 0.01 * count ? count : null;
}
