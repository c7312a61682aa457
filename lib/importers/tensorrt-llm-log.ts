// What trtllm-bench prints: sections under `= ENGINE DETAILS` (or `= PYTORCH BACKEND`), `= PERFORMANCE OVERVIEW` and so on, with
// lines `Label:<tabs>value`, among the lines of a log. "Token Throughput" of the older form is of output tokens. Before 0.13 the
// overview is headed `= STATISTICS`, and its total latency is in seconds. A log without an overview is of a run that ended
// before its results. Written by the same source as the report (see tensorrt-llm.ts).
import type { Stats } from "../points/point";
import type { Problem } from "../points/problem";
import { checkedDrafts, type Drafts } from "./checked-drafts";
import { wholeText } from "./decode";
import type { Importer, Reading } from "./importer";
import { labelLinesOf, type LabelLine } from "./label-lines";
import { keptApart } from "./kept-apart";
import { markdownTable } from "./markdown-table";
import { hasMarkdownTable } from "./markdown-tables";
import { oneLine } from "./problem-list";
import { emptySetup, type Setup } from "./setup-field";
import type { StatedCell, StatedMetric } from "./stated-metric";
import {
  isAllAtOnce,
  lengthSetting,
  putTrtSettings,
  trtMetrics,
  trtNotes,
  type Figures,
  type RequestFigure,
  type RunFigure,
} from "./tensorrt-llm-metrics";
import { textHolds } from "./text-search";
import { tokenThroughput } from "./tensorrt-llm-tokens";

const logLimit = 64 * 1024 * 1024;
/** Its label for rates of tokens stands in no other tool's overview. */
const overview =
  /^= (?:PERFORMANCE OVERVIEW|STATISTICS)[ \t]*\r?\n[^]{0,400}?^[A-Z][\w ]+Throughput \([a-z]+\/sec\):/m;
const ownLines = /^\[TensorRT-LLM\] TensorRT-LLM version:|^\[[^\]\n]+\] \[TRT-LLM\] \[[A-Z]\]/m;

/** The head of a report, of which a run that died may have left no more. */
const details =
  /^={20,}[ \t]*\r?\n= (?:ENGINE DETAILS|PYTORCH BACKEND|TENSORRT BACKEND|_AUTODEPLOY BACKEND)[ \t]*\r?\n={20,}/m;

export const tensorrtLlmLog: Importer = {
  id: "tensorrt-llm-log",
  label: "TensorRT-LLM trtllm-bench log",
  version: "1",
  recognises: (file) =>
    textHolds(file, (written) => {
      const text = withoutRanks(written);
      return ownLines.test(text) || overview.test(text) || details.test(text);
    }),
  read(file): Reading {
    const whole = wholeText(file, logLimit);
    if ("problem" in whole) return { drafts: [], problems: [whole.problem], columns: [], notes: [] };
    const log = readLog(withoutRanks(whole.text));
    if (!hasMarkdownTable(whole.text)) return log;
    const tables = markdownTable.read(file);
    return {
      ...tables,
      drafts: keptApart([
        { name: "tables", drafts: Array.from(tables.drafts) },
        { name: "console output", drafts: Array.from(log.drafts) },
      ]),
      problems: [...log.problems, ...tables.problems],
      notes: [...log.notes, "The document's Markdown tables are read as well.", ...tables.notes],
    };
  },
};

/** Lines of several processes with what their launcher writes before each: `srun --label`, `mpirun --tag-output`. */
function withoutRanks(text: string): string {
  return /^(?:\d{1,5}: |\[\d+,\d+\]<std(?:out|err)>:)/m.test(text)
    ? text.replace(/^(?:\d{1,5}: ?|\[\d+,\d+\]<std(?:out|err)>: ?)/gm, "")
    : text;
}

function readLog(text: string): Reading {
  const log = logOf(text);
  const read = log.runs.map((run) => readRun(run, log));
  const problems = read.flatMap((each) => each.problems);
  return {
    drafts: read.flatMap(({ drafts }) => drafts),
    problems: log.runs.length === 0 ? [endedEarly(log.lines)] : problems,
    columns: [],
    notes: [...trtNotes, ...log.runs.flatMap(({ lines }) => tokenThroughput(tokenCells(lines))?.notes ?? [])],
  };
}

/** The labelled lines of one run's report. */
interface Run {
  headings: Map<string, number>;
  lines: Map<string, LabelLine>;
  hardware: string | null;
}

