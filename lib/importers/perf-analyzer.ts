// Triton's perf_analyzer, CSV (-f): a row a concurrency or request rate; times are in microseconds, which no header says. The
// parts of a request's time (queue, compute, network) are averages.
// Written by: https://github.com/triton-inference-server/perf_analyzer/blob/main/src/report_writer.cc
import { customMetricId } from "../points/metrics";
import type { Stats } from "../points/point";
import { readValueText } from "../points/value-text";
import { checkedDrafts } from "./checked-drafts";
import type { Importer, Reading } from "./importer";
import { ProblemList } from "./problem-list";
import { emptySetup, putField } from "./setup-field";
import type { StatedCell, StatedMetric } from "./stated-metric";
import { tableHead, visitRows } from "./table-text";

const rate = "Inferences/Second";
const parts =
  /^(?:Client (?:Send|Recv)|Network\+Server Send\/Recv|Server (?:Queue|Compute|Cache).*|request\/response|response wait)$/;
const latency = /^(p50|p90|p95|p99|Avg) latency$/;
const statisticOf: Readonly<Record<string, keyof Stats>> = {
  ...{ p50: "median", p90: "p90", p95: "p95", p99: "p99", Avg: "mean" },
};

export const perfAnalyzer: Importer = {
  id: "perf-analyzer",
  label: "Triton perf_analyzer (CSV)",
  version: "1",
  recognises(file) {
    const headers = tableHead(file)?.headers ?? [];
    return headers.includes(rate) && headers.includes("Client Send");
  },
  read(file): Reading {
    const table = tableHead(file)!;
    const problems = new ProblemList();
    const read: { fields: string[]; line: number }[] = [];
    const { lines } = visitRows(file, table, problems, (fields, line) => read.push({ fields, line }));
    const drafts = read.flatMap(({ fields, line }) => {
      const setup = emptySetup();
      setup.context.tool = "perf_analyzer";
      const { metrics, others } = metricsOf(table.headers, fields, line);
      for (const [name, text] of others) putField(setup, name, text);
      const made = checkedDrafts(setup, metrics);
      problems.addAll(made.problems);
      return made.drafts;
    });
    const notes = ["perf_analyzer writes times in µs, and its headers do not say so."];
    return { drafts, problems: problems.list(), columns: [], lines, notes };
  },
};

function metricsOf(headers: readonly string[], fields: readonly string[], line: number) {
  const whole: StatedMetric = { metric: "e2e_latency", unit: "us", cells: {} };
  const metrics: StatedMetric[] = [];
  const others: [string, string][] = [];
  headers.forEach((header, column) => {
    const raw = fields[column]!.trim();
    const value = readValueText(raw, "point");
    const number = value.kind === "number" ? value.value : null;
    const cell: StatedCell = { value: number, raw, locator: { line, column: column + 1 } };
    const [, statistic] = latency.exec(header) ?? [];
    if (raw === "") return;
    // Of a batch each is one.
    if (header === rate)
      metrics.push({ metric: "samples_per_second", unit: "samples/s", cells: { mean: cell }, n: 1 });
    else if (statistic !== undefined) whole.cells[statisticOf[statistic]!] = cell;
    else if (parts.test(header))
      metrics.push({ metric: customMetricId(header), unit: "us", cells: { mean: cell } });
    else if (/^request_count$/i.test(header)) whole.cells.n = cell;
    else others.push([header, raw]);
  });
  return { metrics: [...metrics, whole], others };
}
