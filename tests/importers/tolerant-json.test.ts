import { existsSync, readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rawOf, type JsonNode } from "@/lib/importers/json-node";
import { readJson } from "@/lib/importers/tolerant-json";

/** A node as the plain value that JSON.parse would give; objects as entries, so that no key is special. */
function plain(node: JsonNode): unknown {
  if (node.kind === "object") return Array.from(node.members, ([key, value]) => [key, plain(value)]);
  if (node.kind === "array") return node.items.map(plain);
  if (node.kind === "numbers") return [...node.values];
  return node.value;
}

function entries(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(entries);
  if (value === null || typeof value !== "object") return value;
  return Object.entries(value).map(([key, member]) => [key, entries(member)]);
}

const roots = (text: string) => readJson(text).documents.map(({ root }) => plain(root));

describe("readJson", () => {
  it("reads what JSON.parse reads, to the same values", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        const reading = readJson(text);
        expect(reading.problems).toEqual([]);
        // Number keys come first in a JavaScript object: compare as sorted entries.
        const sorted = (value: unknown) =>
          JSON.stringify(value, (_, v: unknown) =>
            Array.isArray(v) ? v.map((x) => JSON.stringify(x)).sort() : v,
          );
        expect(sorted(plain(reading.documents[0]!.root))).toBe(sorted(entries(JSON.parse(text))));
      }),
      { seed: 20260101, numRuns: 500 },
    );
  });

  it("keeps the raw text of every value: trailing zeros and digits beyond a double", () => {
    const text = '{"a": 58.30, "b": 9007199254740993}';
    const [document] = readJson(text).documents;
    const root = document!.root;
    if (root.kind !== "object") throw new Error("no object");
    expect(rawOf(root.members.get("a")!, text)).toBe("58.30");
    expect(rawOf(root.members.get("b")!, text)).toBe("9007199254740993");
  });

  it("reads a number that no double holds as missing, with a problem at its pointer", () => {
    const reading = readJson('{"a": [1, 1e400], "b/c": -1e400}');
    expect(reading.documents.map(({ root }) => plain(root))).toEqual([
      [
        ["a", [1, NaN]],
        ["b/c", null],
      ],
    ]);
    expect(reading.problems.map(({ where, found }) => ({ where, found }))).toEqual([
      { where: { pointer: "/a/1" }, found: "1e400" },
      { where: { pointer: "/b~1c" }, found: "-1e400" },
    ]);
  });

  it("reads bare NaN, Infinity and -Infinity as no number, and never inside strings", () => {
    const reading = readJson('{"rate": Infinity, "low": -Infinity, "x": [NaN, 2], "says": "NaN, Infinity"}');
    expect(plain(reading.documents[0]!.root)).toEqual([
      ["rate", null],
      ["low", null],
      ["x", [NaN, 2]],
      ["says", "NaN, Infinity"],
    ]);
    expect(reading.problems).toEqual([]);
    expect(reading.notes).toEqual([
      '3 bare NaN or Infinity, which JSON does not have: each is read as "no number".',
    ]);
  });

  it("reports a key that stands twice and reads the last, as JSON.parse does", () => {
    const reading = readJson('{"a": {"b": 1, "b": 2}}');
    expect(plain(reading.documents[0]!.root)).toEqual([["a", [["b", 2]]]]);
    expect(reading.problems).toEqual([
      {
        where: { pointer: "/a/b" },
        found: 'the key "b" twice',
        expected: "one value a key: the last one is read",
      },
    ]);
  });

  it("reads past a comma after the last member or element, and says so; past two it does not", () => {
    const { documents, problems } = readJson('{"a": [1, 2,], "b": {"c": 3,}}');
    const members = [
      ["a", [1, 2]],
      ["b", [["c", 3]]],
    ];
    expect(documents.map(({ root }) => plain(root))).toEqual([members]);
    expect(problems.map(({ where, found }) => [where, found])).toEqual([
      [{ pointer: "/a/1" }, "a comma before ]"],
      [{ pointer: "/b/c" }, "a comma before }"],
    ]);
    for (const text of ["[1,,]", "[,]", '{"a": 1,,}', "{,}"])
      expect([text, readJson(text).documents.filter(({ root }) => root.kind === "object")]).toEqual([
        text,
        [],
      ]);
  });

  it("keeps __proto__ and constructor as keys, and changes no prototype", () => {
    const reading = readJson('{"__proto__": {"x": 7}, "constructor": {"prototype": {"y": 8}}}');
    expect(plain(reading.documents[0]!.root)).toEqual([
      ["__proto__", [["x", 7]]],
      ["constructor", [["prototype", [["y", 8]]]]],
    ]);
    expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
  });

  it("reads JSON Lines with the line of each record, and leaves out the lines of a log with a problem each", () => {
    const reading = readJson('{"a":1}\nggml: found 1 device\n\n{"a":2}\r\n{"a":3\n{"a":4}\n');
    expect(reading.documents.map(({ root, line }) => [line, plain(root)])).toEqual([
      [1, [["a", 1]]],
      [4, [["a", 2]]],
      [6, [["a", 4]]],
    ]);
    expect(reading.problems.map(({ where }) => where)).toEqual([
      { line: 2, column: 1 },
      { line: 5, column: 7 },
    ]);
  });

  it("reads concatenated objects, on lines of their own or not", () => {
    expect(roots('{"a":1}\n{"a":\n2}')).toEqual([[["a", 1]], [["a", 2]]]);
    expect(roots('{"a":1}{"a":2}')).toEqual([[["a", 1]], [["a", 2]]]);
    expect(readJson('{"a":1}\n{"a":\n2}').documents.map(({ line }) => line)).toEqual([1, 2]);
  });

  it.each([
    ['[{"a":1}, {"a":2},', 1, 19],
    ['[\n{"a":1},\n{"a":2},\n{"a"', 4, 5],
  ])("keeps the complete elements of an array that breaks off: %j", (text, line, column) => {
    const reading = readJson(text);
    expect(reading.documents.map(({ root }) => plain(root))).toEqual([[[["a", 1]], [["a", 2]]]]);
    expect(reading.problems).toHaveLength(1);
    expect(reading.problems[0]).toMatchObject({ where: { line, column }, found: "the end of the file" });
  });

  it("reads from the first bracket where a log stands before it, and says so", () => {
    const reading = readJson('ggml_cuda_init: found 1 device\n[\n{"a":1}\n]\n');
    expect(reading.documents.map(({ root }) => plain(root))).toEqual([[[["a", 1]]]]);
    expect(reading.problems.map(({ where }) => where)).toEqual([{ line: 1, column: 1 }]);
  });

  it("keeps nothing of an object that breaks off", () => {
    const reading = readJson('{"a": 1, "b": [1, 2');
    expect(reading.documents).toEqual([]);
    expect(reading.problems).toMatchObject([
      { where: { line: 1, column: 20 }, found: "the end of the file" },
    ]);
  });

  it.each([
    ["", 1],
    ["   \n ", 2],
    ["{", 1],
    ["nul", 1],
    ["'a'", 1],
  ])("says where %j is no JSON", (text, line) => {
    const reading = readJson(text);
    expect(reading.documents).toEqual([]);
    expect(reading.problems).toMatchObject([{ where: { line } }]);
  });

  it("refuses a million nested arrays at the 65th, at once", () => {
    for (const text of [
      "[".repeat(1e6),
      "[".repeat(1e6) + "]".repeat(1e6),
      '{"a":'.repeat(1e6),
      "[\n".repeat(1e6),
    ]) {
      const reading = readJson(text);
      expect(reading.documents).toEqual([]);
      expect(reading.problems[0]).toMatchObject({
        found: "more than 64 nested arrays and objects",
        expected: "at most 64",
      });
    }
  });

  it("reads 64 nested arrays", () => {
    expect(readJson("[".repeat(64) + "]".repeat(64)).problems).toEqual([]);
  });

  it("counts the problems of a file without end rather than keeping them", () => {
    const { problems } = readJson(`{"a":1}\n${"no json\n".repeat(5000)}`);
    expect(problems.length).toBeLessThanOrEqual(1001);
  });
});

