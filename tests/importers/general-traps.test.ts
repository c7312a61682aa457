import { describe, expect, it } from "vitest";
import type { Imported } from "@/lib/importers/index";
import type { Point } from "@/lib/points/point";
import { caseFolders } from "./case-folder";
import { readText } from "./text-of";

// What goes wrong with these formats, each a sentence. Numbers are worked out beside the expectation.

const time = "execution_time";
const read = (value: unknown, name = "data.bin"): Imported => readText(JSON.stringify(value), name);
const of = ({ points }: Imported, metric: string): Point[] =>
  points.filter((point) => point.metric === metric);

const googleRow = (name: string, index: number, real: number, more: object = {}) => ({
  ...{ name, run_name: name, run_type: "iteration", repetition_index: index, iterations: 10 },
  ...{ real_time: real, cpu_time: real, time_unit: "ms", ...more },
});
const aggregate = (name: string, kind: string, real: number) =>
  googleRow(`${name}_${kind}`, 0, real, {
    run_name: name,
    run_type: "aggregate",
    aggregate_name: kind,
    iterations: 2,
  });
const google = (...benchmarks: object[]) => read({ context: { num_cpus: 1 }, benchmarks });

describe("Google Benchmark", () => {
  it("has repetitions or their aggregates as points, never both", () => {
    const rows = [googleRow("a", 0, 4), googleRow("a", 1, 6)];
    const aggregates = [
      aggregate("a", "mean", 5),
      aggregate("a", "median", 5),
      aggregate("a", "stddev", 1.5),
    ];
    for (const benchmarks of [rows, aggregates, [...rows, ...aggregates]])
      expect(of(google(...benchmarks), time).map(({ value, stats }) => [value, stats.n])).toEqual([
        [0.005, 2],
      ]);
    // Of the repetitions sqrt(2) ms; as stated 1.5 ms.
    expect(of(google(...rows, ...aggregates), time)[0]?.stats.sd).toBeCloseTo(Math.SQRT2 / 1000, 12);
    expect(of(google(...aggregates), time)[0]?.stats.sd).toBe(0.0015);
  });

  it("reads each row in its own time_unit", () => {
    const read = google(googleRow("a", 0, 2, { time_unit: "s" }), googleRow("b", 0, 2, { time_unit: "ns" }));
    expect(of(read, time).map(({ value }) => value)).toEqual([2, 2e-9]);
  });

  it("never reads a coefficient of variation or a fit as a time", () => {
    const cv = { ...aggregate("a", "cv", 0.1), aggregate_unit: "percentage" };
    const fit = {
      name: "a_BigO",
      run_type: "aggregate",
      aggregate_name: "BigO",
      big_o: "N",
      time_unit: "ns",
      cpu_coefficient: 3,
      real_coefficient: 3,
    };
    expect(of(google(aggregate("a", "mean", 5), cv, fit), time).map(({ value }) => value)).toEqual([0.005]);
  });
});

const run = (more: object) => ({
  command: "x",
  mean: 2,
  stddev: null,
  median: 2,
  user: 1,
  system: 1,
  min: 2,
  max: 2,
  ...more,
});

describe("hyperfine", () => {
  it("reads seconds as seconds, and stddev null of one run as unknown", () => {
    const [point] = of(read({ results: [run({ times: [2], exit_codes: [0] })] }), time);
    expect(point).toMatchObject({
      value: 2,
      unit: "s",
      evidence: "single",
      interval: null,
      stats: { n: 1, sd: null },
    });
  });

  it("takes a stddev of 0 beside one time as unknown, too", () => {
    const [point] = of(read({ results: [run({ stddev: 0, times: [2] })] }), time);
    expect(point?.stats).toMatchObject({ n: 1, sd: null });
  });

  it("has whole executions as repeats: between runs", () => {
    const [point] = of(read({ results: [run({ times: [1, 3], stddev: Math.SQRT2, mean: 2 })] }), time);
    expect(point?.interval?.varies).toBe("between-run");
  });

  it("leaves out the runs whose exit code is not 0, and says so", () => {
    const { problems, ...rest } = read({
      results: [run({ mean: 34, times: [1, 100, 1], exit_codes: [0, 2, 0] })],
    });
    expect(of({ problems, ...rest }, time)[0]).toMatchObject({ value: 1, stats: { n: 2, max: 1 } });
    expect(problems).toHaveLength(1);
    expect(problems[0]?.where).toEqual({ pointer: "/results/0/exit_codes" });
  });

  it("keeps a run of nothing but failures, or of 0 s, and marks it INVALID", () => {
    for (const more of [
      { times: [2, 2], exit_codes: [1, 1] },
      { times: [0, 0], mean: 0 },
    ]) {
      const { problems, ...rest } = read({ results: [run(more)] });
      expect(of({ problems, ...rest }, time)[0]?.case.extra["validity"]).toBe("INVALID");
      expect(problems).toHaveLength(1);
    }
  });
});

