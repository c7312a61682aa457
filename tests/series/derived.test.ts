import { describe, expect, it } from "vitest";
import { emptyCase, type Case } from "@/lib/points/case";
import { chartInterval } from "@/lib/series/chart-interval";
import type { ChartPoint } from "@/lib/series/chart-point";
import { derivedMetrics, derivedPoints } from "@/lib/series/derived/derived-points";
import { hourlyPrice } from "@/lib/series/derived/hourly-price";
import { mergePoints } from "@/lib/series/merge-points";
import { between, chartPoint, claim, summary } from "./chart-points";

const setup: Partial<Case> = { model: "Llama-2-70B", system: "TensorRT", accelerators: 8 };
const power = { metric: "power", unit: "W" };

function derived(metric: string, points: readonly ChartPoint[]): ChartPoint[] {
  return derivedPoints(points).filter((point) => point.metric === metric);
}

function one(metric: string, points: readonly ChartPoint[]): ChartPoint {
  const found = derived(metric, points);
  expect(found).toHaveLength(1);
  return found[0] as ChartPoint;
}

describe("derivedPoints, TFLOPS per watt", () => {
  it("is 2 × active parameters × tok/s ÷ W ÷ 1e12, with formula and parts", () => {
    const tokens = chartPoint(50_000, setup);
    const watts = chartPoint(10_000, { ...setup, extra: { power_scope: "wall" } }, power);
    const found = one("tflops_per_watt", [tokens, watts]);
    // 2 × 68,976,648,192 × 50,000 ÷ 10,000 ÷ 1e12
    expect(found.value).toBeCloseTo(0.68976648192, 10);
    expect(found).toMatchObject({ unit: "TFLOPS/W", evidence: "single", interval: null });
    expect(found.derivation?.parts).toEqual([tokens.id, watts.id]);
    expect(found.derivation?.metrics).toEqual(["output_tokens_per_second", "power"]);
    expect(found.derivation?.formula).toMatch(/decoding only.*Power: wall\./);
    expect(found.case.extra["power_scope"]).toBe("wall");
  });

  it("asks for a model whose parameters are known", () => {
    const unknown = { ...setup, model: "GPT-4" };
    expect(derived("tflops_per_watt", [chartPoint(1, unknown), chartPoint(1, unknown, power)])).toEqual([]);
  });
});

