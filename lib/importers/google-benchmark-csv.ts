// Google Benchmark --benchmark_format=csv: one row a benchmark or aggregate, times in the row's time_unit. The lines about the
// machine that stand before the header are written to another stream, and often to the same file.
// Written by: https://github.com/google/benchmark/blob/main/src/csv_reporter.cc
import type { Problem } from "../points/problem";
import { benchmarkDrafts, type BenchmarkRow } from "./google-benchmark-console";
import type { Importer } from "./importer";
import { headersOf, readTableRows } from "./table-row";

const always = ["name", "iterations", "real_time", "cpu_time", "time_unit"];

export const googleBenchmarkCsv: Importer = {
  id: "google-benchmark-csv",
  label: "Google Benchmark (CSV)",
  version: "1",
  recognises: (file) => always.every((name) => headersOf(file).includes(name)),
  read(file) {
    const rows: BenchmarkRow[] = [];
    const read = readTableRows(file, (row) => {
      const [wall, cpu, unit] = [row.cell("real_time"), row.cell("cpu_time"), row.text("time_unit")];
      const problems: Problem[] = [];
      if (row.text("error_occurred") === "true")
        problems.push({
          where: { line: row.line },
          found: row.text("error_message"),
          expected: "a benchmark that ran",
        });
      else if (/_(?:BigO|RMS)$/.test(row.text("name"))) return { drafts: [], problems };
      else if (wall === null || cpu === null || !/^(?:ns|us|ms|s)$/.test(unit)) {
        // The coefficient of variation has no unit, and is no time.
        if (!/_cv$/.test(row.text("name")))
          problems.push({
            where: { line: row.line },
            found: row.text("name"),
            expected: "times with ns, us, ms or s",
          });
      } else
        rows.push({
          name: row.text("name"),
          wall: { ...wall, unit },
          cpu: { ...cpu, unit },
          iterations: row.cell("iterations")?.value ?? null,
        });
      return { drafts: [], problems };
    });
    return { ...read, drafts: benchmarkDrafts(rows) };
  },
};