interface Log {
  lines: string[];
  runs: Run[];
  version: string | null;
  measuredAt: string | null;
  isUnbounded: boolean;
}

function logOf(text: string): Log {
  const lines = text.split(/\r\n|\n|\r/);
  return {
    lines,
    runs: runsOf(lines, labelLinesOf(text)),
    version: /^\[TensorRT-LLM\] TensorRT-LLM version: (\S+)/m.exec(text)?.[1] ?? null,
    measuredAt: dateIn(text),
    isUnbounded: /Initializing Throughput Benchmark\. \[rate=-1 req\/s\]/.test(text),
  };
}

/** A heading that came before begins the report of another run. */
function runsOf(lines: readonly string[], labelled: readonly LabelLine[]): Run[] {
  const byLine = new Map(labelled.map((each) => [each.line, each]));
  const runs: Run[] = [];
  let run: Run | null = null;
  lines.forEach((line, i) => {
    const heading = /^= ([A-Z][A-Z +]+?)(?: \(.*\))?\s*$/.exec(line)?.[1];
    if (heading !== undefined) {
      if (run === null || run.headings.has(heading)) {
        run = { headings: new Map(), lines: new Map(), hardware: null };
        runs.push(run);
      }
      run.headings.set(heading, i + 1);
    }
    if (run === null) return;
    if (run.headings.has("MACHINE DETAILS"))
      run.hardware ??= /^(.+?), memory [\d.]+ GB\b/.exec(line)?.[1] ?? null;
    const found = byLine.get(i + 1);
    const name = found && nameOf(found.label);
    if (found && name !== null && !run.lines.has(name!)) run.lines.set(name!, found);
  });
  return runs.filter(({ headings }) => headings.size > 0);
}

/** `[TPOT] P50` stays, `Per User Output Throughput [w/ ctx] (tps/user)` is `per user output throughput`. */
function nameOf(label: string): string {
  const breakdown = /^\[(TPOT|TTFT|Latency|GTPS|AL)\]\s*(\w+)$/i.exec(label);
  if (breakdown) return `${breakdown[1]} ${breakdown[2]}`.toLowerCase();
  return label
    .replaceAll(/\[[^\]]*\]|\([^)]*\)/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim()
    .toLowerCase();
}

/** The first stamp of the log: month/day/year, local time of an unnamed zone. */
function dateIn(text: string): string | null {
  const parts = /^\[(\d\d)\/(\d\d)\/(\d{4})-(\d\d:\d\d:\d\d)\]/m.exec(text);
  return parts ? `${parts[3]}-${parts[1]}-${parts[2]}T${parts[4]}` : null;
}

function readRun(run: Run, log: Log): Drafts {
  const line = run.headings.get("PERFORMANCE OVERVIEW") ?? run.headings.get("STATISTICS");
  const wrong = [...run.lines.values()].filter(isOtherUnit);
  for (const each of wrong) run.lines.delete(nameOf(each.label));
  if (line === undefined) return { drafts: [], problems: [endedEarly(log.lines)] };
  const { drafts, problems } = checkedDrafts(
    setupOf(run, log),
    trtMetrics(figuresOf(run)).map((metric) => inItsUnit(metric, run)),
  );
  const none: Problem[] =
    drafts.length > 0
      ? []
      : [{ where: { line }, found: "PERFORMANCE OVERVIEW without a figure", expected: "figures of the run" }];
  return { drafts, problems: [...wrong.map(unitProblem), ...none, ...problems] };
}

/** The whole run's time as the older form prints it. */
const secondsOfRun = /^total latency \(seconds\)$/i;

function inItsUnit(metric: StatedMetric, { lines }: Run): StatedMetric {
  const isInSeconds = secondsOfRun.test(lines.get("total latency")?.label ?? "");
  return isInSeconds && metric.metric === "execution_time" ? { ...metric, unit: "s" } : metric;
}

/** Times are printed in ms; a label that says otherwise is not read as if it did. */
function isOtherUnit({ label }: LabelLine): boolean {
  return (
    !secondsOfRun.test(label) && /latency|time-/i.test(label) && /\((?:s|sec|seconds|us|µs|ns)\)/i.test(label)
  );
}

function unitProblem({ label, locator }: LabelLine): Problem {
  return { where: locator, found: label, expected: "a time in ms" };
}

