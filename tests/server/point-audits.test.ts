import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { readFile } from "@/lib/importers/index";
import { fileFromBytes } from "@/lib/importers/source-file";
import { datasetAnswer } from "@/lib/server/dataset-answers";
import { formAnswer } from "@/lib/server/forms/form-answer";
import type { Form } from "@/lib/server/forms/form-options";
import { viewSubject } from "@/lib/server/forms/subject";
import { viewForms } from "@/lib/server/forms/view-forms";
import { exploreData, overviewFindings } from "@/lib/server/page-data";
import { pointAnswer, pointsAnswer } from "@/lib/server/point-answers";
import { inspectUpload, uploadDataset } from "@/lib/server/upload";
import { parseView } from "@/lib/view/codec";
import { temporaryDir, upload } from "./temporary-dir";

temporaryDir();

let claims = "";
beforeAll(async () => {
  claims = (
    await uploadDataset(upload(readFileSync("data/claims/AI_Execution_Benchmark_Comparisons.csv", "utf8")))
  ).id;
  await uploadDataset(
    upload(
      "metric,value,unit,model,system,p90,p99\nttft,60,ms,Llama-2-7B,vLLM,90,80\nttft,50,ms,Llama-2-7B,SGLang,60,70\n",
    ),
  );
});

const form = async (kind: Form, query: string) => {
  const asked = new Request(`http://127.0.0.1/explore.${kind}?${query}`);
  const answer = await formAnswer(asked, kind, async (rest) => viewForms(await viewSubject(rest)));
  return answer.text();
};

describe("what the audit comes to", () => {
  it("stands at each point of a chart, derived ones by what they are derived from", async () => {
    const { points } = await exploreData(parseView(""));
    const fastest = points.find(({ value }) => value === 550);
    // 550 tok/s × 13.2 GFLOP ÷ 1.23 TFLOPS/W: 6 W for the whole system.
    expect(fastest?.audit).toEqual({ level: "inconsistent", title: "Implies 6.0 W" });
    const ttft = (await exploreData(parseView("metric=ttft"))).points;
    const level = (system: string) => ttft.find((point) => point.case.system === system)?.audit?.level;
    // p99 of 80 below p90 of 90.
    expect(level("vLLM")).toBe("inconsistent");
    const perGpu = await exploreData(parseView("metric=tokens_per_second_per_gpu"));
    expect(perGpu.points.length).toBeGreaterThan(0);
    expect(perGpu.points.every(({ audit }) => audit !== null)).toBe(true);
  });

  it("filters what a program asks for", async () => {
    const { points } = await pointsAnswer(new URLSearchParams("metric=ttft&audit=inconsistent"));
    const systems = points.map((point) => point.case.system);
    expect(systems).toContain("vLLM");
    expect(systems).not.toContain("SGLang");
    expect(points.every(({ audit }) => audit?.level === "inconsistent")).toBe(true);
  });

  it("goes with a dataset and a point in JSON, with its sum and the places of its cells", async () => {
    const answer = await datasetAnswer(claims);
    const implied = answer?.findings?.find(({ title }) => title === "Implies 6.0 W");
    expect(implied?.places).toHaveLength(2);
    expect(answer?.points.some(({ audit }) => audit?.title === "Implies 6.0 W")).toBe(true);
    const point = await pointAnswer(implied!.points[0]!);
    expect(point?.findings.map(({ title }) => title)).toContain("Implies 6.0 W");
  });

  it("goes with what /api/inspect answers, which stores nothing", async () => {
    const before = (await exploreData(parseView(""))).points.length;
    const body = readFileSync("data/claims/AI_Execution_Benchmark_Comparisons.csv", "utf8");
    const { json } = await inspectUpload(upload(`${body}\n`));
    const { points } = JSON.parse(json) as {
      points: {
        metric: string;
        value: number | null;
        findings: { level: string; title: string; sum: string }[];
      }[];
    };
    const memory = points.find(({ metric, value }) => metric === "peak_memory" && value === 650);
    expect(memory?.findings.map(({ level, title }) => `${level}: ${title}`)).toContain(
      "inconsistent: Equal to weights alone, cut off",
    );
    expect((await exploreData(parseView(""))).points.length).toBe(before);
  });

  it("goes with the exports, which import again to the same points", async () => {
    const query = "audit=inconsistent";
    const [csv, raw, json, md] = await Promise.all([
      form("csv", query),
      form("csv", `${query}&raw=1`),
      form("json", query),
      form("md", query),
    ]);
    expect(csv).toContain("inconsistent: Implies 6.0 W");
    expect(md).toMatch(/\| inconsistent: Implies 6\.0 W \|\n/);
    const { points } = JSON.parse(json) as { points: { value: number; findings: { title: string }[] }[] };
    const fastest = points.find(({ value }) => value === 550);
    expect(fastest?.findings.map(({ title }) => title)).toContain("Implies 6.0 W");
    const [head] = raw.split("\n");
    expect(head?.split(",")).toContain("audit_findings");
    const again = readFile(fileFromBytes("again.csv", new TextEncoder().encode(raw))).points;
    expect(again).toHaveLength(points.length);
    expect(again.every((point) => point.case.extra["audit_findings"] === undefined)).toBe(true);
  });

  it("is counted for all files together, with the gravest of each rule first", async () => {
    const { counts, gravest, open } = await overviewFindings(3);
    expect(open).toBe(0);
    expect(counts.impossible).toBe(0);
    expect(counts.inconsistent).toBeGreaterThan(4);
    expect(gravest).toHaveLength(3);
    expect(gravest.every(({ finding }) => finding.level === "inconsistent")).toBe(true);
    const rules = gravest.map(({ finding, dataset }) => `${finding.rule} ${dataset.sha256}`);
    expect(new Set(rules).size).toBe(3);
  });
});
