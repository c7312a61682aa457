import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detectDelimiter } from "@/lib/importers/delimiter";
import { visitRecords } from "@/lib/importers/records";
import { hostile, isHostileMissing } from "./text-of";

interface Cut {
  rows: string[][];
  lines: number[];
  problems: { line: number; found: string }[];
  count: number;
}

/** The records of a text that comes in pieces of `size` characters. */
function cut(text: string, size = text.length || 1, delimiter = ",", newline: "\n" | "\r" = "\n"): Cut {
  const pieces: string[] = [];
  for (let from = 0; from < text.length; from += size) pieces.push(text.slice(from, from + size));
  const found: Cut = { rows: [], lines: [], problems: [], count: 0 };
  found.count = visitRecords(pieces, delimiter, newline, {
    row(fields, line) {
      found.rows.push(fields);
      found.lines.push(line);
    },
    problem: ({ where, found: what }) =>
      found.problems.push({ line: where && "line" in where ? (where.line ?? 0) : 0, found: what }),
  });
  return found;
}

describe("visitRecords", () => {
  it.each([1, 2, 3, 1000])("cuts quotes, line ends and blanks as RFC 4180 says, in pieces of %d", (size) => {
    const text = 'a,b,c\r\n"1,5","say ""hi""","two\nlines"\r\n\r\n,"",x\n"last","no end",y';
    expect(cut(text, size)).toMatchObject({
      rows: [
        ["a", "b", "c"],
        ["1,5", 'say "hi"', "two\nlines"],
        [""],
        ["", "", "x"],
        ["last", "no end", "y"],
      ],
      lines: [1, 2, 4, 5, 6],
      problems: [],
      count: 6,
    });
  });

  it("keeps a carriage return that belongs to a quoted field", () => {
    expect(cut('a,"x\r"\nb,"y"\r\nc,z\r\n').rows).toEqual([
      ["a", "x\r"],
      ["b", "y"],
      ["c", "z"],
    ]);
  });

  it("takes spaces between a closing quote and the delimiter for none of the field", () => {
    expect(cut('"a" ,"b"  \n1,2\n').rows).toEqual([
      ["a", "b"],
      ["1", "2"],
    ]);
  });

  it.each([1, 5, 1000])("loses one line to a stray quote, not the file, in pieces of %d", (size) => {
    const found = cut('a,b\n"x" y,1\n"never,2\nok,3\n', size);
    expect(found.rows).toEqual([
      ["a", "b"],
      ["ok", "3"],
    ]);
    expect(found.problems).toEqual([
      { line: 2, found: 'text after a closing quote: " y,1' },
      { line: 3, found: "a quote that is never closed" },
    ]);
    expect(found.lines).toEqual([1, 4]);
  });

  it("takes a quote inside an unquoted field for text", () => {
    expect(cut('5" disk,b\n').rows).toEqual([['5" disk', "b"]]);
  });

  it("reads old files whose lines end in carriage returns", () => {
    expect(cut("a,b\r1,2\r", 3, ",", "\r").rows).toEqual([
      ["a", "b"],
      ["1", "2"],
    ]);
  });

  it("gives what was written back, whatever was written and wherever it is cut", () => {
    const cell = fc.string({
      unit: fc.constantFrom("a", ",", '"', "\n", "\r", " ", ";", "é", "'"),
      maxLength: 8,
    });
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 9 }), (written, size) => {
        const text = written
          .map((row) => `${row.map((each) => `"${each.replaceAll('"', '""')}"`).join(",")}\n`)
          .join("");
        const found = cut(text, size);
        expect(found.rows).toEqual(written);
        expect(found.count).toBe(text.split("\n").length - 1);
      }),
      { seed: 11, numRuns: 500 },
    );
  });

  it("reads 10 MB of unclosed quotes in linear time", () => {
    const found = cut('"x\n'.repeat(3_500_000), 1 << 16);
    expect(found.problems.length).toBeGreaterThan(1_000_000);
  });

  it("stops where the visitor says so", () => {
    let seen = 0;
    visitRecords(["a\nb\nc\n"], ",", "\n", { row: () => ++seen === 2, problem() {} });
    expect(seen).toBe(2);
  });
});

