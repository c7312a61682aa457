import { describe, expect, it } from "vitest";
import { readText } from "./text-of";

describe("what each record has of its own", () => {
  it.each([
    ["id", [1, 2]],
    ["_id", ["run-1", "run-2"]],
    ["index", [0, 1]],
    ["uuid", ["3f2504e0-4f89-11d3-9a0c-0305e82c3301", "3f2504e0-4f89-11d3-9a0c-0305e82c3302"]],
    ["record_id", ["a1b2c3d4", "b2c3d4e5"]],
  ])("is no part of the setup, so that records of one are repeats: %s", (name, own) => {
    const records = own.map((id, i) => ({ [name]: id, model: "A", ttft_ms: [20, 24][i] }));
    const { points, notes } = readText(JSON.stringify(records), "a.json");
    expect(points.map(({ value, stats, case: of }) => [value, stats.n, of.extra])).toEqual([[22, 2, {}]]);
    expect(notes).toContain(`No part of a setup, since each row has its own: “${name}”.`);
  });

  it("is a field where it is a name, or comes again", () => {
    const named = readText("id,model,ttft_ms\nllama-8b-base,A,20\nllama-8b-tuned,A,22\n");
    expect(named.points.map(({ case: of }) => of.extra["id"])).toEqual(["llama-8b-base", "llama-8b-tuned"]);
    const again = readText("id,model,ttft_ms\n1,A,20\n1,A,22\n2,A,30\n");
    expect(again.points.map(({ value, case: of }) => [value, of.extra["id"]])).toEqual([
      [21, "1"],
      [30, "2"],
    ]);
  });

  it("is a field beside the name of a device, which an index may number", () => {
    const { points } = readText("index,gpu,power_w\n0,H100,400\n1,H100,410\n");
    expect(points.map(({ value, case: of }) => [value, of.extra["index"]])).toEqual([
      [400, "0"],
      [410, "1"],
    ]);
  });

  it("keeps programs of two commits apart", () => {
    const { points } = readText("id,commit,ttft_ms\n1,abc1234,20\n2,def5678,24\n");
    expect(points.map(({ value, stats }) => [value, stats.n])).toEqual([
      [20, null],
      [24, null],
    ]);
  });
});

it.each(["tok/s / GPU", "tok/s/GPU", "tokens/s per GPU", "Throughput (tok/s / GPU)", "tok/s/device"])(
  "%s is a rate of one GPU, and none of the system",
  (header) => {
    const { points } = readText(`model,${header}\nA,100\n`);
    expect(points.map(({ metric, value }) => [metric, value])).toEqual([["tokens_per_second_per_gpu", 100]]);
  },
);