const suite = "../shared/hostile/jsontestsuite/test_parsing";
const files = existsSync(suite) ? readdirSync(suite) : [];
const textOf = (name: string) =>
  new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(`${suite}/${name}`));
const decodes = (name: string) => {
  try {
    return textOf(name) !== null;
  } catch {
    return false;
  }
};

/** Files that are no JSON in the strict sense and are read on purpose, without a problem. */
const tolerated: Record<string, string> = {
  "n_number_NaN.json": "bare NaN, as Python writes it",
  "n_number_infinity.json": "bare Infinity, as Python writes it",
  "n_number_minus_infinity.json": "bare -Infinity, as Python writes it",
  "n_structure_double_array.json": "two values in a row",
  "n_array_extra_comma.json": "a comma after the last element: said with its pointer",
  "n_array_number_and_comma.json": "a comma after the last element: said with its pointer",
  "n_object_trailing_comma.json": "a comma after the last member: said with its pointer",
};

describe.skipIf(files.length === 0)("readJson on JSONTestSuite (skipped without ../shared/hostile)", () => {
  it("reads all 95 valid files without a problem, twice the same key apart", () => {
    const valid = files.filter((name) => name.startsWith("y_"));
    expect(valid).toHaveLength(95);
    for (const name of valid) {
      const { documents, problems } = readJson(textOf(name));
      expect([name, documents.length]).toEqual([name, 1]);
      const twice = name.includes("duplicated_key") ? 1 : 0;
      expect([name, problems.length]).toEqual([name, twice]);
    }
  });

  it("gives each of the 188 invalid files a problem with line and column, but for those read on purpose", () => {
    const invalid = files.filter((name) => name.startsWith("n_"));
    expect(invalid).toHaveLength(188);
    // Bytes that are no UTF-8 never reach the reader: decode.ts refuses them.
    const silent = invalid.filter(decodes).filter((name) => {
      const where = readJson(textOf(name)).problems[0]?.where;
      return !(where && "line" in where && "column" in where);
    });
    expect(silent.sort()).toEqual(Object.keys(tolerated).sort());
  });

  it("throws on none of the 35 undecided files", () => {
    for (const name of files.filter((each) => each.startsWith("i_")).filter(decodes)) readJson(textOf(name));
  });

  it("says something of every text that JSON.parse refuses, and reads every one that it takes up to 64 levels deep", () => {
    for (const name of files.filter(decodes).filter((each) => !each.includes("500_nested"))) {
      const text = textOf(name);
      const { documents, problems, notes } = readJson(text);
      if (isStrict(text)) expect([name, documents.length, notes]).toEqual([name, 1, []]);
      else expect([name, problems.length + notes.length]).not.toEqual([name, 0]);
    }
  });
});

function isStrict(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
