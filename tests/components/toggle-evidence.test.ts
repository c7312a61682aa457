import { describe, expect, it } from "vitest";
import { toggleEvidence } from "@/components/explore/toggle-evidence";
import { defaultView } from "@/lib/view/view";

const evidenceAfter = (evidence: (typeof defaultView)["evidence"], click: string) =>
  toggleEvidence({ ...defaultView, evidence }, click).evidence;

describe("toggleEvidence", () => {
  it("takes one grade out of a view that lets all four through", () => {
    expect(evidenceAfter([], "claim")).toEqual(["samples", "summary", "single"]);
  });

  it("names none when the last missing grade comes back, since that is all of them", () => {
    expect(evidenceAfter(["samples", "summary", "single"], "claim")).toEqual([]);
  });

  it("brings all back when the only grade left is taken out", () => {
    expect(evidenceAfter(["claim"], "claim")).toEqual([]);
  });

  it("adds a grade to those named, in their order", () => {
    expect(evidenceAfter(["claim"], "samples")).toEqual(["samples", "claim"]);
  });
});
