import { describe, expect, it } from "vitest";
import { pickEvenly } from "@/lib/series/pick-evenly";

describe("pickEvenly", () => {
  it("gives all of a short list and equal steps of a long one", () => {
    expect(pickEvenly([3, 1, 2], 400)).toEqual([3, 1, 2]);
    expect(pickEvenly([0, 1, 2, 3, 4, 5, 6, 7, 8], 5)).toEqual([0, 2, 4, 6, 8]);
    expect(pickEvenly([], 5)).toEqual([]);
  });
});
