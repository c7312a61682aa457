import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { CellPlaces, LineCut, LinePatterns, type ColumnRole } from "@/lib/importers/line-pattern";

const commas = { delimiter: 44, newline: 10 };

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** The one pattern of a line. */
function patternOf(roles: ColumnRole[], text: string) {
  const cut = new LineCut(commas, roles);
  const line = bytesOf(text);
  expect(cut.cut(line, 0)).toBe(line.length);
  const patterns = new LinePatterns(commas, cut.places.from.length);
  const index = patterns.add(line, cut);
  return {
    match: (lines: string, at: number, places: CellPlaces) =>
      patterns.match(index, bytesOf(lines), at, places),
  };
}

describe("LinePatterns", () => {
  const places = new CellPlaces(2);
  const pattern = patternOf(["same", "value", "blank", "run", "same"], "ttft,1,,r,ms\n");
  const text = "ttft,45.5,,run-1,ms\nttft,46,,r,ms\r\nttft,1,2,r,ms\nttft,1,,r\nitl,1,,r,ms\n";

  it("finds the cells that may differ in lines that agree elsewhere", () => {
    const next = pattern.match(text, 0, places);
    expect(text.slice(next, next + 4)).toBe("ttft");
    expect(text.slice(places.from[0], places.to[0])).toBe("45.5");
    expect(text.slice(places.from[1], places.to[1])).toBe("run-1");
  });

  it("takes a carriage return for part of the line's end", () => {
    expect(pattern.match(text, text.indexOf("ttft,46"), places)).toBe(text.indexOf("ttft,1,2"));
  });

  it("matches no line with another text, a filled blank, or fewer fields", () => {
    for (const line of ["ttft,1,2,r,ms\n", "ttft,1,,r\n", "itl,1,,r,ms"]) {
      expect(pattern.match(text, text.indexOf(line), places)).toBe(-1);
    }
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

  it.each(["é", "\u0000", "\u007f", "\r"])(
    "leaves %j in a cell that may differ to who decodes",
    (character) => {
      const two = patternOf(["same", "value", "free"], "a,,\n");
      expect(two.match(`a,1,x${character}y\n`, 0, places)).toBe(-1);
      expect(two.match("a,1,x\ty\n", 0, places)).toBe(-1);
      expect(two.match("a,1,x~y\n", 0, places)).toBe(8);
    },
  );

  it("takes a text that is not ASCII where it is as before", () => {
    const two = patternOf(["same", "value"], "Größe,1\n");
    expect(two.match("Größe,22\n", 0, places)).toBe(bytesOf("Größe,22\n").length);
    expect(two.match("Größer,2\n", 0, places)).toBe(-1);
  });

  it("tells a text in quotes from the same text cut by its delimiter", () => {
    const one = patternOf(["value", "same"], '1,"a,b"\n');
    expect(one.match('2,"a,b"\n', 0, places)).toBe(8);
    expect(one.match("2,a,b\n", 0, places)).toBe(-1);
  });

  it("finds each of some thousand lines again, and no other", () => {
    const cut = new LineCut(commas, ["same", "value", "same"]);
    const patterns = new LinePatterns(commas, 1);
    const cutLine = (text: string) => {
      const line = bytesOf(text);
      expect(cut.cut(line, 0)).toBe(line.length);
      return line;
    };
    for (let i = 0; i < 5000; i++) {
      const line = cutLine(`model ${i},${i},batch ${i % 7}\n`);
      expect(patterns.find(line, cut)).toBe(-1);
      expect(patterns.add(line, cut)).toBe(i);
    }
    for (const i of [0, 1, 63, 64, 127, 128, 4095, 4999])
      expect(patterns.find(cutLine(`model ${i},0.5,batch ${i % 7}\r\n`), cut)).toBe(i);
    expect(patterns.find(cutLine("model 5000,1,batch 2\n"), cut)).toBe(-1);
    expect(patterns.find(cutLine("model 4999,1,batch 2\n"), cut)).toBe(-1);
  });
});

describe("LineCut", () => {
  const cutLine = (text: string) => {
    const cut = new LineCut(commas, ["same", "value", "run"]);
    const next = cut.cut(bytesOf(text), 0);
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
    ["a quote that is not closed in this line", 'a,1,"r\n'],
    ["a letter that is not ASCII in a cell that may differ", "a,1,é\n"],
    ["the same in quotes", 'a,1,"é"\n'],
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
        const line = bytesOf(one.text);
        if (cut.cut(line, 0) < 0) return;
        seen.cut += 1;
        const fields = fieldsOf(one);
        expect(fields).toHaveLength(3);
        const cell = line.subarray(cut.places.from[0], cut.places.to[0]);
        expect(new TextDecoder().decode(cell)).toBe(fields[1]);
        const again = isAgain ? one : another;
        const patterns = new LinePatterns(commas, 1);
        patterns.add(line, cut);
        const other = bytesOf(again.text);
        const isFound = cut.cut(other, 0) > 0 && patterns.find(other, cut) === 0;
        if (!isFound && patterns.match(0, other, 0, new CellPlaces(1)) < 0) return;
        seen.alike += 1;
        const found = fieldsOf(again);
        expect([found.length, found[0], found[2]]).toEqual([3, fields[0], fields[2]]);
      }),
      { seed: 3, numRuns: 5000 },
    );
    expect(seen.cut).toBeGreaterThan(1000);
    expect(seen.alike).toBeGreaterThan(500);
  });
});
