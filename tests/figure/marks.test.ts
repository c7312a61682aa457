import { describe, expect, it } from "vitest";
import { nearestHit, type Hit } from "@/lib/figure/hit";
import {
  barPath,
  diamondPath,
  jitter,
  markerRadius,
  rowSizes,
  stripPath,
  tickPath,
  uprightWhisker,
  whiskerPath,
} from "@/lib/figure/marks";

const bounds = { left: 0, right: 560 };

// The measures are those of design.md, section 4, "Whisker", and of its picture of whisker cases.
describe("whiskerPath", () => {
  it("draws a line and caps of 11 px", () => {
    expect(whiskerPath(22, 90, 30, rowSizes, bounds)).toEqual({
      line: "M22 30H90",
      caps: "M22 24.5v11M90 24.5v11",
    });
  });

  it("draws an arrowhead instead of the cap where it leaves the axis", () => {
    expect(whiskerPath(362, 900, 30, rowSizes, { left: 300, right: 432 })).toEqual({
      line: "M362 30H432",
      caps: "M362 24.5v11M427 25l6 5l-6 5",
    });
    expect(whiskerPath(-50, 90, 30, rowSizes, { left: 10, right: 432 }).caps).toBe(
      "M15 25l-6 5l6 5M90 24.5v11",
    );
  });
});

describe("markerRadius", () => {
  it.each([
    [22, 90, 56, 4.3, "wide"],
    [161.8, 174.2, 168, 3.5, "narrow: 2.7 px less than the half length of 6.2"],
    [277, 283, 280, null, "half length under 3.2: a tick"],
    [276.7, 283.3, 280, 2.3, "half length of 3.3: the smallest marker"],
    [100, 200, 104, 2.3, "near one end of an interval that is not symmetric"],
  ] as [number, number, number, number | null, string][])(
    "of a whisker from %d to %d at %d is %o (%s)",
    (from, to, x, radius) => {
      const found = markerRadius(from, to, x, rowSizes);
      if (radius === null) expect(found).toBeNull();
      else expect(found).toBeCloseTo(radius, 6);
    },
  );
});

describe("tickPath, diamondPath, uprightWhisker", () => {
  it("have the picture's coordinates", () => {
    expect(tickPath(280, 30, rowSizes)).toBe("M278.2 23.5h3.6v13h-3.6z");
    expect(diamondPath(65, 17, 4.4)).toBe("M65 11.37l5.63 5.63l-5.63 5.63l-5.63 -5.63z");
    expect(uprightWhisker(472, 103.9, 87.9, { cap: 9, marker: 4 })).toBe(
      "M472 103.9V87.9M467.5 103.9h9M467.5 87.9h9",
    );
  });
});

describe("barPath", () => {
  it("begins at the axis and rounds only its end, to either side", () => {
    expect(barPath(0, 88, 17, 14)).toBe("M0 10h86q2 0 2 2v10q0 2 -2 2h-86z");
    expect(barPath(88, 0, 17, 14)).toBe("M88 10h-86q-2 0 -2 2v10q0 2 2 2h86z");
  });
});

describe("stripPath", () => {
  it("leaves out what has no place or lies beyond the plot, and draws the same every time within ±6.5 px", () => {
    const place = (value: number) => (value <= 0 ? null : value);
    const path = stripPath([5, -1, 700, 10], 100, 7, place, bounds);
    expect(path).toBe(stripPath([5, -1, 700, 10], 100, 7, place, bounds));
    const dots = Array.from(path.matchAll(/M([\d.]+) ([\d.]+)h0/g), ([, x, y]) => [Number(x), Number(y)]);
    expect(dots.map(([x]) => x)).toEqual([5, 10]);
    for (const [, y = 0] of dots) expect(Math.abs(y - 100)).toBeLessThanOrEqual(6.5);
  });
});

describe("jitter", () => {
  it("is spread evenly from -1 to 1", () => {
    const values = Array.from({ length: 2000 }, (_, i) => jitter(i));
    const quarters = [0, 0, 0, 0];
    for (const value of values) quarters[Math.min(3, Math.floor((value + 1) * 2))]! += 1;
    // 500 expected in each; 5 standard deviations of a binomial are 97.
    for (const count of quarters) expect(Math.abs(count - 500)).toBeLessThan(97);
  });
});

describe("nearestHit", () => {
  const hit = (pointId: string, x: number, y: number, reach = 0) =>
    ({ pointId, x, y, from: x - reach, to: x + reach }) as Hit;

  it("finds the nearest mark within reach, a whisker counting as part of its mark", () => {
    const hits = [hit("a", 10, 10), hit("b", 40, 10, 20)];
    expect(nearestHit(hits, 12, 11, 20)?.pointId).toBe("a");
    expect(nearestHit(hits, 22, 11, 20)?.pointId).toBe("b");
    expect(nearestHit(hits, 200, 200, 20)).toBeNull();
    expect(nearestHit([], 0, 0, 20)).toBeNull();
  });
});
