import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { countProblems } from "@/lib/points/problem";
import { readFile } from "@/lib/importers/index";
import { fileFromBytes } from "@/lib/importers/source-file";
import { bytesOf, readText } from "./text-of";
import { areSamplesMissing, hostile, isHostileMissing, samples } from "./text-of";

const own = "metric,value,unit,model\n";

describe("readFile tells what a file is", () => {
  it("its name, hash, size, encoding, delimiter, line ends and lines", () => {
    const { file, importer } = readText("metric;value;unit\r\nttft;45;ms\r\n", "a.csv");
    expect(file).toMatchObject({
      name: "a.csv",
      bytes: 31,
      encoding: "UTF-8",
      delimiter: "semicolon",
      lineEnds: "CRLF",
      lines: 2,
    });
    expect(importer).toEqual({ id: "whisker-csv", label: "Whisker CSV", version: "1" });
  });

  it("says so where it read windows-1252", () => {
    const bytes = new Uint8Array(Buffer.from("model,TTFT (ms)\ncaf\u00e9,45\n", "latin1"));
    const read = readFile(fileFromBytes("a.csv", bytes));
    expect(read.points[0]?.case.model).toBe("café");
    expect(read.file.encoding).toBe("windows-1252");
    expect(read.notes[0]).toContain("windows-1252");
  });

  it("finds another encoding far behind the head, and reads all of the file by it", () => {
    const rows = Array.from({ length: 60_000 }, (_, i) => `tiny,${10_000 + i}\n`).join("");
    const bytes = new Uint8Array(
      Buffer.from(`model,TTFT (ms)\n${rows}gr\u00f6\u00dfer,46\n`.replace("öß", "ö"), "latin1"),
    );
    const read = readFile(fileFromBytes("a.csv", bytes));
    expect(read.file).toMatchObject({ encoding: "windows-1252", lines: 60_002 });
    expect(read.points.map(({ case: { model }, stats: { n } }) => [model, n])).toEqual([
      ["tiny", 60_000],
      ["gröer", null],
    ]);
  });
});

describe("readFile of what is no benchmark gives one clear problem and nothing else", () => {
  it.each<[string, Uint8Array, RegExp]>([
    ["nothing", new Uint8Array(0), /an empty file/],
    ["blank lines", bytesOf("\n\n \n"), /text of 3 lines/],
    ["prose", bytesOf("Dear all,\nthe run is done.\n"), /text of 2 lines/],
    ["a table of people", bytesOf("name,city,age\nAnn,Oslo,31\n"), /without a metric: name, city, age/],
    ["an image", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3), /PNG/],
    ["a program", Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1), /program/],
    ["zero bytes in text", bytesOf("model,TTFT (ms)\nti\0ny,45\n"), /zero byte/],
    ["a header alone", bytesOf(own), /a header and no rows/],
    ["an HTML page", bytesOf("<!doctype html>\n<html><body>1,2</body></html>\n"), /text|table/],
  ])("%s", (_, bytes, found) => {
    const read = readFile(fileFromBytes("x.csv", bytes));
    expect(read).toMatchObject({ importer: null, points: [] });
    expect(read.problems).toHaveLength(1);
    expect(read.problems[0]!.found).toMatch(found);
    expect(read.problems[0]!.expected).not.toBe("");
  });

  it("a million columns, within two seconds", () => {
    const bytes = bytesOf(`${Array.from({ length: 1_000_000 }, (_, i) => `c${i}`).join(",")}\n`);
    const read = readFile(fileFromBytes("wide.csv", bytes));
    expect(read.points).toEqual([]);
    expect(read.problems).toHaveLength(1);
  });

  it.each(["metric,value,unit", "model,TTFT (ms)"])(
    "a million columns behind %s: refused by its limit",
    (start) => {
      const more = Array.from({ length: 1_000_000 }, (_, i) => `c${i}`).join(",");
      const read = readText(`${start},${more}\n1,2,3\n`);
      expect(read.points).toEqual([]);
      expect(read.problems[0]?.found).toBe("more than 10000 columns");
    },
  );
});

