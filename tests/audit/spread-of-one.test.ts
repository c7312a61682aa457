import { describe, expect, it } from "vitest";
import { audit } from "@/lib/audit/audit";
import { readText } from "../importers/text-of";
import { sumsOf, table, ttft } from "./sums-of";

const rule = "spread-of-one";

describe("spread-of-one", () => {
  it("says that one value has no spread", () => {
    expect(sumsOf(rule, table(ttft({ value: "58.3", n: 1, sd: "3.2" })))).toEqual([
      "inconsistent: n = 1, sd 3.2",
    ]);
  });
  it("lets tools write 0 for it, and two values have one", () => {
    expect(sumsOf(rule, table(ttft({ value: "58.3", n: 1, sd: "0.0" })))).toEqual([]);
    expect(sumsOf(rule, table(ttft({ value: "58.3", n: 2, sd: "3.2" })))).toEqual([]);
  });
  it("has nothing to say where n follows from the format: llama-bench's one repetition", () => {
    const row = "build_commit,build_number,model_type,n_prompt,n_gen,avg_ts,stddev_ts\n";
    const { points } = readText(`${row}"a1b2c3d","4000","llama 7B","0","128","92.1","0.7"\n`);
    expect(points).toMatchObject([{ metric: "output_tokens_per_second", stats: { n: null } }]);
    expect(audit(points).map((finding) => finding.rule)).not.toContain(rule);
  });
});
