import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { hostile, isHostileMissing, readText } from "./text-of";

const derived = (name: string) => readFileSync(`${hostile}derived/${name}`, "utf8");
/** What every object has: changed, it would change every program of the process. */
const everyObject = () => JSON.stringify(Object.getOwnPropertyNames(Object.prototype).sort());

describe.skipIf(isHostileMissing)("bodies that would change every object (skipped without ../shared)", () => {
  const bodies = isHostileMissing ? [] : (JSON.parse(derived("prototype-pollution.json")) as string[]);
  const before = everyObject();
  const unchanged = () => {
    expect(everyObject()).toBe(before);
    for (const name of ["x", "bar", "foo", "status", "evilProperty", "shell", "json spaces"])
      expect(Reflect.get({}, name)).toBeUndefined();
  };

  it("are 19", () => expect(bodies).toHaveLength(19));

  it.each(bodies.map((body, i) => [i + 1, body] as const))("body %i, alone", (_, body) => {
    const { importer, problems } = readText(body, "a.json");
    unchanged();
    expect(importer).toBeNull();
    expect(problems.length).toBeGreaterThan(0);
  });

  it.each(bodies.map((body, i) => [i + 1, body] as const))("body %i, beside a result", (_, body) => {
    const { points } = readText(
      `[{"metric": "ttft", "unit": "ms", "value": 12.5, ${body.trim().slice(1)}]`,
      "a.json",
    );
    unchanged();
    expect(points.map(({ metric, value }) => [metric, value])).toContainEqual(["ttft", 12.5]);
  });

  it("headers of such names are columns like any other, and none is lost", () => {
    const [header, row] = derived("prototype-pollution-headers.csv").trim().split("\n");
    const { points } = readText(`${header},tok/s\n${row},151\n`);
    unchanged();
    const names = header!.split(",").slice(1);
    const rate = points.find(({ metric }) => metric === "output_tokens_per_second")!;
    expect(rate.value).toBe(151);
    const { extra } = rate.case;
    for (const name of names)
      expect([name, Object.hasOwn(extra, name) && extra[name]]).toEqual([name, "polluted"]);
  });
});

describe.skipIf(isHostileMissing)("numbers of every writing (skipped without ../shared)", () => {
  const rows = isHostileMissing ? [] : derived("numbers.csv").trim().split("\n").slice(1);
  const { points, problems } = readText(`system,TTFT (ms)\n${rows.join("\n")}\n`);
  const at = (line: number) =>
    points.find(({ provenance: { locator } }) => "line" in locator && locator.line === line);

  it.each(rows.map((row, i) => [row, i + 2] as const))(
    "%s: kept as written, or refused with its line",
    (row, line) => {
      const written = /,"?(.*?)"?$/.exec(row)![1]!.trim();
      const point = at(line);
      if (point === undefined) {
        expect(problems.map(({ where }) => where && "line" in where && where.line)).toContain(line);
        return;
      }
      expect(point.provenance.raw).toBe(written);
      expect([point.missing, point.value]).toContain(point.value === null ? written : null);
    },
  );

  // By hand: the doubles beside 2^53 + 1, 2^63 - 1 and 2^64 - 1 are 2^53, 2^63 and 2^64; 0.1's double is 0.1.
  it.each([
    ["9007199254740991", null],
    ["9007199254740993", "9007199254740992"],
    ["9223372036854775807", "9223372036854776000"],
    ["18446744073709551615", "18446744073709552000"],
    ["123456789012345678901234567890", "1.2345678901234568e+29"],
    ["0.1", null],
    ["0.1000000000000000055511151231257827", "0.1"],
  ])("%s says the number that is held in its place: %s", (written, held) => {
    const point = points.find(({ provenance }) => provenance.raw === written)!;
    const by = "the nearest number that a double holds";
    expect(point.provenance.conversions).toEqual(held === null ? [] : [{ from: written, to: held, by }]);
  });
});

describe.skipIf(isHostileMissing)("names of files (skipped without ../shared)", () => {
  const names = isHostileMissing
    ? []
    : derived("filenames.txt")
        .split("\n")
        .filter((name) => name !== "");

  it("are labels, whatever they hold: the same points under each", () => {
    const table = "system,tok/s\nvLLM,151\n";
    const expected = readText(table).points;
    expect(names.length).toBeGreaterThan(20);
    for (const name of names) {
      const { file, points } = readText(table, name);
      expect(file.name).toBe(name);
      expect(points).toEqual(expected);
    }
  });
});

describe.skipIf(isHostileMissing)("tables that are not even (skipped without ../shared)", () => {
  it("a header that comes twice is two columns, of which each keeps its own", () => {
    const [header, row] = derived("duplicate-headers.csv").trim().split("\n");
    const { points, problems } = readText(`${header},tok/s\n${row},151\n`);
    expect(points.map(({ value }) => value)).toEqual([1, 2, 4, 5, 151]);
    expect(Object.values(points[0]!.case.extra)).toEqual(["a", "b"]);
    expect(problems.map(({ found }) => found)).toEqual(['a second column "value"', 'a second column "name"']);
  });

  it("a row with fewer or more cells than the header is refused with its line, never shifted", () => {
    const lines = derived("ragged.csv").split("\n");
    const text = lines.map((line) => (line === "a,b,c" ? "system,TTFT (ms),tok/s" : line)).join("\n");
    const { points, problems } = readText(text);
    expect(problems.map(({ where }) => where && "line" in where && where.line)).toEqual([3, 4, 6]);
    // Line 6 says what line 2 says.
    expect(problems.map(({ found }) => found)).toEqual([
      "2 fields",
      "4 fields",
      "the same as line 2, read once",
    ]);
    for (const { metric, value } of points)
      expect([metric, value]).toEqual([metric, metric === "ttft" ? 2 : 3]);
    expect(points.length).toBeGreaterThan(0);
  });
});
