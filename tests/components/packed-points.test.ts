import { describe, expect, it } from "vitest";
import { packData, unpackData, type ModelData } from "@/components/explore/packed-points";
import { emptyCase } from "@/lib/points/case";
import { emptyStats } from "@/lib/points/point";
import type { ChartPoint } from "@/lib/series/chart-point";

const bare: ChartPoint = {
  id: "0000000000000001",
  metric: "ttft",
  unit: "ms",
  value: null,
  statistic: "mean",
  missing: "",
  range: null,
  case: { ...emptyCase(), extra: {} },
  written: null,
  stats: emptyStats(),
  evidence: "claim",
  interval: null,
  strip: null,
  runStats: null,
  dataset: "a".repeat(64),
  file: "a.csv",
  place: "L2",
  raw: "",
  derivation: null,
  audit: null,
  peak: null,
  places: null,
  parts: [],
};

const full: ChartPoint = {
  ...bare,
  id: "0000000000000002",
  value: 0,
  missing: null,
  case: { ...emptyCase(), model: "", batch: 0, extra: { __proto__x: "1", variant: "fp8" } },
  stats: { ...emptyStats(), n: 2, mean: 0, sd: 0 },
  evidence: "samples",
  interval: { low: -1, high: 1, level: 0.95, method: "student-t", n: 2, varies: "between-run" },
  written: { model: "org/full" },
  strip: [0, 0],
  runStats: { mean: [0, 0] },
  dataset: "b".repeat(64),
  file: "b.csv",
  raw: "0.0",
  derivation: { formula: "a / b", parts: ["a", "b"] },
  parts: ["0000000000000002", "0000000000000003"],
};

const data = (points: ChartPoint[]): ModelData => ({
  points,
  slots: { vLLM: 1 },
  datasets: { ["a".repeat(64)]: { name: "a.csv", title: "A" } },
});

describe("unpackData of packData", () => {
  it("gives back points of every kind: nothing stated, zeros and empty texts, all fields, several files", () => {
    expect(unpackData(packData(data([bare, full])))).toEqual(data([bare, full]));
  });

  it("gives back no points", () => {
    expect(unpackData(packData(data([])))).toEqual(data([]));
  });

  it("keeps a file's own field called __proto__ a field like any other", () => {
    const extra = JSON.parse('{"__proto__":"x"}') as Record<string, string>;
    const [point] = unpackData(packData(data([{ ...bare, case: { ...bare.case, extra } }]))).points;
    expect(Object.keys(point?.case.extra ?? {})).toEqual(["__proto__"]);
  });
});

it("packData writes less than half of what JSON writes of a usual point", () => {
  const points = Array.from({ length: 100 }, (_, i) => ({ ...bare, id: String(i), value: i }));
  expect(packData(data(points)).length).toBeLessThan(JSON.stringify(data(points)).length / 2);
});
