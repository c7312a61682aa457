import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import type { Imported } from "@/lib/importers/index";
import { pairLlmperf, readerOf, readLlmperfPair } from "@/lib/importers/llmperf-pair";
import { readFiles } from "@/lib/importers/read-files";
import { fileFromBytes } from "@/lib/importers/source-file";
import { bytesOf, readText } from "./text-of";

const point = (read: Imported, metric: string) => read.points.find((each) => each.metric === metric);
const summary = {
  ...{ version: "2023-08-31", name: "m_550_150_summary", model: "m", num_concurrent_requests: 2 },
  ...{ results_ttft_s_mean: 0.2, results_ttft_s_stddev: 0.1, results_ttft_s_quantiles_p50: 0.2 },
  ...{ results_inter_token_latency_s_mean: 0.00588, results_num_completed_requests: 3 },
  ...{ results_num_completed_requests_per_min: 90, results_mean_output_throughput_token_per_s: 60 },
  results_error_code_frequency: "{-100.0: 49}",
};
const response = (ttft: number, error: number | null = null) => ({
  ...{ error_code: error, ttft_s: ttft, end_to_end_latency_s: 1, number_output_tokens: 10 },
});
const read = (value: unknown) => readText(JSON.stringify(value), "data.bin");

describe("LLMPerf", () => {
  it("writes seconds: they become ms, and requests a minute requests a second", () => {
    expect(point(read(summary), "ttft")).toMatchObject({ value: 200, unit: "ms" });
    expect(point(read(summary), "requests_per_second")?.value).toBe(1.5);
  });

  it("has the first token in its inter-token latency: neither TPOT nor ITL", () => {
    const metrics = read(summary).points.map(({ metric }) => metric);
    expect(metrics).toContain("custom:inter-token latency with first token");
    expect(metrics.filter((metric) => metric === "tpot" || metric === "itl")).toEqual([]);
    expect(read(summary).notes.join(" ")).toContain("neither TPOT nor ITL");
  });

  it("states the sample's sd, which is not converted again", () => {
    expect(point(read(summary), "ttft")!.stats).toMatchObject({ n: 3, sd: 100 });
  });

  it("writes a bare NaN for a series without a value: missing, as written", () => {
    const text = JSON.stringify(summary).replace('"results_ttft_s_mean":0.2', '"results_ttft_s_mean":NaN');
    const nothing = readText(
      text.replace(/"results_ttft_s_quantiles_p50":0.2/, '"results_ttft_s_quantiles_p50":NaN'),
      "data.bin",
    );
    expect(point(nothing, "ttft")).toMatchObject({ value: null, missing: "NaN" });
  });

  it("has one throughput a run: no interval from its requests", () => {
    expect(point(read(summary), "output_tokens_per_second")).toMatchObject({
      interval: null,
      stats: { n: 1 },
    });
  });

  it("holds failed requests in its responses: they are no samples", () => {
    const ttft = point(read([response(0.1), response(0, 500), response(0.3)]), "ttft")!;
    expect(ttft).toMatchObject({ value: 200, stats: { n: 2, min: 100 } });
    expect(Array.from(ttft.samples!.at)).toEqual([0, 2]);
  });

  it("keeps messages of errors out of every point", () => {
    const failed = { ...response(0, 500), error_msg: "key sk-123 of alice@example.org refused" };
    expect(JSON.stringify(read([response(0.1), failed]))).not.toMatch(/sk-123|alice/);
  });
});