const runLabel: Partial<Record<RunFigure, string>> = {
  output: "total output throughput",
  total: "total token throughput",
  requests: "request throughput",
  perGpu: "per gpu output throughput",
  perUser: "per user output throughput",
  duration: "total latency",
  concurrent: "number of concurrent requests",
  acceptance: "al average",
};

const requestLabels: Record<RequestFigure, { means: readonly string[]; breakdown: string }> = {
  latency: { means: ["average request latency"], breakdown: "latency" },
  ttft: { means: ["average time-to-first-token"], breakdown: "ttft" },
  tpot: { means: ["average time-per-output-token", "average inter-token latency"], breakdown: "tpot" },
  speed: { means: ["per user output speed"], breakdown: "gtps" },
};

const wordOf: Partial<Record<keyof Stats, string>> = {
  mean: "average",
  median: "p50",
  p90: "p90",
  p95: "p95",
  p99: "p99",
  min: "minimum",
  max: "maximum",
};

function figuresOf({ lines }: Run): Figures {
  const token = tokenThroughput(tokenCells(lines));
  return {
    requests: cell(lines, "number of requests"),
    ofRun: (figure) => cell(lines, runLabel[figure] ?? "") ?? (token?.figure === figure ? token.cell : null),
    ofRequest(figure, statistic) {
      const { means, breakdown } = requestLabels[figure];
      const own =
        statistic === "mean" ? means.map((name) => cell(lines, name)).find((each) => each !== null) : null;
      return own ?? cell(lines, `${breakdown} ${wordOf[statistic] ?? ""}`);
    },
  };
}

function tokenCells(lines: Run["lines"]) {
  return {
    tokens: cell(lines, "token throughput"),
    requests: cell(lines, "request throughput"),
    input: cell(lines, "average input length"),
    output: cell(lines, "average output length"),
  };
}

function cell(lines: Run["lines"], name: string): StatedCell | null {
  const line = lines.get(name);
  return line ? { value: line.value, locator: line.locator, raw: line.raw } : null;
}

const settingOf = new Map([
  ["model", "model"],
  ["tensorrt-llm version", "version"],
  ["tensorrt llm version", "version"],
  ["dtype", "dtype"],
  ["kv cache dtype", "kv_cache_dtype"],
  ["quantization", "quantization"],
  ["max input length", "max_input_length"],
  ["max sequence length", "max_sequence_length"],
  ["tp size", "tp_size"],
  ["pp size", "pp_size"],
  ["ep size", "ep_size"],
  ["max runtime batch size", "max_batch_size"],
  ["max runtime tokens", "max_num_tokens"],
  ["scheduling policy", "scheduling_policy"],
  ["kv memory percentage", "kv_cache_percentage"],
  ["number of requests", "num_requests"],
]);

function setupOf(run: Run, log: Log): Setup {
  const setup = emptySetup();
  const found = [...settingOf].flatMap(([label, name]): [string, string][] => {
    const line = run.lines.get(label);
    return line ? [[name, line.raw]] : [];
  });
  putTrtSettings(
    setup,
    new Map([
      ...(log.version === null ? [] : ([["version", log.version]] as [string, string][])),
      ...(run.headings.has("PYTORCH BACKEND") ? ([["backend", "Pytorch"]] as [string, string][]) : []),
      ...(run.hardware === null ? [] : ([["hardware", run.hardware]] as [string, string][])),
      ...found,
      ...lengthSetting("input", cell(run.lines, "average input length")),
      ...lengthSetting("output", cell(run.lines, "average output length")),
    ]),
  );
  setup.context.measured_at = log.measuredAt;
  if (log.isUnbounded || isAllAtOnce(cell(run.lines, "issue rate")?.value ?? null))
    setup.case.extra["load_mode"] = "unbounded";
  return setup;
}

/** Where a log stops, and the last error before that. */
function endedEarly(lines: readonly string[]): Problem {
  const isError = (line: string) =>
    /\[E\]|\bERROR\b|\bError\b|out of memory|Traceback|Killed|Segmentation fault/.test(line);
  const error = lines.findLastIndex(isError);
  const last = lines.findLastIndex((line) => line.trim() !== "");
  const found = error >= 0 ? lines[error]! : `the end of the log, without PERFORMANCE OVERVIEW`;
  return {
    where: { line: Math.max(error >= 0 ? error : last, 0) + 1 },
    found: oneLine(found),
    expected: "a PERFORMANCE OVERVIEW: the run ended before its results",
  };
}
