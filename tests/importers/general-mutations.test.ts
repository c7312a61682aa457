import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { caseFolders } from "./case-folder";
import { readText } from "./text-of";

// Each case of these importers, damaged in every way that a program or a transfer can: never an exception, never a
// number that the file does not hold, and whatever is left out has its place.

const importers = [
  ...["benchmark-dotnet", "catch2", "chrome-trace", "criterion", "criterion-csv", "criterion-json"],
  ...["github-action-benchmark", "go-bench", "google-benchmark", "hyperfine", "julia-benchmark"],
  ...["pytest-benchmark", "llama-bench"],
];

const files = importers.flatMap((importer) =>
  caseFolders(importer).map(({ name, bytes }) => ({
    name: `${importer}/${name}`,
    text: new TextDecoder().decode(bytes),
  })),
);

function expectSound(text: string): void {
  const { points, problems } = readText(text, "data.bin");
  for (const { value, missing, range, stats, samples } of points) {
    expect(value === null ? missing !== null || range !== null : Number.isFinite(value)).toBe(true);
    for (const each of Object.values(stats)) expect(each === null || Number.isFinite(each)).toBe(true);
    expect(Array.from(samples?.values ?? []).every(Number.isFinite)).toBe(true);
  }
  for (const { found, expected } of problems) expect(`${found}${expected}`.length).toBeGreaterThan(0);
}

/** Every place of a JSON value: the way to it, outermost first. */
function waysIn(value: unknown, way: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== "object" || value === null) return [way];
  return [way, ...Object.entries(value).flatMap(([key, each]) => waysIn(each, [...way, key]))];
}

function changedAt(
  value: unknown,
  way: readonly (string | number)[],
  to: (old: unknown) => unknown,
): unknown {
  const [step, ...rest] = way;
  if (step === undefined) return to(value);
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<
    string,
    unknown
  >;
  const changed = changedAt(copy[step], rest, to);
  if (changed === undefined && !Array.isArray(copy)) delete copy[step];
  else copy[step] = changed;
  return copy;
}

const damage: [string, (old: unknown) => unknown][] = [
  ["missing", () => undefined],
  ["null", () => null],
  ["a text", (old) => (typeof old === "number" ? String(old) : "n/a")],
  ["an empty list", () => []],
  ["an empty object", () => ({})],
  ["a number", () => -1e308],
  [
    "an object with one key more",
    (old) => (typeof old === "object" ? { ...old, __proto__x: 1, new_key: [null] } : old),
  ],
];

const inJson = files.flatMap(({ name, text }) => {
  try {
    return [{ name, value: JSON.parse(text) as unknown }];
  } catch {
    return [];
  }
});

describe.each(files)("$name", ({ text }) => {
  it("is read as far as it goes, wherever it breaks off", () => {
    fc.assert(
      fc.property(fc.nat(text.length), (length) => expectSound(text.slice(0, length))),
      { numRuns: 25, seed: 7 },
    );
  });

  it("is read around a line that is gone, doubled or of something else", () => {
    const lines = text.split("\n");
    const change = fc.constantFrom<(line: string) => string[]>(
      () => [],
      (line) => [line, line],
      () => ["ggml_init: found 1 device, or so"],
      (line) => [line.replace(/\d/g, "x")],
    );
    fc.assert(
      fc.property(fc.nat(lines.length - 1), change, (at, to) => {
        expectSound(lines.flatMap((line, i) => (i === at ? to(line) : [line])).join("\n"));
      }),
      { numRuns: 25, seed: 7 },
    );
  });
});

describe.each(inJson)("$name", ({ value }) => {
  it.each(damage)("is read around whatever is %s", (_, to) => {
    const ways = waysIn(value);
    const step = Math.ceil(ways.length / 40);
    for (const way of ways.filter((_each, i) => i % step === 0)) {
      const text = JSON.stringify(changedAt(value, way, to));
      if (text !== undefined) expectSound(text);
    }
  });
});

describe("a row that cannot be read", () => {
  it.each([
    [
      "google-benchmark",
      '{"context":{},"benchmarks":[{"name":"a","real_time":1,"cpu_time":1,"time_unit":"ms"},{"name":"b","real_time":null,"time_unit":"ms"}]}',
    ],
    [
      "hyperfine",
      '{"results":[{"command":"a","mean":1,"user":0,"system":0},{"command":"b","mean":"x","user":0,"system":0}]}',
    ],
    [
      "pytest-benchmark",
      '{"machine_info":{},"benchmarks":[{"name":"a","stats":{"mean":1,"rounds":2}},{"name":"b","stats":{"mean":"x","rounds":2}}]}',
    ],
    [
      "github-action-benchmark",
      '[{"name":"a","unit":"ms","value":1},{"name":"b","unit":"ms","value":"fast"}]',
    ],
    [
      "benchmark-dotnet",
      '{"Benchmarks":[{"FullName":"a","Statistics":{"Mean":1}},{"FullName":"b","Statistics":null}]}',
    ],
    [
      "chrome-trace",
      '{"traceEvents":[{"ph":"X","cat":"kernel","name":"k","ts":1,"dur":1},{"ph":"X","cat":"kernel","name":"k","ts":1,"dur":"x"}]}',
    ],
    ["llama-bench", '[{"n_prompt":1,"n_gen":0,"avg_ts":1},{"n_prompt":1,"n_gen":0,"avg_ts":"fast"}]'],
  ])("of %s is one problem with its place, and the good row is kept", (importer, text) => {
    const { points, problems, importer: by } = readText(text, "data.bin");
    expect(by?.id).toBe(importer);
    expect(points.length).toBeGreaterThan(0);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.where).toMatchObject({ pointer: expect.stringContaining("/1") as string });
  });
});
