import { describe, expect, it } from "vitest";
import { jsonDraft, type JsonMetric } from "@/lib/importers/json-metric";
import { recordsOf } from "@/lib/importers/json-record";
import { labelLinesOf } from "@/lib/importers/label-lines";
import { emptySetup } from "@/lib/importers/setup-field";
import { readJson } from "@/lib/importers/tolerant-json";

function draftOf(text: string, metric: JsonMetric) {
  return jsonDraft(recordsOf(readJson(text))[0]!, emptySetup(), metric);
}

const ttft: JsonMetric = {
  metric: "ttft",
  unit: "s",
  at: { mean: ["ttft", "mean"], p99: ["ttft", "p99"], sd: ["ttft", "std"] },
};

describe("jsonDraft", () => {
  it("converts each statistic from the tool's unit, each with its place", () => {
    const draft = draftOf('{"ttft":{"mean":0.05,"p99":0.2,"std":0.01}}', ttft);
    expect(draft).toMatchObject({ value: 50, statistic: "mean", unit: "ms" });
    expect(draft?.stats).toMatchObject({ mean: 50, p99: 200, sd: 10, n: null, median: null });
    expect(draft?.provenance).toMatchObject({
      locator: { pointer: "/ttft/mean" },
      raw: "0.05",
      conversions: [{ from: "0.05 s", to: "50 ms", by: "× 1000" }],
      statistics: { p99: { locator: { pointer: "/ttft/p99" }, raw: "0.2" } },
    });
  });

  it("is null where the record has no member of the metric, or only null", () => {
    expect(draftOf('{"itl":{"mean":1}}', ttft)).toBeNull();
    expect(draftOf('{"ttft":{"mean":null}}', ttft)).toBeNull();
  });

  it("keeps a text for no number as missing, as written", () => {
    expect(draftOf('{"ttft":{"mean":NaN}}', ttft)).toMatchObject({ value: null, missing: "NaN" });
    expect(draftOf('{"ttft":{"mean":"N/A"}}', ttft)).toMatchObject({ value: null, missing: "N/A" });
  });

  it("lets the next statistic stand for a mean that is no number", () => {
    const draft = draftOf('{"ttft":{"mean":NaN,"p99":0.2}}', ttft);
    expect(draft).toMatchObject({ value: 200, statistic: "p99", stats: { mean: null } });
  });

  // Population sd of 2, 4 is 1; their sample sd is √2.
  it("converts a population's sd where n is known, and says so", () => {
    const metric: JsonMetric = { ...ttft, unit: "ms", sd: "population", n: 2 };
    const draft = draftOf('{"ttft":{"mean":3,"std":1}}', metric);
    expect(draft?.stats.sd).toBeCloseTo(Math.SQRT2, 12);
    expect(draft?.provenance.conversions).toMatchObject([{ by: "population sd → sample sd, n = 2" }]);
  });

  it("takes raw values in the tool's unit as samples, without those that are no numbers", () => {
    const metric: JsonMetric = {
      ...{ metric: "ttft", unit: "s", at: { mean: "m" } },
      samples: { at: "all", varies: "within-run" },
    };
    const draft = draftOf('{"m":0.02,"all":[0.01,NaN,0.03]}', metric);
    expect(draft?.samples).toMatchObject({ values: new Float64Array([10, 30]), at: [0, 2], pointer: "/all" });
    expect(draft?.stats).toMatchObject({ n: 2, mean: 20, min: 10, max: 30 });
  });

  it("does not take raw values whose mean the file contradicts", () => {
    const metric: JsonMetric = {
      ...{ metric: "ttft", unit: "ms", at: { mean: "m" } },
      samples: { at: "all", varies: "within-run" },
    };
    const draft = draftOf('{"m":20,"all":[1,3]}', metric);
    expect(draft).toMatchObject({ value: 20, samples: null });
    expect(draft?.provenance.conversions).toMatchObject([{ to: "not used" }]);
  });
});

describe("labelLinesOf", () => {
  it("gives label, text, number and line of each line with a label", () => {
    const lines = labelLinesOf("=== Result ===\nMean TTFT (ms):    58.30  \nBackend: vllm\n-----\n");
    expect(lines).toEqual([
      { label: "Mean TTFT (ms)", raw: "58.30", value: 58.3, line: 2, locator: { line: 2 } },
      { label: "Backend", raw: "vllm", value: null, line: 3, locator: { line: 3 } },
    ]);
  });
});
