import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pointsCsv, type CsvForm } from "@/lib/export/points-csv";
import { emptyCase, emptyExtra, type Case } from "@/lib/points/case";
import { contextFields, emptyContext, type Context } from "@/lib/points/provenance";
import { emptyStats, type Point, type Samples, type Stats } from "@/lib/points/point";
import { guarded, unguarded } from "@/lib/points/own-csv";
import type { Interval } from "@/lib/points/interval";
import type { Draft } from "@/lib/runs/draft";
import { pointsFrom } from "@/lib/runs/points-from";
import { withoutPlaces } from "../importers/case-folder";
import { hostile, isHostileMissing, readText } from "../importers/text-of";
import { draftOf } from "../runs/draft-of";

const forms: CsvForm[] = ["people", "raw"];

/** Points before and after an export and an import. */
function reread(points: Point[], form: CsvForm): { before: unknown; after: unknown } {
  const { points: again, problems } = readText(pointsCsv(points, form));
  expect(problems).toEqual([]);
  return { before: points.map(withoutPlaces), after: again.map(withoutPlaces) };
}

/** As text, with the keys of each object in one order. */
function inOneOrder(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === "object" && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

function withExtra(extra: Record<string, string>): Partial<Case> {
  return { extra: Object.assign(emptyExtra(), extra) };
}

describe("pointsCsv(points)", () => {
  it("writes the columns that the points need, in one order", () => {
    const points = pointsFrom([draftOf(45), draftOf(50, {}, withExtra({ threads: "2" }))], "f");
    expect(pointsCsv(points)).toBe(
      "metric,value,unit,model,evidence,threads\nttft,45,ms,tiny,single,\nttft,50,ms,tiny,single,2\n",
    );
  });

  it("writes a row a sample, and an interval for the reader", () => {
    const summary = draftOf(12, { stats: { ...emptyStats(), n: 3, sd: 0 }, varies: "within-run" });
    const repeats = [draftOf(10, {}, { model: "b" }), draftOf(12, {}, { model: "b" })];
    expect(pointsCsv(pointsFrom([summary, ...repeats], "f"))).toBe(
      [
        "metric,value,unit,model,n,sd,ci_low,ci_high,ci_level,ci_method,varies,evidence",
        "ttft,12,ms,tiny,3,0,12,12,0.95,student-t,within-run,summary",
        "ttft,10,ms,b,,,,,,,,samples",
        "ttft,12,ms,b,,,,,,,,samples",
        "",
      ].join("\n"),
    );
  });

  it("keeps runs of one name apart where they are of different points", () => {
    const samples = (values: number[]): Samples => ({
      values,
      at: [1, 2],
      pointer: null,
      column: 2,
      varies: "within-run",
    });
    const a = pointsFrom([draftOf(10, { samples: samples([9, 11]) })], "a");
    const b = pointsFrom([draftOf(20, { samples: samples([19, 21]) })], "b");
    const { points } = readText(pointsCsv([...a, ...b]));
    expect(points[0]).toMatchObject({ value: 15, stats: { n: 2 } });
    expect(points[0]?.runs.map(({ value }) => value)).toEqual([10, 20]);
  });

  it("writes a header alone for no points", () => {
    expect(pointsCsv([])).toBe("metric,value,unit\n");
  });

  it("writes a zero byte, which no text file holds, as its symbol", () => {
    expect(pointsCsv(pointsFrom([draftOf(5, {}, { model: "a\0b" })], "f"))).toContain("a␀b");
  });

  it("keeps further fields that are named like columns of the format", () => {
    const names = [
      "value",
      "metric",
      "extra.x",
      " padded ",
      "",
      "n",
      "text_guard",
      "#",
      "extra.",
      "__proto__",
      "a\nb",
      'say "x"',
    ];
    const points = pointsFrom(
      [draftOf(5, {}, withExtra(Object.fromEntries(names.map((name) => [name, `is ${name}`]))))],
      "f",
    );
    const own = Object.assign(emptyExtra(), { ["__proto__"]: "is __proto__" });
    for (const form of forms) {
      const { points: again } = readText(pointsCsv(points, form));
      expect({ ...again[0]?.case.extra, ...own }).toEqual({ ...points[0]?.case.extra, ...own });
      const { before, after } = reread(points, form);
      expect(after).toEqual(before);
    }
  });
});

describe("pointsCsv guards formulas for people, and changes nothing raw", () => {
  const text = (point: string, form: CsvForm) =>
    pointsCsv(pointsFrom([draftOf(-5, {}, { model: point })], "f"), form);

  it.each(["=1+1", "@SUM(1)", "+cmd", "-2+3+cmd|' /C calc'!A0", "\t=1+1", " =1+1", "\r=1+1", "＝1+1", "'=1"])(
    "%o",
    (written) => {
      expect(text(written, "people")).toContain(`'${written}`);
      expect(text(written, "people")).toMatch(/^[^\n]*,text_guard\n/);
      expect(text(written, "raw")).not.toContain(`'${written}`);
      expect(text(written, "raw")).not.toContain("text_guard");
    },
  );

  it.each(["tiny", "a=b", "'quoted'", "-5", "+3", "1e+5", "-1,234.56", "-Infinity", "2026-11-21"])(
    "%o needs no guard",
    (written) => {
      expect(text(written, "people")).not.toContain("text_guard");
      expect(text(written, "people")).toBe(text(written, "raw"));
    },
  );

  it("guarded and unguarded undo each other for any text", () => {
    const any = fc.string({ unit: fc.constantFrom("'", "=", "-", "＠", " ", "1", "a", "\t"), maxLength: 6 });
    fc.assert(
      fc.property(any, (written) => {
        expect(unguarded(guarded(written))).toBe(written);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});

describe("pointsCsv of any points imports to the same points", () => {
  const finite = fc
    .double({ noNaN: true, noDefaultInfinity: true, min: 0, max: 1e12 })
    .map((value) => value || 0);
  // A case field takes "N/A" and its like for nothing; a blank is nothing anywhere.
  const word = fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 12 })
    .map((each) => `w${each.replaceAll("\0", "")}`);
  const anyText = fc
    .string({
      unit: fc.oneof(
        fc.constantFrom(",", '"', "\n", "\r", "=", "'", " ", ";"),
        fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
      ),
      minLength: 1,
      maxLength: 10,
    })
    .map((each) => each.replaceAll("\0", "0"));
  const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
  const extra = fc.dictionary(anyText, anyText, { maxKeys: 3, noNullPrototype: true });
  const setup: fc.Arbitrary<Case> = fc
    .record({
      model: maybe(word),
      system: maybe(word),
      batch: maybe(fc.nat(64)),
      request_rate: maybe(finite),
      extra,
    })
    .map((fields) => ({ ...emptyCase(), ...fields, ...withExtra(fields.extra) }));
  const context: fc.Arbitrary<Context> = fc
    .record({ tool: maybe(anyText), command: maybe(anyText), measured_at: maybe(word) })
    .map((fields) => ({ ...emptyContext(), ...fields }));
  const stats: fc.Arbitrary<Stats> = fc
    .record({
      n: maybe(fc.nat(500)),
      sd: maybe(finite),
      p99: maybe(finite),
      median: maybe(finite),
    })
    .map((fields) => ({ ...emptyStats(), ...fields }));
  const within = fc.array(finite, { minLength: 2, maxLength: 5 }).map((values): Samples => ({
    values,
    at: values.map((_, i) => i),
    pointer: null,
    column: 2,
    varies: "within-run",
  }));
  const stated = fc
    .record({ low: finite, high: finite })
    .map(({ low, high }) => ({ low, high, level: 0.9, method: "stated" as const }));
  const around = (value: number, interval: Interval): Interval => ({
    ...interval,
    low: Math.min(interval.low, value),
    high: Math.max(interval.high, value),
  });
  const kind: fc.Arbitrary<Partial<Draft>> = fc.oneof(
    fc.constant({}),
    fc.record({
      stats,
      varies: fc.constantFrom("within-run" as const, "between-run" as const, "not-stated" as const),
    }),
    fc.record({ samples: within }),
    fc.constant({ claim: true }),
    fc.constantFrom("N/A", "", "OOM", "it broke, badly", "=x").map((missing) => ({ value: null, missing })),
    fc.record({ low: finite, high: maybe(finite) }).map((range) => ({ value: null, missing: null, range })),
    stated.map((interval) => ({ stated: { ...interval, n: null, varies: "between-run" as const } })),
    fc.constant({ statistic: "p99" as const }),
  );
  const metric = fc.constantFrom(
    ["ttft", "ms"],
    ["output_tokens_per_second", "tok/s"],
    ["accuracy", "%"],
    ["custom:a b", "GPUs"],
    ["custom:=x", ""],
  );
  const drafts = fc
    .tuple(
      setup,
      metric,
      fc.array(fc.tuple(kind, fc.oneof(finite, fc.constant(5)), maybe(word), context), {
        minLength: 1,
        maxLength: 5,
      }),
    )
    .map(([of, [id, unit], rows]) =>
      rows.map(([more, number, run, told]) => {
        // Times and rates below 0 are refused on the way in; what is not known may be below 0.
        const value = id!.startsWith("custom:") ? -number : number;
        return draftOf(value || 0, {
          ...{ metric: id!, unit: unit!, case: of, context: told, run, missing: null },
          ...more,
          ...(more.stated ? { stated: around(value, more.stated) } : {}),
        });
      }),
    );

  it.each(forms)("%s", (form) => {
    fc.assert(
      fc.property(fc.array(drafts, { minLength: 1, maxLength: 3 }), (groups) => {
        const points = pointsFrom(groups.flat(), "f");
        const { before, after } = reread(points, form);
        expect((after as object[]).map(inOneOrder).sort()).toEqual(
          (before as object[]).map(inOneOrder).sort(),
        );
      }),
      { seed: 42, numRuns: 300 },
    );
  });
});

describe.skipIf(isHostileMissing)("hostile strings (skipped without ../shared)", () => {
  const strings = (
    isHostileMissing ? [] : JSON.parse(readFileSync(`${hostile}blns/blns.json`, "utf8"))
  ) as string[];
  // What names a host does not come back: tests/importers/privacy.test.ts.
  const written = strings.filter((each) => each !== "" && !/\bhttp:\/\/|RomansInSussex/.test(each));

  it("are 515, of which 9 are empty or name a host", () => {
    expect(strings).toHaveLength(515);
    expect(written).toHaveLength(506);
  });

  it.each(forms)("come back byte for byte from cells, %s", (form) => {
    const points = pointsFrom(
      written.map((each, i) => draftOf(i, {}, { batch: i, ...withExtra({ note: each }) })),
      "f",
    );
    const { points: again, problems } = readText(pointsCsv(points, form));
    expect(problems).toEqual([]);
    expect(again.map(({ case: { extra } }) => extra["note"])).toEqual(written);
  });

  it.each(forms)("come back byte for byte from headers, %s", (form) => {
    const extra = withExtra(Object.fromEntries(written.map((each) => [each, "here"])));
    const points = pointsFrom([draftOf(5, {}, extra)], "f");
    const { points: again, problems } = readText(pointsCsv(points, form));
    expect(problems).toEqual([]);
    expect(new Set(Object.keys(again[0]!.case.extra))).toEqual(new Set(written));
  });

  it.each(forms)("come back byte for byte from what a file says of itself, %s", (form) => {
    const contexts = written.map(
      (each) => Object.fromEntries(contextFields.map((field) => [field, each])) as unknown as Context,
    );
    const points = pointsFrom(
      contexts.map((context, i) => draftOf(i, { context }, { batch: i })),
      "f",
    );
    const { points: again } = readText(pointsCsv(points, form));
    expect(again.map(({ context }) => context)).toEqual(
      contexts.map((context) => ({ ...context, host: null })),
    );
  });

  it("none that a spreadsheet would run leaves an export for people unguarded, and numbers stay numbers", () => {
    const formulas = JSON.parse(readFileSync(`${hostile}derived/formula-injection.json`, "utf8")) as Record<
      string,
      string[]
    >;
    const dangerous = [
      ...formulas["dangerous_third_party"]!,
      ...formulas["dangerous_variants_from_issues_and_asvs"]!,
    ];
    // These two begin with a letter or a quote: no program takes them for a formula once they are quoted.
    const begins = dangerous.filter((each) => /^[\s\0]*[=+\-@＝＋－＠]/.test(each));
    expect(begins.length).toBe(dangerous.length - 4);
    for (const each of begins) expect(guarded(each)).toBe(`'${each}`);
    for (const each of formulas["numbers_that_must_stay_numbers"]!) expect(guarded(each)).toBe(each);
  });
});
