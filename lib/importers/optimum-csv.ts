// Tables of optimum-benchmark, one run a row. The oldest name target, figure and unit in one header, `decode.latency(s)`, beside
// settings with dotted names; short_report.csv writes `Decode Latency (s)`; the newest has a column for each member of
// benchmark.json, `report.decode.latency.mean`. Units come as `tok/s`, `iter/s` and, by a slip, `samles/s`.
import type { Stats } from "../points/point";
import { checkedDrafts, type Drafts } from "./checked-drafts";
import type { Importer, Reading } from "./importer";
import { optimumMetrics, optimumNotes, unitOfOptimum, type Target } from "./optimum-report";
import { optimumSetup } from "./optimum-setup";
import { headersOf, readTableRows, type TableRow } from "./table-row";

/** What a column holds of a target. */
interface Figure {
  target: string;
  /** `latency`, `throughput`, `max_memory_used`. */
  part: string;
  /** Of the newest form, where each statistic has a column: `mean`, `p50`. */
  member: string | null;
  /** Null where a column of its own says it. */
  unit: string | null;
}

export const optimumCsv: Importer = {
  id: "optimum-benchmark-csv",
  label: "optimum-benchmark tables (CSV)",
  version: "1",
  recognises(file) {
    const figures = headersOf(file).flatMap((header) => figureOf(header) ?? []);
    return figures.some(({ part }) => part === "latency" || part === "throughput" || part === "runtime");
  },
  read(file): Reading {
    const read = readTableRows(file, readRow);
    const n = "These tables do not say how many passes are behind a mean: no interval is drawn.";
    const isOld = headersOf(file).some((header) => figureOf(header)?.member === null);
    return { ...read, notes: [...read.notes, ...optimumNotes, ...(isOld ? [n] : [])] };
  },
};

const targets =
  "forward|generate|decode|prefill|per_token|call|load|load_model|train|training|warmup|overall|overall_training";
const dotted = new RegExp(String.raw`^(${targets})\.([a-z_]+) ?\(([^()]+)\)$`, "i");
const titled =
  /^(Forward|Generate|Decode|Prefill) (Latency|Throughput|(?:Peak|Max) Memory(?: [A-Z][a-z]+)?) \(([^()]+)\)$/;
const nested = /^(?:report\.)?([a-z_]+)\.(latency|throughput|memory|energy|efficiency)\.([a-z0-9_]+)$/;

function figureOf(header: string): Figure | null {
  const old = dotted.exec(header) ?? titled.exec(header);
  if (old) {
    const [, target, part, unit] = old as unknown as [string, string, string, string];
    const name = part.toLowerCase().replaceAll(" ", "_");
    return { target: target.toLowerCase(), part: name, member: null, unit: unitOfOptimum(unit) };
  }
  const [, target, part, member] = nested.exec(header) ?? [];
  if (target === undefined || part === undefined || member === undefined) return null;
  return new RegExp(`^(?:${targets})$`).test(target) ? { target, part, member, unit: null } : null;
}

/** The numbering of rows, and what else a report says: the trace of a failed run, for one. */
const noSetting = /^(?:report\.|Unnamed: \d+$|$)/;

function readRow(row: TableRow): Drafts {
  const settings = new Map<string, string>();
  const found = new Map<string, Target>();
  for (const [header, text] of row.texts) {
    const figure = figureOf(header);
    if (figure === null) {
      if (!noSetting.test(header)) settings.set(header.replace(/^config\./, ""), text);
    } else {
      const target = found.get(figure.target) ?? emptyTarget(figure.target);
      found.set(figure.target, target);
      putFigure(target, figure, header, row);
    }
  }
  const setup = optimumSetup(settings);
  return checkedDrafts(setup, optimumMetrics([...found.values()], setup.case.output_tokens));
}

function emptyTarget(name: string): Target {
  return { name, latency: null, runtime: null, throughput: null, memory: [], energy: null, efficiency: null };
}

const statisticOf = new Map<string, keyof Stats>([
  ["mean", "mean"],
  ["p50", "median"],
  ["p90", "p90"],
  ["p95", "p95"],
  ["p99", "p99"],
  ["stdev", "sd"],
  ["count", "n"],
]);

function putFigure(
  target: Target,
  { part, member, unit: written }: Figure,
  header: string,
  row: TableRow,
): void {
  const cell = row.cell(header);
  if (cell === null || member === "unit") return;
  const unitColumn = header.replace(/[^.]*$/, "unit");
  const unit = (fallback: string) => written ?? unitOfOptimum(row.text(unitColumn) || fallback);
  if (part === "latency") {
    const name = member === null ? "mean" : statisticOf.get(member);
    if (name === undefined) return;
    const before = target.latency ?? { cells: {}, n: null, unit: unit("s"), samples: null };
    target.latency = { ...before, cells: { ...before.cells, [name]: cell } };
  } else if (part === "runtime") target.runtime = { cell, unit: unit("s") };
  else if (part === "throughput" && (member ?? "value") === "value")
    target.throughput = { cell, unit: unit("samples/s") };
  else if (part === "memory" && member?.startsWith("max_"))
    target.memory.push({ field: member, cell, unit: unit("MB") });
  else if (member === null && part.includes("memory"))
    target.memory.push({ field: part, cell, unit: unit("MB") });
  else if (part === "energy" && member === "total") target.energy = { cell, unit: unit("kWh") };
  else if (part === "energy_consumption" || (part === "efficiency" && member === "value"))
    target.efficiency = { cell, unit: unit("tokens/kWh") };
}
