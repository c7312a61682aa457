import { describe, expect, it } from "vitest";
import { cutOff, withoutLines, withoutMembers } from "./broken-copies";
import { caseFolders } from "./case-folder";
import { expectWhole } from "./expect-whole";
import { readText } from "./text-of";

const importers = [
  ...["tensorrt-llm", "tensorrt-llm-log", "tensorrt-llm-csv", "llmperf", "optimum-benchmark"],
  ...["optimum-benchmark-csv", "lmdeploy", "ollama", "argonne"],
];
const folders = importers.flatMap((importer) =>
  caseFolders(importer).map((folder) => ({ ...folder, importer })),
);
const texts = folders.map((folder) => ({ ...folder, text: new TextDecoder().decode(folder.bytes) }));
/** A log begins with a bracket too, and a bare NaN is no JSON that can be taken apart and put together again. */
const isStrictJson = (text: string) =>
  /^\s*(?:\{|\[\s*\{)/.test(text) && !text.includes("NaN") && !/\}\s*\n\{/.test(text);
/** At most so many, spread over all. */
const some = (copies: string[], most = 250) =>
  copies.filter((_, i) => i % Math.ceil(copies.length / most) === 0);

describe.each(texts)("$importer: broken copies of $name", ({ text }) => {
  it("cut off anywhere, is read up to there or reported", () => {
    for (const copy of cutOff(text)) expectWhole(readText(copy, "data.bin"));
  });

  it("without a line or member, or with another value in it, is read or reported", () => {
    const copies = isStrictJson(text) ? withoutMembers(text) : withoutLines(text);
    expect(copies.length).toBeGreaterThan(5);
    for (const copy of some(copies)) expectWhole(readText(copy, "data.bin"));
  });
});

const json = (value: unknown) => readText(JSON.stringify(value), "data.bin");

describe("good results beside a broken one", () => {
  const report = (rate: unknown) => ({
    engine: { model: "m", version: "1" },
    performance: { system_output_throughput_tok_s: rate, request_throughput_req_s: 2 },
  });

  it.each([
    ["a text for a number", report("soon"), "/1/performance/system_output_throughput_tok_s"],
    ["a list for a number", report([1]), null],
    ["an object that is no report", { hello: "world" }, "/1"],
  ])("TensorRT-LLM reports: %s", (_, broken, pointer) => {
    const read = json([report(10), broken, report(30)]);
    const rate = read.points.find(({ metric }) => metric === "output_tokens_per_second");
    expect(rate).toMatchObject({ value: 20, stats: { n: 2 } });
    expect(read.problems.map(({ where }) => where)).toEqual(pointer === null ? [] : [{ pointer }]);
  });

  const response = (ttft: unknown) => ({
    error_code: null,
    ttft_s: ttft,
    end_to_end_latency_s: 1,
    number_output_tokens: 5,
  });

  it.each([
    ["a text for a number", response("soon"), "/1/ttft_s", 3],
    ["a negative time", response(-1), "/1/ttft_s", 3],
    ["no object", "response", "/1", 2],
    ["an object of another kind", { hello: 1 }, "/1", 2],
    ["null", response(null), null, 3],
  ])("LLMPerf responses: %s", (_, broken, pointer, requests) => {
    const read = json([response(0.1), broken, response(0.3)]);
    const of = (metric: string) => read.points.find((point) => point.metric === metric);
    expect(of("ttft")).toMatchObject({ value: 200, stats: { n: 2 } });
    expect(of("e2e_latency")).toMatchObject({ value: 1000, stats: { n: requests } });
    expect(read.problems.map(({ where }) => where)).toEqual(pointer === null ? [] : [{ pointer }]);
  });

  it("an optimum target without a number keeps the others", () => {
    const target = { latency: { unit: "s", mean: 0.5, stdev: 0, count: 1 }, throughput: null };
    const read = json({ prefill: { ...target, latency: { ...target.latency, mean: "fast" } }, load: target });
    expect(read.points.map(({ metric, value }) => [metric, value])).toEqual([
      ["custom:load latency", 500e-3],
    ]);
    expect(read.problems).toMatchObject([{ where: { pointer: "/prefill/latency/mean" }, found: "fast" }]);
  });
});
