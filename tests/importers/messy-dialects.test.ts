import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFile } from "@/lib/importers/index";
import { fileFromBytes } from "@/lib/importers/source-file";

/** One row of a clean table: its setup, and a value of each metric. */
interface Row {
  model: string;
  system: string;
  batch: number;
  values: readonly number[];
}

/** A way to write the same table. */
interface Dialect {
  delimiter: "," | ";" | "\t" | "|";
  end: "\n" | "\r\n" | "\r";
  encoding: "utf-8" | "utf-8 with a mark" | "utf-16le" | "utf-16be";
  decimal: "point" | "comma";
  grouped: boolean;
  quoted: boolean;
  titles: readonly string[];
  comments: boolean;
  repeated: boolean;
  padded: boolean;
  order: readonly number[];
  headers: 0 | 1 | 2;
  layout: "wide" | "long";
}

const metrics = [
  { id: "ttft", unit: "ms", headers: ["TTFT (ms)", "ttft_ms", "Time to first token [ms]"] },
  {
    id: "output_tokens_per_second",
    unit: "tok/s",
    headers: ["Output tok/s", "output_tok_s", "Output throughput (tokens/s)"],
  },
  { id: "power", unit: "W", headers: ["Power (W)", "power_mean_w", "Leistung [W]"] },
] as const;
const names = [
  ["model", "Model name", "Modell"],
  ["system", "engine", "Framework"],
  ["batch", "batch_size", "Batchgröße"],
] as const;

// One or two decimals, so that a comma among them never reads as a thousands mark.
const value = fc
  .tuple(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 1, max: 99 }))
  .map(([whole, part]) => Number(`${whole}.${part}`));
const name = fc.constantFrom("tiny-7b", "Größe 13b", "acme/huge 70b", 'the "large" one', "a;b", "x,y");
const rows: fc.Arbitrary<Row[]> = fc
  .array(
    fc.record({
      model: name,
      system: fc.constantFrom("vLLM", "SGLang"),
      values: fc.tuple(value, value, value),
    }),
    {
      minLength: 2,
      maxLength: 6,
    },
  )
  // Each row is a setup of its own: repeats would be merged.
  .map((list) => list.map((row, i) => ({ ...row, batch: 2 ** i })));
const dialect: fc.Arbitrary<Dialect> = fc.record({
  delimiter: fc.constantFrom(",", ";", "\t", "|"),
  end: fc.constantFrom("\n", "\r\n", "\r"),
  encoding: fc.constantFrom("utf-8", "utf-8 with a mark", "utf-16le", "utf-16be"),
  decimal: fc.constantFrom("point", "comma"),
  grouped: fc.boolean(),
  quoted: fc.boolean(),
  titles: fc.subarray(["Results of the night", "second series"]),
  comments: fc.boolean(),
  repeated: fc.boolean(),
  padded: fc.boolean(),
  order: fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }),
  headers: fc.constantFrom(0, 1, 2),
  layout: fc.constantFrom("wide", "long"),
});

function numberText(of: number, { decimal, grouped }: Dialect): string {
  const [whole = "", part = ""] = String(of).split(".");
  const signs = decimal === "point" ? ([",", "."] as const) : ([".", ","] as const);
  const inGroups = grouped ? whole.replace(/\B(?=(?:\d{3})+$)/g, signs[0]) : whole;
  return inGroups + signs[1] + part;
}

/** The table as records, the header first. */
function recordsOf(table: readonly Row[], of: Dialect): string[][] {
  const setup = names.map((each) => each[of.headers]);
  const cells = ({ model, system, batch }: Row) => [model, system, String(batch)];
  const whole =
    of.layout === "wide"
      ? [
          [...setup, ...metrics.map(({ headers }) => headers[of.headers])],
          ...table.map((row) => [...cells(row), ...row.values.map((each) => numberText(each, of))]),
        ]
      : [
          [...setup, "Metric", "Value", "Unit"],
          ...table.flatMap((row) =>
            row.values.map((each, i) => [
              ...cells(row),
              metrics[i]!.id,
              numberText(each, of),
              metrics[i]!.unit,
            ]),
          ),
        ];
  return whole.map((record) => of.order.map((at) => record[at]!));
}

function textOf(table: readonly Row[], of: Dialect): string {
  const { delimiter, padded, quoted } = of;
  const cell = (text: string) => {
    const isNeeded = quoted || text.includes(delimiter) || text.includes('"');
    return isNeeded ? `"${text.replaceAll('"', '""')}"` : padded ? ` ${text} ` : text;
  };
  const [header = "", ...lines] = recordsOf(table, of).map((record) => record.map(cell).join(delimiter));
  const middle = Math.ceil(lines.length / 2);
  const body = [
    ...lines.slice(0, middle),
    ...(of.comments ? ["# restarted here"] : []),
    ...(of.repeated ? [header] : []),
    ...lines.slice(middle),
  ];
  return [...of.titles, ...(of.comments ? ["# by hand", ""] : []), header, ...body, ""].join(of.end);
}

function bytesOf(text: string, encoding: Dialect["encoding"]): Uint8Array {
  if (encoding === "utf-8") return new TextEncoder().encode(text);
  if (encoding === "utf-8 with a mark") return new TextEncoder().encode(`\uFEFF${text}`);
  const bytes = Buffer.from(`\uFEFF${text}`, "utf16le");
  return new Uint8Array(encoding === "utf-16le" ? bytes : bytes.swap16());
}

function pointsOf(table: readonly Row[]): string[] {
  return table
    .flatMap(({ model, system, batch, values }) =>
      values.map((each, i) =>
        JSON.stringify([metrics[i]!.id, metrics[i]!.unit, each, model, system, batch, 0]),
      ),
    )
    .sort();
}

describe("a clean table of setups and values", () => {
  it("reads to the same points whatever the dialect it is written in", () => {
    fc.assert(
      fc.property(rows, dialect, (table, of) => {
        const { points, problems } = readFile(
          fileFromBytes("table.txt", bytesOf(textOf(table, of), of.encoding)),
        );
        expect(problems).toEqual([]);
        const found = points.map(({ metric, unit, value: read, case: { model, system, batch, extra } }) =>
          JSON.stringify([metric, unit, read, model, system, batch, Object.keys(extra).length]),
        );
        expect(found.sort()).toEqual(pointsOf(table));
      }),
      { seed: 20260104, numRuns: 300 },
    );
  });
});
