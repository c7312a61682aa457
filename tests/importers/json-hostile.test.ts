import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { pointsJsonText } from "@/lib/export/points-json";
import { readFile, type Imported } from "@/lib/importers/index";
import { jsonOf } from "@/lib/importers/json-file";
import { fileFromBytes } from "@/lib/importers/source-file";
import { withoutPlaces } from "./case-folder";

const read = (text: string): Imported => readFile(fileFromBytes("data.bin", new TextEncoder().encode(text)));
const exported = (of: Imported) =>
  [...pointsJsonText({ ...of, importer: of.importer?.id ?? null }, { samples: true })].join("");

/** A result of vllm bench serve of this model, with further members. */
function serveResult(model: string, further: Record<string, unknown> = {}): string {
  const result = {
    model_id: model,
    num_prompts: 2,
    completed: 2,
    request_throughput: 1,
    output_throughput: 10,
    total_token_throughput: 20,
    mean_ttft_ms: 5,
    ...further,
  };
  return JSON.stringify(result);
}

describe("readFile on hostile JSON", () => {
  it("answers a million nested arrays in a moment, with the limit", () => {
    const { points, problems } = read("[".repeat(1e6) + "]".repeat(1e6));
    expect(points).toEqual([]);
    expect(problems[0]).toMatchObject({
      where: { line: 1, column: 65 },
      found: "more than 64 nested arrays and objects",
    });
  });

  it("reads 11 MB whole: the last record is there", () => {
    const record = (i: number) => ({
      metric: "ttft",
      value: i,
      unit: "ms",
      model: `model ${i % 7}`,
      note: "x".repeat(200),
    });
    const text = JSON.stringify(Array.from({ length: 44_000 }, (_, i) => record(i + 1)));
    expect(text.length).toBeGreaterThan(11e6);
    const { points } = read(text);
    expect(points.map(({ stats }) => stats.n).reduce((sum: number, n) => sum + n!, 0)).toBe(44_000);
    expect(Math.max(...points.map(({ stats }) => stats.max!))).toBe(44_000);
  });

  it("keeps the prototype clean and a member named __proto__", () => {
    const { points } = read(
      '{"model_id": "m", "num_prompts": 1, "completed": 1, "request_throughput": 1, "output_throughput": 1, "mean_ttft_ms": 5, "__proto__": "polluted", "constructor": "own"}',
    );
    expect(points[0]!.case.extra["__proto__"]).toBe("polluted");
    expect(points[0]!.case.extra["constructor"]).toBe("own");
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    expect(Object.prototype.toString.call({})).toBe("[object Object]");
  });

  it.each([
    "{",
    "[",
    "{}",
    "[]",
    "[[]]",
    "null",
    "true",
    "0",
    '""',
    '{"points": 5}',
    '{"points": [5, null]}',
    '{"files": [{}]}',
    "[{}]",
    "[{},{}]",
    '[{"metric": {}}]',
    '{"model_id": []}',
    "\u0000{",
    '{"a": "\u0000"}',
  ])("says of %j that it holds no results, and where", (text) => {
    const { importer, points, problems } = read(text);
    expect([importer, points]).toEqual([null, []]);
    expect(problems.length).toBeGreaterThan(0);
  });

  it.each([
    ["arrays of unequal length", { ttfts: [0.005], output_lens: [2, 2] }],
    ["texts for numbers", { ttfts: ["a", "b"], output_lens: [1, 1] }],
    ["numbers for arrays", { ttfts: 5, itls: 7, errors: 3, latencies: "x" }],
    ["nested gaps of texts", { ttfts: [0.004, 0.006], output_lens: [2, 2], itls: [["x"], [0.1]] }],
    ["more requests than completed", { ttfts: [0.004, 0.006, 0.005], output_lens: [2, 2, 2] }],
    ["a text for a mean", { mean_ttft_ms: "fast" }],
    ["a negative count", { completed: -3 }],
  ])("reads a vLLM result with %s as far as it can be trusted", (_, further) => {
    const { importer, points } = read(serveResult("m", further));
    expect(importer?.id).toBe("vllm-serve");
    expect(points.find(({ metric }) => metric === "output_tokens_per_second")!.value).toBe(10);
    const ttft = points.find(({ metric }) => metric === "ttft")!;
    expect(ttft.samples?.values.length ?? 2).toBe(2);
  });
});

