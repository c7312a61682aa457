import { describe, expect, it } from "vitest";
import { emptyCase } from "@/lib/points/case";
import { emptyStats, type Point, type Run } from "@/lib/points/point";
import { emptyContext } from "@/lib/points/provenance";
import { lightOf, lightText } from "@/lib/store/light-json";
import { newPoint } from "./sample-dataset";

const provenance = { locator: { line: 3, column: 2 }, raw: "1", conversions: [] };
const run: Run = {
  label: null,
  value: 1,
  stats: { ...emptyStats(), n: 1, mean: 1 },
  samples: { values: [1, 2], at: [3, 4], pointer: null, column: 2, varies: "within-run" },
  provenance,
  context: { ...emptyContext(), tool: "vLLM" },
  dataset: null,
};

/** Says whatever a point can say. */
const full: Point = newPoint({
  id: "0123456789abcdef",
  value: 0,
  missing: "oom",
  range: { low: null, high: 20 },
  case: {
    ...emptyCase(),
    model: "",
    batch: 0,
    extra: Object.assign(Object.create(null), { constructor: "x" }),
  },
  stats: { ...emptyStats(), n: 2, mean: 0, sd: 0 },
  samples: { values: [0, 0, 0], at: [1, 2, 3], pointer: "/a", column: null, varies: "between-run" },
  interval: { low: 0, high: 1, level: 0.95, method: "student-t", n: null, varies: "between-run" },
  limits: { median: [null, [0, 1]] } as never,
  provenance: { ...provenance, statistics: { p99: provenance } },
  context: { ...emptyContext(), command: "serve" },
  derivation: { formula: "a / b", parts: [] } as never,
  runs: [run, { ...run, label: "b", dataset: "0".repeat(64), samples: null }],
});

const facts = (samples: Point["samples"]) =>
  samples && {
    ...{ pointer: samples.pointer, column: samples.column, varies: samples.varies },
    count: samples.values.length,
  };
const light = (point: Point) => ({
  ...point,
  samples: facts(point.samples),
  runs: point.runs.map((each) => ({ ...each, samples: facts(each.samples) })),
});

describe("the JSON of a point's row", () => {
  it("leaves out what is null, in the point, its setup, statistics, context and runs, and nothing else", () => {
    const point = newPoint({ id: "0123456789abcdef", case: { ...emptyCase(), model: "a", batch: 0 } });
    expect(JSON.parse(lightText(point))).toEqual({
      id: "0123456789abcdef",
      metric: "output_tokens_per_second",
      unit: "tok/s",
      value: 151.5,
      statistic: "mean",
      case: { model: "a", batch: 0, extra: {} },
      stats: { n: 1, mean: 151.5 },
      evidence: "single",
      provenance: { locator: { line: 2, column: 2 }, raw: "151.5", conversions: [] },
      context: {},
      runs: [],
    });
  });

  it.each([
    ["says everything", full],
    ["says little", newPoint()],
    ["has no number", newPoint({ value: null, missing: "oom", stats: emptyStats() })],
  ])("of a point that %s gives the point back", (_, point) => {
    expect(lightOf(lightText(point))).toEqual(light(point));
  });

  it("is read as well where every field stands in it, null or not, as rows had before", () => {
    expect(lightOf(JSON.stringify(light(full)))).toEqual(light(full));
    expect(lightOf(JSON.stringify(light(newPoint({ id: "00" }))))).toEqual(light(newPoint({ id: "00" })));
  });

  it("gives a setup whose further fields have no prototype", () => {
    expect("toString" in lightOf(lightText(full)).case.extra).toBe(false);
    expect("toString" in lightOf(lightText(newPoint())).case.extra).toBe(false);
  });
});
