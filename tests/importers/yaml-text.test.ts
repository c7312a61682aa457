import { describe, expect, it } from "vitest";
import { isScalar, itemsOf, numbersOf, textOf, type JsonNode } from "@/lib/importers/json-node";
import { looksLikeYaml, readYaml } from "@/lib/importers/yaml-text";
import { readText } from "./text-of";

/** The value as plain JavaScript; numbers that are none are NaN. */
function plain(node: JsonNode | null, text: string): unknown {
  if (node === null) return undefined;
  if (node.kind === "object")
    return Object.fromEntries(Array.from(node.members, ([key, value]) => [key, plain(value, text)]));
  const numbers = numbersOf(node);
  if (numbers !== null) return numbers;
  if (node.kind === "array") return itemsOf(node).map((each) => plain(each, text));
  if (node.kind === "number") return node.value ?? NaN;
  return node.kind === "constant" ? node.value : isScalar(node) ? textOf(node, text) : undefined;
}

function read(text: string): unknown {
  return plain(readYaml(text), text);
}

describe("readYaml", () => {
  // The expectations are those of YAML 1.2.2 and PyYAML.
  it.each<[string, string, unknown]>([
    ["a mapping in a mapping", "a:\n  b: 1\n  c: x\n", { a: { b: 1, c: "x" } }],
    ["items at the indent of their key", "a:\n- 1\n- 2\nb: 3\n", { a: [1, 2], b: 3 }],
    ["items deeper than their key", "a:\n  - x\n  - y\n", { a: ["x", "y"] }],
    ["mappings as items", "- a: 1\n  b: 2\n- a: 3\n", [{ a: 1, b: 2 }, { a: 3 }]],
    ["lists in a list", "a:\n- - 1\n  - 2\n- - 3\n", { a: [[1, 2], [3]] }],
    [
      "flow lists and maps",
      "a: [1, 'x, y', {b: 2}]\nc: {}\nd: []\n",
      { a: [1, "x, y", { b: 2 }], c: {}, d: [] },
    ],
    ["nothing behind a key", "a:\nb: null\nc: ~\n", { a: null, b: null, c: null }],
    ["numbers", "a: -1.5e-05\nb: 1_000\nc: .inf\nd: .nan\n", { a: -1.5e-5, b: 1000, c: NaN, d: NaN }],
    ["truths", "a: true\nb: False\nc: y\n", { a: true, b: false, c: "y" }],
    ["times", "a: 1:30\nb: 2026-01-02 03:04:05\n", { a: "1:30", b: "2026-01-02 03:04:05" }],
    ["a key twice, of which the last holds", "a: 1\na: 2\n", { a: 2 }],
    ["keys of no names", "1: x\ntrue: y\n", { 1: "x", true: "y" }],
    ["quotes", "a: 'it''s: 1'\nb: \"x\\ty\\u00e9\"\n'c: d': 1\n", { a: "it's: 1", b: "x\tyé", "c: d": 1 }],
    ["numbers in quotes are texts", "a: '1'\nb: \"2\"\n", { a: "1", b: "2" }],
    [
      "a long text folded",
      "a: one two\n  three\nb: 'four\n\n  # five'\n",
      { a: "one two three", b: "four\n# five" },
    ],
    ["a folded text in double quotes", 'a: "one\\\n  \\ two"\nb: 1\n', { a: "one two", b: 1 }],
    ["a block of text", "a: |-\n  x: 1\n  y\nb: 2\n", { a: "x: 1\ny", b: 2 }],
    ["an anchor and its alias", "a: &id001\n  x: 1\nb: *id001\n", { a: { x: 1 }, b: { x: 1 } }],
    ["comments and marks", "---\n# no\na: 1 # one\n...\n", { a: 1 }],
    ["Windows line ends", "a:\r\n  b: 1\r\n", { a: { b: 1 } }],
    ["a key with a colon and an address", "url: http://h:80/x\n", { url: "http://h:80/x" }],
  ])("%s", (_, text, value) => expect(read(text)).toEqual(value));

  it.each([
    ["a tag of an object", "a: !!python/object:x.Y {}\n"],
    ["a text", "just words\nand more\n"],
    ["an alias of nothing", "a: *x\n"],
    ["two documents", "a: 1\n---\na: 2\n"],
    ["a key that is a list", "? [a, b]\n: 1\n"],
    ["an alias within what it names", "a: &x [1, *x]\n"],
    [
      "aliases of aliases of aliases",
      `a: &a0 [${"x, ".repeat(9)}x]\n${Array.from({ length: 6 }, (_, i) => `b${i}: &a${i + 1} [${`*a${i}, `.repeat(9)}*a${i}]\n`).join("")}`,
    ],
    ["a quote without its end", "a: 'x\nb: 1\n"],
    ["a tab as indent", "a:\n\tb: 1\n"],
    ["too deep", Array.from({ length: 80 }, (_, i) => `${" ".repeat(i)}a:`).join("\n")],
    ["too deep in a line", `a: ${"[".repeat(80)}${"]".repeat(80)}\n`],
  ])("is none: %s", (_, text) => expect(readYaml(text)).toBeNull());

  it("keeps where a value stands, as it is written", () => {
    const text = "a:\n  b: 12.50\n";
    const root = readYaml(text);
    const a = root?.kind === "object" ? root.members.get("a") : undefined;
    const b = a?.kind === "object" ? a.members.get("b") : undefined;
    expect(text.slice(b?.start, b?.end)).toBe("12.50");
  });
});

describe("looksLikeYaml", () => {
  it.each(["a:\n  b: 1\n", "- a: 1\n  b: 2\n", "# x\nkey (ms): 1\n"])("%j does", (text) =>
    expect(looksLikeYaml(text)).toBe(true),
  );
  it.each(["model,ttft\nA,1\n", "| a | b |\n|---|---|\n", "A sentence of words.\nAnother one.\n", ""])(
    "%j does not",
    (text) => expect(looksLikeYaml(text)).toBe(false),
  );
});

describe("a file of YAML", () => {
  it("is read as what a tool's JSON says", () => {
    const report = { model_id: "tiny", tokenizer_id: "tiny", num_prompts: 4, completed: 4 };
    const figures = { request_throughput: 2, output_throughput: 50, mean_ttft_ms: 12 };
    const lines = Object.entries({ ...report, ...figures }).map(([key, value]) => `${key}: ${value}`);
    const written = readText(lines.join("\n"), "a.yaml");
    const json = readText(JSON.stringify({ ...report, ...figures }), "a.json");
    expect(written.importer?.id).toBe("vllm-serve");
    expect(written.points.map(({ metric, value }) => [metric, value])).toEqual(
      json.points.map(({ metric, value }) => [metric, value]),
    );
    expect(written.notes[0]).toBe("The file is YAML, and read as the same tool's JSON.");
  });

  it("with records under a key is read as those records", () => {
    const read = readText("model: tiny\nresults:\n- batch: 1\n  ttft_ms: 10\n- batch: 2\n  ttft_ms: 12\n");
    expect(read.points.map(({ value, case: of }) => [of.model, of.batch, value])).toEqual([
      ["tiny", 1, 10],
      ["tiny", 2, 12],
    ]);
  });

  it("of names and values alone is read as lines of them", () => {
    expect(readText("GPU: H100\nTTFT: 12 ms\nbatch: 4\n", "a.yaml").importer?.id).toBe("label-values");
  });

  it("of settings is no result", () => {
    expect(readText("services:\n  web:\n    image: x\n    ports:\n    - 80\n").points).toEqual([]);
  });
});
