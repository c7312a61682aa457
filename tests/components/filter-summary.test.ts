import { describe, expect, it } from "vitest";
import { filterSummaries } from "@/components/explore/filter-summary";
import type { Facet } from "@/lib/series/explore-model";
import { defaultView } from "@/lib/view/view";

const facet = (field: string, label: string, options: [value: string, label: string][]): Facet => ({
  field,
  label,
  options: options.map(([value, text]) => ({ value, label: text, count: 1, selected: false })),
});

const facets = [
  facet("evidence", "Evidence", [
    ["samples", "Samples"],
    ["claim", "Claim"],
  ]),
  facet("model", "Model", [
    ["a", "a"],
    ["b", "b"],
    ["c", "c"],
    ["d", "d"],
  ]),
  facet("hardware", "Hardware", [
    ["H100", "H100"],
    ["", "Not stated"],
  ]),
];

describe("filterSummaries", () => {
  it("is empty without filters", () => {
    expect(filterSummaries(defaultView, facets)).toEqual([]);
  });

  it("names one or two values, and counts more", () => {
    const view = { ...defaultView, filters: { model: ["a", "b", "c"], hardware: ["", "H100"] } };
    expect(filterSummaries(view, facets)).toEqual([
      { field: "model", label: "Model", values: "3 of 4" },
      { field: "hardware", label: "Hardware", values: "Not stated, H100" },
    ]);
  });

  it("knows evidence by its label", () => {
    expect(filterSummaries({ ...defaultView, evidence: ["claim"] }, facets)[0]?.values).toBe("Claim");
  });

  it("keeps a filter on a field that no point has, so that it can be taken away", () => {
    const view = { ...defaultView, filters: { "extra.gone": ["x", ""] } };
    expect(filterSummaries(view, facets)).toEqual([
      { field: "extra.gone", label: "extra.gone", values: "x, not stated" },
    ]);
  });
});
