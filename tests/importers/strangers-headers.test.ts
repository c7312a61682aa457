import { describe, expect, it } from "vitest";
import { readText } from "./text-of";

function valuesOf({ points }: ReturnType<typeof readText>) {
  return points.map(({ metric, value, unit }) => [metric, value, unit]);
}

describe("a rate whose name ends in its seconds", () => {
  it.each([
    ["throughput_tokens_sec", "output_tokens_per_second", "tok/s"],
    ["total_tokens_s", "total_tokens_per_second", "tok/s"],
    ["requests_sec", "requests_per_second", "req/s"],
    ["images_sec", "custom:images/s", "images/s"],
  ])("is no time: %s", (header, metric, unit) => {
    expect(valuesOf(readText(`model,${header},ttft_ms\nA,85.3,20\n`))[0]).toEqual([metric, 85.3, unit]);
  });

  it.each(["time_to_100_tokens_s", "time per requests s"])("but a time of so many: %s", (header) => {
    const [, value, unit] = valuesOf(readText(`model,${header},ttft_ms\nA,2,20\n`))[0]!;
    expect([value, unit]).toEqual([2, "s"]);
  });

  it("and the least of a count is in no minutes", () => {
    expect(valuesOf(readText("model,tokens_min,ttft_ms\nA,85,20\n"))[0]).toEqual([
      "custom:tokens_min",
      85,
      "",
    ]);
  });
});

describe("percentiles without a name right of a rate", () => {
  it("are of something else where they are of another size, and asked", () => {
    const read = readText("name,tok/s,p50,p99\na,10,820,900\nb,12,700,880\n");
    expect(read.points.map(({ metric, stats }) => [metric, stats.median, stats.p99])).toEqual(
      ["a", "b"].flatMap(() => [
        ["output_tokens_per_second", null, null],
        ["custom:p50", null, null],
        ["custom:p99", null, null],
      ]),
    );
    expect(read.columns[2]!.question?.says).toBe(
      "“p50” is a statistic: the file does not say of which metric.",
    );
  });

  it("are its own where they may be", () => {
    const [point] = readText("name,tok/s,p50,p99\na,100,98,130\n").points;
    expect(point).toMatchObject({
      metric: "output_tokens_per_second",
      stats: { mean: 100, median: 98, p99: 130 },
    });
  });
});

it("a trial's number is no measurement, and 均值 is a mean", () => {
  const german = readText("Versuch;Modell;TTFT [ms]\n1;A;20,5\n2;A;21,5\n");
  expect(german.points.map(({ metric, value, stats }) => [metric, value, stats.n])).toEqual([
    ["ttft", 21, 2],
  ]);
  const [chinese] = readText("模型,TTFT均值(ms),TTFT P99(ms)\nA,85.3,102.1\n").points;
  expect(chinese).toMatchObject({ metric: "ttft", stats: { mean: 85.3, p99: 102.1 } });
});
