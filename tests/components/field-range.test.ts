import { describe, expect, it } from "vitest";
import { cellRange, fieldRange } from "@/components/datasets/field-range";

const field = (text: string, column: number, delimiter = ",") => {
  const range = fieldRange(text, delimiter, column);
  return range && text.slice(...range);
};
const cell = (text: string, column: number) => {
  const range = cellRange(text, column);
  return range && text.slice(...range);
};

describe("fieldRange", () => {
  it("finds the first, a middle, the last and an empty field", () => {
    expect([1, 2, 3, 4].map((column) => field("a,bb,,d", column))).toEqual(["a", "bb", "", "d"]);
  });

  it("finds no field beyond the last one", () => {
    expect(field("a,b", 3)).toBeNull();
    expect(field("", 2)).toBeNull();
  });

  it("does not cut at a delimiter, or at a doubled quote, inside quotes", () => {
    expect(field('"a,b",c', 1)).toBe('"a,b"');
    expect(field('"a ""x"", b",c', 2)).toBe("c");
  });

  it("takes a quote that stands inside a field as text", () => {
    expect(field('5" disk,c', 2)).toBe("c");
  });

  it("takes a quote that is never closed to the end of the line", () => {
    expect(field('a,"b,c', 2)).toBe('"b,c');
    expect(field('a,"b,c', 3)).toBeNull();
  });

  it("cuts at the delimiter it is given", () => {
    expect(field("1,5;2,5", 2, ";")).toBe("2,5");
    expect(field("a\tb", 2, "\t")).toBe("b");
  });
});

describe("cellRange", () => {
  it("finds cells with and without bars at the edges, without the spaces around them", () => {
    expect(cell("| a | bb  | c |", 2)).toBe("bb");
    expect(cell("a | bb | c", 1)).toBe("a");
    expect(cell("a | bb | c", 3)).toBe("c");
  });

  it("does not cut at an escaped bar", () => {
    expect(cell(String.raw`| a \| b | c |`, 1)).toBe(String.raw`a \| b`);
  });

  it("finds nothing in an empty cell or beyond the last", () => {
    expect(cell("| a |  | c |", 2)).toBeNull();
    expect(cell("| a |", 5)).toBeNull();
  });
});
