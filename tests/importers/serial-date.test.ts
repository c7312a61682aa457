import { describe, expect, it } from "vitest";
import { serialDate } from "@/lib/importers/serial-date";
import { readText } from "./text-of";

describe("serialDate", () => {
  it.each([
    ["45658", "2025-01-01"],
    ["45992.5", "2025-12-01T12:00:00"],
    ["36526", "2000-01-01"],
    ["45992.000011574", "2025-12-01T00:00:01"],
    ["2025", null],
    ["1759312800", null],
    ["99999", null],
    ["2025-12-01", null],
    ["", null],
  ])("%s is %s", (text, date) => expect(serialDate(text)).toBe(date));
});

it("a column headed as that of dates holds them as spreadsheets count days, and that is said", () => {
  const { points, notes } = readText("Date,model,TTFT (ms)\n45992.5,A,20\n45993.5,B,22\n");
  expect(points.map(({ context }) => context.measured_at)).toEqual([
    "2025-12-01T12:00:00",
    "2025-12-02T12:00:00",
  ]);
  expect(notes).toContain(
    "Numbers under “Date” are read as a spreadsheet's count of days: 45992.5 is 2025-12-01 12:00:00.",
  );
});

it("numbers under another header are no dates, and dates beside a number are left as written", () => {
  const other = readText("model,tokens seen,TTFT (ms)\nA,45992,20\n");
  expect(other.notes.join()).not.toContain("count of days");
  const mixed = readText("date,model,TTFT (ms)\n45992,A,20\n2025-12-02,B,22\n");
  expect(mixed.points.map(({ context }) => context.measured_at)).toEqual(["45992", "2025-12-02"]);
});
