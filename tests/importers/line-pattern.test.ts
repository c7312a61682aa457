import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { CellPlaces, LineCut, type ColumnRole } from "@/lib/importers/line-pattern";

const commas = { delimiter: ",", newline: "\n" };

function patternOf(roles: ColumnRole[], text: string) {
  const cut = new LineCut(commas, roles);
  expect(cut.cut(text, 0)).toBe(text.length);
  return cut.patternOf(text);
}

describe("LinePattern", () => {
  const places = new CellPlaces(2);
  const pattern = patternOf(["same", "value", "blank", "run", "same"], "ttft,1,,r,ms\n");
  const text = "ttft,45.5,,run-1,ms\nttft,46,,r,ms\r\nttft,1,2,r,ms\nttft,1,,r\nitl,1,,r,ms\nttft,1,,r,ms";

  it("finds the cells that may differ in lines that agree elsewhere", () => {
    const next = pattern.match(text, 0, places);
    expect(text.slice(next, next + 4)).toBe("ttft");
    expect(text.slice(places.from[0], places.to[0])).toBe("45.5");
    expect(text.slice(places.from[1], places.to[1])).toBe("run-1");
  });

  it("takes a carriage return for part of the line's end", () => {
    expect(pattern.match(text, text.indexOf("ttft,46"), places)).toBe(text.indexOf("ttft,1,2"));
  });

  it("matches no line with another text, a filled blank, fewer fields, or no end", () => {
    for (const line of ["ttft,1,2,r,ms\n", "ttft,1,,r\n", "itl,1,,r,ms"]) {
      expect(pattern.match(text, text.indexOf(line), places)).toBe(-1);
    }
    expect(pattern.match(text, text.lastIndexOf("ttft"), places)).toBe(-1);
  });

  it("never takes a cell of the next line for one of this", () => {
    const two = patternOf(["same", "value", "free"], "a,,\n");
    expect(two.match("a,1\na,2,3\n", 0, places)).toBe(-1);
    expect(two.match("a,1,2\nb\n", 0, places)).toBe(6);
  });

  it("leaves a quoted cell to who knows quotes: there may be delimiters in it", () => {
    const two = patternOf(["same", "value", "free"], "a,,\n");
    expect(two.match('a,"1,2",3\n', 0, places)).toBe(-1);
  });

  it("tells a text in quotes from the same text cut by its delimiter", () => {
    const one = patternOf(["value", "same"], '1,"a,b"\n');
    expect(one.match('2,"a,b"\n', 0, places)).toBe(8);
    expect(one.match("2,a,b\n", 0, places)).toBe(-1);
  });
});

describe("LineCut", () => {
  const cutLine = (text: string) => {
    const cut = new LineCut(commas, ["same", "value", "run"]);
    const next = cut.cut(text, 0);
    const { from, to } = cut.places;
    return { next, cells: Array.from(from, (at, i) => text.slice(at, to[i])) };
  };

  it.each([
    ['a,"1",r\n', ["1", "r"]],
    ['"a ""b""",1,"r,s"\n', ["1", "r,s"]],
    ['a,1,"r"\r\n', ["1", "r"]],
    ["a,1,\n", ["1", ""]],
  ])("finds the cells of %j", (text, cells) => {
    expect(cutLine(text)).toEqual({ next: text.length, cells });
  });

  it.each([
    ["a line end in quotes", '"a\nb",1,r\n'],
    ["a doubled quote in a cell that may differ", 'a,"1""",r\n'],
    ["text behind a closing quote", 'a,"1"x,r\n'],
    ["a space behind a closing quote", 'a,"1" ,r\n'],
    ["a field too few", "a,1\nb,2,r\n"],
    ["a field too many", "a,1,r,s\n"],
    ["no end yet", "a,1,r"],
    ["a quote that is not closed yet", 'a,1,"r'],
  ])("leaves to the parser: %s", (_, text) => expect(cutLine(text).next).toBe(-1));

  it("cuts as PapaParse does whatever it cuts, and lines of one pattern have the same fields", () => {
    const quoted = (text: string) => `"${text}"`;
    const field = fc.oneof(
      fc.string({ unit: fc.constantFrom("a", "b", " ", '"', "é"), maxLength: 3 }),
      fc.array(fc.constantFrom("a", ",", '""'), { maxLength: 3 }).map((parts) => quoted(parts.join(""))),
    );
    const line = fc
      .tuple(field, field, field, fc.constantFrom("\n", "\r\n"))
      .map(([a, b, c, end]) => ({ text: `${a},${b},${c}${end}`, newline: end }));
    // It keeps a carriage return before the line's end unless it is told of both.
    const fieldsOf = ({ text, newline }: { text: string; newline: "\n" | "\r\n" }) =>
      Papa.parse<string[]>(text, { delimiter: ",", newline }).data[0]!;
    const seen = { cut: 0, alike: 0 };
    fc.assert(
      fc.property(line, line, fc.boolean(), (one, another, isAgain) => {
        const cut = new LineCut(commas, ["same", "value", "same"]);
        if (cut.cut(one.text, 0) < 0) return;
        seen.cut += 1;
        const fields = fieldsOf(one);
        expect(fields).toHaveLength(3);
        expect(one.text.slice(cut.places.from[0], cut.places.to[0])).toBe(fields[1]);
        const other = isAgain ? one : another;
        const pattern = cut.patternOf(one.text);
        const isOf = cut.cut(other.text, 0) > 0 && pattern.isOf(other.text, cut);
        if (!isOf && pattern.match(other.text, 0, new CellPlaces(1)) < 0) return;
        seen.alike += 1;
        const found = fieldsOf(other);
        expect([found.length, found[0], found[2]]).toEqual([3, fields[0], fields[2]]);
      }),
      { seed: 3, numRuns: 5000 },
    );
    expect(seen.cut).toBeGreaterThan(1000);
    expect(seen.alike).toBeGreaterThan(500);
  });
});