describe("readFile of a file that breaks off keeps what is whole", () => {
  const text = `${own}ttft,45,ms,a\nttft,46,ms,"b"\nttft,47,ms,c\n`;

  it("at every character", () => {
    for (let length = own.length + 13; length < text.length; length++) {
      const { points, problems } = readText(text.slice(0, length));
      expect(points.length + problems.length).toBeGreaterThan(0);
      expect(points[0]).toMatchObject({ value: 45, case: { model: "a" } });
    }
  });

  it("inside a quote", () => {
    const { points, problems } = readText(`${own}ttft,45,ms,a\nttft,46,ms,"b`);
    expect(points).toHaveLength(1);
    expect(problems).toEqual([
      expect.objectContaining({ where: { line: 3 }, found: "a quote that is never closed" }),
    ]);
  });
});

describe("a header that says percent, a price of tokens or an energy of one is that metric in that unit", () => {
  it("in a table of rows and of repeats alike", () => {
    const read = (rows: string) =>
      readText(`model,Accuracy (%),Energy per token (mJ),$/M tokens\n${rows}`).points.map(
        ({ metric, unit, value }) => [metric, unit, value],
      );
    // 120 mJ are 0.12 J; the percent stays percent, as in Whisker's own CSV.
    const expected = [
      ["accuracy", "%", 81.5],
      ["energy_per_token", "J/tok", 0.12],
      ["cost_per_million_tokens", "USD", 0.35],
    ];
    expect(read("M,81.5,120,0.35\n")).toEqual(expected);
    expect(read("M,81,110,0.30\nM,82,130,0.40\n")).toEqual(
      expected.map(([metric, unit, value]) => [metric, unit, expect.closeTo(value as number, 12)]),
    );
  });
});

describe("readFile counts the problems that it does not list", () => {
  it("after the first thousand", () => {
    const { points, problems } = readText(`${own}ttft,45,ms,a\n${"ttft,what,ms,a\n".repeat(2500)}`);
    expect(points).toHaveLength(1);
    expect(problems).toHaveLength(1000);
    expect(problems.at(-1)?.found).toBe("1501 more problems");
    expect(countProblems(problems)).toBe(2500);
  });
});

describe("readFile on the quick way and on the slow way", () => {
  const rows = (cell: (i: number) => string) =>
    Array.from(
      { length: 300 },
      (_, i) => `ttft,${cell(i)},ms,model-${i % 7},run-${Math.floor(i / 7)}\n`,
    ).join("");

  it("read the same from repeating lines as from lines with quotes", () => {
    const header = "metric,value,unit,model,run\n";
    const quick = readText(header + rows((i) => (100 + i / 8).toFixed(3)));
    const slow = readText(header + rows((i) => `"${(100 + i / 8).toFixed(3)}"`));
    const essence = (read: typeof quick) =>
      read.points.map(({ value, stats, samples, case: { model }, provenance }) => [
        ...[value, stats, model, Array.from(samples!.values), Array.from(samples!.at), provenance.locator],
      ]);
    expect(essence(quick)).toEqual(essence(slow));
    expect(quick.points).toHaveLength(7);
  });

  it("read a row that is written another way as one of its run all the same", () => {
    const text = "metric,value,unit,run\nttft,10,ms,a\nttft,20,ms,b\nttft,1.2e1,ms,a\nttft,22 ms,,b\n";
    const { points } = readText(text);
    expect(points).toHaveLength(1);
    expect(points[0]?.runs.map(({ label, value, stats: { n } }) => [label, value, n])).toEqual([
      ["a", 11, 2],
      ["b", 21, 2],
    ]);
  });

  it("read an odd value among repeating lines closely", () => {
    const text =
      "metric,value,unit,model,run\n" +
      rows((i) => (i === 150 ? "OOM" : i === 151 ? "1e2" : i === 152 ? "x" : "5"));
    const { points, problems } = readText(text);
    expect(points.find(({ missing }) => missing !== null)).toMatchObject({
      missing: "OOM",
      provenance: { locator: { line: 152 } },
    });
    expect(
      points.find(({ case: { model }, value }) => model === "model-4" && value !== null)?.stats,
    ).toMatchObject({ max: 100 });
    expect(problems).toEqual([expect.objectContaining({ where: { line: 154, column: 2 }, found: "x" })]);
  });
});