describe("derivedPoints, energy per token", () => {
  it("is W ÷ tok/s, and says whose watts they are or that nobody says", () => {
    const tokens = chartPoint(4000, setup);
    const device = chartPoint(1000, { ...setup, extra: { power_scope: "device" } }, power);
    const found = one("energy_per_token", [tokens, device]);
    expect(found).toMatchObject({ value: 0.25, unit: "J/tok" });
    expect(found.derivation?.formula).toBe("1000 W ÷ 4000 tok/s. Power: device.");
    const unsaid = one("energy_per_token", [tokens, chartPoint(1000, setup, power)]);
    expect(unsaid.derivation?.formula).toContain(
      "does not say whether the power is the device's or the wall's",
    );
  });

  it("per watt is tok/s ÷ W, with the interval of the same ratio turned round", () => {
    const [tokens, watts] = [summary(4000, 40, 4, setup), summary(1000, 10, 4, setup, power)];
    const [per, joules] = [
      one("tokens_per_second_per_watt", [tokens, watts]),
      one("energy_per_token", [tokens, watts]),
    ];
    expect(per).toMatchObject({ value: 4, unit: "tok/s/W", evidence: "summary" });
    expect(per.derivation).toMatchObject({
      formula: expect.stringMatching(/^4000 tok\/s ÷ 1000 W\. The file does not say/) as string,
      parts: [tokens.id, watts.id],
    });
    expect(per.interval!.low).toBeCloseTo(1 / joules.interval!.high, 12);
    expect(per.interval!.high).toBeCloseTo(1 / joules.interval!.low, 12);
  });

  it("pairs only within one file and one case, and only above 0", () => {
    const tokens = chartPoint(1, setup);
    const other = { ...setup, accelerators: 16 };
    const none = (watts: ChartPoint) => expect(derived("energy_per_token", [tokens, watts])).toEqual([]);
    none(chartPoint(1, setup, { ...power, dataset: "b".repeat(64) }));
    none(chartPoint(1, other, power));
    none(chartPoint(null, setup, power));
    none(chartPoint(0, setup, power));
    expect(derivedPoints([])).toEqual([]);
  });

  it("gives one point for each place where power was measured, and none where two powers stand for one", () => {
    const tokens = chartPoint(100, setup);
    const at = (watts: number, scope: string) =>
      chartPoint(watts, { ...setup, extra: { power_scope: scope } }, power);
    const found = derived("energy_per_token", [tokens, at(700, "device"), at(1000, "wall")]);
    expect(found.map(({ value }) => value)).toEqual([7, 10]);
    const twice = derived("energy_per_token", [tokens, at(700, "device"), at(800, "device")]);
    expect(twice).toEqual([]);
  });

  it("adds the relative errors of its parts on the log scale, at every level", () => {
    // Relative standard errors 2 % / sqrt 5 and 4 % / sqrt 5: se = sqrt(0.0004 + 0.0016) / sqrt 5 = 0.02.
    // df = (0.0004 + 0.0016)^2 / ((0.0004^2 + 0.0016^2) / 4) = 4e-6 / 6.8e-7 = 5.88235.
    // t(0.975, 5.88235) = 2.4588237, t(0.995, 5.88235) = 3.7380720 (SciPy).
    const points = [summary(4000, 80, 5, setup), summary(1000, 40, 5, setup, power)];
    const found = one("energy_per_token", points);
    expect(found.evidence).toBe("summary");
    expect(found.interval).toMatchObject({ method: "log-ratio", level: 0.95, n: 5, varies: "between-run" });
    expect(found.interval?.low).toBeCloseTo(0.25 * Math.exp(-2.4588237 * 0.02), 6);
    expect(found.interval?.high).toBeCloseTo(0.25 * Math.exp(2.4588237 * 0.02), 6);
    const at99 = chartInterval(found, 0.99, "mean");
    expect(at99).toMatchObject({ level: 0.99, method: "log-ratio", n: 5 });
    expect(at99?.low).toBeCloseTo(0.25 * Math.exp(-3.738072 * 0.02), 6);
    expect(at99?.high).toBeCloseTo(0.25 * Math.exp(3.738072 * 0.02), 6);
  });

  it("has the evidence of its weaker part, and no interval where a part has none", () => {
    const tokens = summary(100, 10, 4, setup);
    expect(one("energy_per_token", [tokens, chartPoint(100, setup, power)])).toMatchObject({
      evidence: "single",
      interval: null,
    });
    expect(one("energy_per_token", [tokens, claim(100, setup, power)])).toMatchObject({
      evidence: "claim",
      interval: null,
    });
  });

  it("is left to the file where it states the metric for that case, and stays alone beside other files", () => {
    const stated = chartPoint(0.3, setup, { metric: "energy_per_token", unit: "J/tok" });
    const parts = [chartPoint(4000, setup), chartPoint(1000, setup, power)];
    expect(derived("energy_per_token", [...parts, stated])).toEqual([]);
    const ofOther = chartPoint(0.3, { ...setup, batch: 4 }, { metric: "energy_per_token", unit: "J/tok" });
    const [found] = derived("energy_per_token", [...parts, ofOther]);
    const elsewhere = { ...stated, dataset: "b".repeat(64) };
    expect(mergePoints([elsewhere, found as ChartPoint])).toHaveLength(2);
  });
});

describe("derivedPoints over an exact count", () => {
  it("per GPU keeps interval, values and evidence of the rate, each over the count", () => {
    const interval = { ...between(3900, 4100, 3), level: 0.95 };
    const tokens = chartPoint(4000, setup, {
      ...{ evidence: "samples", interval, strip: [3960, 4000, 4040], raw: "4000" },
      runStats: { mean: [3960, 4000, 4040] },
      stats: { n: 3, sd: 40, max: 4040 },
    });
    const found = one("tokens_per_second_per_gpu", [tokens]);
    expect(found).toMatchObject({
      ...{ value: 500, unit: "tok/s", evidence: "samples", strip: [495, 500, 505] },
      interval: { low: 487.5, high: 512.5, level: 0.95, method: "student-t", n: 3 },
      stats: { n: 3, mean: 500, sd: 5, max: 505, median: null },
      runStats: { mean: [495, 500, 505] },
      derivation: { formula: "4000 tok/s ÷ 8 accelerators", parts: [tokens.id] },
    });
    // 90 % from the scaled statistics: 500 ± t(0.95, 2) 5 / sqrt 3 = 500 ± 2.919986 × 2.886751
    expect(chartInterval(found, 0.9, "mean")?.high).toBeCloseTo(508.42927, 4);
  });

  it("per GPU asks for a stated count; a claim stays a claim", () => {
    expect(derived("tokens_per_second_per_gpu", [chartPoint(1, { ...setup, accelerators: null })])).toEqual(
      [],
    );
    expect(one("tokens_per_second_per_gpu", [claim(4260, setup)])).toMatchObject({
      value: 532.5,
      evidence: "claim",
      interval: null,
    });
  });

  it("per user is the mean over a stated concurrency, and never where the file measures users itself", () => {
    const tokens = chartPoint(4000, { ...setup, concurrency: 16 });
    const found = one("tokens_per_second_per_user", [tokens]);
    expect(found.value).toBe(250);
    expect(found.derivation?.formula).toContain("4000 tok/s ÷ 16 concurrent users. The mean over users");
    expect(derived("tokens_per_second_per_user", [chartPoint(4000, setup)])).toEqual([]);
    const measured = { metric: "tokens_per_second_per_user", unit: "tok/s" };
    const ofOtherCase = chartPoint(240, { ...setup, concurrency: 8 }, measured);
    expect(derived("tokens_per_second_per_user", [tokens, ofOtherCase])).toEqual([]);
  });
});

