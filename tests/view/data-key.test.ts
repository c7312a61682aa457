import { describe, expect, it } from "vitest";
import { dataKey } from "@/lib/view/data-key";
import { defaultView } from "@/lib/view/view";

describe("dataKey", () => {
  const view = { ...defaultView, metric: "ttft" };

  it("is another one for another metric, and for another pair of a Pareto chart's axes", () => {
    expect(dataKey({ ...view, metric: "tpot" })).not.toBe(dataKey(view));
    const pareto = { ...defaultView, metric: "pareto" };
    expect(dataKey({ ...pareto, x: "ttft" })).not.toBe(dataKey(pareto));
    expect(dataKey({ ...pareto, y: "output_tokens_per_second" })).not.toBe(dataKey(pareto));
  });

  it("is the same for a metric in rows, along a field or over versions", () => {
    for (const x of ["concurrency", "system_version", "measured_at"])
      expect(dataKey({ ...view, x })).toBe(dataKey(view));
  });
});
