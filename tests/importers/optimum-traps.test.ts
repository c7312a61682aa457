import { describe, expect, it } from "vitest";
import type { Imported } from "@/lib/importers/index";
import { readText } from "./text-of";

const point = (read: Imported, metric: string) => read.points.find((each) => each.metric === metric);
const latency = (values: number[], stdev: number) => ({
  ...{ unit: "s", values, count: values.length, stdev, stdev_: 99 },
  mean: values.reduce((sum, value) => sum + value, 0) / values.length,
});
const bench = (report: object, config: object = {}) =>
  readText(JSON.stringify({ config, report }), "data.bin");

describe("optimum-benchmark", () => {
  // 2 and 4 s: population sd 1, sample sd √2; as written without values, n = 4: 1 × √(4/3).
  it("states the population's sd: the sample's is made of it, from the values or by n", () => {
    expect(point(bench({ call: { latency: latency([2, 4], 1) } }), "batch_latency")!.stats.sd).toBeCloseTo(
      1000 * Math.SQRT2,
      9,
    );
    const summary = { call: { latency: { unit: "s", mean: 3, stdev: 1, count: 4 } } };
    expect(point(bench(summary), "batch_latency")!.stats.sd).toBeCloseTo(1000 * Math.sqrt(4 / 3), 9);
  });

  it("writes stdev_ in percent of the mean: it is no sd", () => {
    const { stats } = point(
      bench({ call: { latency: { ...latency([3], 0), stdev_: 12 } } }),
      "batch_latency",
    )!;
    expect(stats).toMatchObject({ n: 1, sd: null });
  });

  it("writes a stdev of 0 for one pass: unknown, and no interval", () => {
    expect(point(bench({ load: { latency: latency([5], 0) } }), "custom:load latency")).toMatchObject({
      ...{ evidence: "single", interval: null, stats: { n: 1, sd: null } },
    });
  });

  it("says gpu_vram_mb and means bytes", () => {
    const report = { call: { latency: latency([1], 0) } };
    const vram = (value: number) =>
      bench(report, { environment: { gpu_vram_mb: value } }).points[0]!.case.extra["gpu_vram"];
    expect(vram(16106127360)).toBe("16106127360 bytes");
    expect(vram(81920)).toBe("81920 MB");
  });

  it("counts memory in MB of 10⁶ bytes", () => {
    const memory = { unit: "MB", max_ram: 100, max_global_vram: 2500 };
    expect(point(bench({ call: { memory, latency: latency([1], 0) } }), "peak_memory")).toMatchObject({
      ...{ value: 2.5, unit: "GB" },
      provenance: { raw: "2500", conversions: [{ from: "2500 MB", to: "2.5 GB" }] },
    });
  });

  // 3.6 × 10⁶ J a kWh.
  it("turns tokens/kWh of a generation into J/token, and leaves a prompt's as they are", () => {
    const efficiency = { unit: "tokens/kWh", value: 1_800_000 };
    const target = { latency: latency([1], 0), efficiency };
    expect(point(bench({ decode: target }), "energy_per_token")?.value).toBe(2);
    expect(point(bench({ prefill: target }), "custom:prefill efficiency")).toMatchObject({
      ...{ value: 1_800_000, unit: "tokens/kWh" },
    });
  });

  it("takes seconds of a pass over a batch: prefill is TTFT, decode ÷ (new tokens − 1) TPOT", () => {
    const config = { scenario: { new_tokens: 11, input_shapes: { batch_size: 8 } } };
    const read = bench(
      { prefill: { latency: latency([0.05], 0) }, decode: { latency: latency([1], 0) } },
      config,
    );
    expect(point(read, "ttft")).toMatchObject({ value: 50, case: { batch: 8 } });
    expect(point(read, "tpot")).toMatchObject({ value: 100, provenance: { raw: "1" } });
  });

  it("measures a run on the CPU of a machine with GPUs: its hardware is the CPU", () => {
    const environment = { cpu: " Example CPU", gpu: ["Tesla T4"], gpu_count: 1 };
    const read = bench({ call: { latency: latency([1], 0) } }, { backend: { device: "cpu" }, environment });
    expect(read.points[0]!.case).toMatchObject({ hardware: "Example CPU", accelerators: null });
  });

  it("names tokens, volumes and caches in its configuration: none comes into a point", () => {
    const backend = {
      token: "hf_abc",
      volumes: { "/home/x": { bind: "/d" } },
      hub_kwargs: { cache_dir: "/home/x" },
    };
    const read = bench({ call: { latency: latency([1], 0) } }, { backend });
    expect(JSON.stringify(read.points)).not.toMatch(/hf_abc|home/);
  });
});

describe("optimum-benchmark's old tables", () => {
  const csv = (header: string, row: string) => readText(`${header}\n${row}\n`, "data.bin");

  it("write samles/s, iter/s and tok/s", () => {
    const read = csv(
      ",training.throughput(samles/s),forward.throughput(iter/s),generate.throughput(tok/s)",
      "0,1,2,3",
    );
    expect(read.points.map(({ metric, unit, value }) => [metric, unit, value])).toEqual([
      ["training_samples_per_second", "samples/s", 1],
      ["custom:forward throughput", "iter/s", 2],
      ["output_tokens_per_second", "tok/s", 3],
    ]);
  });

  it("number their rows in a column without a name: rows of one setup are repeats all the same", () => {
    const read = readText(",model,decode.throughput(tokens/s)\n0,m,10\n1,m,30\n", "data.bin");
    expect(read.points).toMatchObject([{ value: 20, stats: { n: 2 } }]);
  });

  it("list GPUs as Python does", () => {
    const read = csv("model,device,environment.gpus,decode.throughput(tokens/s)", `m,cuda,['Example GPU'],5`);
    expect(read.points[0]!.case).toMatchObject({ hardware: "Example GPU", accelerators: 1 });
  });

  it("state means without a count: no interval", () => {
    const read = csv("model,decode.latency(s)", "m,5");
    expect(read.points).toMatchObject([{ interval: null, stats: { n: null, sd: null } }]);
  });

  it("hold the trace of a failed run beside its figures: it stays there", () => {
    const header =
      "Unnamed: 0,config.backend.model,report.decode.throughput.unit,report.decode.throughput.value,report.traceback";
    const read = csv(header, `7,m,tokens/s,5,File /home/x/run.py`);
    expect(read.points).toMatchObject([{ value: 5, case: { model: "m", extra: {} } }]);
  });
});
