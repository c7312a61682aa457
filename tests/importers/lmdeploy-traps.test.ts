import { describe, expect, it } from "vitest";
import type { Imported } from "@/lib/importers/index";
import { readText } from "./text-of";

const header =
  "batch,num_promts,RPS,RPM,FTL(ave)(s),FTL(min)(s),FTL(max)(s),50%(s),75%(s),95%(s),99%(s),throughput(out tok/s),throughput(total tok/s)";
const csv = (row: string, head = header) => readText(`${head}\n${row}\n`, "data.bin");
const point = (read: Imported, metric: string) => read.points.find((each) => each.metric === metric);
const row = "128,1000,5,300,0.152,0.057,4.5,0.044,0.055,0.089,0.112,2500,5000";

describe("LMDeploy's profiles", () => {
  it("call the time to the first token FTL, in seconds", () => {
    expect(point(csv(row), "ttft")).toMatchObject({ value: 152, stats: { min: 57, max: 4500, n: 1000 } });
  });

  it("write bare percentiles of the gaps between tokens: ITL, not a statistic of TTFT", () => {
    expect(point(csv(row), "itl")).toMatchObject({
      ...{ value: 44, statistic: "median" },
      stats: { median: 44, p95: 89, p99: 112, mean: null, n: null },
    });
    expect(point(csv(row), "ttft")!.stats).toMatchObject({ median: null, p99: null });
  });

  it("spell num_promts, and num_prompts in other versions: one setting", () => {
    const extra = (head: string) => csv(row, head).points[0]!.case.extra;
    expect(extra(header)).toEqual({ num_prompts: "1000" });
    expect(extra(header.replace("promts", "prompts"))).toEqual({ num_prompts: "1000" });
  });

  it("write - where nothing streamed: missing, not 0", () => {
    const read = csv("128,1000,5,300,-,-,-,-,-,-,-,2500,5000");
    expect(point(read, "ttft")).toMatchObject({ value: null, missing: "-" });
    expect(point(read, "itl")).toMatchObject({ value: null, missing: "-" });
  });

  it("tell output from total tokens", () => {
    expect(point(csv(row), "output_tokens_per_second")?.value).toBe(2500);
    expect(point(csv(row), "total_tokens_per_second")?.value).toBe(5000);
  });

  it("write RPS and RPM of one rate: it is read once", () => {
    expect(csv(row).points.filter(({ metric }) => metric === "requests_per_second")).toMatchObject([
      { value: 5 },
    ]);
  });

  it("are read in their newer form, without percentiles and with other settings", () => {
    const head =
      "batch,dataset_name,num_prompts,RPS,RPM,FTL(ave)(s),throughput(out tok/s),throughput(total tok/s)";
    const read = csv("64,sharegpt,100,2,120,0.1,500,900", head);
    expect(read.importer?.id).toBe("lmdeploy");
    expect(point(read, "ttft")).toMatchObject({ value: 100, case: { batch: 64, dataset_name: "sharegpt" } });
  });
});
