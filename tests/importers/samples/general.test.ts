import { describe, expect, it } from "vitest";
import { areSamplesMissing } from "../text-of";
import { figureIn, readSample, type Figure } from "./figures";

// Every file of general benchmark tools there is. The figures are what another program prints:
//   python3 tests/oracles/general.py ../shared/samples/general
// Times here are in s: its ns × 10⁻⁹, its us × 10⁻⁶.

const table: [path: string, importer: string, points: number, problems: number][] = [
  // Two benchmarks, real and processor time.
  ["general/googlecpp_output.json", "google-benchmark", 4, 0],
  ["general/pytest_output.json", "pytest-benchmark", 2, 0],
  ["general/cargo_output.txt", "criterion", 2, 0],
  ["general/catch2_output_v3.txt", "catch2", 4, 0],
  // Eight lines, two of them with a second unit.
  ["general/go_output.txt", "go-bench", 10, 0],
  // Two estimates: time, time of the collector, bytes, allocations.
  ["general/julia_output.json", "julia-benchmark", 8, 0],
  ["general/benchmarkdotnet.json", "benchmark-dotnet", 2, 0],
  ["general/customBiggerIsBetter_output.json", "github-action-benchmark", 2, 0],
  ["general/customSmallerIsBetter_output.json", "github-action-benchmark", 2, 0],
  // 4181 benches; where a suite measured one commit twice they are repeats.
  ["general/github-action-benchmark_data.js", "github-action-benchmark", 4109, 0],
  // A command that did not run: kept, marked, and a problem.
  ["general/hyperfine_dandavison_error.json", "hyperfine", 3, 1],
];

const time = "execution_time";
const mine = "My Custom Bigger Is Better Benchmark";
const figures: Figure[] = [
  ["general/googlecpp_output.json", time, { scenario: "fib_10" }, 2.1498980114547953e-7],
  ["general/googlecpp_output.json", "custom:cpu_time", { scenario: "fib_10" }, 213.65507206163295],
  ["general/googlecpp_output.json", time, { scenario: "fib_20" }, 2.7455600415007055e-5],
  ["general/pytest_output.json", time, { scenario: "test_fib_10" }, 2.408868133322941e-5],
  ["general/pytest_output.json", time, { scenario: "test_fib_10", stat: "sd" }, 6.175090189861328e-6],
  ["general/pytest_output.json", time, { scenario: "test_fib_10", stat: "n" }, 38523],
  ["general/pytest_output.json", time, { scenario: "test_fib_20", stat: "median" }, 0.0029605825000003083],
  ["general/pytest_output.json", time, { scenario: "test_fib_20", stat: "max" }, 0.003903139999999805],
  ["general/cargo_output.txt", time, { scenario: "bench_fib_10" }, 135e-9],
  ["general/cargo_output.txt", time, { scenario: "bench_fib_20" }, 18149e-9],
  ["general/cargo_output.txt", time, { scenario: "bench_fib_20", stat: "median" }, 18149e-9],
  ["general/catch2_output_v3.txt", time, { scenario: "Fibonacci 10" }, 344e-9],
  ["general/catch2_output_v3.txt", time, { scenario: "Fibonacci 20", stat: "sd" }, 3.256e-6],
  ["general/catch2_output_v3.txt", time, { scenario: "Fibonacci~ 5!", stat: "n" }, 100],
  ["general/catch2_output_v3.txt", time, { scenario: "Fibonacci-15_bench" }, 3.789e-6],
  ["general/catch2_output_v3.txt", time, { scenario: "Fibonacci-15_bench", stat: "sd" }, 362e-9],
  ["general/go_output.txt", time, { scenario: "Fib10", gomaxprocs: "8" }, 325e-9],
  ["general/go_output.txt", time, { scenario: "Fib20" }, 40537.123e-9],
  ["general/go_output.txt", time, { scenario: "Fib/my_tabled_benchmark_-_20" }, 40537.123e-9],
  ["general/go_output.txt", time, { scenario: "Fib11", gomaxprocs: "16" }, 262.7e-9],
  ["general/go_output.txt", "custom:auxMetricUnits", { scenario: "Fib22" }, 4],
  ["general/julia_output.json", time, { scenario: "fib/20" }, 31028e-9],
  ["general/julia_output.json", time, { scenario: "fib/10" }, 246.03846153846155e-9],
  ["general/julia_output.json", "custom:allocations", { scenario: "fib/10" }, 0],
  ["general/benchmarkdotnet.json", time, { scenario: "Sample.Benchmarks.Fib10" }, 24.4202085009643e-9],
  [
    "general/benchmarkdotnet.json",
    time,
    { scenario: "Sample.Benchmarks.Fib10", stat: "sd" },
    0.1981212530783709e-9,
  ],
  ["general/benchmarkdotnet.json", time, { scenario: "Sample.Benchmarks.Fib20", stat: "n" }, 13],
  [
    "general/customBiggerIsBetter_output.json",
    "requests_per_second",
    { scenario: `${mine} - Throughput` },
    70,
  ],
  ["general/customBiggerIsBetter_output.json", `custom:${mine} - Free Memory`, {}, 150],
  [
    "general/customSmallerIsBetter_output.json",
    "custom:My Custom Smaller Is Better Benchmark - CPU Load",
    {},
    50,
  ],
  [
    "general/github-action-benchmark_data.js",
    time,
    { suite: "Rust Benchmark", commit: "45d78258e495044a551046f50604da3c893052ce", scenario: "bench_fib_20" },
    34001e-9,
  ],
  [
    "general/github-action-benchmark_data.js",
    time,
    {
      suite: "Catch2 Benchmark (v3)",
      commit: "c38cce98215cf75e178ecd5a0c1a1ab215e93006",
      scenario: "Fibonacci 20",
    },
    7.7965e-6,
  ],
  ["general/hyperfine_dandavison_error.json", time, { validity: "INVALID" }, 3.0220133333329403e-6],
  ["general/hyperfine_dandavison_error.json", time, { stat: "sd" }, 5.234280634483234e-6],
  ["general/hyperfine_dandavison_error.json", "custom:user time", {}, 5.000000000002832e-8],
];

describe.skipIf(areSamplesMissing)("files of general benchmark tools (needs ../shared/samples)", () => {
  it.each(table)("%s is read by %s: %i points, %i problems", (path, importer, points, problems) => {
    const read = readSample(path);
    expect([read.importer?.id, read.points.length, read.problems.length]).toEqual([
      importer,
      points,
      problems,
    ]);
  });

  it.each(figures)("%s: %s of %o is %d", (...figure) => {
    const value = figure[3];
    expect(Math.abs(figureIn(figure) - value)).toBeLessThanOrEqual(1e-12 * Math.abs(value));
  });

  it("names no one and no machine: commit authors, hosts and paths stay in the files", () => {
    const texts = table.map(([path]) =>
      JSON.stringify(readSample(path).points.map((each) => [each.case, each.context])),
    );
    expect(texts.join("\n")).not.toMatch(/@example\.invalid|Corgi|\/Users\/|rhysd/);
  });
});