describe("hyperfine, of commands too fast to be timed", () => {
  it("keeps a run of 0 s where the exit codes say that it ran: the shell's start was taken off", () => {
    const { problems, ...rest } = read({ results: [run({ mean: 1, times: [0, 2], exit_codes: [0, 0] })] });
    expect(of({ problems, ...rest }, time)[0]).toMatchObject({ value: 1, stats: { n: 2, min: 0 } });
    expect(of({ problems, ...rest }, time)[0]?.case.extra).not.toHaveProperty("validity");
    expect(problems).toEqual([]);
  });

  it("has no memory where 0 stands for each run, which is how it says that it cannot measure it", () => {
    const { points } = read({ results: [run({ times: [1, 3], memory_usage_byte: [0, 0] })] });
    expect(points.map(({ metric }) => metric)).not.toContain("peak_memory");
  });
});

const pytest = (stats: object) =>
  read({
    machine_info: {},
    commit_info: {},
    benchmarks: [{ name: "t", stats: { mean: 2, rounds: 3, ...stats } }],
  });

describe("pytest-benchmark", () => {
  it("reads seconds, and n from rounds, with data and without", () => {
    const without = of(pytest({ stddev: 1 }), time)[0];
    expect(without).toMatchObject({ value: 2, unit: "s", evidence: "summary", stats: { n: 3, sd: 1 } });
    const with_ = of(pytest({ stddev: 1, data: [1, 2, 3] }), time)[0];
    expect(with_).toMatchObject({ value: 2, evidence: "samples", stats: { n: 3, sd: 1 } });
  });

  it("takes data of another length than rounds for no samples", () => {
    expect(of(pytest({ stddev: 1, data: [1, 2] }), time)[0]).toMatchObject({
      samples: null,
      stats: { n: 3 },
    });
  });

  it("has no spread of one round, whatever stddev says", () => {
    expect(of(pytest({ stddev: 0, rounds: 1 }), time)[0]).toMatchObject({
      interval: null,
      stats: { sd: null },
    });
  });
});

describe("cargo bench", () => {
  it("reads commas as thousands and not as decimals", () => {
    const [point] = readText("test x ... bench:       1,234 ns/iter (+/- 5)\n", "out.txt").points;
    expect(point?.value).toBe(1234e-9);
  });

  it("takes what stands after +/- for no standard deviation", () => {
    const [point] = readText("test x ... bench:         100 ns/iter (+/- 50)\n", "out.txt").points;
    expect(point).toMatchObject({ statistic: "median", interval: null, stats: { sd: null, n: null } });
  });

  it("reads each end of Criterion's interval in its own unit", () => {
    const [point] = readText("x    time:   [900.0 ns 1.0 µs 1.1 µs]\n", "out.txt").points;
    expect(point?.interval).toMatchObject({ low: 9e-7, high: 1.1e-6, method: "stated" });
  });
});

const bench = (more: object) => ({ name: "a", unit: "ns/iter", value: 100, ...more });
const history = (tool: string, ...benches: object[]) =>
  readText(
    `window.BENCHMARK_DATA = ${JSON.stringify({
      entries: {
        s: benches.map((each, i) => ({
          ...{ commit: { id: `c${i}`, author: { email: "someone@example.com" }, message: "secret" } },
          ...{ date: 1767323045000 + i, tool, benches: [each] },
        })),
      },
    })}`,
    "data.js",
  );

describe("cargo-criterion", () => {
  it.each(["mean", "typical", "median"])("reads a message that has only its %s", (key) => {
    const estimate = { estimate: 250, lower_bound: 240, upper_bound: 260, unit: "ns" };
    const { points } = read({ reason: "benchmark-complete", id: "a/b", [key]: estimate });
    expect(points).toMatchObject([{ metric: time, value: 250e-9, case: { scenario: "a/b" } }]);
    expect(points[0]?.interval).toMatchObject({ low: 240e-9, high: 260e-9, method: "stated" });
    expect(points[0]?.statistic).toBe(key === "median" ? "median" : "mean");
  });
});

