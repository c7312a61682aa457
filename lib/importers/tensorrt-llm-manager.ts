// TensorRT-LLM's C++ benchmarks: gptManagerBenchmark prints a line `[BENCHMARK] token_throughput(token/sec) 640.00` for each
// figure (blocks of one run) or writes them as a row of CSV; gptSessionBenchmark and benchmark.py print one line of names and
// values for each batch. Token throughput is of output tokens; the inter-token latency is a mean over each request's tokens
// after the first, as TPOT is. None names the model. Written by: https://github.com/NVIDIA/TensorRT-LLM/tree/main/benchmarks/cpp
import { checkedDrafts, cellsOf, type Drafts } from "./checked-drafts";
import { wholeText } from "./decode";
import type { Importer, Reading } from "./importer";
import { numberIn } from "./plain-number";
import { emptySetup, type Setup } from "./setup-field";
import type { SourceFile } from "./source-file";
import type { StatedCell, StatedMetric } from "./stated-metric";
import { headersOf, readTableRows } from "./table-row";
import { textHolds } from "./text-search";
import { tellByFile, toldByFileNote } from "./told-by-file";

const always = ["seq_throughput(seq/sec)", "token_throughput(token/sec)"];
const figureLine = /\[BENCHMARK\\?\] ([a-z]\w*(?:\([^()\n]{1,40}\))?) (-?[\d.]+(?:[eE][+-]?\d+)?)\s*$/;
const batchLine = /\[BENCHMARK\\?\] (?:model_name \S+ .*)?\bbatch_size \d+ .*\blatency\(ms\) [\d.]+/;
const logLimit = 64 * 1024 * 1024;

export const tensorrtLlmManager: Importer = {
  id: "tensorrt-llm-manager",
  label: "TensorRT-LLM gptManagerBenchmark (log, CSV)",
  version: "1",
  recognises: (file) =>
    isTable(file) ||
    textHolds(
      file,
      (text) =>
        text.includes("[BENCHMARK") &&
        text.split(/\r?\n/).some((line) => batchLine.test(line) || figureLine.exec(line)?.[1] === always[1]),
    ),
  read: (file) => (isTable(file) ? readTable(file) : readLog(file)),
};

const notes = [
  "Token throughput is of output tokens. The inter-token latency leaves the first token out and is read as TPOT.",
  toldByFileNote,
];

function isTable(file: SourceFile): boolean {
  const headers = headersOf(file);
  return always.every((name) => headers.includes(name));
}

type CellOf = (name: string) => StatedCell | null;

function setupFor(tool: string, file: SourceFile): Setup {
  const setup = emptySetup();
  setup.case.system = "TensorRT-LLM";
  setup.context.tool = tool;
  tellByFile(setup, file);
  return setup;
}

function readTable(file: SourceFile): Reading {
  const read = readTableRows(file, (row) =>
    checkedDrafts(
      setupFor("gptManagerBenchmark", file),
      metricsOf((name) => row.cell(name)),
    ),
  );
  return { ...read, notes: [...read.notes, ...notes] };
}

/** A run's figures follow each other; a name that stands a second time after the throughput begins the next. */
function readLog(file: SourceFile): Reading {
  const whole = wholeText(file, logLimit);
  if ("problem" in whole) return { drafts: [], problems: [whole.problem], columns: [], notes: [] };
  const read: Drafts[] = [];
  let run = new Map<string, StatedCell>();
  const finish = () => {
    if (run.has(always[1]!))
      read.push(
        checkedDrafts(
          setupFor("gptManagerBenchmark", file),
          metricsOf((name) => run.get(name) ?? null),
        ),
      );
    run = new Map();
  };
  whole.text.split(/\r?\n/).forEach((line, i) => {
    if (line.length > 2000) return;
    const locator = { line: i + 1 };
    const [, name, raw] = figureLine.exec(line) ?? [];
    if (name !== undefined && raw !== undefined) {
      if (run.has(name) && run.has(always[1]!)) finish();
      run.set(name, { value: numberIn(raw), raw, locator });
    } else if (batchLine.test(line)) read.push(batchDrafts(pairsIn(line, i + 1), file));
  });
  finish();
  return {
    drafts: read.flatMap(({ drafts }) => drafts),
    problems: read.flatMap(({ problems }) => problems),
    columns: [],
    notes,
  };
}

const statistics = [
  ["mean", "avg"],
  ["median", "p50"],
  ["p90", "p90"],
  ["p99", "p99"],
  ["min", "min"],
  ["max", "max"],
] as const;

function metricsOf(cell: CellOf): StatedMetric[] {
  const samples = cell("num_samples");
  const once = (metric: string, unit: string, name: string): StatedMetric => ({
    ...{ metric, unit, cells: cellsOf({ mean: cell(name) }), n: 1 },
  });
  const each = (metric: string, name: string): StatedMetric => {
    const cells = cellsOf(
      Object.fromEntries(statistics.map(([statistic, part]) => [statistic, cell(`${part}_${name}(ms)`)])),
    );
    const counted = Object.keys(cells).length > 0 && samples?.value ? { n: samples } : {};
    return { metric, unit: "ms", cells: { ...cells, ...counted }, varies: "within-run" };
  };
  return [
    once("output_tokens_per_second", "tok/s", always[1]!),
    once("requests_per_second", "req/s", always[0]!),
    once("execution_time", "ms", "total_latency(ms)"),
    each("e2e_latency", "sequence_latency"),
    each("ttft", "time_to_first_token"),
    each("tpot", "inter_token_latency"),
  ];
}

/** `batch_size 8 input_length 60 output_length 20 latency(ms) 41.36 tokensPerSec 483.54`. */
function pairsIn(line: string, at: number): Map<string, StatedCell> {
  const words = line.slice(line.indexOf("BENCHMARK")).split(/\s+/).slice(1);
  const pairs = new Map<string, StatedCell>();
  for (let i = 0; i + 1 < words.length; i += 2)
    pairs.set(words[i]!, { value: numberIn(words[i + 1]!), raw: words[i + 1]!, locator: { line: at } });
  return pairs;
}

function batchDrafts(pairs: ReadonlyMap<string, StatedCell>, file: SourceFile): Drafts {
  const cell = (...names: string[]) => names.map((name) => pairs.get(name)).find(Boolean) ?? null;
  const setup = setupFor("TensorRT-LLM benchmark", file);
  const { case: of } = setup;
  of.batch = cell("batch_size")?.value ?? null;
  of.input_tokens = cell("input_length")?.value ?? null;
  of.output_tokens = cell("output_length")?.value ?? null;
  of.accelerators = cell("world_size")?.value ?? null;
  for (const name of ["model_name", "precision", "quantization", "beam_width", "num_beams"]) {
    const raw = pairs.get(name)?.raw;
    if (raw === undefined || raw === "None") continue;
    if (name === "model_name") of.model = raw;
    else if (name === "precision" || name === "quantization") of[name] = raw;
    else of.extra[name] = raw;
  }
  return checkedDrafts(setup, [
    { metric: "batch_latency", unit: "ms", cells: cellsOf({ mean: cell("latency(ms)") }), n: 1 },
    {
      metric: "output_tokens_per_second",
      unit: "tok/s",
      cells: cellsOf({ mean: cell("tokensPerSec", "tokens_per_sec") }),
      n: 1,
    },
    { metric: "peak_memory", unit: "GB", cells: cellsOf({ mean: cell("gpu_peak_mem(gb)") }), n: 1 },
  ]);
}
