import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFile } from "@/lib/importers/index";
import { fileFromBytes } from "@/lib/importers/source-file";
import type { Point } from "@/lib/points/point";

// Rows that repeat a setup are taken without being cut into fields; nothing of what is read may depend on it. What is
// expected is put together here row by row, from the numbers that the rows are made of.

const read = (text: string) => readFile(fileFromBytes("rows.csv", new TextEncoder().encode(text)), {});

/** Each value of a point and the line it stands on. */
function placed({ value, samples, provenance }: Point): [number | null, number][] {
  if (samples === null) return [[value, (provenance.locator as { line: number }).line]];
  return Array.from(samples.values, (each, i) => [each, samples.at[i]!]);
}

interface Row {
  model: string;
  batch: number;
  values: number[];
}

/** A cell as spreadsheets write a text, in quotes or without. */
const written = (text: string, isQuoted: boolean) =>
  isQuoted || /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

const models = ["plain", "Größe", "with, comma", 'with "quotes"', "#5"];

const someRows = fc.array(
  fc.record({
    model: fc.constantFrom(...models),
    batch: fc.constantFrom(1, 2, 4),
    values: fc.tuple(fc.integer({ min: 0, max: 99_999 }), fc.integer({ min: 0, max: 99_999 })),
    isQuoted: fc.boolean(),
    isQuotedValue: fc.boolean(),
    end: fc.constantFrom("\n", "\r\n"),
  }),
  { minLength: 1, maxLength: 80 },
);

function bySetup(rows: readonly Row[], metric: number): Map<string, [number, number][]> {
  const found = new Map<string, [number, number][]>();
  rows.forEach(({ model, batch, values }, i) => {
    const setup = `${model} ${batch}`;
    found.set(setup, [...(found.get(setup) ?? []), [values[metric]! / 100, i + 2]]);
  });
  return found;
}

function found(points: readonly Point[], metric: string) {
  const of = points.filter((point) => point.metric === metric);
  return new Map(of.map((point) => [`${point.case.model} ${point.case.batch}`, placed(point)]));
}

describe("rows that repeat their setups", () => {
  it("of a table with several metrics are read as each alone", () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        const lines = rows.map(({ model, batch, values, isQuoted, isQuotedValue, end }, i) => {
          const [ttft, rate] = values.map((value) => (value / 100).toFixed(2));
          return `${written(model, isQuoted)},${batch},r${i},${written(ttft!, isQuotedValue)},${rate}${end}`;
        });
        const { points, problems } = read(`model,batch_size,run,ttft_ms,output tok/s\n${lines.join("")}`);
        expect(problems).toEqual([]);
        expect(found(points, "ttft")).toEqual(bySetup(rows, 0));
        expect(found(points, "output_tokens_per_second")).toEqual(bySetup(rows, 1));
      }),
      { seed: 8, numRuns: 300 },
    );
  });

  it("of Whisker's own CSV are read as each alone", () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        const lines = rows.map(({ model, batch, values, isQuoted, isQuotedValue, end }, i) => {
          const value = (values[0] / 100).toFixed(2);
          return `ttft,${written(value, isQuotedValue)},ms,${written(model, isQuoted)},${batch},r${i}${end}`;
        });
        const { points, problems } = read(`metric,value,unit,model,batch,run\n${lines.join("")}`);
        expect(problems).toEqual([]);
        expect(found(points, "ttft")).toEqual(bySetup(rows, 0));
      }),
      { seed: 9, numRuns: 300 },
    );
  });

  const header = "model,batch_size,run,ttft_ms,output tok/s\n";
  const rowsWith = (run: string, ttft: string) =>
    read(`${header}A,1,r1,10,5\nA,1,r2,11,6\nA,1,${run},${ttft},7\nA,1,r9,13,8\n`);

  it("are reported where a number among them is none, and the rest of the row is read", () => {
    const { points, problems } = rowsWith("r3", "fast");
    expect(problems).toMatchObject([{ where: { line: 4, column: 4 }, found: "fast" }]);
    expect(placed(points.find(({ metric }) => metric === "ttft")!)).toEqual([
      [10, 2],
      [11, 3],
      [13, 5],
    ]);
    expect(placed(points.find(({ metric }) => metric !== "ttft")!)).toHaveLength(4);
  });

  it.each(["12", "12.0", " 12", '"12"', "1.2e1", "12 ms", "0.012 s"])(
    "are read however 12 is written: %j",
    (text) => {
      const { points } = rowsWith("r3", text);
      expect(placed(points.find(({ metric }) => metric === "ttft")!)).toContainEqual([12, 4]);
    },
  );

  it("are left out where a row names a statistic of the others", () => {
    const { points, problems } = rowsWith("mean", "11.3");
    expect(problems).toMatchObject([{ where: { line: 4, column: 3 } }]);
    for (const point of points) expect(point.stats.n).toBe(3);
  });

  it("keep a comment among them out", () => {
    const { points, problems } = read("run,ttft_ms,model\n1,10,A\n2,11,A\n# 3,99,A\n#4,98,A,\n5,12,A\n");
    expect(problems).toEqual([]);
    expect(points.map(placed)).toEqual([
      [
        [10, 2],
        [11, 3],
        [12, 6],
      ],
    ]);
  });
});
