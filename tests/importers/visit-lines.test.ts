import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Undecodable } from "@/lib/importers/decode";
import { visitRecords } from "@/lib/importers/records";
import { fileFromChunks } from "@/lib/importers/source-file";
import { visitLines } from "@/lib/importers/visit-lines";

const commas = { delimiter: ",", newline: "\n" } as const;

/** A file that is read in chunks of one size through one buffer, as the server reads it. */
function fileOf(bytes: Uint8Array, size: number) {
  return fileFromChunks(
    "rows.csv",
    function* () {
      const buffer = Buffer.alloc(size);
      for (let from = 0; from < bytes.length; from += size) {
        const part = bytes.subarray(from, from + size);
        buffer.set(part);
        yield buffer.subarray(0, part.length);
      }
    },
    { size: bytes.length, sha256: "0".repeat(64) },
  );
}

type Seen = (string[] | string)[];

const answers = { "show me": -1, "show me this one": 0 };

/** What the visitor sees: records with their lines, problems, and lines that are taken. */
function visit(
  text: string,
  size: number,
  answerTo: (line: string) => "taken" | keyof typeof answers = () => "show me",
) {
  const seen: Seen = [];
  const bytes = new TextEncoder().encode(text);
  const count = visitLines(fileOf(bytes, size), { encoding: "UTF-8" }, commas, {
    row: (fields, line) => void seen.push([String(line), ...fields]),
    problem: ({ where, found }) => void seen.push(`${JSON.stringify(where)} ${found}`),
    take(at, from, line) {
      const end = at.indexOf(10, from) + 1;
      expect(end).toBeGreaterThan(from);
      const answer = answerTo(new TextDecoder().decode(at.subarray(from, end - 1)));
      if (answer !== "taken") return answers[answer];
      seen.push([String(line), "taken"]);
      return end;
    },
  });
  return { seen, count };
}

describe("visitLines", () => {
  const text = "a,1\nb,2\na,3\nb,4\nb,5\na,6";

  it.each([1, 2, 3, 7, 100])(
    "offers each whole line first, and cuts what is left, in chunks of %i",
    (size) => {
      expect(visit(text, size, (line) => (line.startsWith("a") ? "taken" : "show me"))).toEqual({
        seen: [
          ["1", "taken"],
          ["2", "b", "2"],
          ["3", "taken"],
          ["4", "b", "4"],
          ["5", "b", "5"],
          ["6", "a", "6"],
        ],
        count: 6,
      });
    },
  );

  it("asks again only after ever more lines, unless it is told that the next is known", () => {
    const lines = "x\n".repeat(100);
    const asked = (answer: keyof typeof answers) => {
      let times = 0;
      visit(lines, 1000, () => {
        times += 1;
        return answer;
      });
      return times;
    };
    // 1 + 2 + 4 + 8 + 16 + 32 = 63, and the 37 that are left.
    expect(asked("show me")).toBe(7);
    expect(asked("show me this one")).toBe(100);
  });

  it("offers nothing of a record that began before", () => {
    const offered: string[] = [];
    const { seen, count } = visit('a,"1\nb,2\nc",3\nd,4\n', 5, (line) => {
      offered.push(line);
      return "show me";
    });
    expect(seen).toEqual([
      ["1", "a", "1\nb,2\nc", "3"],
      ["4", "d", "4"],
    ]);
    expect(offered).toEqual(['a,"1', "d,4"]);
    expect(count).toBe(4);
  });

  it("leaves a byte order mark out, and reads UTF-16 as UTF-8", () => {
    expect(visit("\uFEFFa,1\n", 100).seen).toEqual([["1", "a", "1"]]);
    const utf16 = Buffer.from("\uFEFFa,é\nb,2\n", "utf16le");
    const seen: Seen = [];
    visitLines(fileOf(utf16, 3), { encoding: "UTF-16LE" }, commas, {
      row: (fields) => void seen.push(fields),
      problem() {},
      take: () => -1,
    });
    expect(seen).toEqual([
      ["a", "é"],
      ["b", "2"],
    ]);
  });

  it.each([
    ["a byte that is no UTF-8", Uint8Array.of(97, 44, 0xff, 10)],
    ["a zero byte", Uint8Array.of(97, 44, 0, 10)],
    ["half a character at the end", Uint8Array.of(97, 44, 0xc3)],
  ])("throws at %s", (_, bytes) => {
    const visitor = { row() {}, problem() {}, take: () => -1 };
    expect(() => visitLines(fileOf(bytes, 2), { encoding: "UTF-8" }, commas, visitor)).toThrow(Undecodable);
  });

  it("reads a line of 5 MB in pieces, and what comes after it", () => {
    const long = "é".repeat(2_500_000);
    const { seen, count } = visit(`a,${long}\nb,2\n`, 100_000);
    expect(seen.map(([line, first, second]) => [line, first, second?.length])).toEqual([
      ["1", "a", 2_500_000],
      ["2", "b", 1],
    ]);
    expect(count).toBe(2);
  });

  it("sees what visitRecords sees of the same text, wherever it is torn", () => {
    const piece = fc.constantFrom("a", "é", ",", '"', "\n", "\r\n", " ", "1", '","', '"\n');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (pieces, size) => {
        const whole = pieces.join("");
        const expected: Seen = [];
        const count = visitRecords([whole], ",", "\n", {
          row: (fields, line) => void expected.push([String(line), ...fields]),
          problem: ({ where, found }) => void expected.push(`${JSON.stringify(where)} ${found}`),
        });
        expect(visit(whole, size)).toEqual({ seen: expected, count });
      }),
      { seed: 5, numRuns: 3000 },
    );
  });
});