describe.skipIf(isHostileMissing)("hostile tables (skipped without ../shared)", () => {
  const read = (name: string) =>
    readFile(fileFromBytes(name, new Uint8Array(readFileSync(`${hostile}derived/${name}`))));

  it("ragged.csv as a table of results: the torn rows are named, the whole ones kept", () => {
    const text = readFileSync(`${hostile}derived/ragged.csv`, "utf8").replace("a,b,c", "model,batch,tok/s");
    const { points, problems } = readText(text);
    expect(problems.map(({ where, found }) => [where, found])).toEqual([
      [{ line: 3, column: 3 }, "2 fields"],
      [{ line: 4, column: 4 }, "4 fields"],
      [{ line: 6 }, "the same as line 2, read once"],
    ]);
    expect(points[0]).toMatchObject({ value: 3, evidence: "single" });
  });

  it("duplicate-headers.csv as a table of results: each repetition is named, no column lost", () => {
    const text = readFileSync(`${hostile}derived/duplicate-headers.csv`, "utf8")
      .replace("name", "model,tok/s")
      .replace("\na,", "\na,5,");
    const { problems, columns } = readText(text);
    expect(problems.map(({ found }) => found)).toEqual(['a second column "value"']);
    expect(new Set(columns.map(({ column }) => column)).size).toBe(8);
  });

  it("prototype-pollution-headers.csv: columns like any other, and Object untouched", () => {
    const text = readFileSync(`${hostile}derived/prototype-pollution-headers.csv`, "utf8");
    const before = Object.getOwnPropertyNames(Object.prototype);
    const table = readText(text.replace("name", "tok/s"));
    const ownFormat = readText(text.replace("name", "metric,value,unit").replace("\n1", "\nttft,5,ms"));
    for (const { points } of [table, ownFormat]) {
      const names = [
        "__proto__",
        "constructor",
        "prototype",
        "hasOwnProperty",
        "toString",
        "__defineGetter__",
      ];
      expect(Object.keys(points[0]!.case.extra)).toEqual(names);
      expect(Object.values(points[0]!.case.extra)).toEqual(names.map(() => "polluted"));
    }
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("numbers.csv: what a double holds is read, what it cannot hold or has two readings is named", () => {
    const text = readFileSync(`${hostile}derived/numbers.csv`, "utf8");
    const { points, problems } = readText(
      text
        .replace("label,value", "metric,value")
        .replaceAll(/^(\w+),/gm, "custom:$1,")
        .replace("custom:metric", "metric"),
    );
    const values = new Map(points.map(({ metric, value, missing }) => [metric.slice(7), value ?? missing]));
    expect(Object.fromEntries(values)).toMatchObject({
      ...{
        safe_max: 9007199254740991,
        dec: 0.1,
        subnormal: 5e-324,
        exp: 1000,
        exp2: 1000,
        plus: 1,
        lead0: 7,
        space: 1,
      },
      ...{
        thousands: 1234.5,
        eu_decimal: 1234.5,
        percent: 12.5,
        unit: 12,
        fullwidth: 123,
        minus: -5,
        neg_zero: 0,
      },
      ...{ nan: "NaN", nan2: "nan", inf: "Infinity", inf2: "-inf", empty: "" },
    });
    expect(problems.map(({ found }) => found)).toEqual([
      "1e400",
      "-1e400",
      "1e-400",
      "0x1F",
      "0o17",
      "1_000",
      "١٢٣",
    ]);
  });

  it.each(["numbers.csv", "ragged.csv", "duplicate-headers.csv"])("%s as it is, is no benchmark", (name) => {
    expect(read(name)).toMatchObject({ importer: null, points: [] });
  });
});

describe.skipIf(areSamplesMissing)("tables people have published (skipped without ../shared)", () => {
  const names = areSamplesMissing
    ? []
    : readdirSync(samples, { recursive: true, encoding: "utf8" }).filter((name) =>
        /\.(csv|tsv|out)$/.test(name),
      );

  it.each(names)("%s gives points, or says why not", (name) => {
    const { points, problems, importer } = readFile(
      fileFromBytes("x", new Uint8Array(readFileSync(samples + name))),
    );
    expect(points.length + problems.length).toBeGreaterThan(0);
    expect(importer === null).toBe(points.length === 0);
    for (const { value, missing, range, evidence, interval } of points) {
      expect([value, missing, range].filter((each) => each !== null)).toHaveLength(1);
      if (evidence === "single") expect(interval).toBeNull();
    }
  });

  it.each([
    ["messy/argonne_quant_all_results.csv", { line: 2, column: 10 }, "10 fields"],
    ["messy/argonne_Fig22_TTFT_ITL.csv", { line: 40, column: 9 }, "8 fields"],
  ])("%s: the torn row is named, not shifted", (name, where, found) => {
    const { problems } = readFile(fileFromBytes("x", new Uint8Array(readFileSync(samples + name))));
    expect(problems[0]).toMatchObject({ where, found });
  });
});
