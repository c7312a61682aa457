import { describe, expect, it } from "vitest";
import { emptyCase } from "@/lib/points/case";
import { emptyStats } from "@/lib/points/point";
import type { ChartPoint } from "@/lib/series/chart-point";
import { derivedEfficiency } from "@/lib/series/derived";

function point(metric: string, value: number, about: Partial<ChartPoint> = {}): ChartPoint {
  return {
    id: `${metric} ${value}`,
    metric,
    unit: metric === "power" ? "W" : "tok/s",
    value,
    statistic: "mean",
    written: null,
    missing: null,
    range: null,
    case: { ...emptyCase(), model: "Llama-2-70B", system: "TensorRT", accelerators: 8 },
    stats: { ...emptyStats(), mean: value },
    evidence: "single",
    interval: null,
    strip: null,
    runStats: null,
    dataset: "a",
    file: "a.csv",
    place: "L2",
    raw: String(value),
    derivation: null,
    places: null,
    parts: [],
    ...about,
  };
}

const interval = { low: 1, high: 2, level: 0.95, method: "student-t", n: 4, varies: "between-run" } as const;

describe("derivedEfficiency", () => {
  it("is 2 × active parameters × tok/s ÷ W ÷ 1e12, with formula and parts", () => {
    const [found, ...rest] = derivedEfficiency([
      point("output_tokens_per_second", 50_000),
      point("power", 10_000, { case: { ...point("power", 1).case, extra: { power_scope: "wall" } } }),
    ]);
    expect(rest).toEqual([]);
    // 2 × 68,976,648,192 × 50,000 ÷ 10,000 ÷ 1e12
    expect(found?.value).toBeCloseTo(0.68976648192, 10);
    expect(found).toMatchObject({
      metric: "tflops_per_watt",
      unit: "TFLOPS/W",
      evidence: "single",
      interval: null,
    });
    expect(found?.derivation?.parts).toEqual(["output_tokens_per_second 50000", "power 10000"]);
    expect(found?.derivation?.formula).toMatch(/decoding only/);
    expect(found?.case.extra["power_scope"]).toBe("wall");
  });

  it("pairs only within one file, one case and a model whose parameters are known", () => {
    const tokens = point("output_tokens_per_second", 1);
    const other = { ...tokens.case, accelerators: 16 };
    const unknown = { ...tokens.case, model: "GPT-4" };
    expect(derivedEfficiency([tokens, point("power", 1, { dataset: "b" })])).toEqual([]);
    expect(derivedEfficiency([tokens, point("power", 1, { case: other })])).toEqual([]);
    expect(derivedEfficiency([{ ...tokens, case: unknown }, point("power", 1, { case: unknown })])).toEqual(
      [],
    );
    expect(derivedEfficiency([tokens, point("power", 1, { value: null, missing: "N/A" })])).toEqual([]);
    expect(derivedEfficiency([])).toEqual([]);
  });

  it("has the evidence of its weaker part, and an interval only where both parts have one", () => {
    const stats = { ...emptyStats(), n: 4, mean: 100, sd: 10 };
    const sampled = { evidence: "samples", stats, interval } as const;
    const tokens = point("output_tokens_per_second", 100, sampled);
    const [one] = derivedEfficiency([tokens, point("power", 100)]);
    expect(one).toMatchObject({ evidence: "single", interval: null });
    const [both] = derivedEfficiency([tokens, point("power", 100, { ...sampled, evidence: "summary" })]);
    expect(both?.evidence).toBe("summary");
    const { low = 0, high = 0 } = both?.interval ?? {};
    expect(low).toBeLessThan(both?.value ?? 0);
    // On the log scale the interval of a ratio lies evenly about it.
    expect(low * high).toBeCloseTo((both?.value ?? 0) ** 2, 10);
  });
});
