import { readHeader } from "../points/headers";
import type { Draft } from "../runs/draft";
import { readCellTable, type CellTable } from "./cell-table";
import type { Reading } from "./importer";
import { numberIn } from "./plain-number";
import { putRequestRate } from "./serving-arguments";

/** Columns whose names leave unsaid what the tests measure, by the names that say it. */
const saidBy = new Map([
  ["Mean latency (ms)", "Mean batch latency (ms)"],
  ["Median latency (ms)", "Median batch latency (ms)"],
  ["P99 latency (ms)", "P99 batch latency (ms)"],
  ["Tput (tok/s)", "Total Tput (tok/s)"],
  ["Total Token Tput (tok/s)", "Total Tput (tok/s)"],
  ["# of req.", "num_prompts"],
  ["# of max concurrency.", "max concurrency"],
]);

/** Results of a run, not settings of it. */
const counts = new Set(["Total # of tokens"]);

/** Whether columns of these names are those of a table of nightly results. */
export function isNightlyHeader(headers: readonly string[]): boolean {
  return (
    headers.includes("Test name") &&
    headers.some((name) => saidBy.has(name) || readHeader(name).kind === "metric")
  );
}

/** Reads such a table; null where nothing in it is a metric. */
export function readNightlyTable(table: CellTable): Reading | null {
  const kept = [...table.headers.keys()].filter((column) => !counts.has(table.headers[column]!));
  const reading = readCellTable({
    ...table,
    headers: kept.map((column) => saidBy.get(table.headers[column]!) ?? table.headers[column]!),
    rows: table.rows.map((row) => kept.map((column) => row[column] ?? null)),
    locator: (row, column) => table.locator(row, kept[column] ?? column),
  });
  if (reading === null) return null;
  return {
    ...reading,
    drafts: Array.from(reading.drafts, ofTest),
    columns: reading.columns.map((column, i) => ({ ...column, header: table.headers[kept[i] ?? i] ?? "" })),
    notes: [...reading.notes, note],
  };
}

const note =
  "Tensor and pipeline parallelism and the request rate are read from each test's name; accelerators from the count before the GPU's name, unless the parallelism asks for more.";

/** One run of a test: its figures are of vLLM, and its name says what the columns leave out. */
function ofTest(draft: Draft): Draft {
  const extra = Object.assign(Object.create(null) as Record<string, string>, draft.case.extra);
  const setup = { case: { ...draft.case, extra }, context: { ...draft.context }, run: draft.run };
  const of = setup.case;
  const name = extra["Test name"] ?? "";
  of.system ??= "vLLM";
  of.tensor_parallel ??= countIn(name, /_tp(\d+)(?:_|$)/);
  of.pipeline_parallel ??= countIn(name, /_pp(\d+)(?:_|$)/);
  const rate = /_qps_(inf|[\d.]+)$/.exec(name)?.[1];
  if (rate !== undefined && of.request_rate === null) putRequestRate(setup, rate);
  setup.context.tool = "vLLM nightly benchmarks";
  putHardware(of);
  const isRate = draft.value !== null && draft.metric.endsWith("_per_second");
  const stats = isRate ? { ...draft.stats, n: 1 } : draft.stats;
  return { ...draft, case: of, context: setup.context, stats };
}

/** `8xNVIDIA H100 80GB HBM3` */
function putHardware(of: Draft["case"]): void {
  const asked = (of.tensor_parallel ?? 1) * (of.pipeline_parallel ?? 1);
  if (of.accelerators !== null && of.accelerators < asked) of.accelerators = null;
  const [, count, name] = /^(\d+)x(.+)$/.exec(of.hardware ?? "") ?? [];
  if (count === undefined || name === undefined) return;
  of.hardware = name;
  if (Number(count) >= asked) of.accelerators ??= Number(count);
}

function countIn(text: string, pattern: RegExp): number | null {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? null : numberIn(found);
}
