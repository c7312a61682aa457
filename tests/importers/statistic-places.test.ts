import { describe, expect, it } from "vitest";
import { readText } from "./text-of";
import { locatorText } from "@/lib/points/locator";
import type { Point, Statistic } from "@/lib/points/point";
import { placedAt, placeOf } from "@/lib/points/provenance";

// Places are counted by hand in the texts below.

function pointOf(name: string, text: string, metric = "ttft"): Point {
  return readText(text, name).points.find((point) => point.metric === metric)!;
}

function placesOf(point: Point, names: readonly Statistic[]): string[] {
  return names.map((name) => {
    const place = placeOf(point.provenance, name);
    return `${locatorText(place.locator)} = ${place.raw}`;
  });
}

describe("each statistic of a point has the place of its own cell", () => {
  it("in a table with a column a statistic, converted as the value is", () => {
    const point = pointOf("a.csv", "model,Mean TTFT (s),Median TTFT (s),P99 TTFT (s)\nA,0.05,0.04,0.2\n");
    expect(placesOf(point, ["mean", "median", "p99"])).toEqual([
      "L2, column 2 = 0.05",
      "L2, column 3 = 0.04",
      "L2, column 4 = 0.2",
    ]);
    expect(placeOf(point.provenance, "p99").conversions).toEqual([
      { from: "0.2 s", to: "200 ms", by: "× 1000" },
    ]);
  });

  it("in a table with a row a statistic", () => {
    const text = "model,metric,value,unit\nA,Mean TTFT,50,ms\nA,P99 TTFT,200,ms\n";
    expect(placesOf(pointOf("a.csv", text), ["mean", "p99"])).toEqual([
      "L2, column 3 = 50",
      "L3, column 3 = 200",
    ]);
  });

  it("in Whisker's own CSV", () => {
    const text = "metric,unit,model,value,n,sd,p99\nttft,s,A,0.05,9,0.01,0.2\n";
    const point = pointOf("a.csv", text);
    expect(placesOf(point, ["mean", "p99"])).toEqual(["L2, column 4 = 0.05", "L2, column 7 = 0.2"]);
    expect(placeOf(point.provenance, "sd").raw).toBe("0.01");
  });

  it("in a Markdown table", () => {
    const text = "# Runs\n\n| Model | Mean TTFT (ms) | P99 TTFT (ms) |\n|---|---|---|\n| A | 50 | 200 |\n";
    expect(placesOf(pointOf("a.md", text), ["mean", "p99"])).toEqual([
      "L5, table 1, row 1, column 2 = 50",
      "L5, table 1, row 1, column 3 = 200",
    ]);
  });

  it("in vLLM's JSON, whose members name them", () => {
    const text = JSON.stringify({
      ...{ model_id: "A", num_prompts: 4, completed: 4, request_throughput: 1, output_throughput: 9 },
      ...{ mean_ttft_ms: 50.5, median_ttft_ms: 48.25, p99_ttft_ms: 90 },
    });
    expect(placesOf(pointOf("a.json", text), ["mean", "median", "p99"])).toEqual([
      "/mean_ttft_ms = 50.5",
      "/median_ttft_ms = 48.25",
      "/p99_ttft_ms = 90",
    ]);
  });

  it("and a statistic computed from samples has that of the value", () => {
    const point = pointOf("a.csv", "model,run,TTFT (ms)\nA,1,50\nA,2,52\n");
    expect(point.provenance.statistics).toBeUndefined();
    expect(locatorText(placeOf(point.provenance, "median").locator)).toBe("L2, column 3");
  });
});

describe("placedAt", () => {
  it("moves a merged point and each of its runs to the statistic's cells", () => {
    const point = pointOf("a.csv", "model,run,Mean TTFT (ms),P99 TTFT (ms)\nA,1,50,200\nA,2,52,210\n");
    const at = placedAt(point, "p99");
    expect(at.provenance.raw).toBe("200");
    expect(at.runs.map(({ provenance }) => locatorText(provenance.locator))).toEqual([
      "L2, column 4",
      "L3, column 4",
    ]);
  });
});