describe("detectDelimiter", () => {
  it.each([
    ["a,b\n1,2\n", ","],
    ["a;b\n1,5;2,5\n1,6;2,6\n", ";"],
    ["a\tb, c\n1\t2, 3\n", "\t"],
    ["a|b\n1|2\n", "|"],
    ['"a;b;c",d\n"e;f;g",h\n', ","],
    ["# made, by, hand\na;b\n1;2\n", ";"],
    ["A title\na,b,c\n1,2,3\n4,5,6\n", ","],
  ])("%o: %o", (text, delimiter) => expect(detectDelimiter(text, "\n")).toBe(delimiter));

  it.each(["", "one line\nand another\n", "\n\n"])("%o has none", (text) => {
    expect(detectDelimiter(text, "\n")).toBeNull();
  });
});

describe.skipIf(isHostileMissing)("hostile/csv-spectrum (skipped without ../shared)", () => {
  // location_coordinates' CSV and JSON disagree where they come from.
  const names = isHostileMissing
    ? []
    : readdirSync(`${hostile}csv-spectrum/csvs`).filter((name) => !name.startsWith("loc"));

  it("has its 11 usable cases", () => expect(names).toHaveLength(11));

  it.each(names)("%s is exact, cell by cell, however it is cut", (name) => {
    const text = readFileSync(`${hostile}csv-spectrum/csvs/${name}`, "utf8");
    const expected = JSON.parse(
      readFileSync(`${hostile}csv-spectrum/json/${name.replace(".csv", ".json")}`, "utf8"),
    );
    for (const size of [1, 2, 7, 1 << 20]) {
      const { rows, problems } = cut(text, size);
      const [headers, ...records] = rows as [string[], ...string[][]];
      expect(problems).toEqual([]);
      expect(records.map((row) => Object.fromEntries(headers.map((header, i) => [header, row[i]])))).toEqual(
        expected,
      );
    }
  });
});

describe.skipIf(isHostileMissing)("hostile/papaparse (skipped without ../shared)", () => {
  interface Case {
    description: string;
    input: string;
    config?: Record<string, unknown>;
    expected: { data: string[][]; errors: { type: string }[] };
  }
  const all = isHostileMissing
    ? []
    : (
        JSON.parse(readFileSync(`${hostile}papaparse/papaparse-cases.json`, "utf8")) as {
          CORE_PARSER_TESTS: Case[];
        }
      ).CORE_PARSER_TESTS;
  // Whisker has one dialect: cases of other quotes, comments or cut-off reading are about options it has not.
  const dialect = (config: Case["config"] = {}) =>
    Object.keys(config).every((name) => name === "delimiter" || name === "newline") &&
    /^[,;\t|]?$/.test(String(config["delimiter"] ?? "")) &&
    /^(?:\r\n|\n|\r)?$/.test(String(config["newline"] ?? ""));
  const newlineOf = ({ input, config }: Case) =>
    config?.["newline"] === "\r" || (/\r(?!\n)/.test(input) && !input.includes("\n")) ? "\r" : "\n";
  const cases = all.filter(({ config, input }) => dialect(config) && typeof input === "string");
  const plain = cases.filter(({ expected }) => expected.errors.length === 0);
  const faulty = cases.filter(({ expected }) => expected.errors.length > 0);

  it("has its 63 cases, most of them in the one dialect that is read", () => {
    expect(all).toHaveLength(63);
    expect(plain.length).toBeGreaterThan(30);
  });

  it.each(plain)("$description: the same records", (each) => {
    const delimiter = String(each.config?.["delimiter"] ?? ",");
    const { rows, problems } = cut(each.input, 3, delimiter, newlineOf(each));
    expect(problems).toEqual([]);
    // PapaParse gives a last blank record for a line end at the end of the text, which is no line.
    const expected = /[\r\n]$/.test(each.input) ? each.expected.data.slice(0, -1) : each.expected.data;
    expect(rows).toEqual(expected);
  });

  it.each(faulty)("$description: its fault is said", (each) => {
    const { problems } = cut(each.input, 3, String(each.config?.["delimiter"] ?? ","), newlineOf(each));
    expect(problems).not.toEqual([]);
  });
});
