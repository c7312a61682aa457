import { describe, expect, it } from "vitest";
import type { Imported } from "@/lib/importers/index";
import { readText } from "./text-of";

const value = (read: Imported, metric: string) => read.points.find((point) => point.metric === metric);
const json = (object: unknown) => readText(JSON.stringify(object), "data.bin");
const lines = (...each: string[]) => readText(`${each.join("\n")}\n`, "data.bin");

const row = {
  hw: "x100",
  tp: 4,
  conc: 8,
  model: "m",
  framework: "vllm",
  precision: "fp8",
  tput_per_gpu: 100.5,
};

describe("InferenceX, trap by trap", () => {
  it("reads times without a unit as seconds, which TPOT × interactivity = 1 confirms", () => {
    const read = json({ ...row, mean_ttft: 0.25, mean_tpot: 0.02, mean_intvty: 50.0 });
    expect(value(read, "ttft")).toMatchObject({ value: 250, unit: "ms" });
    expect(read.notes[0]).toContain("TPOT × interactivity = 1");
  });

  it("reads a row in milliseconds as such where its arithmetic says so, and reports it", () => {
    const read = json({ ...row, mean_ttft: 250.0, mean_tpot: 20.0, mean_intvty: 50.0 });
    expect(value(read, "ttft")?.value).toBe(250);
    expect(read.problems).toMatchObject([{ expected: expect.stringContaining("milliseconds") as string }]);
  });

  it("keeps total, output and input tokens per GPU apart, and none is the system's rate", () => {
    const read = json({ ...row, output_tput_per_gpu: 40.5, input_tput_per_gpu: 60.5 });
    expect(read.points.map(({ metric, value: found }) => [metric, found])).toEqual([
      ["tokens_per_second_per_gpu", 100.5],
      ["custom:output tokens per second per GPU", 40.5],
      ["custom:input tokens per second per GPU", 60.5],
    ]);
  });

  it("does not take p99_intvty, the slow end, for a 99th percentile of a rate", () => {
    const read = json({ ...row, mean_tpot: 0.02, mean_intvty: 50.0, p99_intvty: 40.0 });
    expect(value(read, "tokens_per_second_per_user")?.stats).toMatchObject({ mean: 50, p99: null });
    expect(value(read, "custom:interactivity at p99 TPOT")?.value).toBe(40);
  });

  it("drops std_intvty, the reciprocal of a spread", () => {
    const read = json({ ...row, mean_intvty: 50.0, std_intvty: 7170.3 });
    expect(value(read, "tokens_per_second_per_user")?.stats.sd).toBeNull();
    expect(JSON.stringify(read.points)).not.toContain("7170.3");
  });

  // tensor 4 × pipeline 2; expert parallelism shares those GPUs.
  it("counts GPUs as tensor × pipeline parallel: expert parallel does not multiply", () => {
    expect(json({ ...row, pp: 2, ep: 8 }).points[0]!.case).toMatchObject({
      accelerators: 8,
      expert_parallel: 8,
      pipeline_parallel: 2,
    });
  });

  it("adds prefill and decode GPUs only where they are apart", () => {
    const both = { num_prefill_gpu: 4, num_decode_gpu: 8 };
    expect(json({ ...row, ...both, disagg: true }).points[0]!.case.accelerators).toBe(12);
    expect(json({ ...row, ...both, disagg: "true" }).points[0]!.case.accelerators).toBe(12);
    expect(json({ ...row, ...both, disagg: false }).points[0]!.case.accelerators).toBe(8);
  });

  it("keeps string booleans as the file writes them", () => {
    const read = json({ ...row, dp_attention: "false", disagg: false });
    expect(read.points[0]!.case.extra).toMatchObject({ dp_attention: "false", disagg: "false" });
  });

  it("tells servers of two images apart: the version stands in the tag", () => {
    const image = (tag: string) => ({ ...row, image: `registry.example:5000/serve/vllm:${tag}` });
    const read = json([image("v0.11.0"), image("v0.12.0")]);
    expect(read.points.map(({ case: of }) => of.system_version)).toEqual(["v0.11.0", "v0.12.0"]);
    expect(
      json({ ...row, image: "registry.example:5000/serve/vllm" }).points[0]!.case.system_version,
    ).toBeNull();
  });

  it("makes repeats of rows that differ in what they measured and in links to their runs", () => {
    const run = (tput: number, id: number) => ({
      ...row,
      tput_per_gpu: tput,
      run_url: `https://example.org/${id}`,
      kv_cache_share: tput / 3,
    });
    const read = json([run(90.5, 1), run(110.5, 2)]);
    expect(value(read, "tokens_per_second_per_gpu")).toMatchObject({
      value: 100.5,
      stats: { n: 2 },
      interval: { varies: "between-run" },
    });
  });

  it("gives one row's throughput no interval, and no interval to a spread without its n", () => {
    const read = json({ ...row, mean_ttft: 0.25, std_ttft: 0.1 });
    expect(read.points.map(({ interval }) => interval)).toEqual([null, null]);
    expect(value(read, "ttft")?.stats).toMatchObject({ sd: 100, n: null });
  });

  it("reads bare NaN as missing and an array that breaks off up to its last whole row", () => {
    const read = readText(
      `[${JSON.stringify(row)}, {"hw": "x100", "conc": 16, "tput_per_gpu": NaN}, {"hw": "x`,
    );
    expect(read.points).toMatchObject([
      { value: 100.5 },
      { value: null, missing: "NaN", case: { concurrency: 16 } },
    ]);
    expect(read.problems).toHaveLength(1);
  });

  it("believes values before the header: seconds under “(ms)” are flagged and recorded", () => {
    const head =
      "Hardware,Framework,Concurrency,Throughput/GPU (tok/s),Mean TTFT (ms),Mean TPOT (ms),Mean Interactivity (tok/s/user)";
    const read = lines(head, "x100,vllm,8,100,0.5,0.02,50");
    expect(value(read, "ttft")).toMatchObject({ value: 500 });
    expect(value(read, "ttft")?.provenance.conversions.map(({ by }) => by)).toEqual([
      "TPOT × interactivity = 0.02 × 50 = 1.000",
      "× 1000",
    ]);
    expect(read.problems).toMatchObject([{ where: { line: 1, column: 5 } }]);
  });

  it("believes the header where the values do not contradict it", () => {
    const head = "Hardware,Framework,Concurrency,Throughput/GPU (tok/s),Mean TTFT (ms)";
    expect(value(lines(head, "x100,vllm,8,100,0.5"), "ttft")?.value).toBe(0.5);
    expect(value(lines(head.replace("(ms)", "(s)"), "x100,vllm,8,100,0.5"), "ttft")?.value).toBe(500);
  });

  it("decides the unit of each row of a mixed export by the row itself", () => {
    const head =
      "Hardware,Framework,Concurrency,Throughput/GPU (tok/s),Mean TTFT (ms),Mean TPOT (ms),Mean Interactivity (tok/s/user)";
    const read = lines(head, "x100,vllm,8,100,0.5,0.02,50", "x100,vllm,16,100,600,25,40");
    const ttfts = read.points.filter(({ metric }) => metric === "ttft").map((point) => point.value);
    expect(ttfts).toEqual([500, 600]);
  });

  it("does not take Tok/sec/user of a text table, which counts input, for interactivity", () => {
    const read = lines(
      "| TP | Concurrency | Tok/sec | Tok/sec/gpu | Tok/sec/user |",
      "+----+-------------+---------+-------------+--------------+",
      "| 2  | 4           | 400     | 200         | 100          |",
    );
    expect(value(read, "tokens_per_second_per_user")).toBeUndefined();
    expect(value(read, "custom:total tokens per second ÷ concurrency")?.value).toBe(100);
    expect(value(read, "total_tokens_per_second")?.value).toBe(400);
  });

  it("reads an experiment's keys without _ms as seconds, and as ms where the duration rules that out", () => {
    const run = {
      model_id: "m",
      max_concurrency: 4,
      completed: 40,
      request_throughput: 2,
      output_throughput: 200,
    };
    expect(value(json({ ...run, duration: 20, median_e2el: 1.9 }), "e2e_latency")?.value).toBe(1900);
    // 1900 s × 40 ÷ 4 = 19 000 s of requests in 20 s is impossible; 1900 ms are 19 s.
    expect(value(json({ ...run, duration: 20, median_e2el: 1900 }), "e2e_latency")?.value).toBe(1900);
  });
});