describe("derivedPoints, cost per million tokens", () => {
  const metric = "cost_per_million_tokens";
  const priced = (extra: Record<string, string>, more: Partial<Case> = {}) => ({ ...setup, extra, ...more });

  it("is price per hour ÷ 3600 s ÷ tok/s × 1e6, a GPU's price times the GPUs", () => {
    // 32 / 3600 / 4000 × 1e6 = 2.2222…
    const whole = one(metric, [chartPoint(4000, priced({ "$/h": "32" }))]);
    expect(whole).toMatchObject({ unit: "USD", evidence: "single" });
    expect(whole.value).toBeCloseTo(20 / 9, 12);
    const perGpu = one(metric, [chartPoint(4000, priced({ "USD/GPU/h": "4" }))]);
    expect(perGpu.value).toBeCloseTo(20 / 9, 12);
    expect(perGpu.derivation?.formula).toContain("4 USD/h × 8 ÷ 3600 s ÷ 4000 tok/s × 1e6");
  });

  it("has the relative error of the rate alone, the price being exact", () => {
    // t(0.975, 4) = 2.776445; se = 0.02 / sqrt 5 = 0.00894427.
    const found = one(metric, [summary(4000, 80, 5, priced({ price_per_hour: "36" }))]);
    expect(found.value).toBeCloseTo(2.5, 12);
    expect(found.interval?.low).toBeCloseTo(2.5 * Math.exp(-2.776445 * 0.00894427), 6);
    expect(found.interval?.high).toBeCloseTo(2.5 * Math.exp(2.776445 * 0.00894427), 6);
    expect(found.derivation?.formula).toContain("names no currency");
  });

  it("takes a price that stands in a column of numbers, and links it", () => {
    const price = chartPoint(36, setup, { metric: "custom:cost per hour USD", unit: "" });
    const tokens = summary(4000, 80, 5, setup);
    const found = one(metric, [tokens, price]);
    expect(found).toMatchObject({ evidence: "summary", derivation: { parts: [tokens.id, price.id] } });
    expect(found.interval).not.toBeNull();
    expect(found.derivation?.formula).not.toContain("currency");
  });

  it("is not made from prices that differ, nor from a GPU's where nobody says how many there are", () => {
    expect(derived(metric, [chartPoint(1, priced({ "$/h": "32", price_per_hour: "30" }))])).toEqual([]);
    expect(derived(metric, [chartPoint(1, priced({ "$/GPU/h": "4" }, { accelerators: null }))])).toEqual([]);
    expect(derived(metric, [chartPoint(1, setup)])).toEqual([]);
  });
});

describe("hourlyPrice", () => {
  const read = (name: string, text: string) => hourlyPrice(name, text);

  it("knows whose price it is and whether dollars are said", () => {
    expect(read("price_per_hour", "32")).toEqual({
      dollars: 32,
      perAccelerator: false,
      currencyStated: false,
    });
    expect(read("Price ($/GPU-hour)", "2.50")).toEqual({
      dollars: 2.5,
      perAccelerator: true,
      currencyStated: true,
    });
    expect(read("hourly_cost", "3 USD")).toMatchObject({ dollars: 3, currencyStated: true });
  });

  it.each([
    ["€/h", "3"],
    ["price_per_hour", "3 €"],
    ["$/node/h", "5"],
    ["price_per_hour", "1,000"],
    ["price_per_hour", "-3"],
    ["price_per_hour", "0"],
    ["price_per_hour", "2 to 3"],
    ["cost_per_token", "3"],
    ["gpu hours", "4"],
    ["cost per million tokens per hour", "4"],
  ])("reads no price from %s = %s", (name, text) => expect(read(name, text)).toBeNull());
});

it("every derived metric has a case without anything to derive it from", () => {
  const bare = chartPoint(100, { ...emptyCase(), system: "A" });
  expect(derivedMetrics.length).toBeGreaterThan(4);
  expect(derivedPoints([bare])).toEqual([]);
});
