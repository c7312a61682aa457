import { describe, expect, it } from "vitest";
import { rowFigure } from "@/lib/figure/row-figure";
import type { Peak } from "@/lib/points/peak";
import { exploreModel } from "@/lib/series/explore";
import type { RowSeries } from "@/lib/series/series";
import { parseView } from "@/lib/view/codec";
import { chartPoint, claim, exploreData } from "./chart-points";

const peak = (value: number, mbu: number | null = null): Peak => ({
  bound: { value, label: "memory-bandwidth bound", of: "one H100" },
  mbu,
  mfu: null,
});
const h100 = { model: "Llama-2 7B", hardware: "H100", accelerators: 1, batch: 1 };
const on = (value: number, bound: number | null, of = {}) =>
  chartPoint(value, { ...h100, ...of }, { peak: bound === null ? null : peak(bound, 1 / bound) });

const seriesOf = (points: ReturnType<typeof chartPoint>[], query = "") =>
  exploreModel(exploreData(points), parseView(query)).series as RowSeries;
const boundsOf = (series: RowSeries) => series.groups.map(({ bound }) => bound?.value ?? null);

describe("the bound of a group", () => {
  it("is drawn where all its points have the same", () => {
    expect(boundsOf(seriesOf([on(150, 254), on(170, 254)]))).toEqual([254]);
    expect(boundsOf(seriesOf([on(150, 254), on(170, 605)]))).toEqual([null]);
    expect(boundsOf(seriesOf([on(150, 254), on(170, null)]))).toEqual([null]);
  });

  it("takes in what states no setup only where a reader asks for one hardware and for none stated", () => {
    const points = [on(150, 254), claim(550, { model: "Llama-2 7B", system: "Phi" })];
    expect(boundsOf(seriesOf(points))).toEqual([null]);
    expect(boundsOf(seriesOf(points, "hardware=H100&hardware="))).toEqual([254]);
    const batched = [on(150, 254), claim(550, { model: "Llama-2 7B", batch: 8 })];
    expect(boundsOf(seriesOf(batched, "hardware=H100&hardware="))).toEqual([null]);
  });

  it("is said under the chart, with how many points lie beyond it", () => {
    const points = [on(150, 254), claim(550, { model: "Llama-2 7B", system: "Phi" })];
    const { notes, isBounded } = seriesOf(points, "hardware=H100&hardware=");
    expect(isBounded).toBe(true);
    expect(notes).toContain(
      "The ink line is the memory-bandwidth bound: 254 tok/s for Llama-2 7B (one H100). What lies beyond it is hatched.",
    );
    expect(notes).toContain("1 point lies beyond it. 1 of them states neither hardware nor batch size.");
    expect(seriesOf([on(150, null)]).isBounded).toBe(false);
  });

  it("is an ink line with a hatched area in the figure, on the axis where that leaves room for the values", () => {
    const drawn = (value: number, width: number) =>
      rowFigure(seriesOf([on(value, 254)]), { width, selected: null, idPrefix: "t" });
    const wide = drawn(150, 800);
    expect(wide).toContain("memory-bandwidth bound, 254");
    expect(wide).toMatch(/class="m-beyond"[^>]*fill="url\(#t-beyond\)"/);
    expect(wide).toMatch(/class="m-bound"/);
    expect(drawn(150, 390)).toMatch(/class="m-bound"/);
    // 254 is more than twice 20: the line would leave no room.
    expect(seriesOf([on(20, 254)]).domain[1]).toBeLessThan(100);
    expect(drawn(20, 800)).toContain("memory-bandwidth bound, 254 →");
    expect(drawn(20, 800)).not.toContain("m-beyond");
  });

  it("gives rows their shares of the hardware, and none for a percentile", () => {
    const data = exploreData([on(127, 254)]);
    const row = (query: string) => exploreModel(data, parseView(query)).rows[0];
    expect(row("")?.mbu).toBeCloseTo(0.5, 9);
    expect(row("")?.mfu).toBeNull();
  });
});
