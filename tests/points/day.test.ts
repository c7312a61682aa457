import { describe, expect, it } from "vitest";
import { dayNumber, dayOf, dayText } from "@/lib/points/day";

describe("dayOf", () => {
  it.each([
    ["2026-01-02", "2026-01-02"],
    ["2026-01-02T03:04:05.678Z", "2026-01-02"],
    [" 2026-01-02 03:04:05", "2026-01-02"],
    ["2024-02-29T00:00:00", "2024-02-29"],
    ["2026-02-30", null],
    ["2026-13-01", null],
    ["2026-01-021", null],
    ["02.01.2026", null],
    ["yesterday", null],
    ["", null],
    [null, null],
  ])("%j: %j", (text, day) => {
    expect(dayOf(text)).toBe(day);
  });

  it("counts days from 1970, and back", () => {
    // 2000-03-01: 30 years of 365 days, 7 leap days of 1972 to 1996, then 31 + 29 days.
    expect(dayNumber("2000-03-01")).toBe(30 * 365 + 7 + 60);
    expect(dayText(30 * 365 + 7 + 60)).toBe("2000-03-01");
  });
});