describe("the two files of one LLMPerf run", () => {
  const file = (name: string, value: unknown) => fileFromBytes(name, bytesOf(JSON.stringify(value)));
  const responses = [response(0.1), response(0.2), response(0.3)];
  const names = (files: readonly { name: string }[]) => files.map(({ name }) => name);

  it.each([
    ["out/m_550_150_summary.json", "out/m_550_150_individual_responses.json"],
    ["raw_data/summary/m.json", "raw_data/individual/m.json"],
  ])("%s and %s belong together", (one, other) => {
    const { pairs, rest } = pairLlmperf([file(other, responses), file(one, summary)]);
    expect(pairs).toMatchObject([{ summary: { name: one }, responses: { name: other } }]);
    expect(rest).toEqual([]);
  });

  it("stay alone under other names, in other folders, or where a name has two of a kind", () => {
    const files = [
      file("a_summary.json", summary),
      file("b_individual_responses.json", responses),
      file("x/c_summary.json", summary),
      file("y/c_individual_responses.json", responses),
      file("d_summary.json", summary),
      file("d-summary.json", summary),
      file("d_individual_responses.json", responses),
      file("readme_summary.json", { hello: 1 }),
    ];
    const { pairs, rest } = pairLlmperf(files);
    expect([pairs.length, names(rest)]).toEqual([0, names(files)]);
  });

  // 100, 200 and 300 ms: mean 200, sd 100, as the summary states; n = 3.
  it("are one run: the requests are the samples of the summary's metrics", () => {
    const { pairs } = pairLlmperf([
      file("m_summary.json", summary),
      file("m_individual_responses.json", responses),
    ]);
    const paired = readLlmperfPair(pairs[0]!);
    expect(paired.points.filter(({ metric }) => metric === "ttft")).toHaveLength(1);
    const ttft = point(paired, "ttft")!;
    expect(ttft).toMatchObject({
      value: 200,
      evidence: "samples",
      stats: { n: 3, sd: 100 },
      case: { model: "m" },
    });
    expect(Array.from(ttft.samples!.values)).toEqual([100, 200, 300]);
    expect(JSON.stringify(ttft.provenance.conversions)).toContain("m_individual_responses.json");
    expect(point(paired, "output_tokens_per_second")?.value).toBe(60);
  });

  it("of which one contradicts the other keep the summary's statement", () => {
    const pair = {
      summary: file("m_summary.json", summary),
      responses: file("m_individual_responses.json", [response(0.7), response(0.9)]),
    };
    const ttft = point(readLlmperfPair(pair), "ttft")!;
    expect(ttft).toMatchObject({ value: 200, samples: null, evidence: "summary" });
    expect(ttft.provenance.conversions).toContainEqual(expect.objectContaining({ to: "not used" }));
  });

  it("come out of an archive as one run; the responses are not read a second time", () => {
    const zipped = zipSync({
      "out/m_summary.json": bytesOf(JSON.stringify(summary)),
      "out/m_individual_responses.json": bytesOf(JSON.stringify(responses)),
      "out/table.csv": bytesOf("metric,value,unit\nttft,7,ms\n"),
    });
    const archive = fileFromBytes("out.zip", zipped);
    const entries = Array.from(readFiles(archive, { bytes: 1e6 }, readerOf));
    expect(entries.map(({ entry, imported }) => [entry, imported.points.length])).toEqual([
      ["out/m_summary.json", 4],
      ["out/m_individual_responses.json", 0],
      ["out/table.csv", 1],
    ]);
    expect(entries[0]!.imported.points.find(({ metric }) => metric === "ttft")?.evidence).toBe("samples");
    expect(entries[1]!.imported.problems[0]!.found).toContain("out/m_summary.json");
  });

  it("of folders that hold files of one name are told apart by their folders", () => {
    const files = ["a", "b"].flatMap((folder) => [
      [`${folder}/m_summary.json`, file("m_summary.json", summary)] as const,
      [`${folder}/m_individual_responses.json`, file("m_individual_responses.json", responses)] as const,
    ]);
    const paths = new Map(files.map(([path, each]) => [each, path]));
    const { pairs, rest } = pairLlmperf([...paths.keys()], (each) => paths.get(each)!);
    expect(pairs.map((pair) => [paths.get(pair.summary), paths.get(pair.responses)])).toEqual([
      ["a/m_summary.json", "a/m_individual_responses.json"],
      ["b/m_summary.json", "b/m_individual_responses.json"],
    ]);
    expect(rest).toEqual([]);
  });
});
