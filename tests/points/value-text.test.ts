import { describe, expect, it } from "vitest";
import { aboutOf, notationOf, readValueText, type ValueText } from "@/lib/points/value-text";

const number = (value: number, unit: string | null = null): ValueText => ({ kind: "number", value, unit });
const range = (low: number | null, high: number | null, unit: string | null = null): ValueText => ({
  kind: "range",
  low,
  high,
  unit,
});

describe("readValueText reads numbers", () => {
  it.each<[string, ValueText]>([
    ["550", number(550)],
    [" 12.5 ", number(12.5)],
    ["-5", number(-5)],
    ["−5", number(-5)],
    ["+3", number(3)],
    ["1E3", number(1000)],
    ["1e-7", number(1e-7)],
    ["007", number(7)],
    [".5", number(0.5)],
    ["2.", number(2)],
    ["550 tok/sec", number(550, "tok/sec")],
    ["464.2W", number(464.2, "W")],
    ["92.49 Tokens/s", number(92.49, "Tokens/s")],
    ["1.42x", number(1.42, "x")],
    ["95%", number(95, "%")],
    ["$1.20", number(1.2, "$")],
    ["128 GB", number(128, "GB")],
    ["1,234.5", number(1234.5)],
    ["1,234,567", number(1234567)],
    ["1 234", number(1234)],
    ["1'234.5", number(1234.5)],
  ])("%o", (cell, expected) => expect(readValueText(cell)).toEqual(expected));

  it("gives 0 for -0, which no benchmark means", () => {
    expect(readValueText("-0")).toEqual(number(0));
  });
});

describe("readValueText reads spreads and ranges", () => {
  it.each<[string, ValueText]>([
    ["123.45 ± 6.78", { kind: "spread", value: 123.45, sd: 6.78, unit: null }],
    ["123.45 +/- 6.78 ms", { kind: "spread", value: 123.45, sd: 6.78, unit: "ms" }],
    ["12 (± 3)", { kind: "spread", value: 12, sd: 3, unit: null }],
    ["2-10x", range(2, 10, "x")],
    ["10x-15x", range(10, 15, "x")],
    ["10–16", range(10, 16)],
    ["80-95%", range(80, 95, "%")],
    ["10 ms - 20 ms", range(10, 20, "ms")],
    ["2 to 4", range(2, 4)],
    ["-5--2", range(-5, -2)],
    ["<20 ms", range(null, 20, "ms")],
    ["≤ 20", range(null, 20)],
    ["up to 15x", range(null, 15, "x")],
    [">=1000", range(1000, null)],
    ["1000+", range(1000, null)],
    ["1.5x+", range(1.5, null, "x")],
  ])("%o", (cell, expected) => expect(readValueText(cell)).toEqual(expected));
});

describe("readValueText keeps what means no number, as written", () => {
  it.each([
    "",
    " ",
    "N/A",
    "n/a",
    "NA",
    "-",
    "–",
    "—",
    "nan",
    "NaN",
    "null",
    "None",
    "OOM",
    "inf",
    "-inf",
    "failed",
    "timeout",
  ])("%o", (cell) => expect(readValueText(cell)).toEqual({ kind: "missing", text: cell }));
});

describe("readValueText refuses to guess", () => {
  it.each([
    "0x1F",
    "0x10",
    "0o17",
    "1_000",
    "1e400",
    "-1e400",
    "1e-400",
    "١٢٣",
    "8xH100",
    "5 parsecs",
    "12 34",
    "2024-10-11",
    "10-5",
    "16k",
    "1.2.3",
    "1,23,45",
    "12ms34",
    "forty",
    "--5",
    "1.234,5,6",
  ])("%o", (cell) => expect(readValueText(cell).kind).toBe("unreadable"));
});

describe("readValueText reads what has one reading, however it is written", () => {
  it.each([
    ["1,23,456", 123_456],
    ["1,02,34,567.8", 10_234_567.8],
    ["１２３", 123],
    ["９５０．５", 950.5],
    ["1\u2009234.7", 1234.7],
    ["1\u202f234.7", 1234.7],
    ["1\u2007234", 1234],
    ["950&nbsp;", 950],
    ["~900", 900],
    ["≈ 1100", 1100],
    ["ca. 15", 15],
    ["about 1200", 1200],
    ["approx. 3.5", 3.5],
  ])("%o is %d", (cell, value) => expect(readValueText(cell, "unknown")).toEqual(number(value)));

  it("tells what stands before a number that is only about right", () => {
    expect(["~900", "ca. 15 ms", "900", "about what"].map(aboutOf)).toEqual(["~", "ca.", null, null]);
  });

  it.each([
    "N/A (OOM)",
    "OOM!",
    "CUDA OOM",
    "OOM at bs=64",
    "error: CUDA out of memory",
    "DNF",
    "n.d.",
    "❌",
    "显存不足",
  ])("%o is no number, as written", (cell) =>
    expect(readValueText(cell)).toEqual({ kind: "missing", text: cell }),
  );

  it.each([
    ["10~14", 10, 14],
    ["~10-14", 10, 14],
  ])("%o is a range", (cell, low, high) =>
    expect(readValueText(cell)).toEqual({ kind: "range", low, high, unit: null }),
  );
});

describe("readValueText by notation", () => {
  it("leaves 1,234 unread where nothing in the file decides", () => {
    expect(readValueText("1,234", "unknown")).toMatchObject({ kind: "unreadable" });
    expect(readValueText("1,234", "unknown")).toMatchObject({
      expected: expect.stringContaining("one way only"),
    });
  });

  it.each([
    ["1,234", "point", 1234],
    ["1,234", "comma", 1.234],
    ["1.234", "point", 1.234],
    ["1.234", "comma", 1234],
    ["1.234", "unknown", 1.234],
    ["0,688", "unknown", 0.688],
    ["0,688", "comma", 0.688],
    ["5.981,2", "unknown", 5981.2],
    ["1.234.567", "unknown", 1234567],
  ] as const)("%o with decimal %s is %d", (cell, notation, value) => {
    expect(readValueText(cell, notation)).toEqual(number(value));
  });

  it.each([
    ["0,688", "point"],
    ["12.5", "comma"],
    ["1.5e-5", "comma"],
  ] as const)("%o contradicts decimal %s and is not read", (cell, notation) => {
    expect(readValueText(cell, notation).kind).toBe("unreadable");
  });
});

describe("notationOf", () => {
  it.each([
    [["1.842,3", "0,0418", "36.630"], "comma"],
    [["1.5", "1,234"], "point"],
    [["1,234.5"], "point"],
    [["1,234", "2"], "unknown"],
    [["12", "n/a"], "unknown"],
    [["1,5", "2.5"], "unknown"],
    [[], "unknown"],
    // Names, versions and JSON are no numbers of the file.
    [["Llama-3.1-8B", "Qwen2.5", "v0.9", "12,3"], "comma"],
    [['{"tp": 4, "pp": 1}', "1,234"], "unknown"],
    [["Llama-3.1-8B", "1.234"], "unknown"],
    [["~1,5", "<2,5 ms", "3,5 ± 0,2", "1,2-1,4"], "comma"],
    [["1,23,456", "1,234"], "point"],
  ] as const)("%o: %s", (cells, expected) => expect(notationOf(cells)).toBe(expected));
});
