import { describe, expect, it } from "vitest";
import type { Imported } from "@/lib/importers/index";
import { caseKey } from "@/lib/points/case";
import { readText } from "./text-of";

const value = (read: Imported, metric: string) => read.points.find((point) => point.metric === metric);
const json = (object: unknown) => readText(JSON.stringify(object), "data.bin");

const rule = "=".repeat(48);

function summary(scenario: string, results: string[], parameters: string[] = []): Imported {
  const head = [rule, "MLPerf Results Summary", rule, "SUT name : S", `Scenario : ${scenario}`];
  const tail = ["", rule, "Test Parameters Used", rule, ...parameters];
  return readText([...head, "Mode     : PerformanceOnly", ...results, ...tail].join("\n"), "data.bin");
}

function detail(...facts: [string, unknown][]): Imported {
  const line = ([key, given]: [string, unknown]) =>
    `:::MLLOG ${JSON.stringify({ key, value: given, time_ms: 1.5, event_type: "POINT_IN_TIME" })}`;
  return readText(facts.map(line).join("\n"), "data.bin");
}

describe("MLPerf's LoadGen, trap by trap", () => {
  it("does not read Offline's latencies, which are times within one giant query", () => {
    const read = summary("Offline", [
      "Samples per second: 10.5",
      "Mean latency (ns)               : 1363190560123",
    ]);
    expect(read.points.map(({ metric }) => metric)).toEqual(["samples_per_second"]);
    expect(read.notes.join(" ")).toContain("one query");
  });

  it("reads latencies in nanoseconds, whatever the spacing before the colon", () => {
    const read = summary("Server", [
      "Mean latency (ns): 5000000",
      "99.00 percentile latency (ns)   :   7000000",
    ]);
    expect(value(read, "e2e_latency")).toMatchObject({ value: 5, unit: "ms", stats: { p99: 7 } });
  });

  it("does not take a limit for a measurement: ttft_latency (ns) is a parameter", () => {
    const read = summary("Server", ["Completed samples per second : 4.5"], ["ttft_latency (ns): 2000000000"]);
    expect(value(read, "ttft")).toBeUndefined();
    expect(read.points[0]!.case.extra["ttft_latency (ns)"]).toBe("2000000000");
  });

  it("keeps the rate that was completed apart from the one that was scheduled", () => {
    const read = summary("Server", [
      "Completed samples per second : 4.5",
      "Scheduled samples per second : 5.0",
    ]);
    expect(value(read, "samples_per_second")?.value).toBe(4.5);
    expect(value(read, "custom:scheduled samples per second")?.value).toBe(5);
  });

  it("keeps an INVALID run, marks it and never merges it with a valid one", () => {
    const invalid = summary("Offline", ["Samples per second: 10.5", "Result is : INVALID"]);
    const valid = summary("Offline", ["Samples per second: 10.5", "Result is : VALID"]);
    expect(invalid.points).toMatchObject([{ value: 10.5, case: { extra: { validity: "INVALID" } } }]);
    expect(invalid.problems).toMatchObject([{ where: { line: 8 }, found: "INVALID" }]);
    expect(valid.problems).toEqual([]);
    expect(caseKey(invalid.points[0]!.case)).not.toBe(caseKey(valid.points[0]!.case));
  });

  it("reads Time to Output Token as TPOT", () => {
    const read = summary("Server", ["Mean Time to Output Token (ns)                : 25000000"]);
    expect(value(read, "tpot")?.value).toBe(25);
  });

  it("counts tokens per second once where the report states them twice", () => {
    const read = summary("Server", [
      "Completed tokens per second: 900.5",
      "Completed tokens per second                 : 900.5",
    ]);
    expect(read.points).toMatchObject([
      { metric: "output_tokens_per_second", value: 900.5, evidence: "single", runs: [] },
    ]);
  });

  it("keeps tokens that were inferred from samples apart from tokens that were counted", () => {
    const read = summary("Offline", ["Samples per second: 10.5", "Tokens per second (inferred): 1344"]);
    expect(value(read, "output_tokens_per_second")).toBeUndefined();
    expect(value(read, "custom:tokens per second (inferred)")?.value).toBe(1344);
  });

  it("reads the rate at which an Interactive run was sent requests, as for Server", () => {
    const read = summary("Interactive", ["Completed samples per second : 4.5"], ["target_qps : 5"]);
    expect(read.points[0]!.case).toMatchObject({ scenario: "Interactive", request_rate: 5 });
  });

  it("makes repeats of runs of one setup that differ in their seeds", () => {
    const run = (seed: string, rate: number) =>
      `${rule}\nMLPerf Results Summary\n${rule}\nScenario : Offline\nSamples per second: ${rate}\nTest Parameters Used\ntarget_qps : 10\nqsl_rng_seed : ${seed}\n`;
    const read = readText(run("1", 10) + run("2", 12));
    expect(value(read, "samples_per_second")).toMatchObject({ value: 11, stats: { n: 2 } });
  });

  it("does not count one run twice that stands in summary and detailed log", () => {
    const short = summary("Offline", ["Samples per second: 10.5"], ["target_qps : 10"]);
    const long = detail(
      ["effective_scenario", "Offline"],
      ["effective_target_qps", 10],
      ["result_samples_per_second", 10.5],
    );
    expect(value(long, "samples_per_second")?.value).toBe(10.5);
    expect(caseKey(short.points[0]!.case)).not.toBe(caseKey(long.points[0]!.case));
  });

  it("keeps a seed beyond 2^53 and LoadGen's history out of every point", () => {
    const read = detail(
      ["loadgen_git_log_message", "a name <mail@example.org>"],
      ["effective_scenario", "Offline"],
      ["effective_qsl_rng_seed", 14771362308971278],
      ["result_samples_per_second", 10.5],
    );
    expect(JSON.stringify(read.points)).not.toMatch(/seed|mail@/);
  });

  it("reads MultiStream's latency of a query, not that of its samples", () => {
    const read = detail(
      ["effective_scenario", "MultiStream"],
      ["result_mean_query_latency_ns", 8000000],
      ["result_mean_latency_ns", 1000000],
      ["result_99.00_percentile_per_query_latency_ns", 9000000],
    );
    expect(value(read, "e2e_latency")).toMatchObject({ value: 8, stats: { p99: 9 } });
  });
});