describe("nvidia-smi, trap by trap", () => {
  const head = "timestamp, index, power.draw [W], memory.used [MiB]";
  const at = (second: number, index: number, power: string, memory = "1000 MiB") =>
    `2026/01/02 03:04:0${second}.000, ${index}, ${power}, ${memory}`;

  it("reads units in cells, after a comma and a space", () => {
    const read = lines(head, at(1, 0, "76.10 W"), at(2, 0, "77.10 W"));
    expect(value(read, "power")).toMatchObject({ value: 76.6, unit: "W", stats: { n: 2 } });
  });

  // 100 + 200 and 120 + 220: not the mean of four rows, 160.
  it("sums the GPUs of one time before it averages over the times", () => {
    const read = lines(head, at(1, 0, "100 W"), at(1, 1, "200 W"), at(2, 0, "120 W"), at(2, 1, "220 W"));
    expect(value(read, "power")).toMatchObject({
      value: 320,
      case: { accelerators: 2 },
      samples: { values: [300, 340] },
    });
  });

  it("keeps times apart by the GPU's number, not by the clock, which differs within a time", () => {
    const read = lines(head, at(1, 0, "100 W"), at(2, 1, "200 W"), at(2, 0, "100 W"), at(3, 1, "200 W"));
    expect(value(read, "power")).toMatchObject({ value: 300, stats: { n: 2, sd: 0 } });
  });

  it("leaves out a time that lacks a GPU: its sum would be too low", () => {
    const read = lines(head, at(1, 0, "100 W"), at(1, 1, "200 W"), at(2, 0, "100 W"));
    expect(value(read, "power")).toMatchObject({ value: 300, evidence: "single" });
    expect(read.problems).toMatchObject([{ where: { line: 4 } }]);
  });

  it("does not read [N/A] as 0", () => {
    const read = lines(head, at(1, 0, "[N/A]"), at(2, 0, "100 W"), at(3, 0, "[Not Supported]"));
    expect(value(read, "power")).toMatchObject({ value: 100, stats: { n: 1 } });
  });

  it("takes the largest memory in use, from MiB to GB", () => {
    const read = lines(
      head,
      at(1, 0, "1 W", "1000 MiB"),
      at(2, 0, "1 W", "2000 MiB"),
      at(3, 0, "1 W", "500 MiB"),
    );
    // 2000 × 1024² bytes
    expect(value(read, "peak_memory")).toMatchObject({ value: 2.097152, provenance: { raw: "2000 MiB" } });
  });

  it("says that power is the device's, that its spread is within the run, and that idle times are in it", () => {
    const read = lines(head, at(1, 0, "100 W"), at(2, 0, "110 W"), at(3, 0, "120 W"));
    expect(value(read, "power")).toMatchObject({
      case: { extra: { power_scope: "device" } },
      interval: { varies: "within-run" },
    });
    expect(read.notes.join(" ")).toContain("idle");
  });

  it("names no GPU by its UUID", () => {
    const read = lines("timestamp, uuid, power.draw [W]", "2026/01/02 03:04:05.000, GPU-1234-5678, 100 W");
    expect(value(read, "power")?.value).toBe(100);
    expect(JSON.stringify(read)).not.toContain("1234-5678");
  });
});