/** Whether UTF-8 can write it: no lone halves of a surrogate pair. */
function isUnicode(text: string): boolean {
  return new TextDecoder().decode(new TextEncoder().encode(text)) === text;
}

const hostile = "../shared/hostile";

describe.skipIf(!existsSync(hostile))(
  "readFile on others' hostile texts (skipped without ../shared/hostile)",
  () => {
    it("keeps each of the 515 naughty strings as a model's name, through export and import", () => {
      const strings = JSON.parse(readFileSync(`${hostile}/blns/blns.json`, "utf8")) as string[];
      expect(strings).toHaveLength(515);
      // What names a host is masked: tests/importers/privacy.test.ts.
      const plain = strings.filter((each) => !/\bhttp:\/\/|RomansInSussex/.test(each));
      for (const text of plain.filter((each) => isUnicode(each) && each.trim() !== "")) {
        const once = read(serveResult(text, { gpu: text, label: text, __proto__x: text }));
        expect([
          text,
          once.points[0]?.case.model,
          once.points[0]?.case.hardware,
          once.points[0]?.case.extra["label"],
        ]).toEqual([text, text, text, text]);
        expect(read(exported(once)).points.map(withoutPlaces)).toEqual(once.points.map(withoutPlaces));
      }
    });

    it("reads the 19 bodies of prototype pollution without changing a prototype", () => {
      const bodies = JSON.parse(
        readFileSync(`${hostile}/derived/prototype-pollution.json`, "utf8"),
      ) as string[];
      const before = Object.getOwnPropertyNames(Object.prototype).sort();
      for (const body of bodies)
        read(`[${body.replace(/^\{/, '{"metric": "ttft", "value": 5, "unit": "ms", ')}]`);
      expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(before);
      expect(Object.keys({})).toEqual([]);
    });

    it("answers every file of JSONTestSuite with points or a problem, and throws on none", () => {
      const folder = `${hostile}/jsontestsuite/test_parsing`;
      for (const name of readdirSync(folder)) {
        const { points, problems } = readFile(
          fileFromBytes("data.bin", new Uint8Array(readFileSync(`${folder}/${name}`))),
        );
        expect([name, points.length]).toEqual([name, 0]);
        expect([name, problems.length]).not.toEqual([name, 0]);
      }
    });

    // RFC 8259 by JSONTestSuite's names: y_ must be accepted, n_ must be refused, i_ may be either.
    it("parses all 318 files of JSONTestSuite as they are classed: 95 whole, 188 with a word, 35 either way", () => {
      const folder = `${hostile}/jsontestsuite/test_parsing`;
      const scored = readdirSync(folder).map((name) => {
        const file = fileFromBytes("data.bin", new Uint8Array(readFileSync(`${folder}/${name}`)));
        const { documents, problems, notes } = jsonOf(file);
        // A key twice is JSON; which of its values was read is said.
        const faults = problems.filter(({ expected }) => !expected.startsWith("one value a key"));
        const isWhole = documents.length === 1 && faults.length === 0 && notes.length === 0;
        return { name, kind: name[0], isWhole };
      });
      const count = (kind: string, whole: boolean) =>
        scored.filter((each) => each.kind === kind && each.isWhole === whole).map(({ name }) => name);
      expect({ y: count("y", false), n: count("n", true) }).toEqual({ y: [], n: [] });
      expect([count("y", true).length, count("n", false).length]).toEqual([95, 188]);
      expect(scored).toHaveLength(318);
    });

    it("changes no number silently: what a double cannot hold is said", () => {
      const record = readFileSync(`${hostile}/derived/numbers.json`, "utf8");
      const numbers = [...record.matchAll(/"(\w+)":\s*([-\d.eE+]+)/g)];
      expect(numbers.length).toBeGreaterThan(5);
      for (const [, name, raw] of numbers) {
        const { points, problems } = read(`[{"metric": "custom:${name}", "value": ${raw}, "unit": ""}]`);
        const said = problems.length > 0 || points.some(({ provenance }) => provenance.raw === raw);
        expect([name, said]).toEqual([name, true]);
      }
    });
  },
);
