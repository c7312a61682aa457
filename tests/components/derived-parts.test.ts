import { describe, expect, it } from "vitest";
import { partHref } from "@/components/points/drawer-derivation";
import { idsBehind } from "@/components/points/ids-behind";
import { parseView } from "@/lib/view/codec";
import { chartPoint } from "../series/chart-points";

describe("idsBehind", () => {
  it("is the point itself, the points merged into it, or the points that it is derived from", () => {
    const point = chartPoint(1);
    expect(idsBehind(point)).toEqual([point.id]);
    expect(idsBehind({ ...point, parts: ["a", "b"] })).toEqual(["a", "b"]);
    expect(idsBehind({ ...point, derivation: { formula: "a / b", parts: ["c", "d"] } })).toEqual(["c", "d"]);
  });
});

describe("partHref", () => {
  it("opens the part among the points of its metric and its file", () => {
    const [path, query] = partHref("f".repeat(64), "0123456789abcdef", "power").split("?");
    expect(path).toBe("/explore");
    expect(parseView(new URLSearchParams(query))).toMatchObject({
      metric: "power",
      dataset: ["f".repeat(12)],
      point: "0123456789abcdef",
    });
  });
});
