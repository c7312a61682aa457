import { describe, expect, it } from "vitest";
import { sidesFigure, type SideDrawn } from "@/lib/figure/sides-figure";
import { all, hasClass, readSvg, wholeText } from "./read-svg";

const side = (more: Partial<SideDrawn> = {}): SideDrawn => ({
  label: "Baseline",
  text: "612 ±20",
  mean: 612,
  interval: { low: 592, high: 632 },
  values: [590, 610, 636],
  evidence: "samples",
  color: "var(--ink-2)",
  ...more,
});
const draw = (...sides: SideDrawn[]) => readSvg(sidesFigure(sides, "ms"));
const named = (figure: ReturnType<typeof draw>, name: string) => all(figure, (each) => hasClass(each, name));

describe("sidesFigure", () => {
  it("has a dot for each run and a mean with its whisker for each side", () => {
    const figure = draw(side(), side({ label: "Candidate", values: [700, 701] }));
    const dots = named(figure, "s-runs").map(({ attributes }) => attributes["d"]?.match(/M/g)?.length);
    expect(dots).toEqual([3, 2]);
    expect([named(figure, "s-mean").length, named(figure, "s-whisker").length]).toEqual([2, 2]);
  });

  it("has no dots where the runs are not known, and no whisker without an interval", () => {
    const figure = draw(side({ values: [] }), side({ values: [], interval: null, evidence: "claim" }));
    expect([named(figure, "s-runs").length, named(figure, "s-whisker").length]).toEqual([0, 1]);
  });

  it("has a silhouette from 8 runs on: fewer have no shape", () => {
    const eight = [590, 600, 605, 610, 612, 618, 625, 636];
    expect(named(draw(side({ values: eight })), "s-shape")).toHaveLength(1);
    expect(named(draw(side({ values: eight.slice(1) })), "s-shape")).toHaveLength(0);
    expect(named(draw(side({ values: eight.map(() => 612) })), "s-shape")).toHaveLength(0);
  });

  it("says both values and their unit in one sentence", () => {
    expect(draw(side(), side({ label: "Candidate", text: "690 ±23" })).attributes["aria-label"]).toBe(
      "Baseline 612 ±20 ms, Candidate 690 ±23 ms",
    );
  });

  it("keeps a text of a file a text", () => {
    expect(wholeText(draw(side({ label: "<b>", text: "1" })))).toContain("<b>");
  });

  it("draws equal numbers on both sides", () => {
    const equal = side({ mean: 5, interval: { low: 5, high: 5 }, values: [5, 5], text: "5 ±0" });
    expect(named(draw(equal, equal), "s-mean")).toHaveLength(2);
  });
});
