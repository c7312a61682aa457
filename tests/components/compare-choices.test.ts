import { describe, expect, it } from "vitest";
import { compareChoices } from "@/components/explore/compare-choices";
import type { FacetOption } from "@/lib/series/explore-model";
import { defaultView } from "@/lib/view/view";

const option = (value: string, count: number, more: Partial<FacetOption> = {}): FacetOption => ({
  ...{ value, label: value === "" ? "Not stated" : value, count, selected: false },
  ...more,
});
const modelWith = (...options: FacetOption[]) => ({
  facets: [{ field: "system", label: "System", options }],
  rows: [],
});
const valuesOf = (...options: FacetOption[]) =>
  compareChoices(modelWith(...options), defaultView).map(({ value }) => value);

describe("the series that can be compared", () => {
  it("are those with points, most points first; what is not stated is one of them", () => {
    expect(valuesOf(option("a", 1), option("b", 5), option("gone", 0), option("", 3))).toEqual([
      "b",
      "",
      "a",
    ]);
  });

  it("are only the chosen ones where the view filters them, under the names that are shown", () => {
    const written = option("file/a", 2, { label: "A", selected: true });
    expect(valuesOf(written, option("b", 5), option("c", 1, { selected: true }))).toEqual(["A", "c"]);
  });

  it("keep what is compared already, even where a filter leaves no point of it", () => {
    const view = { ...defaultView, compare: ["a", "gone"] as const };
    const found = compareChoices(modelWith(option("a", 1), option("gone", 0)), view);
    expect(found).toEqual([
      { value: "a", label: "a" },
      { value: "gone", label: "gone" },
    ]);
  });
});