describe("MLPerf's published results, trap by trap", () => {
  const result = {
    ...{ Model: "m-99", Scenario: "Offline", Performance_Result: 100.5, Performance_Units: "Tokens/s" },
    ...{ Nodes: 2, "a#": 8, Accelerator: "Example X100", Platform: "P" },
  };

  it("reads the unit of each result: a latency is no throughput", () => {
    const latency = { ...result, Scenario: "SingleStream", Performance_Units: "Latency (ms)" };
    expect(json([latency]).points).toMatchObject([{ metric: "e2e_latency", value: 100.5, statistic: "p90" }]);
    expect(json([{ ...result, Performance_Units: "Samples/s" }]).points[0]!.metric).toBe(
      "samples_per_second",
    );
    expect(json([{ ...result, Performance_Units: "Frames/s" }]).points).toMatchObject([
      { metric: "custom:MLPerf result", unit: "Frames/s" },
    ]);
  });

  it("multiplies accelerators of a node by nodes", () => {
    expect(json([result]).points[0]!.case).toMatchObject({ accelerators: 16, nodes: 2 });
  });

  it("reads power of the whole system, and none where the result has none", () => {
    const powered = { ...result, has_power: true, Power_Result: 5000, Power_Units: "Watts" };
    expect(value(json([powered]), "power")).toMatchObject({
      value: 5000,
      case: { extra: { power_scope: "wall" } },
    });
    expect(value(json([{ ...result, has_power: false, Power_Result: 0 }]), "power")).toBeUndefined();
    const stream = json([{ ...powered, Power_Units: "millijoules" }]);
    expect(value(stream, "power")).toBeUndefined();
    expect(value(stream, "custom:energy per stream")).toMatchObject({ unit: "mJ" });
  });

  it("keeps the same number under -99 and -99.9 as two results, and says so", () => {
    const read = json([result, { ...result, Model: "m-99.9" }]);
    expect(read.points.map(({ stats }) => stats.n)).toEqual([1, 1]);
    expect(read.notes.join(" ")).toContain("1 result stands under both");
  });

  it("reads a result written twice once", () => {
    const read = json([result, result]);
    expect(read.points).toMatchObject([{ stats: { n: 1 } }]);
    expect(read.problems).toMatchObject([{ where: { pointer: "/1" }, found: "the same as /0, read once" }]);
  });

  it("reads a number in quotes", () => {
    expect(json([{ ...result, Performance_Result: "100.5" }]).points[0]!.value).toBe(100.5);
  });

  it("takes the processor as hardware where there is no accelerator", () => {
    const read = json([{ ...result, Accelerator: "N/A", "a#": 0, Processor: "Example CPU" }]);
    expect(read.points[0]!.case).toMatchObject({ hardware: "Example CPU", accelerators: null });
  });
});

describe("what MLPerf submissions hold beside results", () => {
  it("says of a system description that it is one, though every value in it is a text", () => {
    const read = json({
      ...{ number_of_nodes: "1", host_processor_model_name: "N/A", accelerator_model_name: "Example X100" },
      ...{ accelerators_per_node: "8", host_memory_capacity: "2.2TiB", framework: "" },
    });
    expect(read.importer).toBeNull();
    expect(read.points).toEqual([]);
    expect(read.problems).toMatchObject([
      { found: "an MLPerf system description: 8 × Example X100; nodes: 1" },
    ]);
  });

  it("sums no channels: the first Watts of a power log are the sum already", () => {
    const read = readText(
      "Time,01-02-2026 03:04:05.500,Watts,900.0,Volts,230,Ch1,Watts,400.0,Ch2,Watts,500.0\n",
    );
    expect(value(read, "power")).toMatchObject({
      value: 900,
      evidence: "single",
      case: { extra: { power_scope: "wall" } },
    });
  });

  it("keeps the meter's ranging phase apart from the test", () => {
    const at = (second: number, watts: number, phase: string) =>
      `Time,01-02-2026 03:04:0${second}.500,Watts,${watts},Mark,2026-01-02_${phase}\n`;
    const read = readText(at(1, 500, "ranging") + at(2, 900, "testing") + at(3, 1100, "testing"));
    expect(read.points.map(({ value: found, case: of }) => [found, of.extra["phase"]])).toEqual([
      [500, "ranging"],
      [1000, "testing"],
    ]);
  });
});
