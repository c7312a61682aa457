import { describe, expect, it } from "vitest";
import { readHeader } from "@/lib/points/headers";
import { readText } from "./text-of";

describe("a count of runs beside a mean and its spread", () => {
  it.each([
    ["Standardabweichung", "Läufe"],
    ["Standardabweichung", "Anzahl Durchläufe"],
    ["Standardabweichung", "Wiederholungen"],
    ["Écart-type", "Nombre d’exécutions"],
    ["Écart-type", "Répétitions"],
    ["Desviación estándar", "Ejecuciones"],
    ["标准差", "运行次数"],
    ["標準偏差", "実行回数"],
    ["std", "number of runs"],
  ])("%s, %s", (spread, count) => {
    const { points } = readText(`model,tok/s,${spread},${count}\nA,812.5,4.2,5\nB,612.5,3.2,4\n`);
    expect(points.map(({ stats, evidence }) => [stats.mean, stats.sd, stats.n, evidence])).toEqual([
      [812.5, 4.2, 5, "summary"],
      [612.5, 3.2, 4, "summary"],
    ]);
  });
});

describe("a spread right of a time that may be one of several metrics", () => {
  it.each([
    ["Latency (ms),Std (ms),Runs", { n: 5, mean: 81.5, sd: 4.2 }],
    ["Latenz [ms];Standardabweichung;Läufe", { n: 5, mean: 81.5, sd: 4.2 }],
    ["Latency (ms),± (ms)", { n: null, mean: 81.5, sd: 4.2 }],
    ["Latency (ms),p99", { n: null, mean: 81.5, p99: 4.2 }],
  ])("is its own: %s", (header, stats) => {
    const sign = header.includes(";") ? ";" : ",";
    const cells = ["A", "81.5", "4.2", "5"].slice(0, header.split(sign).length + 1).join(sign);
    const { points, columns } = readText(`model${sign}${header}\n${cells}\n`);
    expect(points).toHaveLength(1);
    expect(points[0]).toMatchObject({ unit: "ms", stats });
    expect(columns[1]!.question?.says).toContain("may be one of several metrics");
  });

  it("is none where its unit is another", () => {
    const { points } = readText("model,Latency (ms),Std (GB)\nA,81.5,4.2\n");
    expect(points.map(({ stats }) => stats.sd)).toEqual([null, null]);
  });
});

it.each([
  ["Délai premier token (ms)", "ttft"],
  ["首个token延迟 (ms)", "ttft"],
  ["最初のトークンレイテンシ (ms)", "ttft"],
  ["Latence par token (ms)", "tpot"],
  ["总时延 (s)", "e2e_latency"],
  ["VRAM使用量 (GB)", "peak_memory"],
  ["VRAM-Verbrauch (GB)", "peak_memory"],
  ["Tokendurchsatz (tok/s)", "output_tokens_per_second"],
])("%s is %s", (header, metric) => {
  expect(readHeader(header)).toMatchObject({ kind: "metric", metric });
});

it.each([
  ["Lote", "batch"],
  ["并发请求", "concurrency"],
  ["Tokens en entrée", "input_tokens"],
  ["生成トークン数", "output_tokens"],
])("%s is %s", (header, field) => {
  expect(readHeader(header)).toMatchObject({ kind: "case", field });
});
