// Tables of Argonne's LLM-Inference-Bench, whose headers have no units: Latency is seconds of a batch, and what Throughput counts
// is found by arithmetic, row by row. Throughput × Latency is (input + output) × batch for most frameworks; for llama.cpp it
// lacks the batch, so that its rows are metrics of their own. avg_power is W in some rows and mW in others of one column.
// https://github.com/argonne-lcf/LLM-Inference-Bench
import { customMetricId } from "../points/metrics";
import { caseKey, type CaseField } from "../points/case";
import { isMissingText, readValueText } from "../points/value-text";
import type { Draft } from "../runs/draft";
import { argonnePower } from "./argonne-power";
import { cellsOf, checkedDrafts, type Drafts } from "./checked-drafts";
import type { Importer, Reading } from "./importer";
import { emptySetup, putCaseField, putField, type Setup } from "./setup-field";
import type { StatedCell, StatedMetric } from "./stated-metric";
import { headersOf, readTableRows, type TableRow } from "./table-row";

export const argonne: Importer = {
  id: "argonne",
  label: "Argonne LLM-Inference-Bench (CSV)",
  version: "1",
  recognises(file) {
    const names = new Set(headersOf(file).map(wordsOf));
    const has = (...all: string[]) => all.every((name) => names.has(name));
    const isFigure = has("hardware", "num of hardware", "framework", "model", "batch size");
    const isEngine = has("model name", "tp size", "max input length", "max output len", "batch size");
    return (isFigure || isEngine) && (has("latency") || has("ttft latency"));
  },
  read(file): Reading {
    const counts = new Map<Counted, number>();
    const power = new Set<string>();
    const read = readTableRows(file, (row) => readRow(new ArgonneRow(row), counts, power));
    const drafts = onePerplexity(read.drafts);
    return { ...read, drafts, notes: [...read.notes, ...notesOf(counts), ...power] };
  },
};

