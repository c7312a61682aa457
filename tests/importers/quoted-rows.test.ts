import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFile } from "@/lib/importers";
import { fileFromBytes } from "@/lib/importers/source-file";

const header = ["metric", "value", "unit", "model", "note", "run", "batch"];
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

/** A table of which each cell may stand in quotes, though only those with a comma or a quote have to. */
function textOf(rows: readonly string[][], mayQuote: (cell: number) => boolean, end: string): string {
  let cell = 0;
  const lineOf = (row: readonly string[]) =>
    row.map((text) => (mayQuote(cell++) || /[",]/.test(text) ? quoted(text) : text)).join(",") + end;
  return [header, ...rows].map(lineOf).join("");
}

function readingOf(text: string) {
  const { points, problems, file } = readFile(fileFromBytes("rows.csv", new TextEncoder().encode(text)));
  // The ids hold the hash of the bytes.
  return { points: points.map((point) => ({ ...point, id: "" })), problems, lines: file.lines };
}

describe("readFile of rows in no order, some of them with quotes", () => {
  it("reads the same points however their cells are quoted and their lines end", () => {
    const row = fc.record({
      metric: fc.constantFrom(["ttft", "ms"], ["output_tokens_per_second", "tok/s"]),
      value: fc.constantFrom("1", "2.5", "0.125", "12345678901234567", "N/A", "-3"),
      model: fc.constantFrom("m", "m, instruct", 'm "chat"', "# m"),
      note: fc.constantFrom("", "a", "b,c"),
      run: fc.constantFrom("", "r1", "r2", "r3", "r4", 'r"5"', "r,6"),
      batch: fc.constantFrom("1", "8", ""),
    });
    const rows = fc.array(row, { minLength: 20, maxLength: 60 });
    fc.assert(
      fc.property(rows, fc.array(fc.boolean(), { minLength: 7 }), fc.boolean(), (drawn, quotes, isCrLf) => {
        const cells = drawn.map(({ metric: [metric, unit], ...of }) => {
          return [metric!, of.value, unit!, of.model, of.note, of.run, of.batch];
        });
        const plain = readingOf(textOf(cells, () => false, "\n"));
        expect(plain.points.length).toBeGreaterThan(0);
        const again = textOf(cells, (cell) => quotes[cell % quotes.length]!, isCrLf ? "\r\n" : "\n");
        expect(readingOf(again)).toEqual(plain);
        expect(readingOf(textOf(cells, () => true, "\n"))).toEqual(plain);
      }),
      { seed: 5, numRuns: 150 },
    );
  });

  // By hand: one setup, 150 rows of 1 to 150 in an order that jumps; their mean is 75.5, the first is on line 2.
  it("finds all rows of a setup among those of others, quoted or not", () => {
    const rows = Array.from({ length: 300 }, (_, i) => {
      const isOurs = i % 2 === 0;
      const value = isOurs ? 1 + (((i / 2) * 77) % 150) : 1000;
      const model = isOurs ? ["m, instruct", "m, instruct"] : [`other-${i % 7}`, `other, ${i % 5}`];
      return ["ttft", String(value), "ms", model[i % 2]!, "", `r${i}`, "1"];
    });
    const { points } = readingOf(textOf(rows, (cell) => cell % 11 === 0, "\n"));
    const ours = points.find((point) => point.case.model === "m, instruct")!;
    expect([ours.stats.n, ours.value, ours.samples!.at[0], ours.samples!.at[149]]).toEqual([
      150, 75.5, 2, 300,
    ]);
    expect([ours.stats.min, ours.stats.max]).toEqual([1, 150]);
  });
});
