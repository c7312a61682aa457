import { describe, expect, it } from "vitest";
import { areSamplesMissing } from "../text-of";
import { readSample, type SampleRow } from "./figures";

// Tables of people whose tool nobody knows. The texts of the cells are what another program prints:
//   python3 tests/oracles/messy.py ../shared/samples
// Units by hand: 41456 MiB × 1.048576 MB = 43,469.77 MB; 859 cells of results count mlperf's rows "Avg. Result".

const table: SampleRow[] = [
  // 16 rows of four figures.
  ["messy/defendend_ollama_ru.csv", "wide-table", 64, 0],
  // 9 rows of 23 figures.
  ["messy/gloria_metrics_table.tsv", "wide-table", 207, 0],
  // Columns headed by numbers: a problem, and a question.
  ["messy/infpop_batchsizes_a100_gpu8.csv", null, 0, 1],
  // 20 rows of five figures.
  ["messy/infpop_table_comparison_a100.csv", "wide-table", 100, 0],
  ["messy/XiongjieDai_README.md", "markdown-table", 1156, 0],
  ["messy/lhl_llm-bench_README.md", "markdown-table", 98, 0],
  ["messy/lhl_rpc-test_README.md", "markdown-table", 12, 0],
  ["messy/mlperf-5.0_tableau_pivot.csv", "mlperf-results-pivot", 859, 0],
  // 12 rows of two figures.
  ["constructed/CONSTRUCTED_excel-de_bom_semicolon_decimalcomma.csv", "wide-table", 24, 0],
  // Systems that stand in several of the joined tables are repeats.
  ["constructed/CONSTRUCTED_cells_with_units.csv", "wide-table", 66, 0],
];

type Cell = [path: string, line: number, column: number, raw: string, metric: string, value: number | null];

const german = "constructed/CONSTRUCTED_excel-de_bom_semicolon_decimalcomma.csv";
const output = "output_tokens_per_second";
const cells: Cell[] = [
  ["messy/defendend_ollama_ru.csv", 2, 9, "31.0", output, 31],
  ["messy/defendend_ollama_ru.csv", 4, 9, "5.5", output, 5.5],
  ["messy/defendend_ollama_ru.csv", 17, 9, "87.0", output, 87],
  ["messy/gloria_metrics_table.tsv", 2, 5, "252.5", "tokens_per_second_per_user", 252.5],
  ["messy/gloria_metrics_table.tsv", 2, 9, "3937.4", "e2e_latency", 3937.4],
  ["messy/gloria_metrics_table.tsv", 3, 12, "2971.6", "ttft", 2971.6],
  ["messy/infpop_table_comparison_a100.csv", 2, 4, "37.6", "custom:throughputhf", 37.6],
  ["messy/infpop_table_comparison_a100.csv", 2, 6, "3.5X", "custom:throughputXi", 3.5],
  ["messy/infpop_table_comparison_a100.csv", 21, 9, "27.4X", "custom:throughputX", 27.4],
  ["messy/XiongjieDai_README.md", 15, 2, "70.94", output, 70.94],
  ["messy/XiongjieDai_README.md", 15, 3, "OOM", output, null],
  ["messy/XiongjieDai_README.md", 328, 10, "61.96", "input_tokens_per_second", 61.96],
  ["messy/lhl_llm-bench_README.md", 85, 9, "1216.56 ± 6.83", "input_tokens_per_second", 1216.56],
  ["messy/lhl_llm-bench_README.md", 86, 9, "46.68 ± 0.23", output, 46.68],
  ["messy/lhl_llm-bench_README.md", 200, 9, "41456", "peak_memory", 43.469766656],
  ["messy/lhl_rpc-test_README.md", 45, 7, "404.67 ± 3.65", "input_tokens_per_second", 404.67],
  ["messy/lhl_rpc-test_README.md", 46, 7, "33.50 ± 0.03", output, 33.5],
  ["messy/lhl_rpc-test_README.md", 155, 7, "21.60 ± 0.13", output, 21.6],
  ["messy/mlperf-5.0_tableau_pivot.csv", 8, 27, "33,928.10", output, 33928.1],
  ["messy/mlperf-5.0_tableau_pivot.csv", 8, 28, "30,724.51", output, 30724.51],
  ["messy/mlperf-5.0_tableau_pivot.csv", 280, 45, "28.45", "requests_per_second", 28.45],
  [german, 2, 7, "0,688", "custom:Latenz", 0.688],
  [german, 2, 8, "371,927", output, 371.927],
  [german, 13, 8, "12.646,462", output, 12646.462],
  ["constructed/CONSTRUCTED_cells_with_units.csv", 4, 3, "70.74 Tokens/s", output, 70.74],
  ["constructed/CONSTRUCTED_cells_with_units.csv", 4, 4, "495W", "power", 495],
  ["constructed/CONSTRUCTED_cells_with_units.csv", 43, 4, "N/A", "power", null],
];

describe.skipIf(areSamplesMissing)("tables that people published (skipped without ../shared/samples)", () => {
  it.each(table)("%s is read by %s: %i points, %i problems", (path, importer, points, problems) => {
    const found = readSample(path);
    expect([found.importer?.id ?? null, found.points.length, found.problems.length]).toEqual([
      importer,
      points,
      problems,
    ]);
  });

  it.each(cells)("%s L%i, column %i: %s is %s %d", (path, line, column, raw, metric, value) => {
    const here = readSample(path).points.find(({ provenance: { locator } }) => {
      return "column" in locator && locator.line === line && locator.column === column;
    });
    expect([here?.metric, here?.provenance.raw]).toEqual([metric, raw]);
    if (value === null) expect([here?.value, here?.missing]).toEqual([null, raw]);
    else expect(here!.value! / value).toBeCloseTo(1, 12);
  });

  it("asks of columns headed by batch sizes what they hold", () => {
    expect(readSample("messy/infpop_batchsizes_a100_gpu8.csv").questions).toMatchObject([{ kind: "pivot" }]);
  });
});
