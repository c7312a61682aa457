import { describe, expect, it } from "vitest";
import { whyNoInterval } from "@/components/points/no-interval";

const single = {
  evidence: "single",
  n: 1,
  statistic: "mean",
  missing: null,
  range: null,
  derivation: null,
  interval: null,
  strip: null,
} as const;

describe("whyNoInterval", () => {
  it("says of one run that it is one", () => {
    expect(whyNoInterval(single)).toContain("one run");
  });

  it("says of an unknown n that the file does not say", () => {
    expect(whyNoInterval({ ...single, n: null })).toContain("does not say how many");
  });

  it("says of a claim that a document prints it", () => {
    expect(whyNoInterval({ ...single, evidence: "claim", n: null })).toContain("no measurement behind it");
  });

  it("quotes the text that stands for a missing value, before anything else", () => {
    expect(whyNoInterval({ ...single, evidence: "claim", missing: "OOM" })).toContain("“OOM”");
  });

  it("never calls a range an interval", () => {
    expect(whyNoInterval({ ...single, evidence: "claim", range: { low: 2, high: 10 } })).toContain(
      "not a confidence interval",
    );
  });

  it("says of a derived number that its parts decide", () => {
    const derivation = { formula: "a / b", parts: ["a", "b"] };
    expect(whyNoInterval({ ...single, n: null, derivation })).toContain("each of its parts");
    expect(whyNoInterval({ ...single, evidence: "claim", n: null, derivation })).toContain(
      "a document prints",
    );
  });

  it("says of a percentile of one run's values whether they are too few, or too much alike", () => {
    const interval = {
      low: 1,
      high: 2,
      level: 0.95,
      method: "student-t",
      n: 200,
      varies: "within-run",
    } as const;
    const values = {
      ...single,
      evidence: "samples",
      n: 200,
      statistic: "p99",
      strip: [1, 2],
      interval,
    } as const;
    expect(whyNoInterval(values)).toContain("200 values of this run are too few to bound its p99");
    expect(whyNoInterval({ ...values, statistic: "max" })).toContain("max of one run is one number");
    const limits = { p99: [[1, 2], null, null] } as const;
    expect(whyNoInterval({ ...values, limits })).toMatch(/^No interval at this level/);
    const alike = { ...interval, correlation: { r1: 0.5, effectiveN: 67 } };
    expect(whyNoInterval({ ...values, interval: alike })).toContain(
      "neighbouring values of the run are alike",
    );
  });

  it("says of a percentile of one run that requests are not repeats of it", () => {
    expect(whyNoInterval({ ...single, evidence: "samples", n: 200, statistic: "p99" })).toContain(
      "p99 of one run",
    );
  });
});
