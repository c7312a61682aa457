import { describe, expect, it } from "vitest";
import type { Imported } from "@/lib/importers/index";
import { readText } from "./text-of";

const header = "Hardware,Num of Hardware,Framework,Model,Input Output Length,Batch Size,Latency,Throughput";
const csv = (rows: string[], head = header) => readText([head, ...rows, ""].join("\n"), "data.bin");
const metrics = (read: Imported) => read.points.map(({ metric }) => metric);
const point = (read: Imported, metric: string) => read.points.find((each) => each.metric === metric);

describe("Argonne's tables", () => {
  // 256 tok/s × 8 s = 2048 = (128 + 128) × 8.
  it("write Throughput without a unit: total tokens per second, as arithmetic proves", () => {
    const read = csv(["G,1,vLLM,m,128,8,8,256"]);
    expect(metrics(read)).toEqual(["total_tokens_per_second", "batch_latency"]);
    expect(point(read, "batch_latency")).toMatchObject({ value: 8000, unit: "ms" });
  });

  it("have one length for input and output", () => {
    expect(csv(["G,1,vLLM,m,128,8,8,256"]).points[0]!.case).toMatchObject({
      ...{ input_tokens: 128, output_tokens: 128 },
    });
  });

  // 32 × 8 = 256 = 128 + 128, whatever the batch of 8.
  it("leave the batch out of llama.cpp's rows: not comparable, so that they are no total tokens per second", () => {
    const read = csv(["G,1,llama.cpp,m,128,8,8,32", "G,1,llama.cpp,m,128,1,8,32"]);
    expect(point(read, "custom:throughput without the batch")?.case.batch).toBe(8);
    expect(point(read, "custom:latency without the batch")?.value).toBe(8);
    expect(point(read, "total_tokens_per_second")?.case.batch).toBe(1);
    expect(read.notes.join(" ")).toContain("1 row: Throughput × Latency is input + output without the batch");
  });

  it("decide by arithmetic and not by the framework's name", () => {
    expect(metrics(csv(["G,1,SomeEngine,m,128,8,8,32"]))).toContain("custom:throughput without the batch");
    expect(metrics(csv(["G,1,llama.cpp,m,128,8,8,256"]))).toContain("total_tokens_per_second");
  });

  it("hold W and mW in one column: throughput per watt tells which", () => {
    const head = `${header},avg_power,Throughput_per_watt_avg`;
    const power = (row: string) => point(csv([row], head), "power");
    expect(power("A,1,vLLM,m,128,8,8,256,485,0.5278")?.value).toBe(485);
    expect(power("H,4,vLLM,m,128,8,8,256,1051781,0.2434")).toMatchObject({
      value: 1051.781,
      provenance: { raw: "1051781", conversions: [{ from: "1051781 mW", to: "1051.781 W" }] },
    });
  });

  it("have rows with a comma too many: each is rejected with its line, none is shifted", () => {
    const read = csv(
      ["H,1,vLLM,m,128,1,Weight = fp8, KV = fp8,1,256", 'H,1,vLLM,m,128,1,"Weight = fp8, KV = fp8",1,256'],
      header.replace("Latency", "kv_cache_dtype,Latency"),
    );
    expect(read.problems).toMatchObject([{ where: { line: 2 }, found: "10 fields", expected: "9 fields" }]);
    expect(point(read, "total_tokens_per_second")?.case.extra["kv_cache_dtype"]).toBe(
      "Weight = fp8, KV = fp8",
    );
  });

  it("have rows one field short, blank lines below the header and a space behind it", () => {
    const head =
      "Hardware,Num of Hardware,Framework,Model,Input Length,Output Length,Batch Size,TTFT Latency,end_latency ";
    const read = csv(["", "G,1,vLLM,m,1024,1,16,0.5,7", "", "G,1,vLLM,n,1024,1,16,0.5"], head);
    expect(metrics(read)).toEqual(["ttft", "custom:end latency"]);
    expect(read.problems).toMatchObject([{ where: { line: 5 } }]);
  });

  it("write TTFT as the Latency of one output token", () => {
    const head = "Hardware,Num of Hardware,Framework,Model,Input Length,Output Length,Batch Size,Latency";
    expect(csv(["G,1,vLLM,m,1024,1,16,0.5"], head).points).toMatchObject([{ metric: "ttft", value: 500 }]);
    expect(csv(["G,1,vLLM,m,1024,64,16,0.5"], head).points).toMatchObject([{ metric: "batch_latency" }]);
  });

  it("write None for what a row does not have", () => {
    const head = header.replace("Latency", "speculative model,Latency");
    expect(csv(["G,1,vLLM,m,128,1,None,1,256"], head).points[0]!.case.extra).toEqual({});
  });

  it("may have a decimal comma, as a spreadsheet saves them", () => {
    const semicolons = [header, "G,1,vLLM,m,128,8,8.5,240.9411764"].map((line) => line.replaceAll(",", ";"));
    const read = readText(semicolons.join("\n").replaceAll(/(\d)\.(\d)/g, "$1,$2") + "\n", "data.bin");
    expect(point(read, "batch_latency")?.value).toBe(8500);
    expect(point(read, "total_tokens_per_second")?.value).toBe(240.9411764);
  });
});