/** A model's perplexity is copied into each of its rows: repeats of a run are no repeats of it. */
function onePerplexity(drafts: readonly Draft[]): Draft[] {
  const seen = new Set<string>();
  return drafts.filter(({ metric, case: of, provenance }) => {
    if (metric !== "perplexity") return true;
    const key = `${caseKey(of)} ${provenance.raw}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function wordsOf(header: string): string {
  return header.replaceAll(/[\s_]+/g, " ").toLowerCase();
}

/** What Throughput × Latency of a row comes to. */
type Counted = "total" | "output" | "without batch" | "neither" | "latency alone";

/** A row by the words of its headers. */
class ArgonneRow {
  private readonly headers: Map<string, string>;

  constructor(readonly row: TableRow) {
    this.headers = new Map(Array.from(row.texts.keys(), (header) => [wordsOf(header), header]));
  }

  cell(name: string): StatedCell | null {
    const header = this.headers.get(name);
    return header === undefined ? null : this.row.cell(header);
  }

  /** Every column: its words, its header as written, and the cell. */
  texts(): { name: string; header: string; text: string }[] {
    return Array.from(this.headers, ([name, header]) => ({ name, header, text: this.row.text(header) }));
  }

  has(name: string): boolean {
    return this.headers.has(name);
  }
}

function readRow(row: ArgonneRow, counts: Map<Counted, number>, power: Set<string>): Drafts {
  const setup = setupOf(row);
  const counted = countedIn(row, setup);
  counts.set(counted, (counts.get(counted) ?? 0) + 1);
  const watts = argonnePower(
    row.cell("avg power"),
    row.cell("throughput"),
    row.cell("throughput per watt avg"),
  );
  if (watts?.note) power.add(watts.note);
  return checkedDrafts(setup, [
    ...throughput(row.cell("throughput"), counted),
    ...latency(row, counted, setup),
    one("ttft", "s", row.cell("ttft latency")),
    // Beside a column that says one output token, an end after many: how many, the table does not say.
    one(customMetricId("end latency"), "s", row.cell("end latency")),
    one("power", "W", watts?.cell ?? null),
    one(customMetricId("throughput per watt"), "tok/s/W", row.cell("throughput per watt avg")),
    one("perplexity", "", row.cell("perplexity")),
  ]);
}

function one(metric: string, unit: string, cell: StatedCell | null): StatedMetric {
  return { metric, unit, cells: cellsOf({ mean: cell }), n: 1 };
}

function countedIn(row: ArgonneRow, { case: of }: Setup): Counted {
  const rate = row.cell("throughput")?.value ?? null;
  const seconds = row.cell("latency")?.value ?? null;
  const { input_tokens: input, output_tokens: output, batch } = of;
  if (rate === null) return "latency alone";
  if (seconds === null || input === null || output === null || batch === null) return "neither";
  const is = (tokens: number) => Math.abs(rate * seconds - tokens) <= 0.02 * tokens;
  if (is((input + output) * batch)) return "total";
  if (is(output * batch)) return "output";
  return batch > 1 && is(input + output) ? "without batch" : "neither";
}

function throughput(cell: StatedCell | null, counted: Counted): StatedMetric[] {
  if (counted === "total") return [one("total_tokens_per_second", "tok/s", cell)];
  if (counted === "output") return [one("output_tokens_per_second", "tok/s", cell)];
  if (counted === "without batch")
    return [one(customMetricId("throughput without the batch"), "tok/s", cell)];
  return [one(customMetricId("throughput"), "", cell)];
}

/** With one token of output and no rate, a pass ends with the first token. */
function latency(row: ArgonneRow, counted: Counted, { case: of }: Setup): StatedMetric[] {
  const cell = row.cell("latency");
  if (counted === "without batch") return [one(customMetricId("latency without the batch"), "s", cell)];
  if (counted === "latency alone" && of.output_tokens === 1 && !row.has("throughput"))
    return [one("ttft", "s", cell)];
  return [one("batch_latency", "s", cell)];
}

const fieldOf = new Map<string, readonly CaseField[]>([
  ["hardware", ["hardware"]],
  ["num of hardware", ["accelerators"]],
  ["framework", ["system"]],
  ["model", ["model"]],
  ["model name", ["model"]],
  ["batch size", ["batch"]],
  ["input output length", ["input_tokens", "output_tokens"]],
  ["input length", ["input_tokens"]],
  ["max input length", ["input_tokens"]],
  ["output length", ["output_tokens"]],
  ["max output len", ["output_tokens"]],
  ["tp size", ["tensor_parallel"]],
  ["precision", ["precision"]],
]);

const results = new Set(
  "latency|throughput|avg power|throughput per watt avg|perplexity|ttft latency|end latency".split("|"),
);

function setupOf(row: ArgonneRow): Setup {
  const setup = emptySetup();
  setup.context.tool = "LLM-Inference-Bench";
  for (const { name, header, text } of row.texts()) {
    if (results.has(name) || text === "" || isMissingText(text)) continue;
    const fields = fieldOf.get(name);
    if (fields === undefined) putField(setup, header, text);
    else if (!fields.every((field) => putCaseField(setup.case, field, plain(text))))
      setup.case.extra[header] = text;
  }
  return setup;
}

/** `1024` stays; a number that a spreadsheet wrote as `1024.0` is a count too. */
function plain(text: string): string {
  const read = readValueText(text);
  return read.kind === "number" && read.unit === null ? String(read.value) : text;
}

function notesOf(counts: ReadonlyMap<Counted, number>): string[] {
  const rows = (counted: Counted) => {
    const count = counts.get(counted) ?? 0;
    return count === 1 ? "1 row" : `${count} rows`;
  };
  const said: [Counted, string][] = [
    [
      "total",
      "Throughput × Latency is (input + output) × batch: read as total tokens per second and seconds of a batch.",
    ],
    [
      "output",
      "Throughput × Latency is output × batch: read as output tokens per second and seconds of a batch.",
    ],
    [
      "without batch",
      "Throughput × Latency is input + output without the batch: whether the rate is of one sequence or the latency is scaled is not said, so that both are metrics of their own and not comparable with the others.",
    ],
    [
      "neither",
      "What Throughput counts cannot be worked out from Latency, lengths and batch: kept without a unit.",
    ],
  ];
  return said.flatMap(([counted, text]) => (counts.has(counted) ? [`${rows(counted)}: ${text}`] : []));
}
