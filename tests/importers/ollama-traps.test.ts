import { describe, expect, it } from "vitest";
import type { Imported } from "@/lib/importers/index";
import { readText } from "./text-of";

const header =
  "model,total_duration,load_duration,prompt_eval_count,prompt_eval_duration,eval_count,eval_duration";
const csv = (...rows: string[]) => readText([header, ...rows, ""].join("\n"), "data.bin");
const point = (read: Imported, metric: string) => read.points.find((each) => each.metric === metric);

describe("Ollama's answers", () => {
  // 300 ÷ 4 × 10⁹ ns = 75 tokens/s; 26 ÷ 0.13 × 10⁹ ns = 200 tokens/s.
  it("count nanoseconds: rates are computed, and the formula is the conversion", () => {
    const read = csv("m,9000000000,1,26,130000000,300,4000000000");
    expect(point(read, "output_tokens_per_second")).toMatchObject({
      value: 75,
      provenance: { raw: "300", conversions: [{ by: "eval_count ÷ eval_duration × 10⁹" }] },
    });
    expect(point(read, "input_tokens_per_second")?.value).toBeCloseTo(200, 9);
  });

  it("count the load of the model in total_duration: no end-to-end latency", () => {
    const read = csv("m,9000000000,5000000000,26,130000000,300,4000000000");
    expect(point(read, "e2e_latency")).toBeUndefined();
    expect(point(read, "custom:total duration with load")).toMatchObject({ value: 9, unit: "s" });
  });

  it("of one model are repeats, whatever they counted", () => {
    const read = csv("m,1,1,10,1000000000,100,1000000000", "m,2,1,99,1000000000,300,1000000000");
    expect(point(read, "output_tokens_per_second")).toMatchObject({
      ...{ value: 200, stats: { n: 2 }, interval: { varies: "between-run" } },
    });
  });

  it("count no prompt where the cache held it: no rate of 0 and none of infinity", () => {
    for (const counts of ["0,0", "0,5000", "7,0"]) {
      const read = csv(`m,1,1,${counts},100,1000000000`);
      expect(point(read, "input_tokens_per_second")).toMatchObject({ value: null });
      expect(point(read, "output_tokens_per_second")?.value).toBe(100);
    }
  });

  it("hold words of prompt and answer as JSON: they stay there", () => {
    const answer = {
      model: "m",
      response: "my secret",
      prompt: "tell me",
      eval_count: 1,
      eval_duration: 1e9,
    };
    const read = readText(JSON.stringify({ ...answer, total_duration: 2e9 }), "data.bin");
    expect(read.points.length).toBeGreaterThan(0);
    expect(JSON.stringify(read)).not.toMatch(/secret|tell me/);
  });
});
