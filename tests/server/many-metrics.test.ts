import { beforeAll, describe, expect, it } from "vitest";
import { exploreData } from "@/lib/server/page-data";
import { uploadDataset } from "@/lib/server/upload";
import { defaultView } from "@/lib/view/view";
import { temporaryDir, upload } from "./temporary-dir";

temporaryDir();

describe("a store of 200 metrics", () => {
  beforeAll(async () => {
    const rows = Array.from({ length: 200 }, (_, i) => `metric ${i},${i + 1},ms,vLLM`);
    await uploadDataset(upload(`metric,value,unit,system\n${rows.join("\n")}\n`));
  });

  it("computes what all pages share once, and not anew for each page", async () => {
    const first = await exploreData(defaultView);
    expect(first.metrics.length).toBeGreaterThanOrEqual(200);
    expect((await exploreData({ ...defaultView, metric: "custom:metric_7" })).trends).toBe(first.trends);
    expect((await exploreData(defaultView)).metrics).toBe(first.metrics);
  });
});
