import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { audit } from "@/lib/audit/audit";
import { readFile } from "@/lib/importers/index";
import { fileFromBytes } from "@/lib/importers/source-file";
import { scalingLaw } from "@/lib/stats/scaling-law";

const name = "AI_Execution_Benchmark_Comparisons.csv";
const { points } = readFile(
  fileFromBytes(name, readFileSync(join(import.meta.dirname, "../../data/claims", name))),
);
const findings = audit(points);
const of = (rule: string) => findings.filter((finding) => finding.rule === rule);
const stated = (system: string, value: number) =>
  points.find((point) => point.case.system?.includes(system) && point.value === value)!.id;

describe("the claims of data/claims", () => {
  it("call no number impossible: nobody states hardware, precision or batch", () => {
    expect(findings.filter(({ level }) => level === "impossible")).toEqual([]);
  });

  it("contradict themselves in memory: 12, 24 and 650 are the whole GiB of weights at 16, 16 and 32 bits", () => {
    const [found, ...others] = of("memory-column");
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      level: "inconsistent",
      points: [stated("Optimized", 12), stated("Optimized", 24), stated("Optimized", 650)],
    });
    expect(found?.sum).toBe(
      "6.738e9 × 2 B = 12.55 GiB → 12; 13.02e9 × 2 B = 24.24 GiB → 24; 174.6e9 × 4 B = 650.45 GiB → 650",
    );
  });

  it("contradict themselves in efficiency × throughput: 6.0, 9.8, 18.0 and, on 8 devices, 46.7 W", () => {
    const watts = (value: number) =>
      of("implied-power").find(({ points: [first] }) => first === stated("Optimized", value));
    for (const [tokens, implied] of [
      [550, "6.0"],
      [430, "9.8"],
      [35, "18.0"],
      [4260, "46.7"],
    ] as const)
      expect(watts(tokens)).toMatchObject({ level: "inconsistent", title: `Implies ${implied} W` });
    expect(watts(4260)?.says).toContain("5.8 W for each of 8");
    expect(watts(4260)?.says).toContain("prints the same single rate for LLaMA-2 7B");
  });

  it("contradict themselves in the label GPT-4 175B, on every row that has it", () => {
    const labelled = points.filter((point) => point.case.model === "GPT-4 175B").map(({ id }) => id);
    const [found, ...others] = of("model-identity");
    expect(others).toEqual([]);
    expect(found).toMatchObject({ level: "inconsistent" });
    expect([...found!.points].sort()).toEqual(labelled.sort());
  });

  it("leave 550 tok/s of 7B untestable, possible at 16 bits on 8 TB/s parts only, impossible on one H100 at batch 1", () => {
    const found = of("decode-single").find(({ points: ids }) => ids.includes(stated("Optimized", 550)));
    expect(found).toMatchObject({
      level: "untestable",
      missing: ["hardware", "accelerators", "precision", "batch"],
    });
    for (const device of ["B200", "B300", "GB200", "GB300", "MI350X", "MI355X", "TPU7x"])
      expect(found?.says.split(" bits")[1]).toContain(device);
    expect(found?.says).not.toContain("MI300X");
    expect(found?.says).toContain(
      "On one H100 SXM5 80GB at 16 bits and batch 1 it would be impossible: 254 tok/s at most",
    );
    expect(found?.sum).toContain("7.27 TB/s at 16 bits, 3.63 TB/s at 8 bits and 1.82 TB/s at 4 bits");
  });

  it("are beyond every single HBM device at 16 bits with 430 tok/s of 13B; 8 devices read it at 8 bits, 23 at 4", () => {
    const found = of("decode-single").find(({ points: ids }) => ids.includes(stated("Optimized", 430)));
    expect(found).toMatchObject({ level: "untestable" });
    expect(found?.says).toContain(
      "at 16 bits on no device that ships with HBM, GDDR or LPDDR: the fastest, B200 SXM at 8000 GB/s, gives at most 311",
    );
    const [, atEight = ""] = /at 8 bits on (.*?); at 4 bits on 23 devices/.exec(found!.says) ?? [];
    expect(atEight.split(/, | or /)).toHaveLength(8);
  });

  it("pass in scaling: 4260 ÷ 550 = 7.745, 96.8 %, e = 0.0047", () => {
    expect([...of("scaling"), ...of("serial-share")]).toEqual([]);
    const law = scalingLaw(550, 4260, 8)!;
    expect([law.speedup.toFixed(3), (100 * law.efficiency).toFixed(1), law.karpFlatt!.toFixed(4)]).toEqual([
      "7.745",
      "96.8",
      "0.0047",
    ]);
  });

  it("leave every time to first token untestable: no prompt length is stated", () => {
    const times = points
      .filter((point) => point.metric === "ttft" && point.value !== null)
      .map(({ id }) => id);
    const found = of("first-token");
    expect(
      found.every(({ level, missing }) => level === "untestable" && missing.includes("input_tokens")),
    ).toBe(true);
    expect(found.flatMap(({ points: ids }) => ids).sort()).toEqual(times.sort());
  });

  it("say no word of people: findings describe numbers", () => {
    for (const { title, says, sum } of findings)
      expect(`${title} ${says} ${sum}`).not.toMatch(/fraud|fake|dishonest|cheat|author|claimant|invent/i);
  });
});