describe("github-action-benchmark", () => {
  it("reads JSON behind window.BENCHMARK_DATA, with places of the file itself", () => {
    const { points, importer } = history("cargo", bench({}));
    expect(importer?.id).toBe("github-action-benchmark");
    expect(points[0]?.provenance).toMatchObject({
      locator: { pointer: "/entries/s/0/benches/0/value" },
      raw: "100",
    });
  });

  it("never merges two commits, which are two programs", () => {
    const { points } = history("cargo", bench({ value: 100 }), bench({ value: 300 }));
    expect(points.map(({ value, stats }) => [value, stats.n])).toEqual([
      [100e-9, null],
      [300e-9, null],
    ]);
  });

  it.each(["± 243", "+/- 2,802", "3", "stddev: 0.0001", "5%"])(
    "reads no spread from the range %j",
    (range) => {
      expect(history("cargo", bench({ range })).points[0]).toMatchObject({
        interval: null,
        stats: { sd: null },
      });
    },
  );

  it("reads Google Benchmark's aggregates as one point, and a stddev never as a time", () => {
    const rows = (repetitions: object[]) => [
      ...repetitions,
      ...[
        ["a_mean", 100],
        ["a_median", 99],
        ["a_stddev", 4],
        ["a_cv", 0.04],
      ].map(([name, value]) => bench({ name, value, extra: "iterations: 5\ncpu: 98 ns\nthreads: 1" })),
    ];
    const history = (benches: object[]) =>
      read({ lastUpdate: 1, entries: { s: [{ commit: { id: "c" }, date: 1, tool: "googlecpp", benches }] } });
    expect(history(rows([])).points).toMatchObject([
      { metric: time, value: 100e-9, case: { scenario: "a" }, stats: { n: 5, median: 99e-9, sd: 4e-9 } },
    ]);
    // With the repetitions themselves: 98 and 102 ns, sd sqrt(8), within one run.
    const { points } = history(rows([bench({ value: 98 }), bench({ value: 102 })]));
    expect(points).toMatchObject([{ value: 100e-9, stats: { n: 2 }, runs: [] }]);
    expect(points[0]?.stats.sd).toBeCloseTo(Math.sqrt(8) * 1e-9, 15);
  });

  it("keeps the unit of a benchmark that is no time, and the direction that its tool states", () => {
    const { points } = history(
      "customBiggerIsBetter",
      bench({ name: "free memory left", unit: "Megabytes", value: 1 }),
    );
    expect(points[0]).toMatchObject({ metric: "custom:free memory left", unit: "Megabytes" });
    expect(points[0]?.case.extra["better"]).toBe("higher");
  });

  it("has no address, name or message of a commit in its points", () => {
    expect(JSON.stringify(history("cargo", bench({})))).not.toMatch(/someone|secret/);
  });
});

describe("Catch2", () => {
  it("reads mean and standard deviation each in its own unit", () => {
    const [folder] = caseFolders("catch2");
    const { points } = readText(new TextDecoder().decode(folder!.bytes), "out.txt");
    // 2.5 us beside 500 ns.
    expect(points[0]?.stats).toMatchObject({ mean: 2.5e-6, sd: 5e-7 });
  });
});

const kernel = (name: string, dur: number, more: object = {}) => ({
  ph: "X",
  cat: "kernel",
  name,
  pid: 0,
  ts: 1,
  dur,
  ...more,
});
const trace = (...traceEvents: object[]) => read({ schemaVersion: 1, traceEvents });
const sum = (imported: Imported, category: string) =>
  of(imported, `custom:GPU kernel time: ${category}`)[0]?.value;

describe("torch.profiler", () => {
  it("reads durations as microseconds, into ms", () => {
    expect(sum(trace(kernel("gemm", 1500)), "all")).toBe(1.5);
  });

  it("counts no time twice: host events, annotations and steps are no kernels", () => {
    const others = [
      "cpu_op",
      "cuda_runtime",
      "user_annotation",
      "gpu_user_annotation",
      "python_function",
      "ac2g",
    ];
    const events = others.map((cat) => kernel("aten::gemm", 99, { cat }));
    expect(sum(trace(kernel("gemm", 1), ...events), "all")).toBe(0.001);
  });

  it("knows the categories of older versions, which begin with a capital", () => {
    const older = trace(kernel("gemm", 1, { cat: "Kernel" }), kernel("Memcpy HtoD", 2, { cat: "Memcpy" }));
    expect([sum(older, "all"), sum(older, "memory copy")]).toEqual([0.003, 0.002]);
  });

  it("sums to the same whole, whatever the kernels are called", () => {
    const names = [
      "gemm",
      "ncclKernel",
      "flash_fwd",
      "softmax_warp",
      "rms_norm",
      "cudnn::conv",
      "sort",
      "reduce",
      "x",
    ];
    const read = trace(...names.map((name, i) => kernel(name, 2 ** i)));
    const parts = read.points.filter(({ metric }) => !metric.endsWith(": all")).map(({ value }) => value!);
    expect(parts).toHaveLength(names.length);
    // 1 + 2 + 4 + … + 256 = 511 µs.
    expect(sum(read, "all")).toBe(0.511);
    expect(parts.reduce((total, value) => total + value, 0)).toBeCloseTo(0.511, 12);
  });

  it("says of a trace without a GPU that it has none, and invents no point", () => {
    const read = trace(kernel("aten::mm", 5, { cat: "cpu_op" }));
    expect(read.points).toEqual([]);
    expect(read.problems[0]?.found).toBe("a trace of 1 events, none of them a GPU kernel");
  });

  it("reads the list of events without an object around it, and texts with brackets in them", () => {
    const read = readText(JSON.stringify([kernel('gemm"]}\\', 3), kernel("{[", 4)]), "trace.json");
    expect(sum(read, "all")).toBe(0.007);
  });

  it("is no longer in memory than an event: a trace of many pieces is read as one", () => {
    const events = Array.from({ length: 20_000 }, (_, i) =>
      kernel(`gemm_${i % 7}`, 1, { args: { text: "x".repeat(50) } }),
    );
    const read = trace(...events);
    expect(sum(read, "matrix multiplication")).toBe(20);
    expect(read.problems).toEqual([]);
  });
});
